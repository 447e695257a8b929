#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Are planted mistakes of the runtime found? Runs the programs of the tests with each of them, until one fails.

usage: tests/runtime/plants.py [--only N,N] [--all]

build/plants/libsley.a is the runtime built with -DPLANTS (runtime/base/plant.h); SLEY_PLANT=n chooses the mistake. The programs are those of
tests/run and tests/conformance, in the order of the text and in two others, and the generated deadlocks; a failure counts when
the same run passes without the mistake. With --all it says how many programs fail. The status is 1 when a mistake is not found.
"""
import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from harness import expect, kinds                      # noqa: E402
from harness.core import execute                       # noqa: E402
from harness.programs import BUILDS, Workshop          # noqa: E402

PLANTS = {
    1: "release(n) of a semaphore wakes one waiter only",
    2: "a lock that is released with waiters is free, and wakes none",
    3: "a writer that leaves the line of an RWLock does not let the readers in that it held up",
    4: "a reader overtakes a writer that waits",
    5: "the value of a wait that was cancelled, or of an arm that lost, is not let go",
    6: "select always begins with the first arm",
    7: "a sender whose value moved into the channel is not woken",
    8: "close does not tell those that wait to receive",
    9: "close drops what is in the channel",
    10: "a send on a closed channel says nothing, and loses its value",
    11: "an item is not kept for the getter that was woken for it",
    12: "join of a queue ends one task_done early",
    13: "set of an event, or the end of a wait group, wakes the first waiter only",
    14: "notify wakes one less",
    15: "every party of a barrier is number 0",
    16: "equal deadlines fire in reverse order",
    17: "a timer that is due fires before what the one before it woke",
    18: "a group keeps the first error only",
    19: "a failed child does not cancel the body of its group",
    20: "errors of a group come in order of time",
    21: "a cancellation is delivered once",
    22: "a cancellation that came during a shield is lost at its end",
    23: "a task that was cancelled before its first step runs",
    24: "a timeout throws though its block has ended with a value",
    25: "wait_for throws Timeout though the work has ended with a value",
    26: "an error that no one looked at is not reported",
    27: "on_done of what has ended is not called",
    28: "uncancel does not take the request of a scope back",
    29: "cancelling a gather does not cancel what it waits for",
    30: "taking a value from a full subscription does not let the broadcast go on",
    31: "a spawned task does not see the task vars",
    32: "tasks that await each other in a cycle cannot be cancelled",
}
ORDERS = ({"SLEY_VTIME": "1", "SLEY_POLICY": "fifo"}, {"SLEY_VTIME": "1", "SLEY_POLICY": "random", "SLEY_SEED": "3"},
          {"SLEY_VTIME": "1", "SLEY_POLICY": "pct", "SLEY_SEED": "5"})


def programs() -> list:
    """(name, command, [(environment, judge)]) of each run that can be made on virtual time."""
    found = []
    made = [(it, expect.read(it.source) if not hasattr(e, "modes") else e) for kind in ("run", "conformance")
            for it, e in kinds.run_programs(kind, "")]
    made = [(it, e) for it, e in made if not {"nosim", "noplants"} & set(e.modes) and "async" in it.source.read_text()]
    knots = kinds.deadlock_programs(True)
    Workshop(2).make([it for it, _ in made] + [it for it, _ in knots], BUILDS["plants"])
    for it, e in made:
        for order in ORDERS:
            is_judged = order["SLEY_POLICY"] == "fifo" or "fifo" not in e.modes
            found.append((it, e, order, expect.judge if is_judged else expect.sane))
    for it, (status, report) in knots:
        def judge(_, ended, status=status, report=report):
            return ended.status != status or ended.err.decode(errors="replace") != report
        found.append((it, None, ORDERS[0], judge))
    return [run for run in found if not isinstance(run[0].commands["plants"], str)]


def fails(run, plant: int) -> bool:
    it, e, order, judge = run
    env = {"SLEY_DEBUG": "exit", **order, **(e.env if e else {}), "SLEY_PLANT": str(plant)}
    with tempfile.TemporaryDirectory() as cwd:
        ended = execute(it.commands["plants"] + (e.args if e else []), cwd=cwd, env=env,
                        stdin=e.stdin.encode() if e else b"", timeout=3)
    return bool(ended.timed_out or judge(e, ended))


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--only", type=lambda text: [int(it) for it in text.split(",")], default=list(PLANTS))
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    runs = programs()
    missed = 0
    with ThreadPoolExecutor(2) as pool:
        good = [run for run, bad in zip(runs, pool.map(lambda run: fails(run, 0), runs)) if not bad]
        for plant in options.only:
            found = []
            for at in range(0, len(good), 40):
                part = good[at:at + 40]
                bad = [run for run, bad in zip(part, pool.map(lambda run: fails(run, plant), part)) if bad]
                found += [run for run in bad if not fails(run, 0)]
                if found and not options.all:
                    break
            by = f"{found[0][0].name}, {found[0][2]['SLEY_POLICY']}" if found else "NOT FOUND"
            more = f" and {len(found) - 1} more" if options.all and len(found) > 1 else ""
            print(f"plant {plant:2} {PLANTS[plant]}: {by}{more}", flush=True)
            missed += not found
    print(f"{len(options.only) - missed} of {len(options.only)} planted mistakes are found by {len(good)} runs")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
