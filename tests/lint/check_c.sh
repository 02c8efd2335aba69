#!/usr/bin/env bash
# What tools say of the C sources: format, sizes of functions, headers that stand alone, clang's warnings.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"

lines_max=50
branches_max=12

mapfile -t headers < <(printf '%s\n' src/*/*.h src/services/*/*.h tests/unit/*.h tests/bench/*.h tests/fuzz/*.h)
mapfile -t programs < <(printf '%s\n' src/*/*.c src/services/*/*.c tests/unit/*.c tests/bench/*.c tests/documents/*.c tests/fuzz/*.c)
read -ra libraries < <(pkg-config --cflags json-c libpq libcrypto inih cunit)
flags=(-std=c11 -D_GNU_SOURCE -Isrc -include base/banned.h '-DMEMBERHUB_DATADIR="/"' '-DPACKAGE_VERSION="0"'
    -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wvla -Werror "${libraries[@]}")

format() {
    clang-format-14 --dry-run -Werror "${headers[@]}" "${programs[@]}"
}

# Columns of pmccabe: complexity with a switch counted once, the same with each case counted, statements, first line,
# lines, file and name.
functions() {
    local found
    found=$(pmccabe "${programs[@]}")
    [[ -n $found ]] || echo 'pmccabe finds no function'
    awk -v lines="$lines_max" -v branches="$branches_max" '
        $5 > lines { print $6 " " $7 ": " $5 " lines" }
        $1 > branches { print $6 " " $7 ": complexity " $1 }' <<<"$found"
}

# Several files for each start of a compiler; it takes each alone.
compile_each() {
    local compiler=$1
    shift
    printf '%s\0' "$@" | xargs -0 -n 12 -P 2 "$compiler" "${flags[@]}" -fsyntax-only -x c
}

check 'C is formatted as .clang-format says' format
check "a function has at most $lines_max lines and $branches_max branches" functions
check 'a header compiles alone' compile_each gcc "${headers[@]}"
check 'clang has nothing to warn of' compile_each clang "${programs[@]}"
