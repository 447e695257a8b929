#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the tables and plots of docs/performance.md from the JSON of a run of the benchmarks.

usage: report.py RESULTS.json           # make bench writes build/bench.json

What stands between the lines <!-- bench --> and <!-- /bench --> is replaced: a table of nanoseconds, Sley's ratio to the
limit and to the best peer, a table of memory, and plots (Mermaid, which GitHub and others draw).
"""
import json
import sys
from pathlib import Path

import suite

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- bench -->\n", "<!-- /bench -->\n"
COLUMNS = [it.name for it in suite.CONTENDERS]


def number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def best_peer(result: dict) -> tuple:
    """Who is the fastest beside the limit and Sley, and how often Sley's time it takes."""
    peers = {name: result[name]["ns"] for name in result if name not in ("limit", "sley")}
    if not peers:
        return "", 0.0
    best = min(peers, key=peers.get)
    return best, peers[best] / result["sley"]["ns"]


def times(results: dict) -> list:
    names = [it for it in COLUMNS if any(it in result for result in results.values())]
    rows = [f"| benchmark | what | {' | '.join(names)} | Sley / limit | at most | best peer / Sley |",
            f"|---|---|{'--:|' * len(names)}--:|--:|---|"]
    for name, result in results.items():
        benchmark = suite.BENCHMARKS[name]
        cells = " | ".join(number(result[it]["ns"]) if it in result else "" for it in names)
        best, ahead = best_peer(result)
        ratio = result["sley"]["ns"] / result["limit"]["ns"]
        mark = "**" if ratio > benchmark.bar else ""
        peer = f"{ahead:.1f} ({best})" if best else ""
        rows.append(f"| `{name}` | {benchmark.what} | {cells} | {mark}{ratio:.1f}{mark} | {benchmark.bar} | {peer} |")
    return rows


def memory(results: dict) -> list:
    rows = ["| a million | " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * len(COLUMNS)]
    for name, result in results.items():
        if not suite.BENCHMARKS[name].memory:
            continue
        whole = {it: row["kib"] / 1024 for it, row in result.items() if row["count"] == suite.BENCHMARKS[name].count}
        rows.append(f"| `{name}`, MiB | " + " | ".join(f"{whole[it]:,.0f}" if it in whole else "" for it in COLUMNS) + " |")
    return rows


def plot(title: str, labels: list, values: list, unit: str) -> list:
    top = max(values) * 1.1
    return ["```mermaid", "xychart-beta", f'    title "{title}"', f"    x-axis [{', '.join(labels)}]",
            f'    y-axis "{unit}" 0 --> {top:.1f}', f"    bar [{', '.join(f'{it:.2f}' for it in values)}]", "```"]


def main() -> int:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    results = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    results.pop("compiler", None)
    results = {name: results[name] for name in suite.BENCHMARKS if name in results}
    ratios = [result["sley"]["ns"] / result["limit"]["ns"] for result in results.values()]
    lines = ["Nanoseconds of processor time for an operation.", "", *times(results), "",
             "Peak memory:", "", *memory(results), "",
             *plot("Sley / limit: how many times what C by hand takes", list(results), ratios, "times the limit"), ""]
    peers = {name: best_peer(result)[1] for name, result in results.items() if best_peer(result)[0]}
    if peers:
        lines += [*plot("Best peer / Sley: over 1, Sley is ahead", list(peers), list(peers.values()), "times Sley"), ""]
    page = PAGE.read_text(encoding="utf-8")
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    PAGE.write_text(page[:start] + "\n" + "\n".join(lines) + page[end:], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
