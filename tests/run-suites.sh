# shellcheck shell=bash disable=SC2154 # ./dev sets top, build and the lists of packages
# The suites behind ./dev test; sourced by it. Two suites run at a time, the long ones first: what compiles and what
# waits for a server share two cores well.
# A suite is a function that writes all it does to its log and sets passed, failed and skipped.

all_suites=(faults integration pool conformance asan unit lint sql)
results=$build/test
lanes=()
fault_options=()

python_clean() {
    local name
    local -a clean=()
    for name in $(aws_variables); do
        case $name in
        AWS_CONFIG_FILE | AWS_SHARED_CREDENTIALS_FILE) ;;
        *) clean+=(-u "$name") ;;
        esac
    done
    env "${clean[@]}" AWS_EC2_METADATA_DISABLED=true no_proxy=127.0.0.1 NO_PROXY=127.0.0.1 PYTHONDONTWRITEBYTECODE=1 \
        PYTHONPATH="$top/tests/pylib" /usr/bin/python3 "$@"
}

# ---- counting ------------------------------------------------------------------------------------------------------

# Adds the TAP lines of one program's output to passed and failed; a broken plan or a bad exit status is a failure too.
count_tap() {
    local output=$1 status=$2 ok bad planned
    ok=$(grep -c '^ok\b' "$output" || true)
    bad=$(grep -c '^not ok\b' "$output" || true)
    planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$output" | head -n 1)
    if [[ $planned != $((ok + bad)) ]] || ((status != 0 && bad == 0)); then
        printf '# exit status %s, %s of %s planned cases ran\n' "$status" "$((ok + bad))" "${planned:-no}"
        bad=$((bad + 1))
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
}

# Takes the counts from a line "N passed, N failed[, N skipped]" at the end of the output.
count_last_line() {
    local line
    line=$(tail -n 1 "$1")
    [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]] || return 1
    passed=${BASH_REMATCH[1]} failed=${BASH_REMATCH[2]} skipped=${BASH_REMATCH[4]:-0}
}

count_junit() {
    read -r passed failed skipped < <(/usr/bin/python3 - "$1" <<'END'
import sys
import xml.etree.ElementTree as tree
suites = list(tree.parse(sys.argv[1]).getroot().iter("testsuite"))
count = lambda name: sum(int(suite.get(name, 0)) for suite in suites)
failed = count("failures") + count("errors")
print(max(count("tests") - failed - count("skipped"), 0), failed, count("skipped"))
END
    )
}

# ---- suites --------------------------------------------------------------------------------------------------------

# Runs the unit program of a build directory: a process for each suite, a line for each case.
run_unit() {
    local where=$1 options=$2 log=$results/$3.tap status=0
    build_in "$where" "$options" tests/unit/run || return 1
    (cd "$where" && MEMBERHUB_SOURCE=$top timeout 600 tests/unit/run) >"$log" 2>&1 || status=$?
    cat "$log"
    count_tap "$log" "$status"
}

suite_unit() {
    run_unit "$build" '' unit
}

suite_asan() {
    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
    run_unit "$build/asan" '--enable-asan --enable-werror' asan
}

suite_lint() {
    local status=0
    "$top/tests/lint/run.sh" "$top" >"$results/lint.tap" 2>&1 || status=$?
    cat "$results/lint.tap"
    count_tap "$results/lint.tap" "$status"
}

suite_sql() {
    local status=0
    build_in "$build" '' memberhubctl || return 1
    PATH=$build:$PATH "$top/tests/sql/run.sh" >"$results/sql.out" 2>&1 || status=$?
    cat "$results/sql.out"
    count_last_line "$results/sql.out" && return "$status"
}

# Takes promtool out of Debian's package. Installed, that would start a server of its own, and bring a web interface
# along. Joined by &&: whoever asks for the status of this has switched errexit off in it.
extract_promtool() (
    rm -rf "$1" &&
        mkdir -p "$1" &&
        cd "$1" &&
        { apt-get -q download prometheus || { apt update && apt-get -q download prometheus; }; } &&
        dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x --strip-components=3 ./usr/bin/promtool &&
        rm -f prometheus_*.deb &&
        ./promtool --version
)

# Where there is none the tests that need it are skipped; where CI runs, that would pass for a check that was made.
fetch_promtool() {
    local where=$build/promtool
    [[ ! -x $where/promtool ]] || return 0
    ! extract_promtool "$where" || return 0
    rm -rf "$where"
    if [[ -n ${CI:-} ]]; then
        printf "not ok - promtool, which CI needs, cannot be had: apt-get download prometheus fails, see above\n"
        return 1
    fi
    printf '# promtool cannot be had: dashboard, alerts and /metrics are not checked with it\n'
}

suite_integration() {
    fetch_promtool || return 1
    run_pytest integration tests/integration --ignore-glob='*/test_pool*.py' --ignore-glob='*/test_front_door_load.py'
}

# What puts the processes or the front door under load takes long, so it runs beside the others.
suite_pool() {
    run_pytest pool "$top"/tests/integration/test_pool*.py "$top/tests/integration/test_front_door_load.py"
}

suite_conformance() {
    run_pytest conformance tests/conformance
}

# Takes --seed and --long; what it counted is told beside the result.
suite_faults() {
    local status=0
    build_in "$build/faults" '--enable-failpoints' memberhubd || return 1
    python_clean "$top/tests/faults/run.py" "${fault_options[@]}" >"$results/faults.out" 2>&1 || status=$?
    cat "$results/faults.out"
    sed -n '/^# seed /,$s/^# //p' "$results/faults.out" >"$results/faults.told"
    count_last_line "$results/faults.out" && return "$status"
}

