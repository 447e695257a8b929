# SPDX-License-Identifier: MIT
"""From Sley programs to commands that run them, with as few compiler and linker runs as can be.

Each program is translated once, and once more for the hostile build. Its C is compiled once per *build* (compiler and flags) and kept under a name that is
the hash of all that went in, so a second run of the tests compiles only what changed. Many programs are then linked
into one binary, which runs the one that its first argument names: everything in a main module is static but main()
itself, and that is renamed on the command line (-Dmain=...). Programs that bring modules of their own are linked
alone, as their modules could bear the same names.
"""
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from .core import BUILD, ROOT, SCRATCH, SLEY, execute

BATCH = 32                                             # programs to a binary
INCLUDES = ["-I", str(BUILD / "include")]


@dataclass(frozen=True)
class Build:
    """One way to make programs; `variant` is the folder of the runtime. ORDER variants: Makefile"""
    name: str
    cc: str
    flags: tuple
    variant: str
    emit: tuple = ()                                   # options of `sley emit`


SANITIZE = ("-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer")
RACES = ("-O1", "-fsanitize=thread", "-DSLEY_CHECKED=1")
# What generated C has to stand without a warning.
STRICT = ("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror")
BUILDS = {it.name: it for it in (
    Build("gcc-O0", "gcc", ("-O0",), "gcc-O0"),
    Build("gcc-O2", "gcc", ("-O2", *STRICT), "gcc-O2"),
    Build("clang-O0", "clang", ("-O0",), "gcc-O0"),
    Build("clang-O2", "clang", ("-O2", *STRICT), "clang-O2"),
    Build("asan", "gcc", SANITIZE, "asan"),
    Build("asan-clang", "clang", SANITIZE, "asan-clang"),
    Build("tsan", "gcc", RACES, "tsan"),
    Build("tsan-clang", "clang", RACES, "tsan-clang"),
    # With mistakes that SLEY_PLANT chooses: tests/runtime/plants.py.
    Build("plants", "gcc", ("-O1",), "plants"),
    # Each await of a call suspends, too; what is dead in a frame and what is fresh in it is overwritten.
    Build("hostile", "gcc", SANITIZE, "asan", ("--hostile",)),
    Build("hostile-clang", "clang", SANITIZE, "asan-clang", ("--hostile",)),
)}


@dataclass
class Program:
    name: str                                          # unique among all, usable as a C name
    source: Path
    alone: bool = False                                # brings modules of its own
    units: dict = field(default_factory=dict)          # options of `sley emit` -> its C files, the main module's first,
                                                       # or text: why there is no C
    commands: dict = field(default_factory=dict)       # name of a build -> command, or text: why there is none


def link_flags() -> list:
    """What the Makefile found out for us: the libraries under the runtime, and those under standard modules."""
    flags = ["-Wl,--as-needed"]
    for line in (BUILD / "setup-build.mk").read_text().split("\n"):
        name, _, value = line.partition(" := ")
        if name in ("UV_LIBS", "UTF8PROC_LIBS", "STANDARD_LIBS"):
            flags += value.split()
    return flags + ["-lm"]


def translate(program: Program, options: tuple):
    """The C files, or what is wrong."""
    folder = SCRATCH / "c" / "-".join([program.name, *options])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    ended = execute([SLEY, "emit", "--line", *options, program.source.name, "-o", f"{folder}/"],
                    cwd=program.source.parent)
    if ended.status != 0 or ended.timed_out:
        return "sley emit: " + ended.describe()
    name = program.source.stem.replace("-", "_")
    main = folder / (("m" if name[0].isdigit() else "") + name + ".c")     # as module.c makes names of files
    if not main.exists():
        return f"sley emit wrote no {main.name}"
    return [main] + sorted(it for it in folder.glob("*.c") if it != main)


def interface_digest() -> bytes:
    digest = hashlib.sha256()
    for header in sorted((BUILD / "include").rglob("*.h")):
        digest.update(header.read_bytes())
    return digest.digest()


def with_headers(unit: Path, source: Path) -> list:
    """A file and what it includes from its own folder (a module that two programs import has one object) or, in an
    extern block, from that of the program."""
    seen = [unit]
    for file in seen:
        for name in re.findall(r'^#include "(.+)"', file.read_text(), re.M):
            for header in (unit.parent / name, source.parent / name):
                if header.exists() and header not in seen:
                    seen.append(header)
    return seen


