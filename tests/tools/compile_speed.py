#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the compiler is: processor time and memory of `sley emit` on a generated program.

usage: compile_speed.py [--sley PATH] [--lines N]        exit 0 = at least 500,000 lines a second, under 2 KB a line

The program is a mix of what programs are made of: structs, loops, calls, texts, async functions with awaits,
channels, matches, error handling. Best of three runs; processor time, since other work on the machine does not count.
"""
import argparse
import os
import resource
import sys
import tempfile

LINES_PER_SECOND, BYTES_PER_LINE = 500_000, 2048

PART = '''\
struct Point{n} {{
    x: int
    y: int
}}

error Refused{n}(why: str)

fn weigh{n}(p: Point{n}, factor: int = 2) -> int {{
    var total = 0
    for i in 0..p.x {{
        if i % 2 == 0 {{
            total += i * factor
        }} else {{
            total -= p.y
        }}
    }}
    return total
}}

fn describe{n}(points: list[Point{n}]) -> str throws {{
    var text = ""
    for p in points {{
        if p.x < 0 {{
            throw Refused{n}(why: "{{p.x}} is negative")
        }}
        text = "{{text}} ({{p.x}}, {{p.y:>4}})"
    }}
    return text
}}

async fn feed{n}(out: chan[int], count: int) throws {{
    for i in 0..count {{
        await out.send(i)
        await sleep(1ms)
    }}
    out.close()
}}

async fn work{n}() -> int throws {{
    let values = chan[int](4)
    spawn feed{n}(values, 10)
    var total = weigh{n}(Point{n}(x: 3, y: 4))
    async for v in values {{
        total += v
    }}
    try {{
        print(describe{n}([Point{n}(x: 1, y: 2), Point{n}(x: -1, y: 2)]))
    }} catch e: Refused{n} {{
        print("refused: {{e.why}}")
    }}
    return total
}}

'''


def measure(command: list) -> tuple:
    """(seconds of processor time, most memory in bytes) of one run."""
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--sley", default="sley")
    parser.add_argument("--lines", type=int, default=100_000)
    options = parser.parse_args()
    parts = options.lines // PART.count("\n")
    text = "".join(PART.format(n=n) for n in range(parts)) + "async fn main() throws {\n    print(await work0())\n}\n"
    lines = text.count("\n")
    with tempfile.NamedTemporaryFile("w", suffix=".sley") as file:
        file.write(text)
        file.flush()
        runs = [measure([options.sley, "emit", file.name]) for _ in range(3)]
    seconds, memory = min(it[0] for it in runs), max(it[1] for it in runs)
    speed, per_line = lines / seconds, memory / lines
    good = speed >= LINES_PER_SECOND and per_line <= BYTES_PER_LINE
    print(f"{'ok' if good else 'too slow or too large'}: {lines} lines, {speed:,.0f} lines/s, {per_line:,.0f} bytes/line")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
