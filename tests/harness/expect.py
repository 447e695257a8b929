# SPDX-License-Identifier: MIT
"""What a test program says about itself, in comments of its source.

    print(3 + 4)            // expect: 7
    // expect: lines of output, in the order in which they are printed; a trailing block of them is fine, too
    // expect-match: [0-9]+ ms         a line of output that a regular expression must match as a whole
    // expect-error: at app.sley:7     a text that stderr holds; without one, stderr must be empty
    // exit: 134     // args: a b "c d"     // stdin: a line     // env: NAME=value
    // mode: nosim   this program needs the real clock or the real world
    // mode: sim     only on virtual time
    // mode: fifo    its output depends on the order of tasks: in another order it only has to end well
    // verb: run     tests/errors: what the compiler is asked to do; without one, check
    // rule: S23     the rule of the reference that this test is for
    // origin: go test/chan/fifo.go    whose behaviour this is (tests/conformance; see its NOTICE)
    let x: int = "a"        // error: E0012          (tests/errors: reported on this line)
"""
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from .core import Ended, shorten

WORD = re.compile(r"//\s*(expect|expect-match|expect-error|exit|args|stdin|env|mode|verb|rule|error|warning):(?: (.*?))?\s*$")


@dataclass
class Expectation:
    lines: list = field(default_factory=list)          # (is_pattern, text) in order
    errors: list = field(default_factory=list)         # texts in stderr
    status: int = 0
    args: list = field(default_factory=list)
    stdin: str = ""
    env: dict = field(default_factory=dict)
    modes: set = field(default_factory=set)
    verb: str = "check"
    rules: list = field(default_factory=list)
    reports: list = field(default_factory=list)        # (line, code)


def read(path: Path) -> Expectation:
    it = Expectation()
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        found = WORD.search(line)
        if not found:
            continue
        word, text = found[1], found[2] or ""
        if word in ("expect", "expect-match"):
            it.lines.append((word == "expect-match", text))
        elif word == "expect-error":
            it.errors.append(text)
        elif word == "exit":
            it.status = int(text)
        elif word == "args":
            it.args += shlex.split(text)
        elif word == "stdin":
            it.stdin += text + "\n"
        elif word == "env":
            name, _, value = text.partition("=")
            it.env[name] = value
        elif word == "mode":
            it.modes.update(text.split())
        elif word == "verb":
            it.verb = text
        elif word == "rule":
            it.rules += text.replace(",", " ").split()
        else:                                          # one line may hold several codes
            it.reports += [(number, code) for code in text.replace(",", " ").split()]
    return it


def judge(it: Expectation, ended: Ended):
    """None, or how the run differs from what the source says."""
    wrong = []
    got = ended.out.decode(errors="replace").split("\n")
    if got[-1] == "":
        got.pop()
    else:
        got[-1] += "<no newline>"
    for index in range(max(len(got), len(it.lines))):
        if index >= len(it.lines):
            wrong.append(f"line {index + 1} of the output is one too many: {got[index]}")
            break
        is_pattern, text = it.lines[index]
        if index >= len(got):
            wrong.append(f"line {index + 1} of the output is missing: {text}")
            break
        if not (re.fullmatch(text, got[index]) if is_pattern else text == got[index].rstrip()):
            wrong.append(f"line {index + 1} of the output\n  expected: {text}\n  got:      {got[index]}")
            break
    if ended.timed_out:
        wrong.append("timed out")
    elif ended.status != it.status:
        wrong.append(f"status {ended.status}, expected {it.status}")
    err = ended.err.decode(errors="replace")
    wrong += [f"stderr lacks: {text}" for text in it.errors if text not in err]
    if err and not it.errors and it.status == 0:
        wrong.append("stderr should be empty")
    if not wrong:
        return None
    return "\n".join(wrong) + (f"\n--- stderr\n{shorten(err)}" if err else "")


# What no schedule may lead to.
BROKEN = ("Sanitizer", "runtime error:", "memory was not freed", "memory was overwritten")


def sane(it: Expectation, ended: Ended):
    """None, or why the program ended as no program may, whatever the order of its tasks."""
    err = ended.err.decode(errors="replace")
    wrong = [f"stderr holds: {text}" for text in BROKEN if text in err]
    if ended.timed_out or ended.status not in (0, 1, 71, 130, 134, it.status):
        wrong.append(ended.describe())
    return "\n".join(wrong) or None
