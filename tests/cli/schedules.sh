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
status 0 "F93: fifo does not see a wrong order" "$SLEY" test --policy fifo --seeds 20 racy.sley
status 0 "F93: which is the policy of one schedule" "$SLEY" test racy.sley
status 1 "F93: several schedules are random ones" "$SLEY" test --seeds 20 racy.sley
prints "--policy random --seed" "F93: and say so" "$SLEY" test --seeds 20 racy.sley
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

# ---- cancelled at each await; tasks that are left behind; what is reported
cat > fuzz.sley <<'SLEY'

fn square(n: int) -> int { return n * n }

async fn careful(ch: chan[int]) throws {
    let token = await ch.recv() ?? return
    defer { let _ = ch.try_send(token) }
    await sleep(10ms)
    await sleep(10ms)
}

async fn careless(ch: chan[int]) throws {
    let token = await ch.recv() ?? return
    await sleep(10ms)
    let _ = ch.try_send(token)
}

async fn checked(work: async fn(chan[int]) throws) throws {
    let ch = chan[int](1)
    await ch.send(7)
    defer { assert ch.len() == 1, "the token is back" }
    await work(ch)
}

test "squares" { assert square(3) == 9 }
test "careful <& \"sly\"> #1" { await checked(careful) }
test "careless" { await checked(careless) }
async fn forever() { await sleep(100s) }
test "orphan" { spawn forever() }
test "no orphan" { let t = spawn forever()
    t.cancel() }
SLEY
status 1 "a test that leaves a task behind fails" "$SLEY" test fuzz.sley
prints "4 passed, 1 failed" "one that cancels it does not" "$SLEY" test fuzz.sley
prints 'test "orphan" failed
it ends while a task that it started still runs: await it, cancel it, or spawn it in a group
task "forever#2"' "and the task is named" "$SLEY" test --filter orphan fuzz.sley
status 0 "cleanup that holds at each await" "$SLEY" test --cancel-fuzz --filter careful fuzz.sley
prints "FAIL careless (--cancel-at 1)" "--cancel-fuzz finds one that does not" "$SLEY" test --cancel-fuzz --filter careless fuzz.sley
prints "the token is back (0 == 1)" "and shows it" "$SLEY" test --cancel-at 1 --filter careless fuzz.sley
status 0 "--cancel-at an await that is not there" "$SLEY" test --cancel-at 99 --filter careless fuzz.sley
prints "FAIL careless (--policy random --seed 7 --cancel-at 1)" "under a schedule" "$SLEY" test --policy random --seed 7 --cancel-fuzz --filter careless fuzz.sley
"$SLEY" test --tap --junit report.xml fuzz.sley > report.tap 2> errors.txt
cat > expected.tap <<'TAP'
TAP version 13
1..5
ok 1 - squares
ok 2 - careful <& "sly"> \#1
ok 3 - careless
not ok 4 - orphan
  ---
  reason: status 1
  message: "it ends while a task that it started still runs"
  ...
ok 5 - no orphan
TAP
same "--tap" report.tap expected.tap
check "--junit writes XML" python3 -c 'import xml.dom.minidom as m
suite = m.parse("report.xml").documentElement
cases = suite.getElementsByTagName("testcase")
assert (suite.getAttribute("tests"), suite.getAttribute("failures")) == ("5", "1")
assert cases[1].getAttribute("name") == "careful <& \"sly\"> #1"
assert [bool(it.getElementsByTagName("failure")) for it in cases] == [False, False, False, True, False]'
status 2 "--junit to a folder that does not exist" "$SLEY" test --junit nosuch/report.xml --filter squares fuzz.sley
printf 'test "a" { panic("no") }\ntest "b" { await chan[int](0).recv() }\n' > ends.sley
prints "reason: panic" "why a test failed: a panic" "$SLEY" test --tap ends.sley
prints "reason: deadlock" "a deadlock" "$SLEY" test --tap ends.sley
cat > why.sley <<'SLEY'
error Refused(what: str)
test "assertion" { assert 1 + 1 == 3 }
test "error" { throw Refused(what: "a \"<b>\"") }
test "exit" { exit(3) }
SLEY
prints 'message: "assertion failed: 1 + 1 == 3 (why.sley:2)"' "why a test failed: an assertion, and where" "$SLEY" test --tap --junit why.xml why.sley
prints 'exit(3) was called' "an exit" "$SLEY" test --tap --filter exit why.sley
check "--junit says it, too" python3 -c 'import xml.dom.minidom as m
found = [it.getAttribute("message") for it in m.parse("why.xml").getElementsByTagName("failure")]
assert found[0] == "panic: assertion failed: 1 + 1 == 3 (why.sley:2)", found
assert "Refused" in found[1] and "<b>" in found[1], found
assert found[2] == "status 3: exit(3) was called", found'
printf 'test "keeps" {\n    let f = future[int]()\n    f.on_done(fn(g) => print(f.done()))\n}\n' > keeps.sley
status 0 "a cycle is no failure" "$SLEY" test keeps.sley
status 1 "unless it is looked for" "$SLEY" test --check-leaks keeps.sley
prints "is still held" "and said" "$SLEY" test --check-leaks keeps.sley

# ---- rule: S106: a printed line is one write, whoever else writes to the same pipe
cat > lines.sley <<'SLEY'
import os

fn main() {
    for i in 0..2000 {
        print(os.args()[0] * 40, end: "")
        print(os.args()[0] * 37)
    }
}
SLEY
check "a program that prints many lines" "$SLEY" build lines.sley -o lines
(./lines a & ./lines b & ./lines c & wait) | sort | uniq -c | awk '{ print $1, length($2), substr($2, 1, 1) }' > lines.out
printf '2000 77 %s\n' a b c > lines.txt
same "S106: lines of three programs do not mix" lines.out lines.txt
