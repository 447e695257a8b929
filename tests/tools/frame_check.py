#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare the frame report with the compiled frames, check that its rows add up (fault: F59), and that no two values that
live together share a byte.

usage: frame_check.py --sley PATH --library FILE [--libs "-luv .."] PROGRAM.sley...        exit 0 = they agree

The trace tables in the generated C say where each parameter and variable lies and in which states it lives; a program
that includes the C prints them. `sley emit --emit=frames` has to tell the same sizes and the same awaits.
"""
import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[2] / "runtime/include"
# Prints: frame NAME SIZE, then for each row: NAME OFFSET SIZE IS_PARAM STATES
PROBE = """\
#include <stdio.h>
#define main program_main
#include "{source}"
#undef main
static void show(const sley_fn *fn)
{{
    printf("frame %s %u\\n", sley_site_function(fn->sites), fn->frame_size);
    for (uint32_t i = 0; i < fn->trace_count; i++) {{
        const sley_trace *row = &fn->trace[i];
        printf("%s %u %u %u %llu\\n", row->name, row->offset, (unsigned)row->type->size, row->is_param,
               (unsigned long long)row->states);
    }}
}}
int main(void)
{{
{calls}    return 0;
}}
"""


def run(command: list) -> str:
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))}: status {ended.returncode}\n{ended.stderr}")
    return ended.stdout


def compiled(source: Path, options, folder: Path) -> dict:
    """name -> (size, rows), as the C compiler laid the frames out."""
    text = run([options.sley, "emit", source])
    (folder / "program.c").write_text(text)
    names = re.findall(r"^(?:static )?SLEY_(?:EXPORT_)?FN(?:_RESULT)?\((\w+),", text, re.M)
    calls = "".join(f"    show(&{name}__fn);\n" for name in names)
    (folder / "probe.c").write_text(PROBE.format(source=folder / "program.c", calls=calls))
    run(["cc", "-std=c11", "-w", "-I", INCLUDE, folder / "probe.c", options.library, *shlex.split(options.libs),
         "-o", folder / "probe"])
    frames = {}
    for words in map(str.split, run([folder / "probe"]).splitlines()):
        if words[0] == "frame" and len(words) == 3:
            rows = []
            frames[words[1]] = (int(words[2]), rows)
        else:
            rows.append((words[0], *map(int, words[1:])))
    return frames


def reported(source: Path, options) -> dict:
    """name -> (size, [(variable, offset, size, awaits)], [(depth, offset, size)] of all rows)."""
    frames = {}
    for line in run([options.sley, "emit", "--emit=frames", source]).splitlines():
        if head := re.match(r"(\S+): (\d+) bytes, line", line):
            rows, extents = [], []
            frames[head[1]] = (int(head[2]), rows, extents)
            continue
        if row := re.match(r" +(\d+) +(\d+)  ((?:\| )*)", line):
            extents.append((len(row[3]) // 2, int(row[1]), int(row[2])))
        if field := re.match(r" +(\d+) +(\d+)  (?:\| )*\(?(\w+)\)? +\d+  .*?((?: \d+)*)$", line):
            rows.append((field[3], int(field[1]), int(field[2]), {int(n) for n in field[4].split()}))
    return frames


def overlaps(name: str, size: int, rows: list):
    for at, (var, offset, length, _, states) in enumerate(rows):
        if offset + length > size:
            yield f"{name}: {var} ends behind the frame"
        for other, place, extent, _, alive in rows[at + 1:]:
            if states & alive and offset < place + extent and place < offset + length:
                yield f"{name}: {var} and {other} live together and share storage"


def differences(name: str, got: tuple, told: tuple):
    if got[0] != told[0]:
        yield f"{name}: {got[0]} bytes, the report says {told[0]}"
    rest = list(told[1])
    for var, offset, length, is_param, states in got[1]:
        same = [row for row in rest if row[0] == var]  # the report is in the order of the struct
        if not same:
            yield f"{name}: the report lacks {var}"
            return
        row = next((it for it in same if it[1] == offset), same[0])
        rest.remove(row)
        _, place, size, awaits = row
        if place != offset:
            yield f"{name}: {var} lies at {offset}, the report says {place}"
        if size != length:
            yield f"{name}: {var} has {length} bytes, the report says {size}"
        alive = {n for n in range(1, 63) if states >> n & 1}
        if not is_param and alive != {n for n in awaits if n < 63}:
            yield f"{name}: {var} lives across {sorted(alive)}, the report says {sorted(awaits)}"


def sums(name: str, size: int, extents: list):
    """The rows without a bar follow each other up to the size; those behind bars lie in the row above."""
    at, inside = 0, []
    for depth, offset, length in extents:
        if depth == 0:
            if offset != at:
                yield f"{name}: a row at {offset} follows one that ends at {at}"
            at = offset + length
        elif offset < inside[depth - 1][0] or offset + length > inside[depth - 1][1]:
            yield f"{name}: a row at {offset} with {length} bytes is not inside of the one above"
        inside = inside[:depth] + [(offset, offset + length)]
    if at != size:
        yield f"{name}: the rows add up to {at} of {size} bytes"


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--sley", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--libs", default="-luv -lutf8proc -lm")
    parser.add_argument("programs", nargs="+", type=Path)
    options = parser.parse_args()
    wrong, count, values = [], 0, 0
    for source in options.programs:
        with tempfile.TemporaryDirectory() as folder:
            got = compiled(source, options, Path(folder))
        told = reported(source, options)
        if not set(got) <= set(told):                  # what nobody calls is in the report only
            wrong.append(f"{source}: the C is about {sorted(got)}, the report only about {sorted(told)}")
            continue
        for name, frame in got.items():
            wrong += overlaps(name, *frame)
            wrong += differences(name, frame, told[name])
            wrong += sums(name, told[name][0], told[name][2])
            count, values = count + 1, values + len(frame[1])
    print("\n".join(wrong) if wrong else f"ok {count} frames, {values} values")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
