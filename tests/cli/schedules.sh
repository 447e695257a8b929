# SPDX-License-Identifier: MIT
# Schedules of `sley test`: replay from a seed, the policies, the trace; module-level variables in
# tests; and how signals end a program.
. "$ROOT/tests/lib.sh"

# ---- fault: F89: what a test draws is a function of the seed

cat > draws.sley <<'SLEY'
import random
test "draws" { print(random.int(0, 1000000000), random.float()) }
SLEY
draw() { "$SLEY" test --seed "$1" draws.sley | head -1; }
draw 3 > a; draw 3 > b; draw 4 > c
same "F89: the same seed draws the same" a b
status 1 "F89: another seed draws other numbers" cmp -s a c

# ---- fault: F93: policies, each a function of the seed, each with another order

cat > orders.sley <<'SLEY'
async fn worker(n: int, out: list[int]) {
    for i in 0..3 {
        out.append(n)
        await sleep(0s)
    }
}
test "order" {
    let out: list[int] = []
    await group {
        for n in 0..4 { spawn worker(n, out) }
    }
    print(out)
}
SLEY
order() { "$SLEY" test --policy "$1" --seed "${2:-1}" orders.sley | head -1; }
prints "[0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]" "F93: fifo" order fifo
prints "[3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0]" "F93: reverse turns each batch round" order reverse
for policy in random pct; do
    order $policy 5 > a; order $policy 5 > b
    same "F93: $policy: the same seed, the same order" a b
    for seed in 1 2 3 4 5 6 7 8; do order $policy $seed; done | sort -u | wc -l > count
    check "F93: $policy: seeds give other orders" test "$(cat count)" -gt 3
done
status 2 "F93: a policy that does not exist" "$SLEY" test --policy sideways orders.sley

# A mistake that shows in one order only: pct and random find it, fifo does not.
cat > racy.sley <<'SLEY'
async fn set(ready: list[bool]) { ready.append(true) }
async fn use(ready: list[bool]) { assert ready.len() > 0 }
test "set before use" {
    let ready: list[bool] = []
    await group {
        spawn set(ready)
        spawn use(ready)
    }
}
SLEY
status 0 "F93: fifo does not see a wrong order" "$SLEY" test --seeds 20 racy.sley
for policy in random reverse pct; do
    status 1 "F93: $policy sees it" "$SLEY" test --policy $policy --seeds 20 racy.sley
done
prints "--policy pct --seed" "F93: and says how to see it again" "$SLEY" test --policy pct --seeds 20 racy.sley

traced() { "$SLEY" test --trace --policy pct --seed 7 orders.sley 2>&1 >/dev/null; }
traced > a; traced > b
same "F93: two traces of one seed are equal" a b
prints 'task "worker#2"  at orders.worker (orders.sley:1)' "F93: a trace tells task and place" cat a

# ---- module-level variables have their first values in each test and each of its schedules

cat > counts.sley <<'SLEY'
var _count = [10].len()
fn next() -> int {
    _count += 1
    return _count
}
SLEY
cat > globals.sley <<'SLEY'
import counts
let table = ["a": 1]
var calls = table.len()
test "imported" {
    assert counts.next() == 2
    assert counts.next() == 3
}
test "own" {
    calls += table.get("a", 0)
    assert calls == 2
    assert counts.next() == 2
}
SLEY
check "tests see module-level variables" "$SLEY" test globals.sley
check "so does each schedule" "$SLEY" test --seeds 5 globals.sley
cat > fails.sley <<'SLEY'
let n = int("x")
test "never" { assert n == 0 }
SLEY
status 1 "an initialiser that throws fails the tests" "$SLEY" test fails.sley
prints ParseError "and its error is reported" "$SLEY" test fails.sley

# ---- fault: F64: SIGTERM runs the cleanup

cat > term.sley <<'SLEY'
async fn main() {
    defer {
        await sleep(1ms)
        print("cleaned")
    }
    print("ready")
    await sleep(1h)
}
SLEY
"$SLEY" build term.sley -o term || exit 1
for pair in TERM:143 INT:130; do
    signal=${pair%:*}
    # a background process of a script ignores SIGINT: a shell of its own does not
    status "${pair#*:}" "F64: SIG$signal gives ${pair#*:}" env -i PATH="$PATH" python3 -c '
import signal, subprocess, sys, time
p = subprocess.Popen(["./term"], stdout=open("out", "w"))
while "ready" not in open("out").read(): time.sleep(0.02)
p.send_signal(getattr(signal, sys.argv[1]))
sys.exit(p.wait(10))' "SIG$signal"
    prints cleaned "F64: and the cleanup runs" cat out
done
