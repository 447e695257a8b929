# SPDX-License-Identifier: MIT
# What a user sees when a program goes wrong: panics, deadlocks, dumps, and the debugger, all in lines of Sley.
. "$ROOT/tests/lib.sh"

run() { "$SLEY" run "$@" 2>&1; }
says() { run "$1" | cmp - "$2"; }      # the output is just that

# ---- a panic shows the stack of its task, across awaits

cat > panic.sley <<'SLEY'
async fn pick(weights: list[int], at: int) -> int {
    await sleep(1ms)
    return weights[at]
}

async fn report(weights: list[int]) -> int {
    let sum = await pick(weights, 0)
    return sum +
        await pick(weights, 5)
}

fn last(text: str) -> char { return text.chars()[9] }

async fn main() throws {
    if len(os.args()) > 0 { print(last("short")) }
    let t = spawn report([1, 2, 3]) as "reporter"
    print(await t)
}
SLEY
sed -i '1i import os' panic.sley
cat > panic.txt <<'TEXT'
panic: index 5 is out of range for a list of 3
  at panic.pick (panic.sley:4)
  at panic.report (panic.sley:10)
  in task "reporter" spawned at panic.sley:17
TEXT
cat > plain.txt <<'TEXT'
panic: index 9 is out of range for a list of 5
  at panic.last (panic.sley:13)
  at panic.main (declared at panic.sley:15)
  in task "main"
TEXT
for level in 0 2; do
    "$SLEY" build -O$level panic.sley -o panic
    status 134 "a panic ends the program with 134 (-O$level)" ./panic
    ./panic 2> panic.err
    same "its stack is in lines of Sley (-O$level)" panic.txt panic.err
    ./panic plain 2> plain.err
    sed -i 's/ at panic.main (panic.sley:16)/ at panic.main (declared at panic.sley:15)/' plain.err   # -O0 knows the line
    same "that of a plain function, too (-O$level)" plain.txt plain.err
done

# ---- endless recursion is a panic, too: that of plain functions fills the stack, that of async ones the arena

cat > endless.sley <<'SLEY'
fn plain(n: int) -> int { return 1 + plain(n + 1) }

async fn waiting(n: int) -> int {
    await sleep(0s)
    return 1 + await waiting(n + 1)
}

async fn main() {
    await sleep(1ms)
    if env() { print(plain(0)) }
    print(await waiting(0))
}
SLEY
sed -i 's/if env()/if os.env("PLAIN") != none/; 1i import os' endless.sley
"$SLEY" build endless.sley -o endless
status 134 "endless recursion of plain functions ends the program with 134" env PLAIN=1 ./endless
cat > endless.txt <<'TEXT'
panic: recursion too deep: plain functions have filled the stack of 1024 KiB
  at endless.main (declared at endless.sley:9)
  in task "main"
TEXT
(ulimit -s 1024; PLAIN=1 ./endless) 2> endless.all
grep -v 'at endless.plain\|thousands more' endless.all > endless.err         # where unwind.c can see them
same "it says how deep, and where its task is" endless.txt endless.err
prints "panic: recursion too deep: the frames of this task take 1023 MiB" "async functions fill the arena" ./endless

# ---- a deadlock names every task, its line, what it waits for

cat > stuck.sley <<'SLEY'
import net

async fn consumer(input: chan[int]) {
    async for v in input { print(v) }
}

async fn producer(out: chan[int]) throws {
    await out.send(1)
    await out.send(2)
}

async fn chooser(a: chan[int], f: future[int], t: task[int] throws) throws {
    await select {
        case let v = a.recv() { print(v) }
        case f.wait() { print("set") }
        case t.join() { print("ended") }
    }
}

async fn deep(n: int, f: future[int]) -> int throws {
    if n == 0 { return await f }
    return await deep(n - 1, f) + 1
}

async fn main() throws {
    let server = await net.listen("127.0.0.1", 0)
    let full = chan[int](1)
    let empty = chan[int](0)
    let never = future[int]()
    spawn producer(full)
    let t = spawn deep(1, never)
    spawn chooser(empty, never, t)
    await group {
        spawn consumer(empty) as "reader"
    }
    server.close()
}
SLEY
cat > stuck.txt <<'TEXT'
deadlock: no task can make progress
task "main" waits in end of group: 1 task
  at stuck.main (stuck.sley:33)
