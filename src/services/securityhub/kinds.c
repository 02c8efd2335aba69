/*
 * Security Hub's own kinds: findings, checked against the tables of their form.
 */
#include <inttypes.h>

#include "api/bind.h"
#include "api/check.h"
#include "api/exchange.h"
#include "base/clock.h"
#include "base/codec.h"
#include "services/securityhub/rows.h"
#include "wire/schema.h"

/* 240 KB (Security Hub User Guide, "BatchImportFindings"). */
enum { FINDING_BYTES_MAX = 240 * 1024 };

/* Tells whether a Severity says how severe it is. */
static bool
is_severity(const struct node *severity)
{
    return tree_member(severity, STR("Label")) != NULL ||
           tree_member(severity, STR("Normalized")) != NULL;
}

/* A severity has to be somewhere, as the provider's or as the finding's own. */
static void
check_severity(const struct node *finding, struct schema_faults *faults)
{
    const struct node *own = tree_member(finding, STR("Severity"));
    const struct node *provided = tree_member(finding, STR("FindingProviderFields"));
    if (is_severity(own) || is_severity(tree_member(provided, STR("Severity"))))
        return;
    if (own == NULL)
        schema_fault(faults, STR("data"), "should have required property 'Severity'");
    if (provided == NULL)
        schema_fault(faults, STR("data"), "should have required property 'FindingProviderFields'");
    schema_fault(faults, STR("data"), "should match some schema in anyOf");
}

/* What is told of a finding that was not taken: by its id, or where it stood. */
static void
add_failed(struct buf *failed, const struct node *finding, size_t place, struct str message)
{
    const struct node *id = tree_member(finding, STR("Id"));
    if (failed->size > 0)
        buf_add_char(failed, ',');
    buf_add(failed, STR("{\"id\":"));
    if (id != NULL && id->kind == NODE_TEXT && id->text.size > 0)
        json_quote(failed, utf8_cut(id->text, TEXT_MAX));
    else
        buf_add_format(failed, "\"Findings[%zu]\"", place);
    buf_add(failed, STR(",\"code\":\"InvalidInput\",\"message\":"));
    json_quote(failed, message);
    buf_add_char(failed, '}');
}

/* Appends a finding to those that are taken, or to those that are not. */
static void
sort_out(struct arena *arena, const struct node *finding, size_t place, struct buf *taken,
         struct buf *failed)
{
    struct schema_faults faults;
    size_t before = taken->size;
    if (finding->text.size > FINDING_BYTES_MAX) {
        add_failed(failed, finding, place, STR("Finding size exceeded 240 KB"));
        return;
    }
    schema_faults_init(&faults, arena);
    if (taken->size > 0)
        buf_add_char(taken, ',');
    schema_write(schema_finding, finding, STR("data"), taken, &faults);
    if (finding->kind == NODE_OBJECT)
        check_severity(finding, &faults);
    if (faults.count == 0)
        return;
    taken->size = before;
    add_failed(failed, finding, place,
               arena_format(arena, "Finding does not adhere to Amazon Finding Format. %.*s.",
                            STR_PRINTF(buf_str(&faults.text))));
}

/* The good findings as they are stored, and what is told of the others. */
static int
read_findings(struct arena *arena, const struct field *field, const struct node *node,
              struct str *ret_text, struct fault *f)
{
    struct buf taken, failed;
    size_t place = 0;
    if (node->kind != NODE_LIST)
        return check_refuse(field, "must be a list", f);
    if (check_count(field, node->count, f) < 0)
        return -1;
    buf_init(&taken, arena);
    buf_init(&failed, arena);
    for (const struct node *finding = node->first; finding != NULL; finding = finding->next)
        sort_out(arena, finding, place++, &taken, &failed);
    struct buf batch;
    buf_init(&batch, arena);
    buf_add(&batch, STR("{\"findings\":["));
    buf_add(&batch, buf_str(&taken));
    buf_add(&batch, STR("],\"failed\":["));
    buf_add(&batch, buf_str(&failed));
    buf_add(&batch, STR("]}"));
    *ret_text = buf_str(&batch);
    return 0;
}

