# SPDX-License-Identifier: MIT
"""The ways in which a program is built and run.

Each mode must give the same output. On sim (virtual time) a program runs once per seed, which decides which ready task
goes first; in the suspend mode every operation that could suspend gives way once. In the hostile modes the C is made
with `sley emit --hostile`: each await of a call suspends, and what is dead in a frame is overwritten, as is the C stack
between steps. A test whose output depends on the order of tasks says `// mode: fifo`: where the order is another one it
is only looked at whether it ends as a program may (`sane`). One that needs the real clock, files or sockets says
`// mode: nosim`. In all modes the runtime looks at its exit for blocks that are left (SLEY_DEBUG=exit; ASan looks for
leaks, too).
"""
import re
from dataclasses import dataclass, field

from .core import ROOT
from .programs import BUILDS, Build


@dataclass(frozen=True)
class Mode:
    name: str
    build: Build
    env: dict = field(default_factory=dict)
    seeds: int = 0                                     # > 0: on sim, once per seed
    reorders: bool = False                             # tasks may run in another order
    seconds: float = 10
    only: str = ""                                     # programs in which this is found; "": all

    def takes(self, it, source_text: str) -> bool:
        if f"no{self.name}" in it.modes or f"no{self.build.name}" in it.modes:
            return False
        if "sim" in it.modes and not self.seeds:
            return False
        if self.only and not re.search(self.only, source_text):
            return False
        return not self.reorders or "async" in source_text

    def runs(self, it) -> list:
        """(environment, whether the output must be the expected one) of each run."""
        if not self.seeds:
            return [(self.env, not (self.reorders and "fifo" in it.modes))]
        found = [({**self.env, "SLEY_POLICY": "fifo"}, True)] if "fifo" in it.modes else []
        return found + [({**self.env, "SLEY_POLICY": "random", "SLEY_SEED": str(seed)}, "fifo" not in it.modes)
                        for seed in range(1, self.seeds + 1)]


CHECKED = {"SLEY_DEBUG": "exit"}
POISONED = {"SLEY_DEBUG": "exit,poison"}
# What runs on more than one thread: ThreadSanitizer looks for what two of them touch at once.
THREADS = r"\bon \w|\bthread\(|\bThreads\(|\bLoops?\("
RACES = {"TSAN_OPTIONS": f"halt_on_error=1 exitcode=66 suppressions={ROOT / 'tests/harness/races.supp'}"}
SUSPENDED = {"SLEY_DEBUG": "exit,poison,suspend"}


def modes(everything: bool) -> list:
    """The quick set finds most for its time: optimised code of both compilers, sanitizers on hostile C, a few schedules.
    Two compilers, since C leaves open what a mistake of ours may come to depend on: in which order operands are read."""
    found = [
        Mode("gcc-O2", BUILDS["gcc-O2"], CHECKED),
        Mode("clang-O2", BUILDS["clang-O2"], CHECKED),
        Mode("hostile", BUILDS["hostile"], POISONED, seconds=30),
        Mode("suspend", BUILDS["hostile"], SUSPENDED, reorders=True, seconds=30),
        Mode("sim", BUILDS["gcc-O2"], {**CHECKED, "SLEY_VTIME": "1"}, 50 if everything else 5, reorders=True),
    ]
    found += [Mode(name, BUILDS[name], {**CHECKED, **RACES}, seconds=30, only=THREADS)
              for name in (("tsan", "tsan-clang") if everything else ("tsan",))]
    if everything:
        found += [Mode(name, BUILDS[name], CHECKED, seconds=30) for name in ("gcc-O0", "clang-O0", "asan", "asan-clang")]
        found += [Mode("hostile-clang", BUILDS["hostile-clang"], POISONED, seconds=30),
                  Mode("suspend-clang", BUILDS["hostile-clang"], SUSPENDED, reorders=True, seconds=30)]
    return found
