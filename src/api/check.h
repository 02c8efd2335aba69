/*
 * The rules for single values: is this text what its field's row allows? Pure functions.
 */
#ifndef MEMBERHUB_API_CHECK_H
#define MEMBERHUB_API_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "api/field.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"

/* Counts the characters of well-formed UTF-8. */
size_t text_length(struct str text);

/* Checks one text by its kind: what a query says, a map's name, a list's element. */
int check_text(const struct field *field, struct str text, struct fault *f) MUST_CHECK;

/* Checks a tag's value, or a map's: at most 256 characters (AWS tagging limits). */
int check_map_value(const struct field *field, struct str value, struct fault *f) MUST_CHECK;

/* Checks a number of elements against min and max. */
int check_count(const struct field *field, size_t count, struct fault *f) MUST_CHECK;

/* Tells whether a text has no characters but those that its kind and row allow. */
bool check_characters(const struct field *field, struct str text);

/* Refuses a field by a rule, "must be ...". Returns -1. */
int check_refuse(const struct field *field, const char *rule, struct fault *f);

/* What kinds are made of; api/kind.h says what each of them accepts. */
kind_check_fn check_plain, check_account, check_detector, check_choice, check_number, check_switch,
    check_tag_key, check_word, check_page_token, check_map_name, check_refused;
kind_characters_fn characters_of_word, characters_of_any_language;
kind_read_fn read_plain, read_switch, read_time;

/* Gives the fault code that a bad value of this field is refused with. */
enum fault_code field_fault(const struct field *field);

#endif
