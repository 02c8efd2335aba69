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

/*
 * Checks one text against a field's row. `text` is in the spelling that its kind has in a query
 * ("true", "50"). Refuses with the field's fault and a reason that begins with the field's wire
 * name.
 */
int check_text(const struct field *field, struct str text, struct fault *f) MUST_CHECK;

/* Checks a tag's value, or a map's: at most 256 characters (AWS tagging limits). */
int check_map_value(const struct field *field, struct str value, struct fault *f) MUST_CHECK;

/* Checks a number of elements against min and max. */
int check_count(const struct field *field, size_t count, struct fault *f) MUST_CHECK;

/*
 * Tells whether a word, or a session's tag, has no characters but those of its row. A field of any
 * other kind may have all.
 */
bool check_characters(const struct field *field, struct str text);

/* Gives the fault code that a bad value of this field is refused with. */
enum fault_code field_fault(const struct field *field);

#endif
