/*
 * Making the layout of the counters.
 * Must never leave out the name of a row: two programs that number their rows in another way have
 * the same numbers of them, and nothing else tells them apart.
 */
#include "observe/counted.h"

#include <assert.h>
#include <stdbool.h>

#include "api/function.h"
#include "api/operation.h"
#include "base/buf.h"
#include "base/digest.h"
#include "db/attempt.h"
#include "db/statement.h"
#include "observe/census.h"

enum { STATUS_END = 600 }; /* HTTP has no status from here on */

/* Marks the statuses that operations and faults are answered with. */
static void
mark_statuses(bool answered[STATUS_END])
{
    const struct service *service;
    const struct fault_dialect *dialect;
    size_t faults = fault_count();
    for (size_t number = 1; number <= operation_count(); number++) {
        uint16_t status = operation_numbered(number, &service)->status;
        answered[status != 0 ? status : 200] = true;
    }
    for (size_t code = 0; code < faults; code++)
        for (size_t i = 0; (dialect = service_dialect(i)) != NULL; i++) {
            uint16_t status = fault_wording((enum fault_code)code, dialect).status;
            assert(status < STATUS_END);
            answered[status] = true;
        }
    answered[0] = false; /* of faults that concern a part of a request */
}

static struct metrics_layout *
with_statuses(struct arena *arena)
{
    bool answered[STATUS_END] = { false };
    size_t count = 0;
    struct metrics_layout *layout;
    mark_statuses(answered);
    for (size_t status = 0; status < STATUS_END; status++)
        count += answered[status];
    layout = arena_alloc(arena, sizeof *layout + count * sizeof layout->statuses[0]);
    for (size_t status = 0; status < STATUS_END; status++)
        if (answered[status])
            layout->statuses[layout->status_count++] = status;
    return layout;
}

static void
add_name(struct buf *names, const char *name)
{
    buf_add(names, str_from(name));
    buf_add_char(names, '\n');
}

/* Gives the names of all rows in order: what their numbers mean. */
static struct str
all_names(struct arena *arena, const struct functions *functions)
{
    const struct service *service;
    struct buf names;
    buf_init(&names, arena);
    for (size_t number = 1; number <= operation_count(); number++) {
        const struct operation *row = operation_numbered(number, &service);
        add_name(&names, service->name);
        add_name(&names, row->name);
    }
    for (int id = 0; id < STATEMENT_COUNT; id++)
        add_name(&names, statement_row((enum statement_id)id)->name);
    for (size_t place = 0; place < functions_count(functions); place++)
        add_name(&names, functions_at(functions, place)->statement.name);
    for (size_t code = 0; code < fault_count(); code++)
        add_name(&names, fault_row((enum fault_code)code)->name);
    for (int ended = 0; ended < ATTEMPT_COUNT; ended++)
        add_name(&names, attempt_retried_name((enum attempt)ended));
    for (size_t line = 0; line < census_lines(); line++)
        add_name(&names, census_service(line));
    for (size_t state = 0; state < CENSUS_STATES; state++)
        add_name(&names, census_state(state));
    return buf_str(&names);
}

const struct metrics_layout *
counted_layout(struct arena *arena)
{
    uint8_t digest[SHA256_SIZE];
    struct metrics_layout *layout = with_statuses(arena);
    struct functions *functions = functions_new(services);
    size_t operations = operation_count() + 1; /* and what never became known */
    for (enum metrics_family family = 0; family < METRICS_FAMILIES; family++)
        layout->rows[family] = 1;
    layout->rows[METRICS_REQUESTS] = operations;
    layout->rows[METRICS_DURATIONS] = operations;
    layout->rows[METRICS_CALLS] = (uint64_t)STATEMENT_COUNT + functions_count(functions);
    layout->rows[METRICS_REFUSALS] = fault_count();
    layout->rows[METRICS_RETRIES] = ATTEMPT_COUNT;
    layout->census = census_size();
    sha256(all_names(arena, functions), digest);
    functions_free(functions);
    bytes_copy(&layout->names, sizeof layout->names, digest, sizeof layout->names);
    return layout;
}
