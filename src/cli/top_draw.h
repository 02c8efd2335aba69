/*
 * How memberhubctl top shows a view: for people, for programs. Never computes what it shows.
 */
#ifndef MEMBERHUB_CLI_TOP_DRAW_H
#define MEMBERHUB_CLI_TOP_DRAW_H

#include <stddef.h>

#include "base/buf.h"
#include "cli/top_view.h"

/* For as many lines as there are. */
#define TOP_LINES_ALL SIZE_MAX

/*
 * Adds a picture of at most `lines` lines, but 9 in any case: a head, the workers, the operations.
 * Lines are at most 80 bytes long, but for the last column of a worker, which may be cut.
 */
void top_draw_text(struct buf *buf, const struct top_view *view, size_t lines);

/* Adds a JSON object, in one line; memberhubctl(8) lists its members. */
void top_draw_json(struct buf *buf, const struct top_view *view);

#endif