task "reader" waits in recv: chan[int]#2 of stuck.sley:28
  at stuck.consumer (stuck.sley:4)
  spawned at stuck.sley:34
task "producer#1" waits in send: chan[int]#1 of stuck.sley:27
  at stuck.producer (stuck.sley:9)
  spawned at stuck.sley:30
task "deep#2" waits in await: a future
  at stuck.deep (stuck.sley:21)
  at stuck.deep (stuck.sley:22)
  spawned at stuck.sley:31
task "chooser#3" waits in select: recv: chan[int]#2 of stuck.sley:28, join: a future, join: task "deep#2"
  at stuck.chooser (stuck.sley:13)
  spawned at stuck.sley:32
TEXT
"$SLEY" build -O2 stuck.sley -o stuck
status 71 "a deadlock is 71, an open listener that nobody accepts from keeps nothing alive" ./stuck
./stuck 2> stuck.err
same "each stuck task is named, with its lines and what it waits for" stuck.txt stuck.err
SLEY_VTIME=1 ./stuck 2> stuck.err
same "on virtual time, too" stuck.txt stuck.err

# ---- a dump of all tasks, on SIGUSR1: from a program that waits, and from one that works

cat > idle.sley <<'SLEY'
import net

async fn serve(server: net.Server) throws {
    async for conn in server { conn.close() }
}

async fn nap() { await sleep(1h) }

async fn main() throws {
    let server = await net.listen("127.0.0.1", 0)
    let never = chan[int](0)
    spawn serve(server)
    spawn nap() as "napper"
    print("ready")
    await never.recv()
}
SLEY
cat > busy.sley <<'SLEY'
async fn spin(n: int) {
    while true { await sleep(0s) }
}

async fn main() throws {
    spawn spin(1)
    print("ready")
    await spin(2)
}
SLEY
# Starts a program, waits until it is ready, asks for a dump, waits until that is there, ends it.
dump() {
    rm -f "$1.out"
    ./"$1" > "$1.out" 2> "$1.err" &
    pid=$!
    tries=0
    until grep -qs ready "$1.out" || [ $((tries += 1)) -gt 200 ]; do sleep 0.05; done
    kill -USR1 $pid
    until grep -q "$2" "$1.err" || [ $((tries += 1)) -gt 400 ]; do sleep 0.05; done
    kill -0 $pid; alive=$?
    kill -TERM $pid
    wait $pid
    [ $alive -eq 0 ] && grep -q "$2" "$1.err"
}
# A shell without job control starts it with SIGINT ignored, and programs respect that.
interrupt() {
    rm -f "$1.out"
    env --default-signal=INT ./"$1" > "$1.out" 2> "$1.err" &
    pid=$!
    tries=0
    until grep -qs ready "$1.out" || [ $((tries += 1)) -gt 200 ]; do sleep 0.05; done
    kill -INT $pid
    (sleep 20; kill -KILL $pid) > /dev/null 2>&1 &
    watch=$!
    wait $pid
    ended=$?
    kill $watch
    return $ended
}
for level in 0 2; do
    "$SLEY" build -O$level idle.sley -o idle
    check "a program that waits in the poll dumps its tasks on SIGUSR1 (-O$level)" dump idle 'spawned at idle.sley:13'
    sed 's/127.0.0.1:[0-9]*/ADDRESS/; s/([0-9]* ms left)/(LEFT)/; /^  at\|^task\|^tasks\|^  spawned/!d' idle.err > idle.dump
    cat > idle.txt <<'TEXT'
tasks: 3 live, 0 ready, 1 timers
task "main" waits in recv: chan[int]#1 of idle.sley:11
  at idle.main (idle.sley:15)
task "serve#1" waits in accept: ADDRESS
  at idle.serve (idle.sley:4)
  spawned at idle.sley:12
task "napper" waits in sleep (LEFT)
  at idle.nap (idle.sley:7)
  spawned at idle.sley:13
