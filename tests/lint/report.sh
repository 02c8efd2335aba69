# shellcheck shell=bash
# What the shell lints share; sourced by them.

# Prints one result: the sentence holds when the rest of the arguments, a command, prints nothing and succeeds.
check() {
    local sentence=$1 problems status=0
    shift
    problems=$("$@" 2>&1 </dev/null) || status=$?
    if [[ $status == 0 && -z $problems ]]; then
        printf 'ok - %s\n' "$sentence"
        return
    fi
    printf 'not ok - %s\n' "$sentence"
    printf '%s\n' "${problems:-exit status $status}" | sed -n '1,40s/^/# /p'
}
