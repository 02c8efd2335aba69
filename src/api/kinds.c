/*
 * THE KINDS that more than one service has. Data only: check.c and bind.c have what they refer to.
 */
#include "api/bind.h"
#include "api/check.h"
#include "api/kind.h"

#define TEXT_KIND .structure = STRUCTURE_ONE, .node = NODE_TEXT, .type = "text", .read = read_plain
#define NUMBER_KIND                                                                          \
    .structure = STRUCTURE_ONE, .node = NODE_INTEGER, .type = "integer", .read = read_plain, \
    .check = check_number

const struct kind kind_text = { .name = "text", TEXT_KIND, .check = check_plain };
const struct kind kind_account = { .name = "account", TEXT_KIND, .check = check_account };
const struct kind kind_detector = { .name = "detector", TEXT_KIND, .check = check_detector };
const struct kind kind_choice = { .name = "choice", TEXT_KIND, .check = check_choice };
const struct kind kind_word = {
    .name = "word", TEXT_KIND, .check = check_word, .characters = characters_of_word
};
const struct kind kind_tag_key = { .name = "tag_key", TEXT_KIND, .check = check_tag_key };
const struct kind kind_retry_token = { .name = "retry_token", TEXT_KIND, .check = check_plain };
const struct kind kind_page_token = { .name = "page_token",
                                      TEXT_KIND,
                                      .check = check_page_token,
                                      .bind = bind_page_token,
                                      .paging = true };

const struct kind kind_number = { .name = "number", NUMBER_KIND };
const struct kind kind_page_size = { .name = "page_size", NUMBER_KIND, .paging = true };
const struct kind kind_switch = { .name = "switch",
                                  .structure = STRUCTURE_ONE,
                                  .node = NODE_SWITCH,
                                  .type = "boolean",
                                  .check = check_switch,
                                  .read = read_switch };
const struct kind kind_time = { .name = "time",
                                .structure = STRUCTURE_ONE,
                                .node = NODE_REAL,
                                .type = "bigint",
                                .read = read_time };

const struct kind kind_list = { .name = "list", .structure = STRUCTURE_LIST, .node = NODE_LIST };
const struct kind kind_table = { .name = "table", .structure = STRUCTURE_TABLE, .node = NODE_LIST };
const struct kind kind_object = {
    .name = "object", .structure = STRUCTURE_OBJECT, .node = NODE_OBJECT, .type = "jsonb"
};
const struct kind kind_objects = {
    .name = "objects", .structure = STRUCTURE_OBJECTS, .node = NODE_LIST, .type = "jsonb"
};
const struct kind kind_text_map = { .name = "text_map",
                                    .structure = STRUCTURE_MAP,
                                    .node = NODE_OBJECT,
                                    .type = "jsonb",
                                    .check = check_map_name };
const struct kind kind_tag_map = { .name = "tag_map",
                                   .structure = STRUCTURE_MAP,
                                   .node = NODE_OBJECT,
                                   .type = "jsonb",
                                   .check = check_tag_key };

const struct kind kind_refused = {
    .name = "refused", .structure = STRUCTURE_REFUSED, .node = NODE_TEXT, .check = check_refused
};
const struct kind kind_refused_list = { .name = "refused_list",
                                        .structure = STRUCTURE_REFUSED,
                                        .node = NODE_LIST,
                                        .check = check_refused };
