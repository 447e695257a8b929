# SPDX-License-Identifier: MIT
"""The gallery once more: cancelled at each of main's awaits, and the same bytes in each of many runs.

Cancelled, a program may print what it likes and end as a cancelled one does; it must end, leave no block (SLEY_DEBUG=exit,
in the hostile build ASan's leak check), and neither panic nor be in a deadlock. What its contract makes deterministic prints
the same bytes in 20 runs: on virtual time, and on real time what needs neither threads nor the world outside.
"""
import re
from concurrent.futures import ThreadPoolExecutor

from .core import Case, execute
from .modes import THREADS

RUNS = 20
MOST_AWAITS = 60
OUTSIDE = re.compile(r"^import (net|process|signal|fs|io|os|random|tls)\b|time\.(now|wall)|\.time\(\)|" + THREADS, re.M)


def cancel_case(program, it, mode) -> Case:
    """main is cancelled where it waits for the first time, the second ..., until that changes nothing any more."""
    def run(command, at=None):
        env = {**mode.env, "SLEY_VTIME": "0" if it.real else "1"}
        if at is not None:
            env["SLEY_CANCEL_AT"] = str(at)
        return execute(command + it.args, cwd=program.source.parent, env=env, stdin=it.stdin.encode(), timeout=mode.seconds)

    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str):
            return command
        plain = run(command)
        for at in range(1, MOST_AWAITS + 1):
            ended = run(command, at)
            # 1: main was cancelled, or an error; else what the program itself ends with
            if ended.timed_out or ended.status not in (0, 1, it.status):
                return f"SLEY_CANCEL_AT={at}: {ended.describe()}"
            if (ended.out, ended.status) == (plain.out, plain.status):
                return None                            # it waits less often, or refuses
        return None
    return Case("gallery", f"{program.name.removeprefix('sample_gallery_')} cancelled [{mode.name}]", check)


def is_cancellable(program) -> bool:
    """A thread or a child that main would have stopped goes on when main is cancelled: it is waited for (S23, S88)."""
    return not re.search(r"^import process\b|" + THREADS, program.source.read_text(encoding="utf-8"), re.M)


def is_exact(it) -> bool:
    return not it.counts and all(what == "line" and regex.pattern == re.escape(text) for what, regex, text in it.steps)


def repeat_case(program, it, mode) -> Case:
    """All runs at once: they sleep most of the time."""
    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str):
            return command

        def run(_):
            return execute(command + it.args, cwd=program.source.parent, env=mode.env, stdin=it.stdin.encode(),
                           timeout=60).out
        with ThreadPoolExecutor(RUNS) as pool:
            outputs = list(pool.map(run, range(RUNS)))
        odd = [number for number, out in enumerate(outputs) if out != outputs[0]]
        if not odd:
            return None
        return f"run {odd[0]} of {RUNS} differs from the first\n--- first\n{outputs[0]!r}\n--- other\n{outputs[odd[0]]!r}"
    return Case("gallery", f"{program.name.removeprefix('sample_gallery_')} {RUNS} times [{mode.name}]", check)


def is_repeatable(program, it, on_real_time: bool) -> bool:
    text = program.source.read_text(encoding="utf-8")
    if it.real or re.search(THREADS, text):
        return False
    return is_exact(it) and not OUTSIDE.search(text) if on_real_time else True
