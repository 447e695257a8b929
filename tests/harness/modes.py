# SPDX-License-Identifier: MIT
"""The ways in which a program is built and run.

Each mode must give the same output. On sim (virtual time) a program runs once per seed; the seed decides which ready
task goes first, so a test whose output depends on that order says `// mode: fifo`, and one that needs the real clock,
files or sockets `// mode: nosim`.
"""
from dataclasses import dataclass, field

from .programs import BUILDS, Build


@dataclass(frozen=True)
class Mode:
    name: str
    build: Build
    env: dict = field(default_factory=dict)
    seeds: int = 0                                     # > 0: on sim, once per seed
    seconds: float = 10

    def takes(self, it, source_text: str) -> bool:
        if f"no{self.name}" in it.modes or f"no{self.build.name}" in it.modes:
            return False
        return not self.seeds or "async" in source_text

    def environments(self, it) -> list:
        if not self.seeds:
            return [self.env]
        if "fifo" in it.modes:
            return [{**self.env, "SLEY_POLICY": "fifo"}]
        return [{**self.env, "SLEY_POLICY": "random", "SLEY_SEED": str(seed)} for seed in range(1, self.seeds + 1)]


def modes(everything: bool) -> list:
    """The quick set finds most for its time: optimised code, sanitizers, a few schedules."""
    sim = Mode("sim", BUILDS["gcc-O2"], {"SLEY_VTIME": "1"}, 50 if everything else 5)
    quick = [Mode("gcc-O2", BUILDS["gcc-O2"]), Mode("asan", BUILDS["asan"], seconds=30), sim]
    if not everything:
        return quick
    return quick + [Mode("gcc-O0", BUILDS["gcc-O0"]), Mode("clang-O2", BUILDS["clang-O2"])]
