#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drive sleyc through make, ninja, CMake (Ninja and Makefiles) and Meson (generator and custom_target), and check
that rebuilds are right: touching an imported module rebuilds; a second build does nothing; an
unchanged header rebuilds one object only; the depfile reads back in make; nothing is written on an error.

usage: build_check.py [--sleyc PATH] [--only NAME] [--keep]      exit 0 = all passed; missing tools are skipped

app.sley imports util.sley, and a C file includes the header of util; each gives one object of the program.
Extra compiler and linker flags: SLEY_CFLAGS and SLEY_LIBS, e.g. from pkg-config libsley.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time

SOURCES = {
    "util.sley": "fn value() -> int { return 41 }\n",
    "app.sley": "import util\n\nfn main() {\n    if util.value() + 1 != 42 { exit(1) }\n}\n",
}
# Includes the header of a module whose code changes and whose header does not.
MAIN_C = '#include "util.sley.h"\nint64_t twice(void);\nint64_t twice(void) { return 2 * m_util__value(); }\n'

# app.c.d, not app.d: "cc -MD -c app.c" writes app.d itself and would overwrite the one of sleyc.
MAKEFILE = """\
CFLAGS += $(SLEY_CFLAGS) -I. -MD -MP
app: main.o app.o util.o ; $(CC) -o $@ $^ $(SLEY_LIBS)
%.o: %.c ; $(CC) $(CFLAGS) -c -o $@ $<
%.c: %.sley ; $(SLEYC) -MD -MP -MF $@.d -H $*.sley.h -o $@ $<
main.o app.o: | app.c util.c
.SECONDARY:
.DELETE_ON_ERROR:
-include app.c.d util.c.d app.d util.d main.d
"""
NINJA = """\
rule sley
  command = $sleyc -MD -MF $out.d -H $hdr -o $out $in
  depfile = $out.d
  deps = gcc
  restat = 1
rule cc
  command = cc $cflags -I. -MD -MF $out.d -c -o $out $in
  depfile = $out.d
  deps = gcc
rule ld
  command = cc -o $out $in $libs
build app.c | app.sley.h: sley app.sley
  hdr = app.sley.h
build util.c | util.sley.h: sley util.sley
  hdr = util.sley.h
build app.o: cc app.c || util.sley.h
build util.o: cc util.c
build main.o: cc main.c || util.sley.h
build app: ld app.o util.o main.o
"""
CMAKE = """\
cmake_minimum_required(VERSION 3.21)
project(t C)
separate_arguments(SLEYC_CMD NATIVE_COMMAND "${SLEYC}")
add_executable(app main.c)
foreach(m app util)
  set(o "${CMAKE_CURRENT_BINARY_DIR}/${m}.c")
  set(h "${CMAKE_CURRENT_BINARY_DIR}/${m}.sley.h")
  set(s "${CMAKE_CURRENT_SOURCE_DIR}/${m}.sley")
  add_custom_command(OUTPUT "${o}" BYPRODUCTS "${h}"
    COMMAND ${SLEYC_CMD} -MD -MF "${o}.d" -MQ "${o}" -H "${h}" -o "${o}" "${s}"
    DEPENDS "${s}" DEPFILE "${o}.d" VERBATIM)
  target_sources(app PRIVATE "${o}" "${h}")
endforeach()
target_include_directories(app PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
separate_arguments(SC NATIVE_COMMAND "${SLEY_CFLAGS}")
separate_arguments(SL NATIVE_COMMAND "${SLEY_LIBS}")
target_compile_options(app PRIVATE ${SC})
target_link_libraries(app PRIVATE ${SL})
"""
MESON = """\
project('t', 'c')
sleyc = find_program('sleyc-wrapper')
args = ['-MD', '-MF', '@DEPFILE@', '-H', '@OUTPUT1@', '-o', '@OUTPUT0@', '@INPUT@']
%(how)s
executable('app', 'main.c', src, c_args: %(cflags)s, link_args: %(libs)s)
"""
MESON_GENERATOR = """\
g = generator(sleyc, output: ['@BASENAME@.c', '@BASENAME@.sley.h'], depfile: '@BASENAME@.d', arguments: args)
src = g.process('app.sley', 'util.sley')"""
MESON_TARGET = """\
src = []
foreach m : ['app', 'util']
  src += custom_target(m + '_c', input: m + '.sley', output: [m + '.c', m + '.sley.h'], depfile: m + '.d',
                       command: [sleyc] + args)
endforeach"""


class Failed(Exception):
    pass


