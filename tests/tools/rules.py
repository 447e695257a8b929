#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The numbered rules of docs/semantics.md: every rule that is cited exists, and each names its tests.

usage: rules.py [--update]

A test names its rules in a line `rule: S23` of a comment; sources and docs cite them as (S23). The line `Tests:` after
a rule lists its tests; --update writes these lines. Rules without *(planned)* that no test names are listed; that is no
error.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs/semantics.md"
RULE = re.compile(r"^\*\*(S\d+)\*\*", re.M)
NAMED = re.compile(r"rule: (S\d+(?:[, ]+S\d+)*)")
CITED = re.compile(r"\((S\d+)(?:, (S\d+))*\)")
SOURCES = {".c", ".h", ".def", ".sley", ".sh", ".py", ".md", ".re", ".y"}


def files(*folders: str) -> list:
    found = [it for folder in folders for it in sorted((ROOT / folder).rglob("*"))]
    return [it for it in found if it.is_file() and it.suffix in SOURCES and it != PAGE]


def number(rule: str) -> int:
    return int(rule[1:])


def tests_of_rules() -> dict:
    """Rule -> the tests that name it, as paths below tests/."""
    tests = {}
    for path in files("tests"):
        if "tools" in path.parts or "harness" in path.parts:
            continue
        for found in NAMED.finditer(path.read_text(errors="replace")):
            for rule in re.findall(r"S\d+", found[1]):
                name = str(path.relative_to(ROOT / "tests").with_suffix(""))
                tests.setdefault(rule, set()).add(name)
    return tests


def with_tests(page: str, tests: dict) -> str:
    """The page with the lines `Tests:` as they should be."""
    page = re.sub(r"\n\*Tests: [^*]*\*(?=\n)", "", page)
    parts = re.split(r"(?=^\*\*S\d+\*\*|^## )", page, flags=re.M)
    for at, part in enumerate(parts):
        rule = RULE.match(part)
        if rule and rule[1] in tests:
            names = ", ".join(f"`{it}`" for it in sorted(tests[rule[1]]))
            parts[at] = part.rstrip("\n") + f"\n*Tests: {names}*\n\n"
    return "".join(parts).rstrip("\n") + "\n"


def main() -> int:
    page = PAGE.read_text()
    defined = set(RULE.findall(page))
    wrong = []
    for path in files("compiler", "runtime", "docs", "tests", "samples"):
        text = path.read_text(errors="replace")
        cited = [rule for found in CITED.finditer(text) for rule in found.groups() if rule]
        cited += [rule for found in NAMED.finditer(text) for rule in re.findall(r"S\d+", found[1])]
        wrong += [f"{path.relative_to(ROOT)}: {rule} is no rule of docs/semantics.md"
                  for rule in sorted(set(cited) - defined, key=number)]
    tests = tests_of_rules()
    wanted = with_tests(page, tests)
    if "--update" in sys.argv:
        PAGE.write_text(wanted)
    elif wanted != page:
        wrong.append("docs/semantics.md: the lines `Tests:` are out of date; run tests/tools/rules.py --update")
    parts = re.split(r"(?=^\*\*S\d+\*\*)", page, flags=re.M)
    bare = [RULE.match(it)[1] for it in parts if RULE.match(it) and "*(planned)*" not in it]
    bare = [rule for rule in bare if rule not in tests]
    print("\n".join(wrong) if wrong else f"ok {len(defined)} rules, {len(tests)} with tests")
    if bare:
        print("without a test: " + " ".join(bare))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