TEXT
    same "each task with its line and what it waits for (-O$level)" idle.txt idle.dump
    "$SLEY" build -O$level busy.sley -o busy
    check "so does one that never waits (-O$level)" dump busy 'at busy.spin (busy.sley:2)'
    status 130 "and it ends on SIGINT (-O$level)" interrupt busy
done

# ---- gdb stops on lines of Sley

cat > step.sley <<'SLEY'
async fn weigh(n: int) -> int {
    await sleep(1ms)
    let doubled = n * 2
    return doubled + 1
}

async fn main() throws {
    var total = 0
    for i in 0..2 {
        total += await weigh(i)
    }
    print(total)
}
SLEY
if command -v gdb > /dev/null; then
    "$SLEY" build -g -O0 step.sley -o step
    debug() { gdb -batch -nx -ex 'set debuginfod enabled off' "$@" ./step 2>&1; }
    if debug -ex run | grep -q 'exited normally'; then
        prints 'm_step__weigh__resume' "gdb stops at a line of Sley, behind an await" \
            debug -ex 'break step.sley:4' -ex run -ex 'bt 1'
        prints 'step.sley:4' "and names it" debug -ex 'break step.sley:4' -ex run -ex 'bt 1'
        prints 'return doubled + 1' "it shows the source" debug -ex 'break step.sley:4' -ex run -ex list
        prints '= 2' "a variable has its value" \
            debug -ex 'break step.sley:4' -ex run -ex continue -ex 'print v_doubled'
        prints 'step.sley:12' "next goes from line to line, over an await" \
            debug -ex 'break step.sley:10' -ex run -ex 'disable 1' -ex 'tbreak step.sley:12' -ex continue
    else
        skip "gdb" "it cannot run programs here"
    fi
else
    skip "gdb" "it is not installed"
fi

# ---- fault: F56: each line of C counts as the Sley line that it comes from, and as no other

