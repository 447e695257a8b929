# SPDX-License-Identifier: MIT
"""What the compiler says about mistakes: the examples of `sley explain` hold, what a help proposes mends what it
stands below, and the code in the messages is Sley."""
import os
import re
import shutil
from pathlib import Path

from .core import PLAIN, ROOT, SCRATCH, SLEY, Case, execute, shorten

TESTS = ROOT / "tests"
REPORT = re.compile(r"^(.+?):(\d+):(\d+): (error|warning)\[(\w+)\]")


# ---- sley explain ------------------------------------------------------------------------------------------

def run_example(text: str, folder: Path):
    """Runs what `sley explain` shows: commands with `$ ` before them, or a program of one or several files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = text.split("\n")
    commands = [it[2:] for it in lines if it.startswith("$ ")]
    if commands:
        path = f"{SLEY.parent}:{os.environ['PATH']}"
        return execute(["sh", "-c", "\n".join(commands)], cwd=folder, env=PLAIN | {"PATH": path})
    name, files = "main.sley", {"main.sley": []}
    for line in lines:
        found = re.fullmatch(r"// file: (\S+)", line)
        name = found[1] if found else name
        files.setdefault(name, []).extend([] if found else [line])
    for name, body in files.items():
        (folder / name).write_text("\n".join(body) + "\n")
    return execute([SLEY, "check", "main.sley"], cwd=folder, env=PLAIN)


def example_cases() -> list:
    """The examples of `sley explain`: the wrong one is reported by its code alone, the right one not at all."""
    def case(code: str) -> Case:
        def check():
            shown = execute([SLEY, "explain", code], cwd=ROOT, env=PLAIN).out.decode()
            found = re.search(r"\nWrong:\n(.*)\nRight:\n(.*)", shown, re.S)
            if not found:
                return f"sley explain {code} shows no examples: write compiler/cmd/examples/{code}.sley"
            wrong, right = (re.sub(r"^    ", "", it, flags=re.M) for it in found.groups())
            ended = run_example(wrong, SCRATCH / "explain" / code / "wrong")
            text = ended.err.decode(errors="replace")
            got = {it[1] for it in re.finditer(r"(?:error|warning)\[(\w+)\]", text)}
            if got != {code}:
                return f"the wrong example is reported by {sorted(got)}\n{shorten(text)}"
            ended = run_example(right, SCRATCH / "explain" / code / "right")
            return None if ended.status == 0 and not ended.err else f"the right example: {ended.describe()}"
        return Case("errors", f"explain {code}", check)
    table = ROOT / "compiler/base/diag.def"
    return [case(code) for code in re.findall(r"^(?:ERROR|WARNING)\(([EW]\d{4})", table.read_text(), re.M)]


# ---- helps ------------------------------------------------------------------------------------------------

# What a help proposes, and what becomes of the line: (pattern of the help, new line).
def at_caret(line, column, width, code):
    before, (word, _, rest) = line[:column], code.partition(" ")
    if rest and before.rstrip().endswith(word):        # `spawn f` with `spawn f()`: the word is there
        before, code = before.rstrip() + " ", rest
    return before + code + line[column + width:]


APPLIED = [
    (re.compile(r"did you mean `([^`]+)`\?"), at_caret),
    (re.compile(r"(?:convert it|convert it to a string|parse the string|wait for its result|call it|"
                r"wrap the call in a closure|leave out the parentheses): `(?!str\(x\))([^`]+)`"), at_caret),
    (re.compile(r"write `([^`]+ (?:!= 0|!= none|> 0))`"), at_caret),
    (re.compile(r"remove it, or rename it to `(\w+)`"), at_caret),
    (re.compile(r"import the module first: `(import [\w.]+)`"), lambda line, column, width, code: None),
    (re.compile(r"declare it with `(let)`"), lambda line, column, width, code: re.sub(r"\bvar\b", code, line, count=1)),
    (re.compile(r"an error propagates by itself: leave out `(try)`"),
     lambda line, column, width, code: re.sub(r"\btry ", "", line, count=1)),
]
HELP = re.compile(r"^ *= help: (.*)$")


def read_reports(text: str) -> list:
    """(file, line, column, code, width of the caret, helps) of each report."""
    reports = []
    for line in text.split("\n"):
        head = REPORT.match(line)
        if head:
            reports.append([head[1], int(head[2]), int(head[3]), head[5], 0, []])
        elif reports and not reports[-1][4] and re.match(r"^ *\| *\^+", line):
            reports[-1][4] = line.count("^")
        elif reports and HELP.match(line):
            reports[-1][5].append(HELP.match(line)[1])
    return reports


def help_cases() -> list:
    """Follows each help that names a replacement: the report is gone then, and the line still parses."""
    def check_help(source: Path, scratch: Path, text: str, report: list, code: str, edit) -> str:
        _, line, column, what, width, _ = report
        lines = text.split("\n")
        new = edit(lines[line - 1], column - 1, width, code)
        lines = [code] + lines if new is None else lines[:line - 1] + [new] + lines[line:]
        at = line + (new is None)
        scratch.write_text("\n".join(lines))
        ended = execute([SLEY, "check", scratch.name], cwd=scratch.parent, env=PLAIN)
        after = [it[3] for it in read_reports(ended.err.decode(errors="replace")) if it[1] == at]
        before = [it[3] for it in reports_of(source) if it[1] == line]
        if after.count(what) >= before.count(what) or any(it < "E02" and it not in before for it in after):
            return f"{source.name}:{line}: {what}: following the help gives {after}: {lines[at - 1].strip()}"
        return ""

    def reports_of(source: Path) -> list:
        ended = execute([SLEY, "check", source.name], cwd=source.parent, env=PLAIN)
        return read_reports(ended.err.decode(errors="replace"))

    def case(source: Path) -> Case:
        def check():
            text = source.read_text(errors="replace")
            scratch = SCRATCH / "helps" / source.name
            scratch.parent.mkdir(parents=True, exist_ok=True)
            wrong = []
            for report in reports_of(source):
                for words in report[5]:
                    found = [(it.search(words), edit) for it, edit in APPLIED if it.search(words)]
                    wrong += [check_help(source, scratch, text, report, it[1], edit) for it, edit in found]
            return "\n".join(it for it in wrong if it) or None
        return Case("errors", f"helps of {source.parent.name}/{source.stem}", check)
    return [case(it) for folder in ("errors", "golden/diag") for it in sorted((TESTS / folder).glob("*.sley"))]


# ---- code in messages --------------------------------------------------------------------------------------

# Where a piece of code that a message shows may stand.
PLACES = (
    "async fn f() {{\n{}\n}}", "{}", "let v = {}", "let v: {} = 0", "fn f({}) {{}}", "fn f() {}", "let v = f({})",
    "fn f() {{ match v {{ {} }} }}", "async fn f() {{ await select {{ {} }} }}", "fn f() {{ try {{}} {} }}",
    "enum S {{ {} }}", "error E{}", "let v = x{}", "fn f() {} {{}}", "fn f() {{ {} {{}} }}",
)


def shown_code_cases() -> list:
    """The code that messages show in backquotes is Sley: with its `...` left out, it parses somewhere."""
    def parses(code: str, scratch: Path) -> bool:
        code = re.sub(r"(=>|[=:]) \.\.\.(?!\w)", r"\1 0", code)
        code = re.sub(r",? ?\.\.\.(?!\w)", "", code)
        code = f'"{code}"' if code.startswith("{") else code
        for place in PLACES:
            scratch.write_text(place.format(code) + "\n")
            if execute([SLEY, "emit", "--emit=ast", scratch.name], cwd=scratch.parent, env=PLAIN).status == 0:
                return True
        return False

    def case(source: Path) -> Case:
        def check():
            scratch = SCRATCH / "shown" / (source.stem + ".sley")
            scratch.parent.mkdir(parents=True, exist_ok=True)
            literals = re.findall(r'"((?:[^"\\\n]|\\.)*)"', re.sub(r'^ *//.*|"\s*\n\s*"', "", source.read_text(), flags=re.M))
            shown = {it for text in literals for it in re.findall(r"`([^`]*)`", text)}
            shown = {it.replace('\\"', '"') for it in shown if re.search(r"[a-z].*\W|\W.*[a-z]", it)}
            shown = {it for it in shown if "%" not in it and not re.fullmatch("[a-z]+ [a-z]+", it)}   # `else if`
            wrong = sorted(it for it in shown if not parses(it, scratch))
            return "no Sley: " + "\n         ".join(wrong) if wrong else None
        return Case("errors", f"code shown by {source.parent.name}/{source.name}", check)
    found = [it for room in ("base", "parse", "check") for it in sorted((ROOT / "compiler" / room).rglob("*.c"))]
    return [case(it) for it in found if "`" in it.read_text()]


def cases() -> list:
    return example_cases() + help_cases() + shown_code_cases()
