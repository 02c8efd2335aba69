/*
 * Reading the tables beside seals and events: what events may do, and how things stand.
 * Must never leave a row out.
 */
#include "verify/compare.h"

#include "base/attributes.h"

int
audit_compare_transitions(struct audit_source *source, struct audit_replay *replay, struct fault *f)
{
    const struct str *row;
    for (;;) {
        if (audit_source_peek(source, TRAIL_TRANSITION, &row, f) < 0)
            return -1;
        if (row == NULL) {
            /* A dump may be older than this program, the database has been migrated for it. */
            audit_replay_transitions_end(replay, source->is_dump);
            return 0;
        }
        audit_replay_transition(replay, row);
        audit_source_advance(source, TRAIL_TRANSITION);
    }
}

int
audit_compare_relationships(struct audit_source *source, struct audit_replay *replay,
                            int64_t *ret_count, struct fault *f)
{
    const struct str *row;
    for (;;) {
        if (audit_source_peek(source, TRAIL_RELATIONSHIP, &row, f) < 0)
            return -1;
        if (row == NULL)
            return 0;
        audit_replay_compare(replay, row);
        ++*ret_count;
        audit_source_advance(source, TRAIL_RELATIONSHIP);
    }
}

int
audit_compare_states(struct audit_source *source, struct audit_replay *replay,
                     int64_t *ret_unproven, struct fault *f)
{
    static const struct {
        enum trail_table table;
        void (*compare)(struct audit_states *states, const struct str *row);
    } tables[] = { { TRAIL_ACCOUNT, audit_states_account },
                   { TRAIL_KEY, audit_states_key },
                   { TRAIL_ENROLLMENT, audit_states_enrollment } };
    const struct str *row;
    struct audit_states *states = audit_replay_states(replay);
    for (size_t i = 0; i < ARRAY_COUNT(tables); i++)
        for (;;) {
            if (audit_source_peek(source, tables[i].table, &row, f) < 0)
                return -1;
            if (row == NULL)
                break;
            tables[i].compare(states, row);
            audit_source_advance(source, tables[i].table);
        }
    if (source->has_states)
        audit_states_finish(states);
    *ret_unproven = states->unproven;
    return 0;
}
