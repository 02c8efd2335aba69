#!/bin/sh
# Runs the SQL suites on a private PostgreSQL, which the memberhubctl on PATH migrates (and memberhubd seals): functions/
# with pg_regress, races/ with pg_isolation_regress, upgrade/ and upgrade_6/ in databases that had their data before
# the later migrations, plans/ in one that has much in it. With --accept, what the suites gave becomes what is expected: read the diff.
# Never touches another cluster: it starts its own, on a Unix socket in a directory of its own.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
accept=no
[ "${1:-}" = --accept ] && accept=yes
LC_ALL=C
export LC_ALL
unset PGHOST PGPORT PGUSER PGDATABASE PGOPTIONS PGSERVICE PGPASSFILE
for name in $(env | sed -n 's/^\(MEMBERHUB_[A-Z_]*\)=.*/\1/p'); do
    unset "$name"
done

bindir=${PG_BINDIR:-$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}
testdir=$("$bindir/pg_config" --pkglibdir 2>/dev/null || echo "${bindir%/bin}/lib")/pgxs/src/test
work=$(mktemp -d "${TMPDIR:-/tmp}/memberhub-sql.XXXXXX")
chmod 755 "$work"

# The server refuses to run as root: then it runs as postgres, or nobody where there is no postgres.
if [ "$(id -u)" = 0 ]; then
    server=$(id -un postgres 2>/dev/null || echo nobody)
    as_server() { setpriv --reuid "$server" --regid "$(id -g "$server")" --clear-groups -- "$@"; }
else
    server=$(id -un)
    as_server() { "$@"; }
fi
mkdir "$work/run"
[ "$(id -u)" != 0 ] || chown "$server" "$work/run"

