#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds integration/example with make, ninja, CMake (Makefiles and Ninja) and Meson, as it stands, in a folder with a
space in its name, and checks that rebuilds are right: a second build does nothing; an edit inside a function compiles
that module and what imports it, and no C file that only includes the header; another interface compiles all that
include it; an error stops the build and names the line; then all of it goes on.

usage: build_check.py --prefix PREFIX [--only TOOL]      PREFIX: where Sley is installed. Prints TAP.
"""
import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[2] / "integration/example"


class Failed(Exception):
    pass


class Tool:
    def __init__(self, name, program, setup, build, nothing, output="."):
        self.name, self.program, self.setup, self.build = name, program, setup, build
        self.nothing = nothing                          # what a build says that has nothing to do
        self.output = output                            # the folder of the programs


TOOLS = [
    Tool("make", "make", [], ["make"], "Nothing to be done"),
    Tool("make -j", "make", [], ["make", "-j4"], "Nothing to be done"),
    Tool("ninja", "ninja", [["./configure"]], ["ninja"], "no work to do"),
    Tool("CMake, Makefiles", "cmake", [["cmake", "-G", "Unix Makefiles", "-B", "b d"]], ["cmake", "--build", "b d"],
         "Built target app", "b d"),
    Tool("CMake, Ninja", "cmake", [["cmake", "-G", "Ninja", "-B", "b d"]], ["cmake", "--build", "b d"],
         "no work to do", "b d"),
    Tool("Meson", "meson", [["meson", "setup", "b d"]], ["ninja", "-C", "b d"], "no work to do", "b d"),
]


EMBEDDED = """nameless: failed, Nameless
quick: done, hello from C
slow: cancelled, -
greeted 1
"""


class Project:
    def __init__(self, tool, prefix):
        self.tool = tool
        self.dir = Path("a b") / tool.name
        shutil.rmtree(self.dir, ignore_errors=True)
        shutil.copytree(EXAMPLE, self.dir)
        self.env = dict(os.environ, PKG_CONFIG_PATH=f"{prefix}/lib/pkgconfig", CMAKE_PREFIX_PATH=str(prefix))
        for variable in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
            self.env.pop(variable, None)                # of the make that runs the tests

    def run(self, *command):
        return subprocess.run(command, cwd=self.dir, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=120, check=False)

    def must(self, *command):
        ended = self.run(*command)
        if ended.returncode:
            raise Failed(f"{' '.join(command)}: status {ended.returncode}\n{ended.stdout[-2000:]}")
        return ended.stdout

    def build(self):
        """Builds, and gives what it says with the names of the files that it wrote."""
        before = self.stamps()
        time.sleep(0.02)
        said = self.must(*self.tool.build)
        return said, {name for name, stamp in self.stamps().items() if before.get(name) != stamp}

    def stamps(self):
        wanted = (".o", ".c", ".h")
        return {str(it.relative_to(self.dir)): it.stat().st_mtime_ns for it in self.dir.rglob("*") if it.suffix in wanted}

    def edit(self, name, old, new):
        path = self.dir / "src" / name
        text = path.read_text()
        assert old in text
        time.sleep(0.02)
        path.write_text(text.replace(old, new))

    def prints(self, program, wanted):
        got = self.must(f"./{self.tool.output}/{program}")
        if got != wanted:
            raise Failed(f"{program} printed {got!r}, expected {wanted!r}")


def is_object_of(name, stem):
    return name.endswith(".o") and f"{stem}." in os.path.basename(name)


def first_build(p):
    for command in p.tool.setup:
        p.must(*command)
    p.build()
    p.prints("app", "hello from app, area 12\n")
    p.prints("host", "answer 42, area 3\n")
    p.prints("embed", EMBEDDED)


def nothing_to_do(p):
    said, written = p.build()
    if written:
        raise Failed(f"it wrote {sorted(written)}")
    if p.tool.nothing not in said:
        raise Failed(f"it said {said[-400:]!r}")


def body_edit(p):
    p.edit("util.sley", "41 + 1", "43 * 1")
    _, written = p.build()
    if not any(is_object_of(it, "util") for it in written):
        raise Failed(f"util was not compiled: {sorted(written)}")
    if not any(it.endswith("app.c") for it in written):
        raise Failed(f"what imports util was not compiled: {sorted(written)}")
    if any(it.endswith(".h") for it in written):
        raise Failed(f"a header was written that did not change: {sorted(written)}")
    if any(is_object_of(it, "host") for it in written):
        raise Failed("the object of a C file was made although no header changed")
    p.prints("host", "answer 43, area 3\n")
    nothing_to_do(p)


def interface_edit(p):
    p.edit("util.sley", "greeting(who: str)", 'greeting(who: str, mark: str = "!")')
    p.edit("util.sley", "from {who}", "from {who}{mark}")
    _, written = p.build()
    if not any(is_object_of(it, "host") for it in written):
        raise Failed(f"a C file was not compiled although its header changed: {sorted(written)}")
    p.prints("app", "hello from app!, area 12\n")
    p.prints("host", "answer 43, area 3\n")
    nothing_to_do(p)


def error_and_repair(p):
    p.edit("shapes/round.sley", "radius * radius", "radius * nothing")
    ended = p.run(*p.tool.build)
    if ended.returncode == 0 or "round.sley:2:" not in ended.stdout:
        raise Failed(f"a mistake gave status {ended.returncode} and {ended.stdout[-800:]!r}")
    p.edit("shapes/round.sley", "radius * nothing", "radius * 10")
    p.build()
    p.prints("app", "hello from app!, area 60\n")
    nothing_to_do(p)


STEPS = [
    ("fault: F52: the first build, of three modules and a C file", first_build),
    ("fault: F50: a second build does nothing", nothing_to_do),
    ("an edit inside a function compiles what it must, and no more", body_edit),
    ("fault: F51, F54: another interface compiles all that include it", interface_edit),
    ("an error stops the build; then it goes on", error_and_repair),
]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--prefix", required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    failed = False
    for tool in TOOLS:
        if options.only not in tool.name:
            continue
        needed = {"ninja", tool.program} if "Ninja" in tool.name or tool.program == "meson" else {tool.program}
        missing = [it for it in sorted(needed) if not shutil.which(it)]
        if missing:
            print(f"ok - {tool.name} # skipped: {missing[0]} is not installed")
            continue
        project = Project(tool, Path(options.prefix).resolve())
        for what, step in STEPS:
            try:
                step(project)
            except (Failed, OSError, subprocess.TimeoutExpired) as wrong:
                failed = True
                print(f"not ok - {tool.name}: {what}\n{wrong}", flush=True)
                break
            print(f"ok - {tool.name}: {what}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