lines() { "$SLEYC" "$1" -o lined.c -H lined.sley.h && python3 "$ROOT/tests/tools/line_check.py" "$1" lined.c; }
for source in "$ROOT"/samples/*.sley "$ROOT"/samples/tour/*.sley; do
    check "F56: the lines of ${source#"$ROOT/"}" lines "$source"
done
cat > wrapped.sley <<'SLEY'
fn sum(first_of_the_numbers: int, second_of_the_numbers: int, third_of_the_numbers: int) -> int {
    return first_of_the_numbers * 2 + second_of_the_numbers * 3 + third_of_the_numbers * 4
    // A comment, which is no code.
}

let start = sum(1, 2, 3)

fn main() {
    if start < 0 {
        print("never")
    }
    print(sum(1111111111111, 22222222222222, 3333333333333), sum(start, 555555555555, 66666666666666))
}
SLEY
check "F56: a wrapped statement" lines wrapped.sley
if command -v gcov > found; then
    "$SLEY" build -O0 -X --coverage wrapped.sley -o wrapped && ./wrapped > /dev/null
    "$SLEYC" wrapped.sley -o wrapped.c
    compile_covered() {
        gcc --coverage -O0 -I"$("$SLEYC" --print-include-dir)" wrapped.c "$("$SLEYC" --print-lib-dir)/libsley.a" \
            $(pkg-config --libs libuv libutf8proc) -lm -o covered && ./covered && gcov -o . covered-wrapped.gcda
    }
    check "F56: a program with --coverage" compile_covered
    counted() { grep -E "^ +(#####|[0-9]+\*?): +$1:" wrapped.sley.gcov; }
    for line in 2 9 10 12; do check "F56: gcov counts line $line" counted $line; done
    for line in 3 4 7; do status 1 "F56: gcov does not count line $line, which has no code" counted $line; done
    prints '#####' "F56: what never ran is shown so" counted 10
else
    skip "F56: gcov" "it is not installed"
fi

# ---- fault: F63: the async stack, variables and functions by their names in Sley

cat > dbg.sley <<'SLEY'
async fn fetch(key: str) -> str {
    await sleep(1ms)
    let answer = "<{key}>"
    return answer + "!"
}

async fn collect(keys: list[str]) -> int {
    var total = 0
    for key in keys {
        let text = await fetch(key)
        total += text.len()
    }
    return total
}

fn plain(n: int) -> int { return n + 1 }

async fn main() throws {
    print(plain(await collect(["tea", "salt"])))
}
SLEY
if command -v gdb > found && gdb -batch -nx -ex 'python print(1)' 2> found.err | grep -q 1; then
    "$SLEY" build -g -O0 dbg.sley -o dbg
    sley_gdb() { gdb -batch -nx -ex 'set debuginfod enabled off' -x "$ROOT/integration/gdb/sley.py" "$@" ./dbg 2>&1; }
    if sley_gdb -ex run | grep -q 'exited normally'; then
        prints '#0  dbg.fetch at dbg.sley:4
#1  dbg.collect at dbg.sley:10
#2  dbg.main at dbg.sley:19' "F63: async-bt goes on where bt ends at the scheduler" sley_gdb -ex 'break dbg.sley:4' -ex run -ex async-bt
        prints '#0  dbg.fetch at dbg.sley' "F63: async-break takes the name of an async function" \
            sley_gdb -ex 'async-break dbg.fetch' -ex run -ex async-bt
        prints 'm_dbg__plain (a_n=' "F63: and that of a plain one" sley_gdb -ex 'async-break dbg.plain' -ex run
        prints 'there is no function dbg.nothing' "F63: and says when there is none" sley_gdb -ex 'async-break dbg.nothing'
        prints 'answer = "<tea>"' "F63: async-locals shows variables by their names" \
            sley_gdb -ex 'break dbg.sley:4' -ex run -ex async-locals
        prints 'total = 0' "F63: those of the callers, too" sley_gdb -ex 'break dbg.sley:4' -ex run -ex 'async-locals 1'
        prints 'total = 6' "F63: as they are at the second time" \
            sley_gdb -ex 'break dbg.sley:4' -ex run -ex continue -ex 'async-locals 1'
        prints 'no async function of Sley runs here' "F63: elsewhere it says so" sley_gdb -ex 'break main' -ex run -ex async-bt
        if sley_gdb -ex 'break dbg.sley:4' -ex run -ex 'call (int)getpid()' | grep -q '^\$1 = [1-9]'; then
            prints 'task "main"' "F63: async-tasks lists the tasks" sley_gdb -ex 'break dbg.sley:4' -ex run -ex async-tasks
        else
            skip "F63: async-tasks" "gdb cannot call functions of the program here"
        fi
    else
        skip "F63: gdb" "it cannot run programs here"
    fi
else
    skip "F63: gdb" "it is not installed, or without Python"
fi

# ---- rule: S108: SLEY_DEBUG=slow tells of a step that keeps the others waiting
cat > slow.sley <<'SLEY'
import time

fn burn(d: duration) {
    let start = time.now()
    while time.since(start) < d {}
}

async fn busy() {
    await sleep(1ms)
    burn(60ms)
    await sleep(1ms)
}

async fn main() {
    let t = spawn busy()
    call_soon(fn() { burn(60ms) })
    await t
    print("done")
}
SLEY
check "a program with slow steps" "$SLEY" build slow.sley -o slow
env SLEY_DEBUG=slow=30 ./slow > slow.out 2> slow.err
# On a busy machine other steps may be slow, too.
told() { grep -q "$1" slow.err || { cat slow.err; return 1; }; }
check "S108: a slow step is told, with its task" told '^slow step: task "busy#1" took [0-9]* ms$'
check "where it went on from" told '^  at slow.busy (slow.sley:9)$'
check "where the task was declared" told '^  declared at slow.sley:8$'
check "and spawned" told '^  spawned at slow.sley:15$'
check "a callback, too, with the place that registered it" told '^  registered at slow.sley:16$'
env SLEY_DEBUG=slow=600000 ./slow > slow.out 2> slow.err
check "what is quicker is not" test ! -s slow.err
./slow 2> slow.err > slow.out
check "and nothing is told in a normal run" test ! -s slow.err
