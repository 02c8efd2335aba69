/*
 * The months of the trail.
 * Must never go by the database's clock alone where something is to be dropped.
 */
#include "daemon/maintenance.h"

#include "base/clock.h"
#include "base/log.h"
#include "db/columns.h"
#include "db/params.h"

enum { PERIOD_MS = 3600 * 1000, AGAIN_MS = 60 * 1000, DAY_MS = 24 * 3600 * 1000 };

void
maintenance_init(struct maintenance *maintenance, const struct seal_signer *signer,
                 int64_t retention_days)
{
    *maintenance = (struct maintenance){ .signer = signer, .retention_days = retention_days };
}

void
maintenance_release(struct maintenance *maintenance)
{
    drop_survey_free(maintenance->survey);
    maintenance->survey = NULL;
}

static int
make_partitions(struct db *db, struct arena *arena, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    if (db_exec(db, arena, STATEMENT_AUDIT_PARTITIONS_MAKE, &params, &rows, f) < 0)
        return -1;
    struct str made = db_value(&rows, 0, PARTITIONS_MADE);
    if (made.size > 0)
        log_event(LOG_INFO, "audit_partitions", LOG_FIELD_TEXT("made", made));
    return 0;
}

/* Reads what can go; -1 for what is no candidate. */
static int
read_candidate(const struct db_rows *rows, struct drop_candidate *ret_candidate)
{
    struct drop_candidate candidate = { .month = "" };
    int64_t from_ms, to_ms;
    struct str month = db_value(rows, 0, NEXT_MONTH);
    const struct {
        size_t column;
        int64_t *value;
    } numbers[] = { { NEXT_FROM_MS, &candidate.from_ms },
                    { NEXT_TO_MS, &candidate.to_ms },
                    { NEXT_EVENTS, &candidate.events },
                    { NEXT_FIRST_SEAL, &candidate.first_seal },
                    { NEXT_LAST_SEAL, &candidate.last_seal } };
    for (size_t i = 0; i < ARRAY_COUNT(numbers); i++)
        if (str_to_int64(db_value(rows, 0, numbers[i].column), 0, INT64_MAX - 1, numbers[i].value) <
            0)
            return -1;
    if (seal_month_parse(month, &from_ms, &to_ms) < 0 || from_ms != candidate.from_ms ||
        to_ms != candidate.to_ms)
        return -1;
    bytes_copy(candidate.month, sizeof candidate.month, month.data, month.size);
    *ret_candidate = candidate;
    return 0;
}

/* Looks whether a month can go, and begins with it. */
static int
find_candidate(struct maintenance *maintenance, struct db *db, struct arena *arena, struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct drop_candidate candidate;
    db_param_int(arena, &params, maintenance->retention_days);
    if (db_exec(db, arena, STATEMENT_AUDIT_DROP_NEXT, &params, &rows, f) < 0)
        return -1;
    if (rows.count == 0)
        return 0;
    if (read_candidate(&rows, &candidate) < 0 ||
        candidate.to_ms > clock_now_ms() - maintenance->retention_days * DAY_MS)
        return fault_set_detail(f, FAULT_INTERNAL,
                                "the database names a month to drop that has not ended %lld days "
                                "ago by this server's clock",
                                (long long)maintenance->retention_days);
    if (db_value(&rows, 0, NEXT_STATED_BY).data != NULL)
        bytes_copy(maintenance->stated, sizeof maintenance->stated, candidate.month,
                   sizeof candidate.month);
    else
        maintenance->survey = drop_survey_new(&candidate, maintenance->signer);
    return 0;
}

/* Goes on with the survey; MAINTENANCE_STATES when it is over. */
static int
go_on(struct maintenance *maintenance, struct db *db, struct arena *arena,
      struct seal_statement *ret_statement, struct fault *f)
{
    bool done;
    if (drop_survey_step(maintenance->survey, db, arena, &done, f) < 0) {
        maintenance_release(maintenance);
        maintenance->due_ms = clock_monotonic_ms() + PERIOD_MS;
        return MAINTENANCE_FAILED;
    }
    if (!done)
        return MAINTENANCE_DONE;
    drop_survey_statement(maintenance->survey, ret_statement);
    maintenance_release(maintenance);
    /* What became of the seal, the database is asked. */
    maintenance->due_ms = 0;
    return MAINTENANCE_STATES;
}

int
maintenance_run(struct maintenance *maintenance, struct db *db, struct arena *arena,
                struct seal_statement *ret_statement, bool *ret_more, struct fault *f)
{
    *ret_more = false;
    if (maintenance->survey != NULL) {
        int result = go_on(maintenance, db, arena, ret_statement, f);
        *ret_more = result == MAINTENANCE_DONE || result == MAINTENANCE_STATES;
        return result;
    }
    int64_t now_ms = clock_monotonic_ms();
    if (now_ms < maintenance->due_ms)
        return MAINTENANCE_IDLE;
    /* The coming months first: what stands in the way of a drop must not leave calls without. */
    int failed = make_partitions(db, arena, f);
    if (failed == 0 && maintenance->retention_days > 0)
        failed = find_candidate(maintenance, db, arena, f);
    maintenance->due_ms = now_ms + (failed < 0 ? AGAIN_MS : PERIOD_MS);
    *ret_more = maintenance->survey != NULL;
    return failed < 0 ? MAINTENANCE_FAILED : MAINTENANCE_DONE;
}

int
maintenance_drop(struct maintenance *maintenance, struct db *db, struct arena *arena,
                 struct fault *f)
{
    struct db_params params = { .count = 0 };
    struct db_rows rows;
    struct str month = arena_copy(arena, str_from(maintenance->stated));
    if (month.size == 0)
        return MAINTENANCE_IDLE;
    maintenance->stated[0] = '\0';
    db_param(&params, month);
    db_param_int(arena, &params, maintenance->retention_days);
    int64_t now_ms = clock_monotonic_ms();
    maintenance->due_ms = now_ms + PERIOD_MS;
    if (db_exec(db, arena, STATEMENT_AUDIT_PARTITION_DROP, &params, &rows, f) < 0)
        return MAINTENANCE_FAILED;
    bool dropped = db_says_yes(&rows);
    /* Perhaps another month can go too; or this one was in use. */
    maintenance->due_ms = dropped ? now_ms : now_ms + AGAIN_MS;
    if (dropped)
        log_event(LOG_INFO, "audit_partitions", LOG_FIELD_TEXT("dropped", month));
    return MAINTENANCE_DONE;
}