free_port() {
    /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Runs tests, with pytest's arguments, against a stack of their own: run_pytest SUITE ARGUMENT...
run_pytest() {
    local name=$1 stack status=0
    shift
    stack=$(mktemp -d /tmp/memberhub-test-XXXXXX)
    chmod 711 "$stack"
    printf '%s\n' "$stack" >>"$results/stacks"
    # One account may have all workers: most tests make their load with one.
    MEMBERHUB_LIMITS_ACCOUNT_WORKERS=256 "$top/dev" up --dir "$stack" --port "$(free_port)" || return 1
    (
        eval "$("$top/dev" env --dir "$stack")"
        export MEMBERHUB_DIR=$stack
        cd "$top"
        python_clean -m pytest "$@" -q --tb=short -p no:cacheprovider \
            --junitxml "$results/$name.xml" -o junit_family=xunit2
    ) || status=$?
    [[ ! -f $results/$name.xml ]] || count_junit "$results/$name.xml"
    if ((status != 0)); then
        "$top/dev" log --dir "$stack" >"$results/$name-stack.log" 2>&1 || true
        printf 'What the stack said: %s\n' "$results/$name-stack.log"
    fi
    "$top/dev" down --dir "$stack" --purge || status=1
    return "$status"
}

# ---- the frame -----------------------------------------------------------------------------------------------------

# Runs one suite, records its counts, and prints one line; the end of its log too when it failed.
run_suite() {
    local name=$1 log=$results/$1.log started=$SECONDS status=0
    passed=0 failed=0 skipped=0
    "suite_$name" >"$log" 2>&1 || status=$?
    if ((status != 0 && failed == 0)); then
        printf '# the suite ended with status %s\n' "$status" >>"$log"
        failed=1
    elif ((passed + failed == 0)); then
        printf '# the suite ran no test\n' >>"$log"
        failed=1
    fi
    printf '%s %s %s\n' "$passed" "$failed" "$skipped" >"$results/$name.counts"
    {
        printf '%-12s %6d passed, %d failed, %d skipped   %4d s\n' "$name" "$passed" "$failed" "$skipped" \
            "$((SECONDS - started))"
        [[ ! -f $results/$name.told ]] || sed 's/^/    /' "$results/$name.told"
        if ((failed > 0)); then
            { grep -E '^(not ok|FAILED|ERROR)' "$log" | head -n 40 || true; } | sed 's/^/    /'
            printf '    the last lines of %s:\n' "$log"
            tail -n 40 "$log" | sed 's/^/    | /'
        fi
    } >"$results/$name.report"
    cat "$results/$name.report"
}

# Runs those of the suites that no other lane has taken yet.
run_lane() {
    local name
    for name in "${all_suites[@]}"; do
        if [[ " $* " == *" $name "* ]] && mkdir "$results/$name.taken" 2>/dev/null; then
            run_suite "$name"
        fi
    done
}

# Stops the stacks that an interrupted or failed suite left behind.
remove_stacks() {
    local stack
    [[ -f $results/stacks ]] || return 0
    while read -r stack; do
        # What could not be stopped keeps its directory, so that it can be found.
        [[ ! -d $stack ]] || "$top/dev" down --dir "$stack" --purge >/dev/null || continue
        rm -rf -- "$stack"
    done <"$results/stacks"
    rm -f "$results/stacks"
}

clean_up() {
    local lane
    for lane in "${lanes[@]}"; do
        kill -TERM -- "-$lane" 2>/dev/null || true
    done
    remove_stacks
}

sum_up() {
    local name passed=0 failed=0 skipped=0 p f s
    for name in "${all_suites[@]}"; do
        [[ " $* " == *" $name "* ]] || continue
        read -r p f s <"$results/$name.counts" || { p=0 f=1 s=0; }
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
    printf '%d passed, %d failed' "$passed" "$failed"
    ((skipped == 0)) || printf ', %d skipped' "$skipped"
    printf '\n'
    # CI installs all that a test can ask for, so there a skipped test is one that should have run.
    ((failed == 0 && (skipped == 0 || ${CI:+1}0 == 0)))
}

# Sets suites and fault_options from the command line.
take_arguments() {
    suites=() fault_options=()
    while (($# > 0)); do
        case $1 in
        --seed | --long)
            (($# > 1)) || die "$1 needs a value"
            fault_options+=("$1" "$2")
            shift
            ;;
        --seed=* | --long=*) fault_options+=("$1") ;;
        *) suites+=("$1") ;;
        esac
        shift
    done
}

run_suites() {
    local name
    take_arguments "$@"
    set -- "${suites[@]}"
    for name in "$@"; do
        [[ " ${all_suites[*]} " == *" $name "* ]] || die "there is no suite '$name'; there are: ${all_suites[*]}"
    done
    (($# > 0)) || set -- "${all_suites[@]}"
    install_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
    build_in "$build" '' memberhubd memberhubctl tests/bench/load || exit 1
    mkdir -p "$results"
    exec 8>"$results/.lock"
    flock -n 8 || die 'another ./dev test runs in this checkout'
    rm -rf "$results"/*.{log,xml,tap,counts,report,out,taken,told}
    remove_stacks
    trap clean_up EXIT
    trap 'exit 130' INT TERM
    # Each lane is a process group of its own, so that an interrupt can end all of it.
    set -m
    run_lane "$@" </dev/null 8>&- &
    lanes=("$!")
    run_lane "$@" </dev/null 8>&- &
    lanes+=("$!")
    set +m
    wait "${lanes[@]}" || true
    lanes=()
    sum_up "$@"
}
