/*
 * memberhubctl audit export: an account's events as the files that CloudTrail delivers. Never
 * writes over a file: an export is evidence.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/codec.h"
#include "base/digest.h"
#include "cli/account_id.h"
#include "cli/context.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "db/columns.h"
#include "db/connection.h"

enum { PAGE_ROWS = 500, DAY_SIZE = 10 /* 2026-11-22 */, PAGE_ARENA_BYTES = 1024 * 1024 * 1024 };

struct export
{
    struct cli *cli;
    struct str account, from, to;
    const char *directory;
    FILE *file;             /* of the day that is being written; NULL: none */
    char day[DAY_SIZE + 1]; /* of it */
    int64_t files, events;
};

/*
 * Gives the name of a day's file, after CloudTrail's scheme: account, region, time, and characters
 * that make it unique there; here they are made of the rest, so that the same export has the same
 * names.
 */
static struct str
file_name(const struct export *export)
{
    uint8_t digest[SHA256_SIZE];
    struct arena *arena = export->cli->arena;
    struct str day = str_from(export->day);
    struct str stem =
        arena_format(arena, "%.*s_CloudTrail_all-regions_%.4s%.2s%.2sT0000Z",
                     STR_PRINTF(export->account), day.data, day.data + 5, day.data + 8);
    sha256(arena_format(arena, "%.*s %.*s %.*s", STR_PRINTF(stem), STR_PRINTF(export->from),
                        STR_PRINTF(export->to)),
           digest);
    struct str id = hex_encode(arena, digest, 8);
    return arena_format(arena, "%s/%.*s_%.*s.json", export->directory, STR_PRINTF(stem),
                        STR_PRINTF(id));
}

/* Ends the day's file. Gives the exit status. */
static int
close_file(struct export *export)
{
    FILE *file = export->file;
    export->file = NULL;
    if (file == NULL)
        return EXIT_STATUS_OK;
    bool written = fputs("]}\n", file) >= 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
    if (fclose(file) != 0 || !written)
        return cli_refuse("cannot write the file of %s: %s", export->day, strerror(errno));
    return EXIT_STATUS_OK;
}

/* Begins the file of the day that `time` is in. */
static int
open_file(struct export *export, struct str time)
{
    snprintf(export->day, sizeof export->day, "%.*s", DAY_SIZE, time.data);
    struct str name = file_name(export);
    int fd = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    export->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (export->file == NULL && errno == EEXIST)
        return cli_refuse("%s is there already, and an export writes over nothing: move it away, "
                          "or name another --dir",
                          name.data);
    if (export->file == NULL)
        return cli_refuse("cannot write %s: %s", name.data, strerror(errno));
    export->files++;
    if (isatty(STDERR_FILENO) == 1)
        fprintf(stderr, "%s\n", name.data);
    return fputs("{\"Records\":[", export->file) >= 0 ? EXIT_STATUS_OK : EXIT_STATUS_REFUSED;
}

/* Writes one event to the file of its day. */
static int
write_event(struct export *export, const struct db_rows *rows, size_t row)
{
    struct str time = db_value(rows, row, EXPORT_TIME), record = db_value(rows, row, EXPORT_RECORD);
    bool same_day =
        export->file != NULL && str_equal(str_slice(time, 0, DAY_SIZE), str_from(export->day));
    if (!same_day &&
        (close_file(export) != EXIT_STATUS_OK || open_file(export, time) != EXIT_STATUS_OK))
        return EXIT_STATUS_REFUSED;
    if (fprintf(export->file, "%s\n", same_day ? "," : "") < 0 ||
        fwrite(record.data, 1, record.size, export->file) != record.size)
        return cli_refuse("cannot write the file of %s: %s", export->day, strerror(errno));
    export->events++;
    return EXIT_STATUS_OK;
}

/* Writes all pages. `arenas`: the key of the next page is in the last one. */
static int
write_pages(struct export *export, struct arena *arenas[2])
{
    struct db_rows rows = { .count = 0 };
    struct fault f;
    for (size_t page = 0; page == 0 || rows.count == PAGE_ROWS; page++) {
        struct arena *arena = arenas[page % 2];
        struct db_params params = { .count = 0 };
        size_t last = rows.count - 1;
        db_param(&params, export->account);
        db_param(&params, export->from);
        db_param(&params, export->to);
        db_param(&params, page > 0 ? db_value(&rows, last, EXPORT_TIME) : (struct str){ NULL, 0 });
        db_param(&params,
                 page > 0 ? db_value(&rows, last, EXPORT_SEQUENCE) : (struct str){ NULL, 0 });
        db_param_int(arena, &params, PAGE_ROWS);
        if (db_exec(export->cli->db, arena, STATEMENT_AUDIT_EXPORT_PAGE, &params, &rows, &f) < 0)
            return cli_fault(&f);
        for (size_t row = 0; row < rows.count; row++)
            if (write_event(export, &rows, row) != EXIT_STATUS_OK)
                return EXIT_STATUS_REFUSED;
        arena_reset(arenas[1 - page % 2]);
    }
    return EXIT_STATUS_OK;
}

static int
print_summary(const struct export *export)
{
    struct cli *cli = export->cli;
    struct str files = arena_format(cli->arena, "%" PRId64, export->files);
    struct str events = arena_format(cli->arena, "%" PRId64, export->events);
    struct output_member members[] = { { "AccountId", export->account, false },
                                       { "Events", events, true },
                                       { "Files", files, true },
                                       { "Directory", str_from(export->directory), false } };
    return output_object(cli,
                         arena_format(cli->arena, "%.*s events in %.*s files", STR_PRINTF(events),
                                      STR_PRINTF(files)),
                         members, ARRAY_COUNT(members));
}

int
cmd_audit_export(struct cli *cli)
{
    struct export export = { .cli = cli, .directory = cli->line->values[OPTION_DIR] };
    if (moment_option(cli, OPTION_FROM, &export.from) < 0 ||
        moment_option(cli, OPTION_TO, &export.to) < 0)
        return EXIT_STATUS_USAGE;
    int status = account_id_known(cli, &export.account);
    if (status != EXIT_STATUS_OK)
        return status;
    if (mkdir(export.directory, 0750) < 0 && errno != EEXIST)
        return cli_refuse("cannot make %s: %s", export.directory, strerror(errno));
    struct arena *arenas[] = { arena_new(PAGE_ARENA_BYTES), arena_new(PAGE_ARENA_BYTES) };
    cli_allow_long_calls(cli);
    status = write_pages(&export, arenas);
    int closed = close_file(&export);
    arena_free(arenas[0]);
    arena_free(arenas[1]);
    return status == EXIT_STATUS_OK && closed == EXIT_STATUS_OK ? print_summary(&export)
                                                                : EXIT_STATUS_REFUSED;
}
