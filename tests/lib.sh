# SPDX-License-Identifier: MIT
# lib.sh - for script tests: `. "$ROOT/tests/lib.sh"`, then one line per test:
#
#     check   WHAT COMMAND...             the command succeeds
#     status  N WHAT COMMAND...           it ends with status N
#     prints  TEXT WHAT COMMAND...        stdout or stderr holds the text
#     same    WHAT FILE FILE              the files are equal
#     skip    WHAT WHY                    counted as passed, and says why it did not run
#
# A script runs in an empty folder of its own, with ROOT, BUILD, SLEY and SLEYC set. It prints TAP.

test_number=0

tap() {                                 # tap ok|"not ok" WHAT
    test_number=$((test_number + 1))
    echo "$1 $test_number - $2"
}

attempt() {                             # attempt COMMAND...: its output in $log, its status as the result
    log=$("$@" 2>&1)
}

check() {
    what=$1; shift
    attempt "$@"; got=$?
    if [ "$got" -eq 0 ]; then tap ok "$what"; return; fi
    tap "not ok" "$what"
    printf '%s\n' "$* gave status $got" "$log"
}

status() {
    wanted=$1 what=$2; shift 2
    attempt "$@"; got=$?
    if [ "$got" -eq "$wanted" ]; then tap ok "$what"; return; fi
    tap "not ok" "$what"
    printf '%s\n' "$* gave status $got, expected $wanted" "$log"
}

prints() {
    wanted=$1 what=$2; shift 2
    attempt "$@"
    case $log in
    *"$wanted"*) tap ok "$what" ;;
    *) tap "not ok" "$what"; printf '%s\n' "$* did not print: $wanted" "$log" ;;
    esac
}

same() {
    what=$1; shift
    if attempt cmp "$@"; then tap ok "$what"; else tap "not ok" "$what"; echo "$log"; fi
}

skip() {
    tap ok "$1 # skipped: $2"
}
