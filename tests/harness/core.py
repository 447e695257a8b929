# SPDX-License-Identifier: MIT
"""What every kind of test is made of: a case, a process with a time limit, and the run over all cases.

A case is a function that gives None when all is well, else what is wrong as text. One that stands for several tests
(a cmocka program, a script) gives a list of (name, None or text) instead. Cases share nothing, so any number of them
may run at once; most of their time is spent waiting for a child process, for which threads are enough.
"""
import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = (ROOT / os.environ.get("BUILD", "build")).resolve()
SCRATCH = BUILD / "tests"
SLEY = BUILD / "sley"
SLEYC = BUILD / "sleyc"
PLAIN = {"NO_COLOR": "1", "COLUMNS": "80"}             # for what is compared: no colours, one width


# What a make around us passes on to a make that a test starts.
OF_MAKE = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")


@dataclass
class Case:
    kind: str
    name: str
    check: Callable[[], object]


@dataclass
class Ended:
    """How a process ended: its status as a shell shows it (128 + n for signal n), and what it wrote."""
    status: int
    out: bytes
    err: bytes
    timed_out: bool

    def describe(self) -> str:
        text = "timed out" if self.timed_out else f"status {self.status}"
        for name, data in (("stdout", self.out), ("stderr", self.err)):
            if data:
                text += f"\n--- {name}\n{shorten(data.decode(errors='replace'))}"
        return text


def shorten(text: str, lines: int = 40) -> str:
    rows = text.rstrip("\n").split("\n")
    if len(rows) > lines:
        rows = rows[:lines] + [f"... {len(rows) - lines} more lines"]
    return "\n".join(rows)


def execute(command: list, cwd=None, env: Optional[dict] = None, stdin: bytes = b"", timeout: float = 10) -> Ended:
    """Runs a command in a process group of its own, so that a time-out ends whatever it started, too."""
    inherited = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    process = subprocess.Popen([str(word) for word in command], cwd=cwd, env={**inherited, **(env or {})},
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)
    timed_out = False
    try:
        out, err = process.communicate(stdin, timeout)
    except subprocess.TimeoutExpired:
        timed_out = True
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
    status = process.returncode
    return Ended(status if status >= 0 else 128 - status, out, err, timed_out)


def outcomes(case: Case) -> list:
    """Runs one case: a list of (name, None or what is wrong). A mistake of the test itself is a failure, too."""
    try:
        result = case.check()
    except Exception as mistake:                       # noqa: BLE001 - whatever it is, the run goes on
        return [(case.name, f"{type(mistake).__name__}: {mistake}")]
    return result if isinstance(result, list) else [(case.name, result)]


class Report:
    """Counts, a line per kind, and the failures in full at the end."""

    def __init__(self, verbose: bool):
        self.verbose = verbose
        self.passed = self.failed = 0
        self.failures = []

    def run(self, kind: str, cases: list, jobs: int) -> None:
        start = time.monotonic()
        passed = failed = 0
        with ThreadPoolExecutor(jobs) as pool:
            for case, results in zip(cases, pool.map(outcomes, cases)):
                for name, wrong in results:
                    if wrong is None:
                        passed += 1
                    else:
                        failed += 1
                        self.failures.append((f"{kind}: {name}", wrong))
                    if self.verbose:
                        print(f"{'ok  ' if wrong is None else 'FAIL'} {kind}: {name}", flush=True)
        self.passed += passed
        self.failed += failed
        if passed or failed:
            print(f"{kind:<11} {passed:5} passed, {failed} failed  ({time.monotonic() - start:.1f} s)", flush=True)

    def finish(self) -> int:
        for name, wrong in self.failures:
            print(f"\nFAIL {name}\n{shorten(wrong, 80)}")
        print(f"\n{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