static int
bind_findings(struct exchange *x, const struct field *field, const struct value *value,
              struct str *ret_text, struct fault *f)
{
    const struct node *given = tree_member(x->input[FIELD_IN_BODY], str_from(field->name));
    int64_t most = x->config->findings.batch_bytes;
    if (given != NULL && (int64_t)given->text.size > most)
        return fault_set_reason(f, field_fault(field), "%s must have at most %" PRId64 " bytes",
                                field->name, most);
    *ret_text = value->text;
    return 0;
}

const struct kind kind_findings = { .name = "findings",
                                    .structure = STRUCTURE_ONE,
                                    .node = NODE_LIST,
                                    .type = "jsonb",
                                    .read = read_findings,
                                    .bind = bind_findings };

static int
read_filters(struct arena *arena, const struct field *field, const struct node *node,
             struct str *ret_text, struct fault *f)
{
    return filter_read(arena, securityhub_filters, node, field_fault(field), ret_text, f);
}

const struct kind kind_filters = { .name = "filters",
                                   .structure = STRUCTURE_ONE,
                                   .node = NODE_OBJECT,
                                   .type = "jsonb",
                                   .read = read_filters };

/* Gives which way a criterion sorts; -1 where it says neither. */
static int
read_direction(const struct node *order, bool *ret_descending)
{
    *ret_descending = order != NULL && str_equal(order->text, STR("desc"));
    return order == NULL || *ret_descending || str_equal(order->text, STR("asc")) ? 0 : -1;
}

/* One criterion: by which attribute, and which way. */
static int
add_criterion(struct buf *sort, const struct field *field, const struct node *criterion,
              struct fault *f)
{
    const struct node *by = tree_member(criterion, STR("Field"));
    bool descending;
    if (by == NULL || by->kind != NODE_TEXT)
        return check_refuse(field, "must be a list of objects with a Field each", f);
    if (read_direction(tree_member(criterion, STR("SortOrder")), &descending) < 0)
        return check_refuse(field, "must have asc or desc as SortOrder", f);
    const struct filter_attribute *attribute = filter_attribute(securityhub_filters, by->text);
    if (attribute == NULL || attribute->kind == FILTER_ENTRY || attribute->kind == FILTER_MENTION)
        return check_refuse(field, "must name fields that findings can be sorted by", f);
    buf_add_format(sort, "%s{\"attribute\":\"%s\",\"descending\":%s}", sort->size > 1 ? "," : "",
                   attribute->name, descending ? "true" : "false");
    return 0;
}

static int
read_sort(struct arena *arena, const struct field *field, const struct node *node,
          struct str *ret_text, struct fault *f)
{
    struct buf sort;
    if (node->kind != NODE_LIST)
        return check_refuse(field, "must be a list", f);
    if (check_count(field, node->count, f) < 0)
        return -1;
    buf_init(&sort, arena);
    buf_add_char(&sort, '[');
    for (const struct node *criterion = node->first; criterion != NULL; criterion = criterion->next)
        if (add_criterion(&sort, field, criterion, f) < 0)
            return -1;
    buf_add_char(&sort, ']');
    *ret_text = buf_str(&sort);
    return 0;
}

const struct kind kind_sort = { .name = "sort",
                                .structure = STRUCTURE_ONE,
                                .node = NODE_LIST,
                                .type = "jsonb",
                                .read = read_sort };

/* Tells whether a character is one of base64url (RFC 4648 section 5). */
static bool
is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_';
}

