#!/usr/bin/env bash
# Shell scripts parse, and shellcheck has nothing to say; manual pages are well formed; Python compiles.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"
shopt -s globstar nullglob

scripts=(dev autogen.sh .ci/run tests/**/*.sh)
pages=(man/*.[1-8])
python=(tests/**/*.py)

parse() {
    local script
    for script in "${scripts[@]}"; do
        bash -n "$script"
    done
}

compile() {
    /usr/bin/python3 - "${python[@]}" <<'END'
import sys
for path in sys.argv[1:]:
    compile(open(path).read(), path, "exec")
END
}

manual() {
    if ((${#pages[@]} == 0)); then
        echo 'there is no manual page'
        return
    fi
    mandoc -T lint -W warning "${pages[@]}"
}

check 'shell scripts parse' parse
check 'shellcheck has nothing to say' shellcheck -x -S warning "${scripts[@]}"
check 'Python files compile' compile
check 'manual pages are well formed' manual
