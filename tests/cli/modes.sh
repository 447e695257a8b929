# SPDX-License-Identifier: MIT
# The modes in which the programs of tests/run are run do what they say.
. "$ROOT/tests/lib.sh"

# ---- SLEY_DEBUG=suspend: each operation that could suspend gives way once, even if it is ready

cat > leaves.sley <<'SLEY'
var turns = 0
var before = 0

async fn others() {
    while true {
        turns += 1
        await sleep(0s)
    }
}

async fn quick() -> int { return 1 }

fn gave_way(what: str) {
    print("{what} {turns - before}")
    before = turns
}

async fn main() throws {
    let ch = chan[int](8)
    let done = spawn quick()
    let twin = spawn quick()
    let f = future[int]()
    f.set(1)
    await gather(done, twin)
    spawn others()
    await sleep(0s)
    before = turns
    await ch.send(1)
    gave_way("send")
    await ch.recv()
    gave_way("recv")
    ch.try_send(1)
    await select {
        case ch.recv() { gave_way("select") }
        case after 1s { print("late") }
    }
    await select first {
        case ch.send(2) { gave_way("select first") }
        case after 1s { print("late") }
    }
    await done
    gave_way("task")
    await f
    gave_way("future")
    await gather(done, twin)
    gave_way("gather")
    await wait_for(done, 1s)
    gave_way("wait_for")
    await shield(done)
    gave_way("shield")
    await wait([done, twin])
    gave_way("wait")
    await group { }
    gave_way("group")
    await race {
        case done { gave_way("race") }
        case twin { gave_way("race") }
    }
    ch.close()
    async for v in ch { gave_way("async for") }
    gave_way("closed")
}
SLEY
check "a program of ready operations builds" "$SLEY" build leaves.sley -o leaves
./leaves > ready
SLEY_DEBUG=suspend ./leaves > suspended
ways() { [ "$(grep -c " $1\$" "$2")" -eq 14 ] && [ "$(wc -l < "$2")" -eq 14 ]; }
check "by itself none of them gives way" ways 0 ready
check "with SLEY_DEBUG=suspend each does, once" ways 1 suspended

# ---- sley emit --hostile: each await of a call suspends; what is dead is overwritten

cat > calls.sley <<'SLEY'
async fn leaf(n: int) -> int { await sleep(1ms); return n }
async fn down(n: int) -> int {
    if n == 0 { return await leaf(0) }
    return 1 + await down(n - 1)
}
async fn main() throws {
    let a = await leaf(1)
    let b = await leaf(a)
    let c = await down(a + b)
    await sleep(1ms)
    print(b + c)
}
SLEY
"$SLEY" emit calls.sley > plain.c
"$SLEY" emit --hostile calls.sley > hostile.c
prints 0 "plain C has no poison" grep -c 0xA5 plain.c
# As the C compiler sees it: SLEY_AWAIT and sley_call are other things in hostile C.
gcc -E -P -I"$("$SLEYC" --print-include-dir)" hostile.c > expanded.c
prints 3 "in hostile C each await of a call goes by way of the scheduler" grep -c 'st = sley__sched_call_fresh(' expanded.c
prints 2 "so does a call whose frame lies in the arena" grep -c 'st = sley_call(task' expanded.c
check "which gives way there, too" grep -q 'return sley__sched_call_fresh(task, callee);' expanded.c
prints 0 "and none directly" grep -c 'st = m_.*__resume(' expanded.c
check "a variable that is not needed any more is overwritten" grep -q 'memset(&f->v_a, 0xA5' hostile.c
check "and what the await area has more than the await needs" grep -q 'memset((char \*)f + offsetof(m_calls__main__frame, a3) + sizeof f->a3, 0xA5' hostile.c
check "it builds" "$SLEY" build --hostile calls.sley -o calls
prints 3 "and the program does the same" env SLEY_DEBUG=poison ./calls

# ---- seeds: the same one gives the same schedule, others give others

cat > order.sley <<'SLEY'
async fn worker(name: str) {
    for i in 0..3 {
        print(name, end: "")
        await sleep(0s)
    }
}
async fn main() throws {
    await group {
        spawn worker("a")
        spawn worker("b")
        spawn worker("c")
    }
    print("")
}
SLEY
"$SLEY" build order.sley -o order
orders() {
    for seed in $(seq 50); do SLEY_VTIME=1 SLEY_POLICY=random SLEY_SEED=$seed ./order; done
}
orders > first
orders > second
same "a seed gives the same schedule again" first second
different() { sort -u first | wc -l; [ "$(sort -u first | wc -l)" -ge 40 ]; }
check "50 seeds give at least 40 schedules" different
for seed in $(seq 50); do SLEY_VTIME=1 SLEY_SEED=$seed ./order; done | sort -u > fifo
prints abcabcabc "without SLEY_POLICY=random there is one" cat fifo
