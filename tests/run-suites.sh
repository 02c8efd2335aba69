# shellcheck shell=bash disable=SC2154 # ./dev sets top, build and the lists of packages
# The suites behind ./dev test; sourced by it. Two suites run at a time, the long ones first: what compiles and what
# waits for a server share two cores well.
# A suite is a function that writes all it does to its log and sets passed, failed and skipped.

all_suites=(faults integration pool conformance new-year leap-day asan fuzz unit lint sql)
# Those of ./dev test quick; the walk is a part of conformance.
quick_suites=(sql lint unit walk)
# Those that --clock WHEN can run at another time. ASan refuses what moves the clock.
clock_suites=(conformance sql unit)
# The moments of two suites that run those at another time: over the end of a year while they run, and on a day that
# most years do not have.
declare -A moments=([new-year]=2027-12-31T23:59:50Z [leap-day]=2028-02-29T23:30Z)
results=$build/test
lanes=()
fault_options=()
fuzz_s=60     # for all targets together
clock_when=   # what --clock was given
clock_offset= # the running suite's clock minus the real one, in seconds; empty where it is the real one
progress_s=15

test_usage() {
    usage test
    cat <<END

The suites: ${all_suites[*]}.
quick runs ${quick_suites[*]}: walk is the conformance tests of one life of a membership.
--clock WHEN runs ${clock_suites[*]}, or those of them that are named, at another time, which runs on from there:
  +40d  -2h  +90m          so far from now
  2028-02-29  2028-02-29T23:30Z  2028-02-29T23:30:59Z      in UTC, in the years 2021 to 2098
  month-end  year-end  month-end-1h  year-end+30m          the next end of a month or a year, and so far from it
--long SECONDS has the suites fuzz and faults go on for so long; --seed N has faults do again what it did.
END
}

# ---- the clock -----------------------------------------------------------------------------------------------------

