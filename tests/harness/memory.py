# SPDX-License-Identifier: MIT
"""Allocation n of a program fails (tests/tools/fail_alloc.c), for each n: it says so and ends, or goes on as if nothing
had happened; it neither crashes nor hangs, nor gives another result."""
import re

from .core import SCRATCH, Case, execute
from .kinds import ROOT, TESTS
from .programs import Program

# Of each part of the runtime, and of standard modules on C libraries. Not json: where jansson has no memory in the middle
# of a text it says what it would have expected next.
PROGRAMS = ("chan_of_everything", "queue_of_everything", "broadcast", "select_of_imported", "s20_group", "s57_task_vars",
            "s63_condition_of_mutex", "gen_async", "std_regex", "base64_hash", "lang_map_set",
            "prog_expression", "prog_closures", "loop_generators", "fs_both", "io_files", "net_unix", "net_udp", "process_run",
            "threads", "atomic")
REFUSED = re.compile(r"out of memory|not enough memory|ENOMEM|cannot (open an event loop|start a thread)|[Cc]annot allocate")
# Where the event loop's library sets itself up, once in a process, it aborts without a word: so does nothing of ours.


def programs() -> list:
    found = []
    for name in PROGRAMS:
        source = TESTS / "run" / f"{name}.sley"
        if not source.exists():
            source = TESTS / "run" / name / "main.sley"
        if source.exists():
            found.append((Program(f"memory_{name}", source, source.stem == "main"), name))
    return found


def library():
    made = SCRATCH / "fail_alloc.so"
    ended = execute(["gcc", "-shared", "-fPIC", "-O1", TESTS / "tools/fail_alloc.c", "-o", made, "-ldl"], cwd=ROOT, timeout=60)
    return made if ended.status == 0 else None


def case(program: Program, most: int, preload, mode) -> Case:
    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str) or preload is None:
            return command if preload else "fail_alloc.c does not compile"
        cwd = SCRATCH / "cwd" / program.name
        cwd.mkdir(parents=True, exist_ok=True)

        def run(**more):
            env = {"LD_PRELOAD": str(preload), **{name: str(value) for name, value in more.items()}}
            return execute(command, cwd=cwd, env=env, timeout=10)
        counted = cwd / "count"
        plain = run(SLEY_FAIL_COUNT=counted)
        total = int(counted.read_text())
        for at in range(1, total + 1, max(1, total // most)):
            ended = run(SLEY_FAIL_AT=at)
            said = ended.err.decode(errors="replace")
            is_caught = ended.status == plain.status and REFUSED.search(ended.out.decode(errors="replace"))
            is_refused = is_caught or (ended.status in (1, 134) and REFUSED.search(said))
            is_same = (ended.status, ended.out) == (plain.status, plain.out)
            is_setup = ended.status == 134 and not said
            if ended.timed_out or not (is_refused or is_same or is_setup):
                return f"SLEY_FAIL_AT={at} of {total}: {ended.describe()}"
        return None
    return Case("memory", program.name.removeprefix("memory_"), check)
