#!/usr/bin/env bash
# Runs every check of this folder on a source tree, in TAP: run.sh [ROOT]. Exit status 1 when one of them fails.
# The programs must be built: they print the tables that the checks look at.
# A check is an executable check_*; it takes ROOT and prints "ok - what holds" or "not ok - what holds" with comments.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "${1:-$here/../..}" && pwd -P)
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT

for check in "$here"/check_*; do
    started=${EPOCHREALTIME/[.,]/}
    {
        PYTHONDONTWRITEBYTECODE=1 "$check" "$root" 2>&1 || printf 'not ok - %s runs to its end\n' "${check##*/}"
        took_ms=$(((${EPOCHREALTIME/[.,]/} - started) / 1000))
        ((took_ms < 100)) || printf '# %d ms: %s\n' "$took_ms" "${check##*/}"
    } | tee -a "$lines"
done
printf '1..%d\n' "$(grep -cE '^(not )?ok\b' "$lines")"
! grep -q '^not ok\b' "$lines"