sealer=
stop() {
    [ -z "$sealer" ] || kill "$sealer" 2>/dev/null || true
    [ ! -f "$work/run/data/postmaster.pid" ] ||
        as_server "$bindir/pg_ctl" -D "$work/run/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

fail() {
    echo "not ok - $1"
    [ ! -f "${2:-}" ] || sed 's/^/# /' "$2"
    echo "0 passed, 1 failed"
    exit 1
}

command -v memberhubctl >/dev/null && command -v memberhubd >/dev/null ||
    fail "memberhubctl and memberhubd are on PATH: build them first"
cd "$work"
as_server "$bindir/initdb" -D "$work/run/data" -U postgres -A trust -E UTF8 --locale=C --no-sync \
    >"$work/initdb.log" 2>&1 || fail "initdb" "$work/initdb.log"
# 200 ms: a deadlock, if there is one, shows as an error within the test and not after a second.
options="-c listen_addresses='' -c unix_socket_directories='$work/run' -c deadlock_timeout=200ms"
options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
as_server "$bindir/pg_ctl" -D "$work/run/data" -l "$work/run/server.log" -w -o "$options" start \
    >"$work/start.log" 2>&1 ||
    fail "PostgreSQL starts" "$work/run/server.log"
export PGHOST="$work/run" PGUSER=postgres

"$bindir/createdb" memberhub_test
export PGDATABASE=memberhub_test
migrate() {
    MEMBERHUB_DATABASE_ADMIN="host=$PGHOST dbname=$PGDATABASE user=$PGUSER" \
        memberhubctl -c /dev/null db migrate --sql-dir "$here/../../sql"
}
{
    migrate && migrate &&
        psql -X -q -v ON_ERROR_STOP=1 -f "$here/harness.sql"
} >"$work/apply.log" 2>&1 || fail "the schema applies, and applies again" "$work/apply.log"

passed=1
failed=0
echo "ok - the schema applies, and applies again"

report() { # outcome, name
    echo "$1 - $2"
    if [ "$1" = ok ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# Every fault that the functions can answer has its row in the program's table.
psql -X -A -t -c "SELECT fault FROM memberhub.state_transition WHERE fault IS NOT NULL
    UNION SELECT m[1] FROM pg_proc AS p, regexp_matches(pg_get_functiondef(p.oid),
        '(?:call_end\(p_caller, |refusal\(|_fault => )''([a-z_]+)''', 'g') AS m
    WHERE p.pronamespace = 'memberhub'::regnamespace
    UNION SELECT m[1] FROM pg_proc AS p, regexp_matches(p.prosrc, 'THEN ''([a-z_]+)''', 'g') AS m
    WHERE p.pronamespace = 'memberhub'::regnamespace
      AND p.prorettype IN ('memberhub.answer'::regtype, 'json'::regtype)" | sort -u >"$work/faults"
memberhubd --tables | /usr/bin/python3 -c '
import json, sys
print(*(row["name"] for row in json.load(sys.stdin)["faults"]), sep="\n")' | sort >"$work/known"
missing=$(comm -23 "$work/faults" "$work/known" | tr '\n' ' ')
if [ -z "$missing" ] && [ -s "$work/faults" ]; then
    report ok "every fault that a function answers is in the fault table"
else
    report "not ok" "every fault that a function answers is in the fault table; missing: $missing"
fi

# A database of the first migration, with data and the helpers of that time, brought up to date.
{
    "$bindir/createdb" memberhub_upgrade && (
        export PGDATABASE=memberhub_upgrade
        first=$here/../../sql/migrations/0001_schema.sql
        sum=$(sha256sum <"$first" | cut -d' ' -f1)
        # What the program of that time did: the schema, its list of migrations, the first of them.
        psql -X -q -v ON_ERROR_STOP=1 -v first="$first" -v sum="$sum" \
            -f "$here/upgrade/version_1.sql" &&
            PGDATABASE=memberhub_upgrade migrate &&
            psql -X -q -v ON_ERROR_STOP=1 -f "$here/harness.sql"
    )
} >"$work/upgrade.log" 2>&1 ||
    fail "a database of the first migration is upgraded" "$work/upgrade.log"
schema_of() { # database; without the months that it happens to have
    "$bindir/pg_dump" --schema-only --schema=memberhub \
        --exclude-table='memberhub.audit_event_[0-9]*' "$1" |
        sed '/^--/d; /^\\/d' >"$work/$1.schema"
}
compare_schema() { # database, what it was
    # What it still has for calls of the release before; where that cannot go, the comparison tells.
    psql -X -q -d "$1" -v ON_ERROR_STOP=1 -f "$here/../../sql/retired.sql" >/dev/null 2>&1 || true
    schema_of "$1"
    if [ -s "$work/memberhub_test.schema" ] &&
        diff "$work/memberhub_test.schema" "$work/$1.schema" >"$work/schema.diff"; then
        report ok "a database of $2 gets the schema of a new one, and nothing more"
    else
        report "not ok" "a database of $2 gets the schema of a new one, and nothing more"
        sed 's/^/# /' "$work/schema.diff"
    fi
}
schema_of memberhub_test
compare_schema memberhub_upgrade "the first migration"

# title, program, folder, folder of the sources in it, extension of the sources, database
suite() {
    dir="$work/$3"
    cp -r "$here/$3" "$dir"
    mkdir -p "$dir/expected"
    names=$(cd "$dir/$4" && ls -- *."$5" | sed "s/\.$5\$//")
    for name in $names; do # pg_regress stops at a test without an expected file
        [ -f "$dir/expected/$name.out" ] || : >"$dir/expected/$name.out"
    done
    # shellcheck disable=SC2086 # the names are words of our own
    "$2" --use-existing --bindir="$bindir" --dbname="$6" \
        --inputdir="$dir" --outputdir="$dir" $names >"$dir/log" 2>&1 || true
    for name in $names; do
        # A race that could not begin shows nothing, whatever is expected of it.
        if [ "$accept" = yes ] && ! grep -Eq '^(syntax error at line|setup failed)' "$dir/results/$name.out"; then
            mkdir -p "$here/$3/expected"
            cp "$dir/results/$name.out" "$here/$3/expected/$name.out"
            report ok "$1: $name (accepted)"
        elif grep -Eq "^test $name +\.\.\. ok" "$dir/log"; then
            report ok "$1: $name"
        else
            report "not ok" "$1: $name"
            diff -u "$dir/expected/$name.out" "$dir/results/$name.out" | sed 's/^/# /' || true
        fi
    done
    # What took long is told, for whoever looks for the slowest.
    sed -nE "s/^test ([a-z0-9_]+) .* ([0-9]{3,}) ms\$/# \2 ms: $1: \1/p" "$dir/log"
    grep -q '^test ' "$dir/log" || sed 's/^/# /' "$dir/log"
}

suite function "$testdir/regress/pg_regress" functions sql sql memberhub_test
suite race "$testdir/isolation/pg_isolation_regress" races specs spec memberhub_test
suite upgrade "$testdir/regress/pg_regress" upgrade sql sql memberhub_upgrade

# A database as the program of version 6 left it, with its trail. It comes behind the others: a trail's transactions have
# numbers below those of the events to come, as long as its cluster goes on.
{
    "$bindir/createdb" memberhub_upgrade_6 && (
        export PGDATABASE=memberhub_upgrade_6
        psql -X -q -v ON_ERROR_STOP=1 -f "$here/upgrade_6/version_6.sql" &&
            psql -X -q -c "UPDATE memberhub.retry_key SET created_at = now()" && # asked again within the day
            migrate &&
            psql -X -q -v ON_ERROR_STOP=1 -f "$here/harness.sql"
    )
} >"$work/upgrade_6.log" 2>&1 ||
    fail "a database of version 6 is upgraded" "$work/upgrade_6.log"
compare_schema memberhub_upgrade_6 "version 6"

cp "$here/upgrade_6/version_6.seals" "$work/seals"
(umask 077 && printf '%064d\n' 0 | tr 0 6 >"$work/master.key")
with_trail() { # a program of now, in place of this shell, with the trail's settings
    database=dbname=memberhub_upgrade_6
    exec env MEMBERHUB_DATABASE_ADMIN="host=$PGHOST $database user=$PGUSER" MEMBERHUB_AUDIT_SEAL_FILE="$work/seals" \
        MEMBERHUB_DATABASE_SEALER="host=$PGHOST $database user=memberhub_sealer" \
        MEMBERHUB_AUTH_MASTER_KEY_FILE="$work/master.key" "$@"
}
verify_trail() { # which
    if (with_trail memberhubctl -c /dev/null audit verify) >"$work/verify.log" 2>&1 &&
        grep -q '^nothing is wrong' "$work/verify.log"; then
        report ok "upgrade: $1 verifies, with the seal file of then"
    else
        report "not ok" "upgrade: $1 verifies, with the seal file of then"
        sed 's/^/# /' "$work/verify.log"
    fi
}
verify_trail "the trail of version 6"
# The sealer of now goes on with it: it makes the months of now, and seals on top of the seals of then.
(with_trail memberhubd -c /dev/null --sealer) >"$work/sealer.log" 2>&1 &
sealer=$!
until_sealed() { # the first seal of now is made behind its months; at most half a minute
    tries=0
    until [ "$(psql -X -A -t -d memberhub_upgrade_6 -c "SELECT lag_ms = 0 AND sealed_at_ms > extract(epoch FROM
            timestamptz '2020-12-31') * 1000 FROM memberhub.audit_lag()")" = t ] || [ "$tries" = 300 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
}
until_sealed
suite upgrade "$testdir/regress/pg_regress" upgrade_6 sql sql memberhub_upgrade_6
until_sealed
kill "$sealer"
wait "$sealer" || true
sealer=
verify_trail "the trail that goes on from version 6"
if grep -q '^no event waits for a seal' "$work/verify.log"; then
    report ok "upgrade: the sealer of now seals what was added"
else
    report "not ok" "upgrade: the sealer of now seals what was added"
    sed 's/^/# /' "$work/sealer.log"
fi

# The plans of every function, with much in the tables.
"$bindir/createdb" memberhub_plans
{
    PGDATABASE=memberhub_plans migrate >/dev/null &&
        PGDATABASE=memberhub_plans /usr/bin/python3 "$here/plans/check.py"
} >"$work/plans.log" 2>&1 || echo "not ok - plans: the check runs to its end" >>"$work/plans.log"
cat "$work/plans.log"
passed=$((passed + $(grep -c '^ok' "$work/plans.log" || true)))
failed=$((failed + $(grep -c '^not ok' "$work/plans.log" || true)))

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
