#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The speed of programs and of the compiler, as two tables.

usage: run.py SLEY [NAME...]        ROUNDS=7 CC=cc CFLAGS=-O2 in the environment

The first table has each benchmark beside its limit, the same written by hand in C: nanoseconds of processor time for each
operation, the median of the rounds. The two take turns, so that a machine that slows down slows down both, and processor time
leaves out what else runs there; still, only the ratios of one run mean something.
The second table is about the compiler: compile_speed.py's program, and `sley run` of a small one, compiled or unchanged.
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import compile_speed

HERE = Path(__file__).resolve().parent
ROUNDS = int(os.environ.get("ROUNDS", "7"))
# Operations that take a fraction of a second.
COUNTS = {"switch": 20_000_000, "chan_pingpong": 5_000_000, "chan_buffered": 20_000_000, "spawn_join": 5_000_000,
          "await_call": 50_000_000}
HELLO = 'fn main() {\n    print("hello")\n}\n'


def seconds(command: list) -> float:
    """Processor time of a command and what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def compare(sley: str, name: str, scratch: Path) -> None:
    limit, ours = scratch / "limit", scratch / "ours"
    flags = os.environ.get("CFLAGS", "-O2").split()
    subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", *flags, "-I", HERE, "-o", limit,
                    HERE / name / "limit.c"], check=True)
    subprocess.run([sley, "build", "-O2", HERE / name / f"{name}.sley", "-o", ours], check=True)
    count = COUNTS[name]
    times = {limit: [], ours: []}
    for _ in range(ROUNDS):
        for program, taken in times.items():
            taken.append(seconds([program, str(count)]) * 1e9 / count)
    a, b = (statistics.median(times[it]) for it in (limit, ours))
    print(f"{name:<16}{a:>9.2f}ns{b:>9.2f}ns{b / a:>8.2f}x", flush=True)


def compiler(sley: str, scratch: Path) -> None:
    speed, memory = compile_speed.measure(sley, 100_000, ROUNDS)
    print(f"{'compile':<24}{speed:>10,.0f} lines/s{memory:>8,.0f} bytes/line")
    hello = scratch / "hello.sley"
    hello.write_text(HELLO, encoding="utf-8")
    os.environ["XDG_CACHE_HOME"] = str(scratch)
    cold, warm = [], []
    for n in range(ROUNDS):
        hello.write_text(f"{HELLO}// {n}\n", encoding="utf-8")
        cold.append(seconds([sley, "run", hello]))
        warm.append(seconds(["sh", "-c", 'for _ in 1 2 3 4 5 6 7 8 9 10; do "$0" run "$1" || exit; done', sley, hello]) / 10)
    print(f"{'run, cold':<24}{statistics.median(cold) * 1e3:>10.1f} ms")
    print(f"{'run, unchanged':<24}{statistics.median(warm) * 1e3:>10.1f} ms", flush=True)


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sley, names = str(Path(sys.argv[1]).resolve()), sys.argv[2:] or list(COUNTS)
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{'benchmark':<16}{'limit':>11}{'sley':>11}{'ratio':>9}", flush=True)
        for name in names:
            compare(sley, name, Path(scratch))
        if not sys.argv[2:]:
            print()
            compiler(sley, Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main())
