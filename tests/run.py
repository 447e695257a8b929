#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the tests. `make test` and `make test-all` build what this needs and call it.

usage: tests/run.py [--all] [--update] [--only TEXT] [--jobs N] [-v] [KIND...]

kind        what                                                          a test is
unit        compiler data structures and passes; rooms' includes          tests/unit/test_STEM.c (cmocka), tools/house_check.py
runtime     parts of the runtime, under ASan and UBSan                    tests/runtime/test_STEM.c (cmocka)
golden      what a stage of the compiler prints                           tests/golden/STAGE/NAME.sley + NAME.STAGE
errors      diagnostics, by line and code; explain; helps (harness/messages.py) tests/errors/E0012_NAME.sley
run         programs, in several builds and modes (harness/modes.py)      tests/run/NAME.sley (harness/expect.py)
conformance behaviours of other systems' suites, as programs        tests/conformance/CNN_NAME.sley (like run)
deadlock    generated deadlocks: the whole report; no false alarm         tests/deadlock/generate.py
explore     scenarios with invariants, under many schedules               tests/explore/NAME.sley (test blocks)
matrix      an await in every position, context and exit                  tests/matrix/await_matrix.py (like run)
samples     the samples' output, and their generated C                    samples/NAME.sley + .out (harness/pattern.py) + .c
gallery     cancelled at each await; the same bytes in 20 runs            samples/gallery/ (harness/gallery.py)
memory      allocation n fails, for each n                                tests/run/ (harness/memory.py)
docs        the Sley code of the documentation (harness/docs.py)  docs/*.md, README.md
cli         the command line; real input                                  tests/cli/*.sh, tests/samples/*.sh (tests/lib.sh)
fuzz        kept inputs of the fuzzer, and all Sley files                 tests/fuzz/corpus/
diff        random programs beside an interpreter; planted mistakes       tests/diff/
bench       instructions of the core operations, where valgrind is            bench/check.py
tools       shape of generated C, growth; models for Spin (with --all)    tests/tools/, tests/models/

Failures are shown in full at the end; the last line is "N passed, N failed", and the status is 1 if any failed.
"""
import argparse
import os
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from harness import docs, gallery, kinds, memory                              # noqa: E402
from harness.core import Case, Report                  # noqa: E402
from harness.modes import Mode, modes                        # noqa: E402
from harness.programs import Workshop                  # noqa: E402

KINDS = ("unit", "runtime", "golden", "errors", "run", "conformance", "deadlock", "explore", "matrix", "samples", "gallery", "memory", "docs", "cli", "fuzz", "diff",
         "bench", "tools")


def program_cases(found: list, ways: list, case, jobs: int) -> list:
    """Translates and builds the programs for every mode that any of them takes; gives the cases."""
    if not found:
        return []
    workshop = Workshop(jobs)
    texts = {program.name: program.source.read_text(errors="replace") for program, _ in found}
    taken = [(program, it, mode) for mode in ways for program, it in found
             if not hasattr(it, "modes") or mode.takes(it, texts[program.name])]
    for build in dict.fromkeys(mode.build for mode in ways):
        names = {program.name for program, _, mode in taken if mode.build == build}
        workshop.make([program for program, _ in found if program.name in names], build)
    return [case(program, it, mode) for program, it, mode in taken]


def cases_of(kind: str, options) -> list:
    if kind == "unit":
        return kinds.cmocka_cases(kind, kind) + [kinds.house_case()]
    if kind == "runtime":
        return kinds.cmocka_cases(kind, kind)
    if kind == "golden":
        return kinds.golden_cases(options.update)
    if kind == "errors":
        return kinds.error_cases()
    if kind in ("run", "conformance"):
        return program_cases(kinds.run_programs(kind, options.only), modes(options.all), kinds.run_case, options.jobs)
    if kind == "deadlock":
        return program_cases(kinds.deadlock_programs(options.all), modes(options.all), kinds.deadlock_case, options.jobs)
    if kind == "explore":
        return kinds.explore_cases(options.all)
    if kind == "matrix":
        return program_cases(kinds.matrix_programs(options.all), modes(options.all), kinds.run_case, options.jobs)
    if kind == "samples":
        cases = kinds.sample_golden_cases(options.update, options.only)
        if options.update:
            return cases
        ways = [mode for mode in modes(options.all) if not mode.reorders]
        cases += kinds.sample_shape_cases()
        return cases + program_cases(kinds.sample_programs(options.only), ways, kinds.sample_case, options.jobs)
    if kind == "gallery":
        return gallery_cases(options)
    if kind == "memory":
        most, preload = 200 if options.all else 8, memory.library()
        found = [it for it in memory.programs() if options.only in it[1]]
        return program_cases(found, modes(False)[:1], lambda program, _, mode: memory.case(program, most, preload, mode),
                             options.jobs)
    if kind == "docs":
        return docs.cases()
    if kind == "cli":
        return kinds.script_cases("cli", "cli", options.all) + kinds.script_cases("cli", "samples", options.all)
    if kind == "fuzz":
        return kinds.fuzz_cases()
    if kind == "diff":
        return kinds.diff_cases(options.all)
    if kind == "bench":
        return kinds.bench_cases()
    return kinds.tool_cases() if options.all else []


def gallery_cases(options) -> list:
    found = kinds.sample_programs("gallery/")
    ways = {mode.name: mode for mode in modes(options.all)}
    cases = []
    for name in ("hostile", "gcc-O2") if options.all else ("gcc-O2",):
        chosen = [it for it in found if gallery.is_cancellable(it[0])]
        cases += program_cases(chosen, [ways[name]], gallery.cancel_case, options.jobs)
    times = [("virtual time", {"SLEY_VTIME": "1"})] + ([("real time", {})] if options.all else [])
    for name, env in times:
        chosen = [it for it in found if gallery.is_repeatable(*it, not env)]
        cases += program_cases(chosen, [Mode(name, ways["gcc-O2"].build, env)], gallery.repeat_case, options.jobs)
    return cases


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    options = parser.parse_args()
    unknown = [kind for kind in options.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no kind is called {unknown[0]}; there are {' '.join(KINDS)}")
    report = Report(options.verbose)
    for kind in options.kinds or KINDS:
        try:
            cases = [it for it in cases_of(kind, options) if options.only in it.name]
        except Exception:                              # noqa: BLE001 - a kind that cannot start is a failure
            cases = [Case(kind, "cannot start", lambda text=traceback.format_exc(): text)]
        report.run(kind, cases, options.jobs)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
