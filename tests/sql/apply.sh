#!/bin/sh
# Puts the schema into the database that PGHOST, PGPORT, PGUSER and PGDATABASE name, as memberhubctl
# db migrate does: roles and schema if missing, each migration once in a transaction of its own,
# then all functions in one. With a version it stops after that migration, without the functions.
# Never touches a database that is not named: PGDATABASE must be set.
set -eu

: "${PGDATABASE:?the database to put the schema into}"
last=${1:-}
sql=$(cd "$(dirname "$0")/../../sql" && pwd)
LC_ALL=C
export LC_ALL PGOPTIONS="-c client_min_messages=warning"

run() {
    psql -X -q -v ON_ERROR_STOP=1 "$@"
}

run <<'SQL'
DO $$
BEGIN
    IF to_regrole('memberhub_owner') IS NULL THEN CREATE ROLE memberhub_owner NOLOGIN; END IF;
    IF to_regrole('memberhub_app') IS NULL THEN CREATE ROLE memberhub_app LOGIN; END IF;
    IF to_regrole('memberhub_admin') IS NULL THEN CREATE ROLE memberhub_admin LOGIN; END IF;
END
$$;
CREATE SCHEMA IF NOT EXISTS memberhub AUTHORIZATION memberhub_owner;
CREATE TABLE IF NOT EXISTS memberhub.schema_migration (
    version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE memberhub.schema_migration OWNER TO memberhub_owner;
SQL

for file in "$sql"/migrations/*.sql; do
    name=$(basename "$file" .sql)
    version=$(expr "${name%%_*}" + 0)
    [ -z "$last" ] || [ "$version" -le "$last" ] || exit 0
    if [ -n "$(run -A -t -c "SELECT 1 FROM memberhub.schema_migration WHERE version = $version")" ]; then
        continue
    fi
    sum=$(sha256sum "$file" | cut -d ' ' -f 1)
    {
        echo "BEGIN; SET LOCAL ROLE memberhub_owner;"
        cat "$file"
        echo "INSERT INTO memberhub.schema_migration (version, name, sha256)"
        echo "VALUES ($version, '$name', '$sum'); COMMIT;"
    } | run || { echo "apply.sh: migration $name failed" >&2; exit 1; }
done

{
    echo "BEGIN; SET LOCAL ROLE memberhub_owner;"
    cat "$sql"/functions/*.sql
    echo "COMMIT;"
} | run || { echo "apply.sh: the functions failed" >&2; exit 1; }
