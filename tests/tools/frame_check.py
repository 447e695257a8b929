#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compare the frame report with the compiled frames, check that its rows add up (fault: F59), and that no two values that
live together share a byte.

usage: frame_check.py --sley PATH --library FILE [--libs "-luv .."] PROGRAM.sley...        exit 0 = they agree

A program that includes the C prints the offset and size of each parameter and variable of its frames. `sley emit
--emit=frames` has to tell the same, and across which awaits each lives.
"""
import argparse
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

# Prints: frame NAME SIZE, then for each field: MEMBER OFFSET SIZE
PROBE = """\
#include <stdio.h>
#define main program_main
#include "{source}"
#undef main
#define FRAME(NAME) \\
    printf("frame %s %zu\\n", sley_site_function(NAME##__fn.sites), sizeof(NAME##__frame))
#define FIELD(NAME, MEMBER) \\
    printf("%s %zu %zu\\n", #MEMBER, offsetof(NAME##__frame, MEMBER), sizeof((NAME##__frame *)0)->MEMBER)
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


def written_name(member: str) -> str:
    """The name in the source: `v2_total` is the second `total`."""
    name = re.sub(r"^[av]\d*_", "", member)
    raw = re.sub(rb"Z(u|z|x[0-9a-f]{2})", lambda m: {b"u": b"_", b"z": b"Z"}.get(m[1]) or bytes.fromhex(m[1][1:].decode()),
                 name.encode())
    return raw.decode()


def probe_calls(text: str) -> str:
    calls = []
    for name in re.findall(r"^SLEY_(?:EXPORT_)?FN(?:_RESULT)?\((\w+),", text, re.M):
        calls.append(f"    FRAME({name});\n")
        struct = re.search(rf"^typedef struct {name}__frame {{\n(.*?)^}} {name}__frame;", text, re.M | re.S)
        for member in re.findall(r"\b([av]\d*_(?!\d)\w+);", struct[1]):  # v_0 is of an await area
            calls.append(f"    FIELD({name}, {member});\n")
    return "".join(calls)


def compiled(source: Path, options, folder: Path) -> dict:
    """name -> (size, [(variable, offset, size)]), as the C compiler laid the frames out."""
    text = run([options.sley, "emit", source])
    (folder / "program.c").write_text(text)
    (folder / "probe.c").write_text(PROBE.format(source=folder / "program.c", calls=probe_calls(text)))
    include = Path(options.sley).resolve().parent / "include"
    run(["cc", "-std=gnu11", "-w", "-I", include, "-iquote", source.parent, folder / "probe.c", options.library,
         *shlex.split(options.libs), "-o", folder / "probe"])
    frames = {}
    for words in map(str.split, run([folder / "probe"]).splitlines()):
        if words[0] == "frame":
            rows = []
            frames[" ".join(words[1:-1])] = (int(words[-1]), rows)     # `retry[list[int], str]`
        else:
            rows.append((written_name(words[0]), int(words[1]), int(words[2])))
    return frames


def reported(source: Path, options) -> dict:
    """name -> (size, [(variable, offset, size, awaits)], [(depth, offset, size)] of all rows)."""
    frames = {}
    for line in run([options.sley, "emit", "--emit=frames", source]).splitlines():
        if head := re.match(r"(\S.*): (\d+) bytes, line", line):
            rows, extents = [], []
            frames[head[1]] = (int(head[2]), rows, extents)
            continue
        if row := re.match(r" +(\d+) +(\d+)  ((?:\| )*)", line):
            extents.append((len(row[3]) // 2, int(row[1]), int(row[2])))
        if field := re.match(r" +(\d+) +(\d+)  (?:\| )*(\w+) +\d+  .*?((?: \d+)*)$", line):
            rows.append((field[3], int(field[1]), int(field[2]), {int(n) for n in field[4].split()}))
    return frames


def overlaps(name: str, size: int, rows: list):
    for at, (var, offset, length, awaits) in enumerate(rows):
        if offset + length > size:
            yield f"{name}: {var} ends after the frame"
        for other, place, extent, others in rows[at + 1:]:
            if awaits & others and offset < place + extent and place < offset + length:
                yield f"{name}: {var} and {other} live together and share storage"


def differences(name: str, got: tuple, told: tuple):
    if got[0] != told[0]:
        yield f"{name}: {got[0]} bytes, the report says {told[0]}"
    rest = list(told[1])
    for var, offset, length in got[1]:
        same = [row for row in rest if row[0] == var]  # the report is in the order of the struct
        if not same:
            yield f"{name}: the report lacks {var}"
            return
        row = next((it for it in same if it[1] == offset), same[0])
        rest.remove(row)
        _, place, size, _ = row
        if place != offset:
            yield f"{name}: {var} lies at {offset}, the report says {place}"
        if size != length:
            yield f"{name}: {var} has {length} bytes, the report says {size}"


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
            wrong += overlaps(name, *told[name][:2])
            wrong += differences(name, frame, told[name])
            wrong += sums(name, told[name][0], told[name][2])
            count, values = count + 1, values + len(frame[1])
    print("\n".join(wrong) if wrong else f"ok {count} frames, {values} values")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
