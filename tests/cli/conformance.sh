# SPDX-License-Identifier: MIT
# Conformance cases that need more than one run or a signal from outside (see tests/conformance).
. "$ROOT/tests/lib.sh"

# ---- C43, cpython test_runners test_interrupt_wait: SIGINT while main waits for a future

cat > interrupt.sley <<'SLEY'
import io

async fn held(name: str) {
    try {
        await sleep(1h)
    } finally {
        await sleep(1ms)
        print("{name} cleaned up")
    }
}

async fn main() throws {
    let never = future[int]()
    spawn held("task")
    try {
        await group g {
            spawn held("child")
            print("ready")
            io.flush()
            await never
        }
    } catch Cancelled {
        print("main cancelled, the future too: {never.cancelled()}")
        throw
    } finally {
        print("main cleaned up")
    }
    print("never")
}
SLEY
cat > interrupt.txt <<'TEXT'
ready
child cleaned up
main cancelled, the future too: true
main cleaned up
task cleaned up
TEXT
check "a program that is interrupted" "$SLEY" build interrupt.sley -o interrupt

# A shell without job control starts what is in the background with SIGINT ignored.
interrupt() {
    env --default-signal=INT ./"$1" > "$1.out" 2> "$1.err" &
    pid=$!
    until grep -q ready "$1.out"; do sleep 0.01; done
    kill -INT $pid
    wait $pid
}
status 130 "C43: SIGINT cancels main and what it waits for" interrupt interrupt
same "C43: cleanup runs" interrupt.out interrupt.txt

cat > twice.sley <<'SLEY'
import io

async fn main() throws {
    await shield {
        print("ready")
        io.flush()
        await sleep(1h)
    }
}
SLEY
check "a program that shields itself" "$SLEY" build twice.sley -o twice
interrupt_twice() {
    env --default-signal=INT ./"$1" > "$1.out" 2> "$1.err" &
    pid=$!
    until grep -q ready "$1.out"; do sleep 0.01; done
    kill -INT $pid
    sleep 0.1
    kill -INT $pid
    wait $pid
}
status 130 "a second SIGINT ends what does not listen" interrupt_twice twice

# ---- C32, go runtime TestSelectFairness: the choices are a function of the seed

cat > fair.sley <<'SLEY'
async fn main() throws {
    let a = chan[int](1)
    let b = chan[int](1)
    await a.send(0)
    await b.send(0)
    var taken = ""
    for _ in 0..200 {
        await select {
            case a.recv() {
                taken += "a"
                await a.send(0)
            }
            case b.recv() {
                taken += "b"
                await b.send(0)
            }
        }
    }
    print(taken)
}
SLEY
check "a program that chooses" "$SLEY" build fair.sley -o fair
for seed in 1 1 2; do SLEY_SEED=$seed ./fair >> "choices-$seed"; done
check "C32: same seed, same choices" sh -c '[ "$(sed -n 1p choices-1)" = "$(sed -n 2p choices-1)" ]'
check "C32: another seed, other choices" sh -c '[ "$(sed -n 1p choices-1)" != "$(cat choices-2)" ]'
