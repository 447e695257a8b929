#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hostile shapes: no nesting and no length of input may crash the compiler, or cost more than linear time.

usage: scaling_check.py [--cmd "sley check"] [--stack KIB] [--deep N] [--long N] [--only SHAPE]     exit 0 = passed

Each shape is written at several sizes into a scratch file and given to the command under a small stack (256 KiB)
and 512 MiB of memory (use --no-memory-limit for sanitizer builds). A run passes when it ends by itself with status
0 or 1 within 5 s. "deep" shapes go up to 10^6 levels; "long" shapes are also timed: time(2n) <= 2.5 time(n) + 20 ms.
Shapes are rough Sley: most are meant to be refused, with a diagnostic.
"""
import argparse
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time


def fn(body):
    return "fn main() {\n" + body + "\n}\n"


DEEP = {
    "parens": lambda n: fn("let x = " + "(" * n + "1" + ")" * n),
    "open parens": lambda n: fn("let x = " + "(" * n),
    "lists": lambda n: fn("let x = " + "[" * n + "]" * n),
    "blocks": lambda n: fn("if true {" * n + "}" * n),
    "open blocks": lambda n: "fn main() {\n" + "if true {" * n,
    "closing braces": lambda n: "}" * n,
    "unary minus": lambda n: fn("let x = " + "- " * n + "1"),
    "not": lambda n: fn("let x = " + "not " * n + "true"),
    "calls": lambda n: fn("let x = " + "f(" * n + "1" + ")" * n),
    "awaits": lambda n: "async " + fn("await " * n + "f()"),
    "generic types": lambda n: "fn f(x: " + "list[" * n + "int" + "]" * n + ") {}\n",
    "optional types": lambda n: "fn f(x: int" + "?" * n + ") {}\n",
    "power": lambda n: fn("let x = " + "2 ** " * n + "1"),
    "closures": lambda n: fn("let x = " + "fn(a) => " * n + "a"),
    "interpolation": lambda n: fn("let x = " + '"{' * n + "1" + '}"' * n),
    "comments": lambda n: "/*" * n + "*/" * n + "\n",
    "else if": lambda n: fn("if a {} " + "else if b {} " * n),
    "member chain": lambda n: fn("let x = a" + ".b" * n),
    "call chain": lambda n: fn("let x = f" + "(1)" * n),
    "or chain": lambda n: fn("let x = a" + " or a" * n),
}
LONG = {
    "plus chain": lambda n: fn("let x = 1" + " + 1" * n),
    "statements": lambda n: fn("let x = 1\n" * n),
    "functions": lambda n: "".join(f"fn f{i}() {{}}\n" for i in range(n)),
    "call graph": lambda n: "".join(f"fn f{i}() {{ f{i + 1}() }}\n" for i in range(n)) + f"fn f{n}() {{}}\n",
    "match arms": lambda n: fn("match x {\n" + "".join(f"case {i} {{}}\n" for i in range(n)) + "else {}\n}"),
    "list items": lambda n: fn("let x = [" + "1, " * n + "1]"),
    "arguments": lambda n: fn("f(" + "1, " * n + "1)"),
    "fields": lambda n: "struct S {\n" + "".join(f"f{i}: int\n" for i in range(n)) + "}\n",
    "enum cases": lambda n: "enum E {\n" + "".join(f"C{i}\n" for i in range(n)) + "}\n",
    "awaits in a row": lambda n: "async " + fn("await f()\n" * n),
    "locals across awaits": lambda n: "async " + fn("".join(f"let v{i} = {i}\n" for i in range(n)) + "await f()\n"
                                                    + "".join(f"g(v{i})\n" for i in range(n))),
    "one long name": lambda n: fn("let " + "a" * n + " = 1"),
    "one long string": lambda n: fn('let x = "' + "a" * n + '"'),
    "errors": lambda n: fn("let = 1\n" * n),
    "newlines": lambda n: "\n" * n,
    # These are right, so that all passes see them.
    "right statements": lambda n: fn("var x = 1\n" + "x += 1\n" * n + "print(x)"),
    "right locals": lambda n: fn("".join(f"let v{i} = \"{i}\"\n" for i in range(n)) + "print(v0)"),
    "right functions": lambda n: "".join(f"fn f{i}(n: int) -> int {{ return f{i + 1}(n) + 1 }}\n" for i in range(n))
                                 + f"fn f{n}(n: int) -> int {{ return n }}\n" + fn("print(f0(1))"),
    "right awaits": lambda n: "async " + fn("await sleep(0s)\n" * n),
    "right async functions": lambda n: "".join(f"async fn f{i}() {{ await sleep(0s) }}\n" for i in range(n))
                                       + "async " + fn("".join(f"await f{i}()\n" for i in range(n))),
    "right texts across awaits": lambda n: "async " + fn(
        "".join(f"let v{i} = \"{i}\".upper()\n" for i in range(n)) + "await sleep(0s)\n"
        + "".join(f"print(v{i})\n" for i in range(n))),
    "right match arms": lambda n: "fn f(x: int) -> int {\nmatch x {\n"
                                  + "".join(f"case {i} {{ return {i + 1} }}\n" for i in range(n))
                                  + "case _ { return 0 }\n}\n}\n" + fn("print(f(1))"),
    "right list": lambda n: fn("let x = [" + "1, " * n + "1]\nprint(x.len())"),
}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--cmd", default="sley check")
    ap.add_argument("--stack", type=int, default=256)
    ap.add_argument("--deep", type=int, default=1_000_000)
    ap.add_argument("--long", type=int, default=20_000)
    ap.add_argument("--only")
    ap.add_argument("--no-memory-limit", action="store_true")
    a = ap.parse_args()
    cmd, failed = shlex.split(a.cmd), []

    def limits():
        resource.setrlimit(resource.RLIMIT_STACK, (a.stack * 1024, a.stack * 1024))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not a.no_memory_limit:
            resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))

    def once(shape, n, text):
        with tempfile.NamedTemporaryFile("w", suffix=".sley", delete=False) as f:
            f.write(text)
        start = time.monotonic()
        try:
            r = subprocess.run(cmd + [f.name], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, timeout=30, preexec_fn=limits)
            took, status = time.monotonic() - start, r.returncode
        except subprocess.TimeoutExpired:
            took, status = 30.0, "timeout"
        os.unlink(f.name)
        if status not in (0, 1):
            failed.append(f"{shape} {n}: status {status}")
        elif took > 5:
            failed.append(f"{shape} {n}: {took:.1f} s")
        return took

    for shape, make in DEEP.items():
        if a.only in (None, shape):
            n = 100
            while n <= a.deep:
                once(shape, n, make(n))
                n *= 10
            print(f"deep {shape}", flush=True)
    for shape, make in LONG.items():
        if a.only in (None, shape):
            small = large = 30.0
            for _ in range(4):  # other work on the machine disturbs: the best of up to 12 runs each
                small = min(small, *(once(shape, a.long, make(a.long)) for _ in range(3)))
                large = min(large, *(once(shape, 2 * a.long, make(2 * a.long)) for _ in range(3)))
                if large <= 2.5 * small + 0.02:
                    break
            print(f"long {shape}: {a.long} {small * 1e3:.1f} ms, {2 * a.long} {large * 1e3:.1f} ms", flush=True)
            if large > 2.5 * small + 0.02:
                failed.append(f"{shape}: not linear, {small * 1e3:.0f} ms -> {large * 1e3:.0f} ms")
    print("\n".join(failed) if failed else "ok")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
