#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How fast the compiler is: processor time and memory of `sley emit` on a generated program.

usage: compile_speed.py [--sley PATH] [--lines N] [--keep FILE]

The program is made of copies of one part, each with names of its own, and everything in it is used: nothing of it is left
out of the C. The part has what programs have, comments and empty lines, too: structs and enums with methods, matches, texts,
lists and maps, closures, errors, async functions with channels, select, groups and cleanup.
Median of the runs; processor time, since other work on the machine does not count.
"""
import argparse
import os
import statistics
import sys
import tempfile

PART = '''\
// What a shop of this kind sells.
struct Item{n} {{
    name: str
    price: int
    tags: list[str]

    fn label() -> str {{
        return "{{self.name}} ({{self.price:>4}})"
    }}
}}

enum Order{n} {{
    Buy(item: Item{n}, count: int)
    Return(name: str)
    Close
}}

error SoldOut{n}(name: str, wanted: int)

// How much it costs; large orders are cheaper.
fn cost{n}(item: Item{n}, count: int, percent: int = 5) -> int {{
    var total = item.price * count
    if count > 100 {{
        total -= total * percent / 100
    }} else if count == 0 {{
        return 0
    }}
    return total
}}

// Takes goods out of the stock, or says what is missing.
fn take{n}(stock: map[str, int], name: str, count: int) throws SoldOut{n} {{
    let left = stock.get(name, 0)
    if left < count {{
        throw SoldOut{n}(name: name, wanted: count - left)
    }}
    stock[name] = left - count
}}

fn describe{n}(order: Order{n}) -> str {{
    match order {{
        case Buy(item, count) if count > 1 {{ return "{{count}} x {{item.label()}}" }}
        case Buy(item, _) {{ return item.label() }}
        case Return(name) {{ return "back: {{name}}" }}
        case Close {{ return "closed" }}
    }}
}}

fn cheapest{n}(items: list[Item{n}], wanted: fn(Item{n}) -> bool) -> Item{n}? {{
    var best: Item{n}? = none
    for item in items {{
        if not wanted(item) {{ continue }}
        if let b = best {{
            if item.price < b.price {{ best = item }}
        }} else {{
            best = item
        }}
    }}
    return best
}}

// Serves orders until somebody closes; answers with a line for each.
async fn serve{n}(orders: chan[Order{n}], answers: chan[str], quiet: duration) throws {{
    defer answers.close()
    let stock = ["pen": 10, "ink": {n}]
    var served = 0
    while true {{
        await select {{
            case let next = orders.recv() {{
                let order = next ?? Order{n}.Close
                match order {{
                    case Buy(item, count) {{
                        try {{
                            take{n}(stock, item.name, count)
                            served += cost{n}(item, count)
                            await answers.send("{{describe{n}(order)}}: {{served}}")
                        }} catch e: SoldOut{n} {{
                            await answers.send("{{e.wanted}} of {{e.name}} are missing")
                        }}
                    }}
                    case Return(name) {{ stock[name] = stock.get(name, 0) + 1 }}
                    case Close {{ break }}
                }}
            }}
            case after quiet {{
                await answers.send("nothing to do, {{served}} so far")
                return
            }}
        }}
    }}
}}

async fn shop{n}() -> int throws {{
    let pen = Item{n}(name: "pen", price: 3, tags: ["blue", "thin"])
    let ink = Item{n}(name: "ink", price: {n}, tags: [])
    let orders = chan[Order{n}](4)
    let answers = chan[str](0)
    var lines = 0
    await group g {{
        spawn serve{n}(orders, answers, 2s)
        if let item = cheapest{n}([pen, ink], fn(item) => item.price < 10) {{
            await orders.send(Order{n}.Buy(item: item, count: 2))
        }}
        await orders.send(Order{n}.Return("ink"))
        await orders.send(Order{n}.Close)
        async for line in answers {{
            print(line.upper())
            lines += 1
        }}
    }}
    await sleep(1ms)
    return lines + pen.tags.len()
}}

'''
FOLDER = '''\
async fn street{k}() -> int throws {{
    var lines = 0
{calls}    return lines
}}

'''
SHOPS_IN_A_STREET = 10


def program(lines: int) -> str:
    count = max(lines // PART.count("\n"), 1)
    text = "".join(PART.format(n=n) for n in range(count))
    streets = range(0, count, SHOPS_IN_A_STREET)
    for k, first in enumerate(streets):
        shops = range(first, min(first + SHOPS_IN_A_STREET, count))
        text += FOLDER.format(k=k, calls="".join(f"    lines += await shop{n}()\n" for n in shops))
    calls = "".join(f"    lines += await street{k}()\n" for k in range(len(streets)))
    return f"{text}async fn main() throws {{\n    var lines = 0\n{calls}    print(lines)\n}}\n"


def usage(command: list) -> tuple:
    """(seconds of processor time, most memory in bytes) of one run."""
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execvp(command[0], command)
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def measure(sley: str, lines: int, rounds: int) -> tuple:
    """(lines a second, bytes of memory for a line) of `sley emit`."""
    text = program(lines)
    count = text.count("\n")
    with tempfile.NamedTemporaryFile("w", suffix=".sley") as file:
        file.write(text)
        file.flush()
        runs = [usage([sley, "emit", file.name]) for _ in range(rounds)]
    return count / statistics.median(it[0] for it in runs), max(it[1] for it in runs) / count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sley", default="sley")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--keep", metavar="FILE", help="only write the program there")
    options = parser.parse_args()
    if options.keep:
        with open(options.keep, "w", encoding="utf-8") as file:
            file.write(program(options.lines))
        return 0
    speed, memory = measure(options.sley, options.lines, 5)
    print(f"{speed:,.0f} lines/s, {memory:,.0f} bytes/line")
    return 0


if __name__ == "__main__":
    sys.exit(main())