def run(cmd, cwd, env, ok=True):
    r = subprocess.run(cmd, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ok and r.returncode:
        raise Failed(f"{' '.join(cmd)}: status {r.returncode}\n{r.stdout[-2000:]}")
    return r


class Project:
    def __init__(self, name, sleyc, sources, root):
        self.dir = os.path.join(root, name)              # some names hold a space on purpose
        os.makedirs(self.dir)
        for f, text in {**sources, "main.c": MAIN_C}.items():
            self.write(f, text)
        self.env = dict(os.environ, SLEYC=sleyc)

    def write(self, name, text):
        path = os.path.join(self.dir, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path


def scenario(p, build, artefact_dir, text_of_noop, exe):
    def stamps():
        d = os.path.join(p.dir, artefact_dir)
        out = {}
        for base, _, files in os.walk(d):
            for f in files:
                if f.endswith((".o", ".c", ".h")):
                    out[os.path.relpath(os.path.join(base, f), d)] = os.stat(os.path.join(base, f)).st_mtime_ns
        return out

    build()
    if run([exe], p.dir, p.env, ok=False).returncode:
        raise Failed("the built program does not return 0")
    before = stamps()
    out = build().stdout
    if stamps() != before:
        raise Failed("a second build changed files: " + str([k for k, v in stamps().items() if before.get(k) != v]))
    if text_of_noop and text_of_noop not in out:
        raise Failed(f"a second build is not a no-op: {out[-400:]}")
    time.sleep(0.05)
    with open(os.path.join(p.dir, "util.sley"), encoding="utf-8") as f:
        text = f.read()
    p.write("util.sley", text.replace("41", "40 + 1"))
    time.sleep(0.05)
    build()
    changed = {k for k, v in stamps().items() if before.get(k) != v}
    if not any(k.endswith("app.c") for k in changed):
        raise Failed("touching an imported module did not run sleyc again")
    if any(k.endswith(".h") for k in changed):
        raise Failed(f"a header was written although it did not change: {changed}")
    if any("main" in k and k.endswith(".o") for k in changed):
        raise Failed("an unchanged header rebuilt the object that includes it")
    if run([exe], p.dir, p.env, ok=False).returncode:
        raise Failed("the rebuilt program does not return 0")
    before = stamps()
    build()
    if stamps() != before:
        raise Failed("the build after a touch does not settle")


def make(p, sleyc):
    p.write("Makefile", MAKEFILE)
    scenario(p, lambda: run(["make", f"SLEYC={sleyc}"], p.dir, p.env), ".", "up to date", "./app")


def ninja(p, sleyc):
    head = f"sleyc = {sleyc}\ncflags = {p.env.get('SLEY_CFLAGS', '')}\nlibs = {p.env.get('SLEY_LIBS', '')}\n"
    p.write("build.ninja", head + NINJA)
    scenario(p, lambda: run(["ninja"], p.dir, p.env), ".", "no work to do", "./app")


def cmake(p, sleyc, generator):
    p.write("CMakeLists.txt", CMAKE)
    e = p.env
    run(["cmake", "-G", generator, "-B", "b", f"-DSLEYC={sleyc}", f"-DSLEY_CFLAGS={e.get('SLEY_CFLAGS', '')}",
         f"-DSLEY_LIBS={e.get('SLEY_LIBS', '')}"], p.dir, e)
    scenario(p, lambda: run(["cmake", "--build", "b"], p.dir, e), "b",
             "no work to do" if generator == "Ninja" else None, "b/app")


def meson(p, sleyc, how):
    w = p.write("sleyc-wrapper", f'#!/bin/sh\nexec {sleyc} "$@"\n')
    os.chmod(w, 0o755)
    lists = {k: "[" + ", ".join(f"'{x}'" for x in p.env.get(v, "").split()) + "]"
             for k, v in (("cflags", "SLEY_CFLAGS"), ("libs", "SLEY_LIBS"))}
    p.write("meson.build", MESON % {"how": how, **lists})
    run(["meson", "setup", "b"], p.dir, p.env)
    scenario(p, lambda: run(["ninja", "-C", "b"], p.dir, p.env), "b", "no work to do", "b/app")


def command_line(p, sleyc):
    cmd = sleyc.split()
    odd = os.path.join(p.dir, "a b$c#d")
    os.makedirs(odd)
    for f in ("util.sley", "app.sley"):
        shutil.copy(os.path.join(p.dir, f), odd)
    run(cmd + ["-MD", "-MF", "d", "-MT", "app.c", "-MP", "-o", "app.c", "-H", "app.sley.h", "a b$c#d/app.sley"],
        p.dir, p.env)
    with open(os.path.join(p.dir, "d"), encoding="utf-8") as f:
        dep = f.read()
    if not dep.startswith("app.c:") or "util.sley" not in dep:
        raise Failed(f"depfile: {dep!r}")
    r = run(["make", "-f", "d", "-n", "app.c"], p.dir, p.env, ok=False)
    if r.returncode or "No rule" in r.stdout:
        raise Failed(f"make cannot read the depfile: {r.stdout}")
    p.write("bad.sley", "import no_such_module\n")
    r = run(cmd + ["bad.sley", "-o", "out.c", "-H", "out.h", "-MD", "-MF", "out.d"], p.dir, p.env, ok=False)
    left = [f for f in ("out.c", "out.h", "out.d") if os.path.exists(os.path.join(p.dir, f))]
    if r.returncode != 1 or left:
        raise Failed(f"an error gave status {r.returncode} and left {left}")


CASES = {
    "command line": command_line, "make": make, "ninja": ninja,
    "cmake ninja": lambda p, s: cmake(p, s, "Ninja"), "cmake makefiles": lambda p, s: cmake(p, s, "Unix Makefiles"),
    "meson generator": lambda p, s: meson(p, s, MESON_GENERATOR),
    "meson custom_target": lambda p, s: meson(p, s, MESON_TARGET),
}


def main():
    ap = argparse.ArgumentParser(description=textwrap.dedent(__doc__),
                                 formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--sleyc", default="sleyc")
    ap.add_argument("--only")
    ap.add_argument("--keep", action="store_true")
    a = ap.parse_args()
    root = tempfile.mkdtemp(prefix="sley-build-")
    failed = 0
    for name, case in CASES.items():
        if a.only and a.only != name:
            continue
        tool = name.split()[0]
        if tool in ("make", "ninja", "cmake", "meson") and not shutil.which(tool):
            print(f"skip {name}")
            continue
        try:
            case(Project(name, a.sleyc, SOURCES, root), a.sleyc)
            print(f"ok   {name}")
        except (Failed, OSError) as e:
            failed += 1
            print(f"FAIL {name}: {e}")
    if a.keep:
        print(f"kept {root}")
    else:
        shutil.rmtree(root)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
