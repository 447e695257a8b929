#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the #line directives of generated C: no line of code has a number that was only counted on, since that is a
line of the source which the code does not come from, and no number is beyond the end of the source. Types of frames and
constant tables are no code: nothing stops or is counted there.

usage: line_check.py SOURCE.sley FILE.c
"""
import re
import sys


def main() -> int:
    source, generated = sys.argv[1:]
    with open(source, encoding="utf-8", errors="replace") as file:
        last = len(file.read().split("\n"))
    number = None                                       # of the next line; None before the first directive
    wrong = []
    in_type = in_table = False
    with open(generated, encoding="utf-8") as file:
        for at, line in enumerate(file, 1):
            directive = re.match(r"#line (\d+) ", line)
            if directive:
                number, exact = int(directive[1]), True
                if not 1 <= number <= last:
                    wrong.append(f"{generated}:{at}: line {number} of {last}")
                continue
            code = line.split("//")[0].strip() if not line.lstrip().startswith("//") else ""
            in_type = in_type or code.startswith("typedef struct")
            in_table = in_table or re.match(r"SLEY_[A-Z_]+\(|static const ", line) is not None
            if number is not None and code and not exact and not in_type and not in_table:
                wrong.append(f"{generated}:{at}: counted as line {number}: {code[:60]}")
            in_type = in_type and not line.startswith("}")
            in_table = in_table and not code.endswith((";", ")"))
            if number is not None:
                number, exact = number + 1, False
    print("\n".join(wrong[:20]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
