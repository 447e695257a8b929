# SPDX-License-Identifier: MIT
"""Expected output of the samples: NAME.out beside NAME.sley, line by line.

A line stands for itself; the placeholders below may stand in it. Directives:
    ~ RE            the whole line matches the regular expression
    %any ... %end   the lines between come in any order
    %opt RE         a line that may be missing          %star RE   any number of such lines
    %count N RE     exactly N lines of the whole output match
    %exit N         exit status (negative: signal)
    %args A B       arguments of the program            %stdin TEXT   a line of its input
    %real           the program needs the real clock; else it runs on virtual time
    %stderr         the output is stdout and stderr together
"""
import re
import shlex
from dataclasses import dataclass, field

from .core import Ended, shorten

PLACEHOLDERS = {
    "<pid>": r"\d+", "<port>": r"\d+", "<n>": r"\d+", "<float>": r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?",
    "<hms>": r"\d\d:\d\d:\d\d(?:[.,]\d+)?", "<date>": r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?",
    "<tid>": r"\S+", "<any>": r".*", "<task>": r"<task .*?>",
}
SPLIT = re.compile("(" + "|".join(re.escape(word) for word in PLACEHOLDERS) + ")")


@dataclass
class Pattern:
    steps: list = field(default_factory=list)          # ("line" | "opt" | "star", regex, text) or ("any", [regex...], "")
    counts: list = field(default_factory=list)         # (how often, regex)
    status: int = 0
    args: list = field(default_factory=list)
    stdin: str = ""
    real: bool = False
    with_stderr: bool = False


def regex_of(line: str) -> re.Pattern:
    if line.startswith("~ "):
        return re.compile(line[2:])
    return re.compile("".join(PLACEHOLDERS.get(part, re.escape(part)) for part in SPLIT.split(line)))


def parse(text: str) -> Pattern:
    it = Pattern()
    group = None                                       # the lines of an open %any
    for line in text.removesuffix("\n").split("\n") if text else []:
        word, _, rest = line.partition(" ")
        if line == "%any":
            group = []
        elif line == "%end":
            it.steps.append(("any", group, ""))
            group = None
        elif word in ("%opt", "%star"):
            it.steps.append((word[1:], re.compile(rest), rest))
        elif word == "%count":
            times, _, rest = rest.partition(" ")
            it.counts.append((int(times), re.compile(rest)))
        elif word == "%exit":
            it.status = int(rest) if int(rest) >= 0 else 128 - int(rest)
        elif word == "%args":
            it.args += shlex.split(rest)
        elif word == "%stdin":
            it.stdin += rest + "\n"
        elif word == "%real":
            it.real = True
        elif word == "%stderr":
            it.with_stderr = True
        elif group is not None:
            group.append((regex_of(line), line))
        else:
            it.steps.append(("line", regex_of(line), line))
    return it


def step_from(what: str, regex, lines: list, at: int) -> set:
    """Where the output may go on after one step that begins at line `at`; empty when the step fails."""
    if what == "any":
        left = list(regex)
        for line in lines[at:at + len(left)]:
            hit = next((row for row in left if row[0].fullmatch(line)), None)
            if hit is None:
                return set()
            left.remove(hit)
        return set() if left else {at + len(regex)}
    ends = set() if what == "line" else {at}
    while at < len(lines) and regex.fullmatch(lines[at]):
        at += 1
        ends.add(at)
        if what != "star":
            break
    return ends


def match_lines(it: Pattern, lines: list):
    """None, or the first difference. All the places where each step may end are kept, so `%star .*` may stand first."""
    places = {0}
    for what, regex, text in it.steps:
        reached = set().union(*(step_from(what, regex, lines, at) for at in places))
        if not reached:
            at = max(places)
            expected = text or "in any order: " + " | ".join(row[1] for row in regex)
            got = lines[at] if at < len(lines) else "the end"
            return f"line {at + 1} of the output\n  expected: {expected}\n  got:      {got}"
        places = reached
    return None if len(lines) in places else f"one line too many: {lines[max(places)]}"


def judge(it: Pattern, ended: Ended):
    out = (ended.out + (ended.err if it.with_stderr else b"")).decode(errors="replace")
    lines = out.removesuffix("\n").split("\n") if out else []
    wrong = []
    difference = match_lines(it, lines)
    if difference:
        wrong.append(difference)
    for times, regex in it.counts:
        found = sum(1 for line in lines if regex.fullmatch(line))
        if found != times:
            wrong.append(f"{found} lines match {regex.pattern}, expected {times}")
    if ended.timed_out:
        wrong.append("timed out")
    elif ended.status != it.status:
        wrong.append(f"status {ended.status}, expected {it.status}")
    if not wrong:
        return None
    err = ended.err.decode(errors="replace")
    return "\n".join(wrong) + f"\n--- output\n{shorten(out)}" + (f"\n--- stderr\n{shorten(err)}" if err else "")
