#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check the shape of generated C: what a compiler accepts but a reader or a hostile input would not.

usage: c_shape.py [--sley FILE.sley]... [--max-ratio R] [--max-body-ratio R] [--allow-abs] FILE.c...   exit 0 = clean

Rules: lines <= 100 columns (but for a name alone), no tab, no trailing blank; brackets nest < 200; string and character literals hold
only printable ASCII, \\n \\t \\r \\" \\\\ and \\ooo (no ?? , no \\x); labels are only resume_*, break_*, continue_*, leave_*;
no absolute path, no __DATE__/__TIME__; no // comment ends in a backslash or ??/ (it would swallow the next line:
quoted source can); no comment begins with TODO, XXX or "error:"; the file ends with one newline.
With --sley: lines of C per line of Sley (comments, blanks and #line lines are not counted): whole files under 5,
function bodies under 3, over the sum of the files given.
"""
import re
import sys
from pathlib import Path

MAX_COLUMNS, MAX_DEPTH = 100, 200
LABEL = re.compile(r"^\s*([A-Za-z_]\w*)\s*:(?!:)")
GOOD_LABEL = re.compile(r"^(resume|break|continue|leave)_\w+$")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"' + r"|'((?:[^'\\\n]|\\.)+)'")
ABSOLUTE = re.compile(r'["<]((?:/[A-Za-z]|[A-Za-z]:[/\\])[^"\\>]{0,8})')
DIRECTIVE = re.compile(r"\s*#\s*(line|include|error|pragma)\b")
ESCAPE = re.compile(r"\\([0-7]{3}|.)")
GOOD_ESCAPE = re.compile(r"[0-7]{3}|[nrt\"\\]")
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)+'" + r"|/\*.*?\*/|//[^\n]*", re.S)


def strip_comments(text):
    """Comments become nothing; literals and the number of lines stay."""
    return TOKEN.sub(lambda m: m.group(0) if m.group(0)[0] in "\"'" else "\n" * m.group(0).count("\n"), text)


def code_lines(text):
    return sum(1 for line in strip_comments(text).split("\n")
               if line.strip() and not line.lstrip().startswith("#line"))


def shape(text):
    """Deepest bracket nesting, its line when it reaches the limit, and the lines inside function bodies."""
    depth = deepest = body = at = 0
    head, inside = "", False                               # head: what stands before a brace at file level
    for n, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("#"):
            continue
        if depth == 0:
            head = (head + " " + line.split("{")[0]).strip()
            inside = line.rstrip() == "{" or ("{" in line and head.endswith(")"))
            if "{" in line or line.rstrip().endswith(";"):
                head = ""
        elif inside and line.strip() not in ("", "}"):
            body += 1
        for c in line:
            depth += (c in "([{") - (c in ")]}")
            if depth > deepest:
                deepest = depth
                at = n if depth == MAX_DEPTH else at
    return deepest, at, body


def check(name, text, allow_abs, source):
    err = []

    def bad(line, what):
        err.append(f"{name}:{line}: {what}")

    if not text.endswith("\n") or text.endswith("\n\n"):
        bad(text.count("\n"), "must end with exactly one newline")
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_COLUMNS and not DIRECTIVE.match(line) and " " in line.strip():   # one name is not cut
            bad(n, f"{len(line)} columns")
        if "\t" in line:
            bad(n, "tab")
        if line != line.rstrip():
            bad(n, "trailing blank")
        if "//" in line and line.rstrip().endswith((chr(92), "??/")):
            bad(n, "a comment that swallows the next line")
    for m in TOKEN.finditer(text):
        if re.match(r"(//|/\*)\s*(TODO|FIXME|XXX|[Ee]rror:)", m.group(0)):
            bad(text.count("\n", 0, m.start()) + 1, f"left in a comment: {m.group(0)[:60]!r}")

    code = strip_comments(text)
    for n, line in enumerate(code.split("\n"), 1):
        if "??" in line:
            bad(n, "?? (a trigraph under -std=c11)")
        if re.search(r"__(DATE|TIME|TIMESTAMP)__", line):
            bad(n, "date or time in the output")
        for m in () if allow_abs else ABSOLUTE.finditer(line):
            if m.group(1) not in source:                   # the program's own strings may look like one
                bad(n, "absolute path")
        if DIRECTIVE.match(line):
            continue
        for m in LITERAL.finditer(line):
            inner = m.group(1) if m.group(1) is not None else m.group(2)
            if not all(GOOD_ESCAPE.fullmatch(it) for it in ESCAPE.findall(inner)):
                bad(n, f"escape other than \\ooo in a literal: {inner[:40]}")
            if not all(" " <= c <= "~" for c in inner):
                bad(n, "byte outside printable ASCII in a literal")
        m = LABEL.match(line)
        if m and m.group(1) not in ("default", "case") and not GOOD_LABEL.match(m.group(1)) and "?" not in line:
            bad(n, f"label {m.group(1)}")

    deepest, at, body = shape(LITERAL.sub(lambda m: m.group(0)[0] * 2, code))
    if at:
        bad(at, f"brackets nest {MAX_DEPTH} deep (clang stops at 256)")
    return err, deepest, body


def main():
    sley, files, ratio, body_ratio, allow_abs, args = [], [], 5.0, 3.0, False, sys.argv[1:]
    while args:
        a = args.pop(0)
        if a == "--sley":
            sley.append(args.pop(0))
        elif a == "--max-ratio":
            ratio = float(args.pop(0))
        elif a == "--max-body-ratio":
            body_ratio = float(args.pop(0))
        elif a == "--allow-abs":
            allow_abs = True
        else:
            files.append(a)
    if not files:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    errors, total, bodies = [], 0, 0
    sources = [Path(name).read_text(encoding="utf-8") for name in sley]
    for name in files:
        with open(name, encoding="utf-8", errors="replace") as f:
            text = f.read()
        err, deepest, body = check(name, text, allow_abs, "".join(sources))
        lines = code_lines(text)
        errors += err
        total += lines
        bodies += body
        print(f"{name}: {lines} lines of code, {body} in bodies, brackets {deepest} deep, {len(err)} remarks")
    if sley:
        source = sum(map(code_lines, sources))
        for what, lines, limit in (("files", total, ratio), ("bodies", bodies, body_ratio)):
            got = lines / max(source, 1)
            print(f"{what}: {got:.2f} lines of C per line of Sley ({lines} / {source})")
            if got >= limit:
                errors.append(f"{what}: {got:.2f} is not under {limit}")
    if errors:
        print("\n".join(errors[:200]))
    sys.exit(bool(errors))


if __name__ == "__main__":
    main()