# Prints the seconds from now to WHEN; false when it is no moment, or one that a test may take for past or future.
seconds_to() {
    local step='[+-][0-9]{1,5}[smhd]' date='20[0-9]{2}-[0-9]{2}-[0-9]{2}' base now
    now=$(date +%s)
    if [[ $1 =~ ^$step$ ]]; then
        base=$now
    elif [[ $1 =~ ^(month-end|year-end)($step)?$ ]]; then
        case ${BASH_REMATCH[1]} in
        month-end) base=$(date -u -d "$(date -u +%Y-%m-01) + 1 month" +%s) ;;
        year-end) base=$(date -u -d "$(date -u +%Y-01-01) + 1 year" +%s) ;;
        esac
    elif [[ $1 =~ ^$date(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$ ]]; then
        base=$(date -u -d "$1" +%s 2>/dev/null) || return 1
    else
        return 1
    fi
    if [[ $1 =~ ([+-])([0-9]+)([smhd])$ ]]; then
        local -A seconds=([s]=1 [m]=60 [h]=3600 [d]=86400)
        base=$((base + ${BASH_REMATCH[1]}1 * 10#${BASH_REMATCH[2]} * ${seconds[${BASH_REMATCH[3]}]}))
    fi
    ((base >= 1609459200 && base < 4070908800)) || return 1
    printf '%+d\n' $((base - now))
}

# Runs a command, and all that it starts, at the suite's time: an offset from the real clock. What measures how long
# something takes has the real one, and so has the age of a file.
at_its_time() (
    if [[ -n $clock_offset ]]; then
        LD_PRELOAD=$(printf '%s\n' /usr/lib/*/faketime/libfaketimeMT.so.1 | head -n 1)
        [[ -f $LD_PRELOAD ]] || die 'libfaketime is missing: install the package libfaketime'
        export FAKETIME=${clock_offset}s FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1 LD_PRELOAD
    fi
    "$@"
)

# Removes what libfaketime leaves in shared memory when a process that began to use it was killed or became another
# program: it is named by the process.
remove_faketime() {
    local file
    for file in /dev/shm/{,sem.}faketime_*_*; do
        [[ ! -O $file || -d /proc/${file##*_} ]] || rm -f -- "$file"
    done
}

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
        PYTHONPATH="$top/tests/pylib${clock_offset:+:$top/tests/clock}" /usr/bin/python3 "$@"
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
# A suite's files in $results are named after it; one that runs others gives theirs its own name too.

# Runs the unit program of a build directory: a process for each suite, a line for each case.
run_unit() {
    local name=$1 where=$2 options=$3 log=$results/$1.tap status=0
    build_in "$where" "$options" tests/unit/run || return 1
    (cd "$where" && MEMBERHUB_SOURCE=$top at_its_time timeout 600 tests/unit/run) >"$log" 2>&1 || status=$?
    cat "$log"
    count_tap "$log" "$status"
}

suite_unit() {
    run_unit "${1:-unit}" "$build" ''
}

suite_asan() {
    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
    run_unit asan "$build/asan" '--enable-asan --enable-werror'
}

# Each target plays its corpus, and then looks for more for its part of the time. What it finds new stays in the build
# directory, where the next run goes on from; an input that breaks something is named.
suite_fuzz() {
    local where=$build/fuzz target status said found log=$results/fuzz.tap
    local -a targets options=(-timeout=60 -rss_limit_mb=2048 -max_len=20000 -print_final_stats=1)
    build_in "$where" 'CC=clang --enable-fuzz' tests/fuzz/run || return 1
    mapfile -t targets < <("$where/tests/fuzz/run" --list)
    printf '1..%d\n' "${#targets[@]}" >"$log"
    for target in "${targets[@]}"; do
        said=$results/fuzz-$target.said found=$where/corpus/$target status=0
        mkdir -p "$found"
        "$where/tests/fuzz/run" --target="$target" "${options[@]}" "-max_total_time=$((fuzz_s / ${#targets[@]} + 1))" \
            "-artifact_prefix=$results/fuzz-$target." "$found" "$top/tests/fuzz/corpus/$target" >"$said" 2>&1 || status=$?
        ((status == 0)) || printf 'not '
        printf 'ok - fuzz: no input breaks %s\n' "$target"
        sed -n 's/^stat::number_of_executed_units: */# inputs: /p' "$said"
        ((status == 0)) || tail -n 40 "$said" | sed 's/^/# /'
    done >>"$log"
    cat "$log"
    count_tap "$log" 0
}

suite_lint() {
    local status=0
    build_in "$build" '' memberhubd memberhubctl || return 1 # which print the tables that lints read
    "$top/tests/lint/run.sh" "$top" >"$results/lint.tap" 2>&1 || status=$?
    cat "$results/lint.tap"
    count_tap "$results/lint.tap" "$status"
}

suite_sql() {
    local log=$results/${1:-sql}.out status=0
    build_in "$build" '' memberhubd memberhubctl || return 1
    PATH=$build:$PATH at_its_time "$top/tests/sql/run.sh" >"$log" 2>&1 || status=$?
    cat "$log"
    count_last_line "$log" && return "$status"
}

# What --clock can run, one after the other, each from the moment on.
suite_at_moment() {
    local suite status=0 p=0 f=0 s=0
    for suite in unit sql conformance; do
        clock_offset=$(seconds_to "${moments[$1]}")
        passed=0 failed=0 skipped=0
        "suite_$suite" "$1.$suite" || status=1
        p=$((p + passed)) f=$((f + failed)) s=$((s + skipped))
    done
    passed=$p failed=$f skipped=$s
    return "$status"
}

suite_new-year() {
    suite_at_moment new-year
}

suite_leap-day() {
    suite_at_moment leap-day
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
    run_pytest "${1:-conformance}" tests/conformance
}

suite_walk() {
    run_pytest walk tests/conformance/test_lifecycle.py tests/conformance/test_guardduty_lifecycle.py
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
    build_in "$build" '' memberhubd memberhubctl tests/bench/load tests/documents/memberhubd || return 1
    # One account may have all workers: most tests make their load with one.
    MEMBERHUB_LIMITS_ACCOUNT_WORKERS=256 at_its_time "$top/dev" up --dir "$stack" --port "$(free_port)" || return 1
    (
        eval "$("$top/dev" env --dir "$stack")"
        export MEMBERHUB_DIR=$stack
        cd "$top"
        at_its_time python_clean -m pytest "$@" -v --tb=short -p no:cacheprovider -o console_output_style=count \
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

# Prints seconds as minutes and seconds.
clock_face() {
    printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}

# Prints how many tests of a running suite have ended, and of how many, which its last run told if it does not itself.
how_far() {
    local name=$1 file ended=0 found all=''
    for file in "$results/$name".{log,tap,out} "$results/$name".*.{log,tap,out}; do
        [[ -f $file ]] || continue
        found=$(grep -cE '^(not )?ok\b|^tests/.* (PASSED|FAILED|ERROR|SKIPPED)\b' "$file" || true)
        # A log has at its end what such a file had.
        ((found <= ended)) || ended=$found
    done
    all=$(grep -oE '\[ *[0-9]+/[0-9]+\]$' "$results/$name.log" 2>/dev/null | tail -n 1 | tr -dc '0-9/') || true
    all=${all#*/}
    [[ -n $all || ! -f $results/$name.before ]] || all=$(awk '{ print $1 + $2 + $3 }' "$results/$name.before")
    printf '%s' "$ended${all:+ of $all}"
}

# Prints every few seconds which suites run, for how long, and how far they are.
tell_progress() {
    local started line
    while sleep "$progress_s"; do
        line=
        for started in "$results"/*.taken/started; do
            local name=${started%.taken/started}
            name=${name##*/}
            [[ -f $started && ! -f $results/$name.counts ]] || continue
            line+="${line:+, }$name for $(clock_face $((SECONDS - $(<"$started")))) ($(how_far "$name"))"
        done
        [[ -z $line ]] || printf '%7s  %s\n' "$(clock_face "$SECONDS")" "$line"
    done
}

# Runs one suite, records its counts, and prints one line; the end of its log too when it failed. It has a shell of its
# own: the next one in its lane gets neither its clock nor what it exports.
run_suite() (
    local name=$1 log=$results/$1.log started=$SECONDS status=0
    passed=0 failed=0 skipped=0
    printf '%s\n' "$SECONDS" >"$results/$name.taken/started"
    [[ -z $clock_when ]] || clock_offset=$(seconds_to "$clock_when")
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
)

# Runs those of the suites that no other lane has taken yet.
run_lane() {
    local name
    for name in "${all_suites[@]}" walk; do
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
    remove_faketime
}

# The tests of all suites that took longest.
tell_slowest() {
    /usr/bin/python3 "$top/tests/pylib/slowest.py" "$results"
}

sum_up() {
    local name passed=0 failed=0 skipped=0 p f s
    for name in "$@"; do
        read -r p f s <"$results/$name.counts" || { p=0 f=1 s=0; }
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
    printf '%d passed, %d failed' "$passed" "$failed"
    ((skipped == 0)) || printf ', %d skipped' "$skipped"
    printf '\n'
    # CI installs all that a test can ask for, so there a skipped test is one that should have run.
    ((failed == 0 && (skipped == 0 || ${CI:+1}0 == 0)))
}

# Sets suites, clock_when and fault_options from the command line, or ends with what is wrong in it: before anything is
# installed or built.
take_arguments() {
    local name value
    suites=() fault_options=()
    while (($# > 0)); do
        name=$1
        shift
        case $name in
        --seed | --long | --clock)
            (($# > 0)) || die "$name needs a value"
            value=$1
            shift
            ;;
        --seed=* | --long=* | --clock=*) value=${name#*=} name=${name%%=*} ;;
        quick)
            suites+=("${quick_suites[@]}")
            continue
            ;;
        -*) die "./dev test does not know '$name': ./dev test --help" ;;
        *)
            [[ " ${all_suites[*]} walk " == *" $name "* ]] ||
                die "there is no suite '$name'; there are: quick ${all_suites[*]}"
            suites+=("$name")
            continue
            ;;
        esac
        take_option "$name" "$value"
    done
    if [[ -n $clock_when ]]; then
        for name in "${suites[@]}"; do
            [[ " ${clock_suites[*]} " == *" $name "* ]] || die "--clock cannot run $name; it runs ${clock_suites[*]}"
        done
        ((${#suites[@]} > 0)) || suites=("${clock_suites[@]}")
    fi
    ((${#suites[@]} > 0)) || suites=("${all_suites[@]}")
    if ((${#fault_options[@]} > 0)) && [[ " ${suites[*]} " != *' faults '* && " ${suites[*]} " != *' fuzz '* ]]; then
        die "${fault_options[0]} is for the suites faults and fuzz"
    fi
}

take_option() {
    case $1 in
    --clock)
        seconds_to "$2" >/dev/null || die "--clock takes no '$2': ./dev test --help tells what it takes"
        clock_when=$2
        ;;
    *)
        [[ $2 =~ ^[0-9]{1,9}$ ]] || die "$1 takes a number, not '$2'"
        fault_options+=("$1" "$2")
        [[ $1 != --long ]] || fuzz_s=$2
        ;;
    esac
}

# Has a suite's last counts tell how many tests it has, and removes all else of the last run.
forget_results() {
    local file
    for file in "$results"/*.counts; do
        [[ ! -f $file ]] || mv -f -- "$file" "${file%.counts}.before"
    done
    rm -rf "$results"/*.{log,xml,tap,report,out,said,taken,told}
    remove_stacks
}

# Starts a part of the run in a process group of its own, so that an interrupt can end all of it.
start_lane() {
    set -m
    "$@" </dev/null 8>&- &
    lanes+=("$!")
    set +m
}

run_suites() {
    local -a runners
    [[ " $* " != *' --help '* ]] || { test_usage && exit 0; }
    take_arguments "$@"
    SECONDS=0
    install_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
    mkdir -p "$results"
    exec 8>"$results/.lock"
    flock -n 8 || die 'another ./dev test runs in this checkout'
    build_in "$build" '' memberhubd memberhubctl tests/bench/load || exit 1
    forget_results
    trap clean_up EXIT
    trap 'exit 130' INT TERM
    start_lane run_lane "${suites[@]}"
    start_lane run_lane "${suites[@]}"
    runners=("${lanes[@]}")
    start_lane tell_progress
    wait "${runners[@]}" || true
    kill -TERM -- "-${lanes[2]}" 2>/dev/null || true
    lanes=()
    tell_slowest
    sum_up "${suites[@]}"
}
