#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Instructions of the core operations beside those that were written down: a program that got slower shows here.

usage: check.py [--update] SLEY [NAME...]

Callgrind counts the instructions of each benchmark (suite.py) at two numbers of operations; the difference is what an
operation takes, the same in every run. A benchmark that takes over 3 % more than bench/baseline.json says fails; --update
writes the file, for what became faster, and for what became slower with a reason. The counts belong to a version of the C
compiler: with another one, or without valgrind, nothing is compared, and that is said. The output is TAP, the status is 1
if something failed. Benchmarks that wait for the clock are left out: what they do depends on it.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import suite

BASELINE = Path(__file__).resolve().parent / "baseline.json"
MARGIN = 0.03
SLACK = 0.5             # an operation of a few instructions may differ by less than one


def instructions(command: list, scratch: Path) -> int:
    log = scratch / "callgrind.log"
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={scratch / 'out'}", f"--log-file={log}",
                    *[str(it) for it in command]], check=True, stdout=subprocess.DEVNULL)
    found = re.search(r"Collected : (\d+)", log.read_text(encoding="utf-8"))
    if not found:
        sys.exit(f"callgrind says nothing of {command[0]}: {log.read_text(encoding='utf-8')}")
    return int(found[1])


def per_operation(benchmark: suite.Benchmark, sley: str, scratch: Path) -> float:
    command = suite.build_sley(scratch, benchmark.name, sley)
    few, many = benchmark.check
    difference = instructions([*command, many], scratch) - instructions([*command, few], scratch)
    return round(difference / (benchmark.operations(many) - benchmark.operations(few)), 1)


def compiler() -> str:
    """The C compiler's version, as the counts depend on it."""
    said = subprocess.run([os.environ.get("CC", "cc"), "--version"], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0]


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("sley")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    known = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {"compiler": "", "instructions": {}}
    if not shutil.which("valgrind"):
        print("ok 1 - # SKIP valgrind is not installed")
        return 0
    if known["compiler"] != compiler() and not options.update:
        print(f"ok 1 - # SKIP the counts are those of {known['compiler']}, this is {compiler()}")
        return 0
    counts, failed = dict(known["instructions"]), False
    sley = str(Path(options.sley).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        for number, name in enumerate(options.names or [it for it in suite.BENCHMARKS if suite.BENCHMARKS[it].check], 1):
            now, before = per_operation(suite.BENCHMARKS[name], sley, Path(scratch)), counts.get(name)
            counts[name] = now
            wrong = not options.update and (before is None or now - before > max(before * MARGIN, SLACK))
            failed = failed or wrong
            print(f"{'not ok' if wrong else 'ok'} {number} - {name}: {now} instructions an operation, {before} written down",
                  flush=True)
    if options.update:
        BASELINE.write_text(json.dumps({"compiler": compiler(), "instructions": counts}, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
