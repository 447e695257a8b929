# SPDX-License-Identifier: MIT
"""The Sley code of docs/*.md: every ```sley block compiles, and programs among them run.

A block is a module; statements in it are those of an `async fn main() throws`, and `{ ... }` stands for any body. What
a block takes for granted stands in a comment before it, which rendered Markdown does not show:

    <!-- sley
    let xs = [1, 2, 3]
    for _ in 0..1 {                  what is left open is closed after the block
    // expect: 3                     a line that the program prints; without any, it need not run to its end
    -->
"""
import re

from . import expect
from .core import ROOT, SCRATCH, SLEY, Case, execute

BLOCK = re.compile(r"(?:^<!-- sley\n(.*?)^-->\n\n?)?^```sley\n(.*?)^```", re.S | re.M)
DECLARATION = re.compile(r"(export|async fn|fn|struct|enum|class|interface|error|import|extern|test|type|local var|"
                         r"task var)\b|///")
LITERAL = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])+\'|`[^`]*`|//.*')


def depth_of(line: str) -> int:
    plain = LITERAL.sub("", line)
    return sum(plain.count(it) for it in "{([") - sum(plain.count(it) for it in "})]")


def module_of(assumed: str, code: str) -> str:
    """The block as a module of its own."""
    declarations, statements = [], []
    depth, place = 0, statements
    for line in (assumed + re.sub(r"\{ \.\.\. \}", '{ panic("...") }', code)).split("\n"):
        if depth == 0 and line.strip():
            place = declarations if DECLARATION.match(line) else statements
        place.append(line)
        depth += depth_of(line)
    place.append("}" * depth)
    text = "\n".join(declarations)
    if not re.search(r"\bfn main\(", text):
        text += "\nasync fn main() throws {\n" + "\n".join(statements) + "\n}\n"
    return text


def case(name: str, assumed: str, code: str) -> Case:
    def check():
        folder = SCRATCH / "docs"
        folder.mkdir(parents=True, exist_ok=True)
        source = folder / (re.sub(r"\W", "_", name) + ".sley")
        source.write_text(module_of(assumed, code))
        ended = execute([SLEY, "check", "-w", source], timeout=30)
        if ended.status != 0:
            return f"does not compile, as {source.name}: {ended.describe()}\n{source.read_text()}"
        it = expect.read(source)
        if not it.lines:
            return None
        return expect.judge(it, execute([SLEY, "run", "-w", source], timeout=60))
    return Case("docs", name, check)


def cases() -> list:
    found = []
    for page in sorted((ROOT / "docs").glob("*.md")) + [ROOT / "README.md"]:
        text = page.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            line = text[:block.start(2)].count("\n") + 1
            found.append(case(f"{page.name}:{line}", block[1] or "", block[2]))
    return found
