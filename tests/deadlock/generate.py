#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes programs that end in a deadlock, with the whole report that each must give, and others that must not.

usage: generate.py --show SEED

A program has one to three knots (knots.py), tasks beside them that end, and a main that waits for the first tasks of a
knot or for nothing. Its twin is the same program with a timer that ends it: as long as something can still wake a task there is no
report, and everything that waits is cancelled without a leak; but for cleanup that never ends, which is told.
"""
import argparse
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Optional

from . import knots


@dataclass
class Object:
    """A variable of main."""
    program: "Deadlock"
    type: str                                          # as reports call it: "Lock", "chan[int]"
    expr: object                                       # how it is made, or a function that says so
    name: str
    number: int = 0
    line: int = 0

    def shown(self) -> str:
        return f"{self.type}#{self.number} of {self.program.stem}.sley:{self.line}"


@dataclass
class Function:
    name: str
    params: str
    body: list                                         # the line where it waits begins with @
    throws: bool
    inner: Optional["Function"]                        # that it calls there
    line: int = 0


@dataclass
class Task:
    program: "Deadlock"
    name: str
    fn: Function
    args: list
    ends: bool
    kept_in: Optional[Object]
    closure: bool                                      # the wait is in a closure of the function, one line
    stays: bool                                        # it waits in its cleanup, which no cancellation ends
    line: int = 0
    verb: str = ""
    what: Callable = str
    for_task: Optional["Task"] = None

    def waits(self, verb: str, what: Callable, for_task: Optional["Task"] = None) -> None:
        self.verb, self.what, self.for_task = verb, what, for_task

    def reported(self, more: str = "") -> list:
        stem = self.program.stem
        rows = [f'task "{self.name}" waits in {self.verb}: {self.what()}{more}']
        fns = [self.fn] if self.fn.inner is None else [self.fn.inner, self.fn]
        if self.closure:
            rows += [f"  at {stem}.{self.fn.name}.closure1 ({stem}.sley:{self.fn.line})"]
        rows += [f"  at {stem}.{fn.name} ({stem}.sley:{fn.line})" for fn in fns]
        return rows + [f"  spawned at {stem}.sley:{self.line}"]


@dataclass
class Deadlock:
    stem: str
    seed: int
    objects: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    tasks: list = field(default_factory=list)

    # ---- what knots call ----

    def _object(self, kind: str, expr) -> Object:
        self.objects.append(Object(self, kind, expr, f"x{len(self.objects)}"))
        return self.objects[-1]

    def sync(self, kind: str, expr) -> Object:
        return self._object(kind, expr)

    def chan(self, cap: Optional[int], expr=None) -> Object:
        return self._object("chan[int]", expr or f"chan[int]({cap})")

    def plain(self, kind: str, expr) -> Object:
        return self._object(kind, expr)

    def function(self, params: str, body: list, throws: bool = False, inner: Optional[Function] = None) -> Function:
        self.functions.append(Function(f"f{len(self.functions)}", params, body, throws, inner))
        return self.functions[-1]

    def task(self, fn: Function, args: list, ends: bool = False, kept_in: Optional[Object] = None,
             closure: bool = False, stays: bool = False) -> Task:
        self.tasks.append(Task(self, f"t{len(self.tasks)}", fn, args, ends, kept_in, closure, stays))
        return self.tasks[-1]

    # ---- the program ----

    def build(self) -> None:
        rng = random.Random(self.seed)
        # The first ones take each knot in turn, so that a small set has them all.
        first = knots.KNOTS[self.seed % len(knots.KNOTS)]
        for knot in [first] + rng.sample(knots.KNOTS, rng.randint(0, 2)):
            knot(self, rng)
        beside = self.function("n: int", ["for _ in 0..n { await sleep(1ms) }"])
        for _ in range(rng.randint(0, 2)):
            self.task(beside, [str(rng.randint(0, 3))], ends=True)

    def text(self, is_twin: bool) -> str:
        """The program; numbers and lines are known afterwards."""
        lines = ["// SPDX-License-Identifier: MIT", f"// seed {self.seed}"]

        def add(line: str) -> int:
            lines.append(line)
            return len(lines)
        for fn in self.functions:
            add(f"async fn {fn.name}({fn.params}){' throws' if fn.throws or 'acquire' in str(fn.body) else ''} {{")
            for row in fn.body:
                at = add("    " + row.replace("@", ""))
                fn.line = at if "@" in row else fn.line
            add("}")
        add("async fn main() throws {")
        syncs = chans = 0
        for it in self.objects:
            it.line = add(f"    let {it.name} = {it.expr() if callable(it.expr) else it.expr}")
            is_chan, is_plain = it.type.startswith("chan"), it.type.startswith(("list", "future"))
            chans += is_chan
            syncs += not is_chan and not is_plain
            it.number = chans if is_chan else syncs
        for it in self.tasks:
            args = ", ".join(arg.name if isinstance(arg, Object) else arg for arg in it.args)
            call = f'spawn {it.fn.name}({args}) as "{it.name}"'
            it.line = add(f"    {it.kept_in.name}.append({call})" if it.kept_in else f"    {call}")
        if is_twin:
            add("    shutdown(within: 20ms)")
            add("    call_later(20ms, fn() { exit(0) })")
        self.main_line = add("    await Event().wait()")
        self.main_number = syncs + 1
        add(f"    print({', '.join(it.name for it in self.objects)})")
        add("}")
        return "\n".join(lines) + "\n"

    def report_of_twin(self) -> str:
        """Only what does not end in time is told (S24)."""
        rows = []
        for it in self.tasks:
            if it.stays:
                rows += it.reported(", cancelling")
                rows[-3] = "still pending at exit: " + rows[-3]
        return "".join(row + "\n" for row in rows)

    def report(self) -> str:
        here = f"{self.stem}.sley:{self.main_line}"
        rows = ["deadlock: no task can make progress",
                f'task "main" waits in wait: Event#{self.main_number} of {here}, not set',
                f"  at {self.stem}.main ({here})"]
        left = [it for it in self.tasks if not it.ends]
        for it in left:
            rows += it.reported()
        for it in left:
            cycle = [it]
            while cycle[-1].for_task and cycle[-1].for_task is not it and cycle[-1].for_task not in cycle:
                cycle.append(cycle[-1].for_task)
            is_first = all(self.tasks.index(it) <= self.tasks.index(one) for one in cycle)
            if cycle[-1].for_task is it and is_first:
                rows.append("a cycle: " + " waits for ".join(f'task "{one.name}"' for one in cycle + [it]))
        return "\n".join(rows) + "\n"


def write_programs(folder: Path, seeds: range) -> list:
    """(file, status, what standard error must be) of each program and its twin."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for seed in seeds:
        for is_twin in (False, True):
            it = Deadlock(f"{'twin' if is_twin else 'deadlock'}_{seed}", seed)
            it.build()
            source = folder / f"{it.stem}.sley"
            source.write_text(it.text(is_twin))
            made.append((source, 0 if is_twin else 71, it.report_of_twin() if is_twin else it.report()))
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, required=True)
    it = Deadlock("deadlock", parser.parse_args().show)
    it.build()
    sys.stdout.write(it.text(False) + "\n" + it.report())


if __name__ == "__main__":
    main()