/* A token has more letters than a seal has; sorted by ten texts it has some 7,000. */
static int
check_findings_token(const struct field *field, struct str text, struct fault *f)
{
    enum { LETTERS_MIN = 38, LETTERS_MAX = 8192 };
    bool good = text.size == 0 || (text.size >= LETTERS_MIN && text.size <= LETTERS_MAX);
    for (size_t i = 0; i < text.size && good; i++)
        good = is_letter(text.data[i]);
    return good ? 0 : check_refuse(field, "is not one that was given", f);
}

/* A token that has its form and does not open is one of another query. */
static int
bind_findings_token(struct exchange *x, const struct field *field, const struct value *value,
                    struct str *ret_text, struct fault *f)
{
    if (bind_page_token(x, field, value, ret_text, f) == 0)
        return 0;
    return fault_set(f, fault_named("findings_query_changed"));
}

const struct kind kind_findings_token = { .name = "findings_token",
                                          .structure = STRUCTURE_ONE,
                                          .node = NODE_TEXT,
                                          .type = "text",
                                          .read = read_plain,
                                          .check = check_findings_token,
                                          .bind = bind_findings_token,
                                          .paging = true };

static int
read_finding_member(struct arena *arena, const struct field *field, const struct node *node,
                    struct str *ret_text, struct fault *f)
{
    struct schema_faults faults;
    struct buf text;
    const struct schema_member *member = schema_finding_update->members;
    while (!str_equal(str_from(member->name), str_from(field->name)))
        member++;
    schema_faults_init(&faults, arena);
    buf_init(&text, arena);
    schema_write(member->schema, node, arena_format(arena, "data.%s", field->name), &text, &faults);
    if (faults.count > 0)
        return fault_set_reason(f, fault_named("invalid_update"), "%.*s",
                                STR_PRINTF(buf_str(&faults.text)));
    *ret_text = buf_str(&text);
    return 0;
}

const struct kind kind_finding_member = { .name = "finding_member",
                                          .structure = STRUCTURE_ONE,
                                          .node = NODE_TEXT,
                                          .type = "jsonb",
                                          .read = read_finding_member };

static int
read_moment(struct arena *arena, const struct field *field, const struct node *node,
            struct str *ret_text, struct fault *f)
{
    struct time_fraction fraction;
    int64_t ms;
    if (node->kind != NODE_TEXT || time_parse_offset(node->text, &ms, &fraction) < 0)
        return check_refuse(field, "must be a timestamp, such as 2020-08-20T17:54:02Z", f);
    *ret_text = arena_format(arena, "%" PRId64, ms);
    return 0;
}

const struct kind kind_moment = { .name = "moment",
                                  .structure = STRUCTURE_ONE,
                                  .node = NODE_TEXT,
                                  .type = "bigint",
                                  .read = read_moment };

static int
check_group_by(const struct field *field, struct str text, struct fault *f)
{
    const struct filter_attribute *attribute = filter_attribute(securityhub_filters, text);
    if (attribute == NULL || attribute->kind == FILTER_ENTRY || attribute->kind == FILTER_MENTION)
        return check_refuse(field, "must name what findings can be grouped by", f);
    return 0;
}

const struct kind kind_group_by = { .name = "group_by",
                                    .structure = STRUCTURE_ONE,
                                    .node = NODE_TEXT,
                                    .type = "text",
                                    .read = read_plain,
                                    .check = check_group_by };

static int
read_insight_filters(struct arena *arena, const struct field *field, const struct node *node,
                     struct str *ret_text, struct fault *f)
{
    struct str conditions;
    if (filter_read(arena, securityhub_filters, node, field_fault(field), &conditions, f) < 0)
        return -1;
    struct str filters = node->text;
    *ret_text = arena_format(arena, "{\"filters\":%.*s,\"conditions\":%.*s}", STR_PRINTF(filters),
                             STR_PRINTF(conditions));
    return 0;
}

const struct kind kind_insight_filters = { .name = "insight_filters",
                                           .structure = STRUCTURE_ONE,
                                           .node = NODE_OBJECT,
                                           .type = "json",
                                           .read = read_insight_filters };
