#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the rooms of compiler/ and runtime/ look one way, and that a call tells the file.

A room is a folder, with folders of its own where it is large; the tables below say which rooms the files of a room may include. The public headers of
the runtime lie in one folder, as users include them, so a table says the room of each. Reported are: an
include that looks the wrong way, one that leads nowhere, a file that lies in no room, and each cycle
between rooms. Rooms that have grown large are named, without making the check fail.

A function that other files call begins with the stem of its file: emit_type_need() is in emit_type.c,
sley__wait_stop() in wait.c. Of several stems that fit the longest counts. The runtime's public functions
(sley_chan_send) are called after what they work on.

No line of C, of the grammar or of the tables is longer than 100 columns.

usage: house_check.py [--root DIR] [--self-test]

--self-test plants mistakes in a copy of the sources and expects each to be found.
"""
import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

COMPILER = {
    "base": "",
    "tree": "base",
    "sema": "base tree",
    "parse": "base tree sema",
    "check": "base tree sema parse",
    "ir": "base sema",
    "lower": "base tree sema ir",
    "pass": "base sema ir",
    "emit": "base sema ir pass",
    "cmd": "base tree sema parse check ir lower pass emit",
}
RUNTIME = {
    "base": "",
    "value": "base",
    "core": "base value",
    "sync": "base value core",
    "io": "base value core sync",
    "cross": "base value core sync io",
    "seam": "base value core",
    "report": "base value core",
    "program": "base value core sync io cross seam report",
}
# runtime/include/sley/NAME.h; sley.h itself is the program's.
PUBLIC = {
    "base": "value site link panic num",
    "value": "types box any object face opt str bytes list map set text format error foreign",
    "core": "frame throw executor task wait await scope time gen var block",
    "sync": "chan future select sync queue broadcast",
    "io": "net curl tls udp log io fs os process random outside signal",
    "cross": "cross",
    "report": "report",
    "program": "loop program own host export",
}
GENERATED = {"parser.h"}                 # made in build/gen
LARGE = 20                               # files; then a room is split by subject: check/expr/, check/stmt/
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
# A function that is not static: its head begins a line, its brace stands alone on the next.
FUNCTION = re.compile(r"^(?!static\b|typedef\b|extern\b)[a-z_][\w *,]*?[ *]([a-z]\w*)\([^;{}]*\)[^;{}]*\n\{", re.M)
NAMED = {"compiler": "", "runtime": "sley__"}     # what comes before the stem, where names tell the file
COLUMNS = 100
LINES = ["compiler", "runtime", "grammar", "tests", "bench", "integration"]
SOURCE = {".c", ".h", ".def", ".re", ".y"}


class Side:
    """The compiler or the runtime: its files, and the room of each."""

    def __init__(self, root: Path, name: str, table: dict, extra: dict):
        self.name = name
        self.may = {room: set(rooms.split()) | {room} for room, rooms in table.items()}
        self.files = {}                  # as includes write it -> (path, room or None)
        for path in sorted((root / name).rglob("*")):
            if path.suffix not in SOURCE or not path.is_file():
                continue
            inside = path.relative_to(root / name)
            if inside.parts[0] == "include":
                key = str(inside.relative_to("include"))
                self.files[key] = (path, extra.get(key))
            else:
                room = inside.parts[0] if len(inside.parts) > 1 and inside.parts[0] in table else None
                self.files[str(inside)] = (path, room)

    def sizes(self) -> dict:
        """How many files each folder holds; a .c with its .h is one."""
        held = {}
        for path, _ in self.files.values():
            held.setdefault(path.parent, set()).add(path.stem)
        return {folder: len(stems) for folder, stems in held.items() if "include" not in folder.parts}


def cycles(edges: dict) -> list:
    """Each group of rooms that include one another, directly or by way of others."""
    def reach(start):
        seen, todo = set(), [start]
        while todo:
            for room in edges.get(todo.pop(), ()):
                if room not in seen:
                    seen.add(room)
                    todo.append(room)
        return seen
    reached = {room: reach(room) for room in edges}
    groups = {frozenset(b for b in edges if b in reached[a] and a in reached[b]) for a in edges}
    return sorted(sorted(group) for group in groups if len(group) > 1)


def check_side(root: Path, side: Side) -> list:
    wrong, edges = [], {room: set() for room in side.may}
    for path, room in side.files.values():
        shown = path.relative_to(root)
        if room is None:
            wrong.append(f"{shown}: lies in no room of {Path(__file__).name}")
            continue
        text = path.read_text(encoding="utf-8")
        for found in INCLUDE.finditer(text):
            target = found[1]
            line = text.count("\n", 0, found.start(1)) + 1
            if target in GENERATED or (root / "grammar" / target).exists():
                continue
            if target not in side.files:
                wrong.append(f"{shown}:{line}: `{target}` is no file of {side.name}/ (write ROOM/FILE)")
                continue
            other = side.files[target][1]
            if other is not None and other != room:
                edges[room].add(other)
            if other is not None and other not in side.may[room]:
                allowed = ", ".join(it for it in side.may if it in side.may[room] and it != room) or "nothing"
                wrong.append(f"{shown}:{line}: room {room} may include {allowed}; `{target}` is of room {other}")
    wrong += [f"{side.name}: cycle between the rooms {', '.join(group)}" for group in cycles(edges)]
    return wrong


def check_names(root: Path, side: Side) -> list:
    """Each function that can be called from other files and does not begin with the stem of its own."""
    wrong = []
    sources = [path for path, _ in side.files.values() if path.suffix == ".c"]
    stems = {path.stem for path in sources}
    for path in sources:
        text = path.read_text(encoding="utf-8")
        for found in FUNCTION.finditer(text):
            before = NAMED[side.name]
            if not found[1].startswith(before):
                continue
            parts = found[1][len(before):].split("_")
            heads = ["_".join(parts[:n]) for n in range(len(parts), 0, -1)]
            told = next((it for it in heads if it in stems), None)
            if told != path.stem and found[1] != "main":
                line = text.count("\n", 0, found.start(1)) + 1
                wrong.append(f"{path.relative_to(root)}:{line}: `{found[1]}` tells "
                             f"{f'the file {told}.c' if told else 'no file'}; write {before}{path.stem}_...")
    return wrong


def check_lines(root: Path) -> list:
    """Each line over 100 columns."""
    wrong = []
    for folder in LINES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in SOURCE or not path.is_file():
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                if len(line) > COLUMNS:
                    wrong.append(f"{path.relative_to(root)}:{number}: {len(line)} columns; at most {COLUMNS}")
    return wrong


def sides(root: Path) -> list:
    public = {f"sley/{name}.h": room for room, names in PUBLIC.items() for name in names.split()}
    compiler = Side(root, "compiler", COMPILER, {})
    for path in sorted((root / "grammar").glob("*.[ry]*")):
        compiler.files[f"grammar/{path.name}"] = (path, "parse")
    return [compiler, Side(root, "runtime", RUNTIME, {**public, "sley.h": "program"})]


def check(root: Path) -> list:
    wrong = check_lines(root)
    for side in sides(root):
        wrong += check_side(root, side)
        wrong += check_names(root, side)
    return wrong


# ---- the check of the check --------------------------------------------------------------------------------

# (file, a line put before its first include, what must be reported)
PLANTED = [
    ("compiler/base/arena.c", '#include "emit/emit.h"', "room base may include nothing; `emit/emit.h`"),
    ("compiler/lower/lower.c", '#include "pass/passes.h"', "room lower may include base, tree, sema, ir;"),
    ("compiler/ir/ir.c", '#include "ir.h"', "`ir.h` is no file of compiler/"),
    ("runtime/core/wait.c", '#include "sley/chan.h"', "`sley/chan.h` is of room sync"),
    ("runtime/include/sley/value.h", '#include "sley/task.h"', "`sley/task.h` is of room core"),
    ("runtime/seam/seam_sim.c", '#include "io/internal.h"', "`io/internal.h` is of room io"),
    ("runtime/value/container/list.c", '#include "core/internal.h"', "runtime: cycle between the rooms core, value"),
    ("compiler/emit/type/emit_type.c", "void put_type(void)\n{\n}\n", "`put_type` tells the file put.c"),
    ("compiler/sema/const.c", "void fold_two(void)\n{\n}\n", "`fold_two` tells the file fold.c"),
    ("compiler/base/map.c", "int *zip_all(int a,\n    int b)\n{\n}\n", "`zip_all` tells no file"),
    ("runtime/core/wait.c", "void sley__park(void)\n{\n}\n", "`sley__park` tells no file; write sley__wait_"),
    ("runtime/core/wait.c", f"// {'x' * 98}", "101 columns; at most 100"),
    ("runtime/stray.c", '#include "sley.h"', "runtime/stray.c: lies in no room"),
]


def self_test(root: Path) -> list:
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("compiler", "runtime", "grammar"):
            shutil.copytree(root / name, copy / name)
        for file, line, report in PLANTED:
            path = copy / file
            old = path.read_text(encoding="utf-8") if path.exists() else None
            path.write_text(re.sub(r"^#include", lambda _: line + "\n#include", old, count=1, flags=re.M)
                            if old is not None else line + "\n")
            if not any(report in it for it in check(copy)):
                missed.append(f"self-test: {line} in {file} was not reported")
            if old is None:
                path.unlink()
            else:
                path.write_text(old, encoding="utf-8")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    wrong = check(options.root)
    if options.self_test:
        wrong += self_test(options.root)
    for side in sides(options.root):
        for folder, size in side.sizes().items():
            if size > LARGE:
                print(f"note: {folder.relative_to(options.root)} holds {size} files; over {LARGE} it is split by subject")
    for it in wrong:
        print(it)
    print(f"{len(wrong)} found" if wrong else "every include looks the right way, every call tells its file, no line is too long")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
