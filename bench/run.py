#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The speed of programs beside hand-written C and other languages, and the speed of the compiler, as tables.

usage: run.py [--rounds N] [--json FILE] [--peers] SLEY [NAME...]

The first table has for each benchmark (suite.py) the nanoseconds of processor time of an operation: the limit, which is the
same program written by hand in C, Sley, and, with --peers, each other language that is installed. All take turns, round by
round, so that a machine that slows down slows down all; processor time leaves out what else runs there, and the time of
a program that starts and does nothing is taken off. Still, only the ratios of one run mean something. Medians.
The second table is about the compiler: compile_speed.py's program, and `sley run` of a small one, compiled or unchanged.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import compile_speed
import suite

HELLO = 'fn main() {\n    print("hello")\n}\n'


def measure(command: list) -> tuple:
    """Processor seconds and peak memory in KiB of a command and what it starts."""
    child = subprocess.Popen([str(it) for it in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(str(it) for it in command)}: status {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def compare(sley: str, benchmark: suite.Benchmark, contenders: list, rounds: int, scratch: Path) -> dict:
    """Nanoseconds of an operation and peak memory, by contender; who is not installed is left out."""
    commands = {}
    for it in contenders:
        command = it.build(scratch, benchmark.name, sley)
        if command:
            commands[it] = command
    taken = {it: [] for it in commands}
    peaks = {it: 0 for it in commands}
    for _ in range(rounds):
        for it, command in commands.items():
            count = benchmark.count_of(it.slowness)
            nothing, _ = measure([*command, benchmark.least])
            seconds, peak = measure([*command, count])
            taken[it].append(max(seconds - nothing, 0) * 1e9 / benchmark.operations(count))
            peaks[it] = max(peaks[it], peak)
    return {it.name: {"ns": statistics.median(taken[it]), "low": min(taken[it]), "high": max(taken[it]), "kib": peaks[it],
                      "count": benchmark.count_of(it.slowness)} for it in commands}


def print_row(benchmark: suite.Benchmark, result: dict, names: list) -> None:
    limit, ours = result["limit"]["ns"], result["sley"]["ns"]
    cells = "".join(f"{result[it]['ns']:>10.2f}" if it in result else f"{'-':>10}" for it in names)
    peers = {it: result[it]["ns"] for it in result if it not in ("limit", "sley")}
    best = min(peers, key=peers.get, default=None)
    ratio = f"{ours / limit:>7.2f}x" if limit else f"{'-':>8}"
    ahead = f"{peers[best] / ours:>8.1f}x {best}" if best and ours else ""
    memory = f"   {result['sley']['kib'] // 1024} MiB, limit {result['limit']['kib'] // 1024}" if benchmark.memory else ""
    print(f"{benchmark.name:<16}{cells}{ratio} /{benchmark.bar:<4}{ahead}{memory}", flush=True)


def compiler(sley: str, rounds: int, scratch: Path) -> dict:
    speed, memory = compile_speed.measure(sley, 100_000, rounds)
    print(f"{'compile':<24}{speed:>10,.0f} lines/s{memory:>8,.0f} bytes/line")
    hello = scratch / "hello.sley"
    os.environ["XDG_CACHE_HOME"] = str(scratch)
    cold, warm = [], []
    for n in range(rounds):
        hello.write_text(f"{HELLO}// {n}\n", encoding="utf-8")
        cold.append(measure([sley, "run", hello])[0])
        warm.append(measure(["sh", "-c", 'for _ in 1 2 3 4 5 6 7 8 9 10; do "$0" run "$1" || exit; done', sley, hello])[0] / 10)
    print(f"{'run, cold':<24}{statistics.median(cold) * 1e3:>10.1f} ms")
    print(f"{'run, unchanged':<24}{statistics.median(warm) * 1e3:>10.1f} ms", flush=True)
    return {"lines_per_second": speed, "bytes_per_line": memory, "run_cold_ms": statistics.median(cold) * 1e3,
            "run_unchanged_ms": statistics.median(warm) * 1e3}


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS", "7")))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("sley")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    sley = str(Path(options.sley).resolve())
    unknown = [it for it in options.names if it not in suite.BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {' '.join(suite.BENCHMARKS)}")
    contenders = [it for it in suite.CONTENDERS if options.peers or it.name in ("limit", "sley")]
    names = [it.name for it in contenders]
    results = {}
    with tempfile.TemporaryDirectory() as scratch:
        if options.peers:
            missing = [it.name for it in contenders if not it.build(Path(scratch), "switch", sley)]
            if missing:
                print(f"not installed: {', '.join(missing)}")
        print(f"{'ns':<16}{''.join(f'{it:>10}' for it in names)}{'ratio':>8} /bar {'ahead of the best peer' if options.peers else ''}",
              flush=True)
        for name in options.names or suite.BENCHMARKS:
            benchmark = suite.BENCHMARKS[name]
            results[name] = compare(sley, benchmark, contenders, options.rounds, Path(scratch))
            print_row(benchmark, results[name], names)
        if not options.names:
            print()
            results["compiler"] = compiler(sley, options.rounds, Path(scratch))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