class Workshop:
    """Compiles and links what the cases ask for; `jobs` compilers at a time."""

    def __init__(self, jobs: int):
        self.jobs = jobs
        self.interface = interface_digest()
        self.libraries = link_flags()
        (SCRATCH / "objects").mkdir(parents=True, exist_ok=True)
        (SCRATCH / "programs").mkdir(parents=True, exist_ok=True)

    def make(self, programs: list, build: Build) -> None:
        """Gives each program its command for this build."""
        with ThreadPoolExecutor(self.jobs) as pool:
            objects = dict(zip((it.name for it in programs), pool.map(lambda it: self.compile(it, build), programs)))
            for program in programs:
                if isinstance(objects[program.name], str):
                    program.commands[build.name] = objects[program.name]
            good = [it for it in programs if not isinstance(objects[it.name], str)]
            shared = [it for it in good if not it.alone]
            batches = [[it] for it in good if it.alone]
            batches += [shared[at:at + BATCH] for at in range(0, len(shared), BATCH)]
            list(pool.map(lambda batch: self.link(batch, build, objects), batches))

    def compile(self, program: Program, build: Build):
        """The objects of a program, or the compiler's words."""
        if build.emit not in program.units:
            program.units[build.emit] = translate(program, build.emit)
        units = program.units[build.emit]
        if isinstance(units, str):
            return units
        made = []
        for unit in units:
            entry = [f"-Dmain=sley_test_main_{program.name}"] if unit == units[0] else []
            flags = [*build.flags, "-std=c11", *INCLUDES, *entry]
            result = self.compile_unit(unit, program.source, build, flags)
            if isinstance(result, str):
                return result
            made.append(result)
        return made

    def compile_unit(self, unit: Path, source: Path, build: Build, flags: list):
        digest = hashlib.sha256(self.interface + " ".join([build.cc, *flags]).encode())
        for text in with_headers(unit, source):
            digest.update(text.read_bytes())
        out = SCRATCH / "objects" / f"{digest.hexdigest()[:32]}.o"
        if out.exists():
            return out
        fresh = out.with_suffix(f".{os.getpid()}-{unit.parent.name}-{build.name}.o")
        own = ["-iquote", source.parent]               # headers of extern blocks
        ended = execute([build.cc, *flags, *own, "-c", unit, "-o", fresh], timeout=120)
        if ended.status != 0:
            return f"{build.name}: the generated C does not compile: {ended.describe()}"
        fresh.rename(out)
        return out

    def link(self, batch: list, build: Build, objects: dict) -> None:
        """Links a batch; when that fails, each program alone, so that one cannot spoil the others."""
        files = sorted({file for program in batch for file in objects[program.name]})
        library = BUILD / build.variant / "libsley.a"
        digest = hashlib.sha256("\n".join(map(str, files)).encode() + library.read_bytes()).hexdigest()[:32]
        binary = SCRATCH / "programs" / f"{build.name}-{digest}"
        if not binary.exists():
            chooser = self.chooser(batch, binary)
            command = [build.cc, *build.flags, "-o", f"{binary}.new", chooser, *files, library, *self.libraries]
            ended = execute(command, timeout=120)
            if ended.status != 0 and len(batch) > 1:
                for program in batch:
                    self.link([program], build, objects)
                return
            if ended.status != 0:
                batch[0].commands[build.name] = f"{build.name}: does not link: {ended.describe()}"
                return
            Path(f"{binary}.new").rename(binary)
        for program in batch:
            program.commands[build.name] = [str(binary), program.name]

    @staticmethod
    def chooser(batch: list, binary: Path) -> Path:
        """The main() of a batch: runs the program that the first argument names, and hides that argument."""
        text = "#include <string.h>\n"
        text += "".join(f"int sley_test_main_{it.name}(int argc, char **argv);\n" for it in batch)
        text += "int main(int argc, char **argv)\n{\n    if (argc < 2) return 2;\n"
        text += "".join(f'    if (strcmp(argv[1], "{it.name}") == 0)\n'
                        f"        return sley_test_main_{it.name}(argc - 1, argv + 1);\n" for it in batch)
        text += "    return 2;\n}\n"
        path = binary.with_suffix(".c")
        path.write_text(text)
        return path
