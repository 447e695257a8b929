#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Control flow, by differential testing: random async functions against a model of what the language says.

usage: flow_check.py [--seeds FROM:TO] [--depth N] [--functions N] [--keep DIR] [--show SEED]

A program is a few functions of nested loops, try blocks, defers, timeouts, shields, groups, matches, selects and
closures, which break, continue, return and throw across each other. Every statement prints. Each function is run
undisturbed, with an error at its n-th step for every n, and cancelled at its n-th suspension for every n; the model
says what must be printed. The C is compiled with all warnings and the sanitizers, so leaks and what is used after its
end count, too.

What a statement looks like in Sley and what it does in the model stand side by side, in one class per statement.
"""
import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from harness.core import BUILD, ROOT, SLEY, execute, shorten      # noqa: E402
from harness.programs import BUILDS, link_flags                   # noqa: E402

STRICT = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]
FAILURES, CANCELS = 8, 8                               # steps that fail, suspensions that are cancelled

PRELUDE = '''error E(n: int)
error F() : E
enum Kind {
    Low(text: str)
    Mid(n: int, text: str)
    Top
}
var ticks = 0
var fail_at = -1

fn tick(n: int) -> int throws E {
    ticks += 1
    print("s{n}")
    if ticks == fail_at {
        if n % 2 == 0 { throw F(n: n) }
        throw E(n: n)
    }
    return (n + ticks) % 5
}
async fn step(n: int) -> int throws E {
    await sleep(0s)
    return tick(n)
}
async fn text(n: int) -> str throws E {
    let v = await step(n)
    return "t{v}"
}
async fn maybe(n: int) -> str? throws E {
    let v = await step(n)
    if v % 2 == 0 { return "m{v}" }
    return none
}
async fn kind(n: int) -> Kind throws E {
    let v = await step(n)
    if v % 3 == 0 { return Kind.Low("k{v}") }
    if v % 3 == 1 { return Kind.Mid(v, "k{v}") }
    return Kind.Top
}
fn source(n: int) -> chan[str] {
    let ch = chan[str](unbounded)
    for i in 0..n { try { ch.try_send("c{i}") } catch e: Closed {} }
    ch.close()
    return ch
}
async fn run(f: async fn() -> str throws, fail: int, cancel: int) throws {
    ticks = 0
    fail_at = fail
    let t = spawn f()
    for _ in 0..cancel { await sleep(0s) }
    if cancel > 0 { t.cancel() }
    await wait([t])
    if t.cancelled() { print("cancelled") }
    else { try { print("->", t.result()) } catch e: E { print("error", e.n) } }
}
'''


# ---- the model: ways to leave a block, and what a run of a function has seen ------------------------------

class Leave(Exception):
    pass


class Break(Leave):
    pass


class Continue(Leave):
    pass


class Return(Leave):
    pass


class Failed(Leave):
    """args: number, whether it is an F."""


class Cancelled(Leave):
    pass


class Model:
    def __init__(self, fail: int, cancel: int):
        self.fail, self.cancel = fail, cancel
        self.ticks = self.suspensions = self.shields = 0
        self.asked = False
        self.out = []

    def print(self, *words):
        self.out.append(" ".join(map(str, words)))

    def due(self) -> bool:
        return self.asked and self.shields == 0

    def tick(self, n: int) -> int:
        self.ticks += 1
        self.print(f"s{n}")
        if self.ticks == self.fail:
            raise Failed(n, n % 2 == 0)
        return (n + self.ticks) % 5

    def step(self, n: int) -> int:
        if self.due():
            raise Cancelled()
        self.suspensions += 1
        if self.suspensions == self.cancel:
            self.asked = True
        if self.due():
            raise Cancelled()
        return self.tick(n)

    def text(self, n: int) -> str:
        return f"t{self.step(n)}"

    def maybe(self, n: int):
        v = self.step(n)
        return f"m{v}" if v % 2 == 0 else None

    def shielded(self, work, before):
        """Runs a cleanup after a block that ended with `before`: gives what comes out of both."""
        self.shields += 1
        try:
            work()
        except Failed as left:
            return left
        except Cancelled as left:
            return before or left
        finally:
            self.shields -= 1
        return before

    def block(self, statements: list, env: dict, first=None):
        env, defers, left = dict(env), [], None
        try:
            if first:
                first(env)
            for it in statements:
                it.run(self, env, defers)
        except Leave as why:
            left = why
        for work in reversed(defers):
            left = self.shielded(work, left)
        if left:
            raise left

    def call(self, statements: list) -> str:
        try:
            self.block(statements, {})
        except Return as left:
            return left.args[0]
        return "end"

    def outcome(self, statements: list) -> list:
        try:
            self.print("->", self.call(statements))
        except Failed as left:
            self.print("error", left.args[0])
        except Cancelled:
            self.print("cancelled")
        return self.out


def literal(value) -> str:
    return "none" if value is None else f'"{value}"' if isinstance(value, str) else str(value)


# ---- the statements ----------------------------------------------------------------------------------------

class Statement:
    """make: fields from the generator; write: its lines of Sley; run: what it does in the model."""

    def __init__(self, gen, depth: int, around: "Around"):
        self.n = gen.number()
        self.make(gen, depth - 1, around)

    def make(self, gen, depth, around):
        pass


class Around:
    """What a statement may do where it stands: the labels it may jump to, whether it may return."""

    def __init__(self, labels=(), returns=True):
        self.labels, self.returns = list(labels), returns

    def inside_loop(self, label: str) -> "Around":
        return Around(self.labels + [label], self.returns)


CLEANUP = Around(returns=False)


class Print(Statement):
    def write(self, w):
        w.line(f'print("p{self.n}")')

    def run(self, m, env, defers):
        m.print(f"p{self.n}")


class Step(Statement):
    def write(self, w):
        w.line(f"await step({self.n})")

    def run(self, m, env, defers):
        m.step(self.n)


class Let(Statement):
    def make(self, gen, depth, around):
        self.waits = gen.chance(0.6)
        gen.texts.append(f"w{self.n}")

    def write(self, w):
        w.line(f"let w{self.n} = " + (f"await text({self.n})" if self.waits else '"q{ticks}"'))

    def run(self, m, env, defers):
        env[f"w{self.n}"] = m.text(self.n) if self.waits else f"q{m.ticks}"


class Use(Statement):
    def make(self, gen, depth, around):
        self.name = gen.pick(gen.texts) if gen.texts else None

    def write(self, w):
        if self.name:
            w.line(f'print("u", {self.name}, await step({self.n}), {self.name} + "z")')

    def run(self, m, env, defers):
        if self.name:
            v = m.step(self.n)
            m.print("u", env[self.name], v, env[self.name] + "z")


class Expression(Statement):
    def make(self, gen, depth, around):
        self.a, self.b, self.c = (gen.number() for _ in range(3))
        self.form = gen.pick(range(6))

    def write(self, w):
        a, b, c = self.a, self.b, self.c
        w.line((f"print(await step({a}) + await step({b}) * await step({c}))",
                f'print("{{await text({a})}} {{await text({b})}}")',
                f"print([await text({a}), await text({b}), await text({c})])",
                f'print(["a{{tick({a})}}": await text({b})], (await step({c}), await maybe({a})))',
                f"print((await maybe({a})) ?? await text({b}))",
                f'print(await text({a}) + (await text({b})).upper(), await text({c}) == "t1")')[self.form])

    def run(self, m, env, defers):
        a, b, c = self.a, self.b, self.c
        if self.form == 0:
            values = [m.step(it) for it in (a, b, c)]
            m.print(values[0] + values[1] * values[2])
        elif self.form == 1:
            m.print(*[m.text(a), m.text(b)])
        elif self.form == 2:
            m.print("[" + ", ".join([literal(m.text(it)) for it in (a, b, c)]) + "]")
        elif self.form == 3:
            key, value, number, other = m.tick(a), m.text(b), m.step(c), m.maybe(a)
            m.print(f'["a{key}": "{value}"] ({number}, {literal(other)})')
        elif self.form == 4:
            value = m.maybe(a)
            m.print(m.text(b) if value is None else value)
        else:
            both = m.text(a) + m.text(b).upper()
            m.print(both, "true" if m.text(c) == "t1" else "false")


class Comprehension(Statement):
    def make(self, gen, depth, around):
        self.c, self.count = gen.number(), gen.pick((1, 2, 3))

    def write(self, w):
        w.line(f"print([await text({self.n}) for i in 0..{self.count} if tick({self.c}) + i > 1])")

    def run(self, m, env, defers):
        found = [literal(m.text(self.n)) for i in range(self.count) if m.tick(self.c) + i > 1]
        m.print("[" + ", ".join(found) + "]")


class Jump(Statement):
    def make(self, gen, depth, around):
        ways = ["throw"] + (["return"] if around.returns else []) + ["break", "continue"] * bool(around.labels)
        self.way, self.every = gen.pick(ways), gen.pick((2, 3, 4))
        self.label = gen.pick(around.labels) if around.labels else ""

    def write(self, w):
        way = {"throw": f"throw E(n: {self.n})", "return": f'return "r{self.n}{{ticks}}"'}
        w.line(f"if tick({self.n}) % {self.every} == 0 {{ {way.get(self.way, f'{self.way} {self.label}')} }}")

    def run(self, m, env, defers):
        if m.tick(self.n) % self.every != 0:
            return
        if self.way == "throw":
            raise Failed(self.n, False)
        if self.way == "return":
            raise Return(f"r{self.n}{m.ticks}")
        raise (Break if self.way == "break" else Continue)(self.label)


class If(Statement):
    def make(self, gen, depth, around):
        self.b, self.c = gen.number(), gen.number()
        self.then, self.other = gen.block(depth, around), gen.maybe_block(depth, around)

    def write(self, w):
        w.line(f"if await step({self.n}) % 2 == 0 and (await step({self.b}) > 2 or tick({self.c}) < 3) {{")
        w.parts(self.then, ("} else {", self.other))

    def run(self, m, env, defers):
        if m.step(self.n) % 2 == 0 and (m.step(self.b) > 2 or m.tick(self.c) < 3):
            m.block(self.then, env)
        elif self.other is not None:
            m.block(self.other, env)


class IfLet(Statement):
    def make(self, gen, depth, around):
        self.then, self.other = gen.block(depth, around), gen.maybe_block(depth, around)

    def write(self, w):
        w.line(f"if let o{self.n} = await maybe({self.n}) {{")
        w.parts([f"print(o{self.n})", *self.then], ("} else {", self.other))

    def run(self, m, env, defers):
        value = m.maybe(self.n)
        if value is not None:
            m.block(self.then, env, lambda env: m.print(value))
        elif self.other is not None:
            m.block(self.other, env)


class Loop(Statement):
    def make(self, gen, depth, around):
        self.form, self.count = gen.pick(("while", "for", "async for")), gen.pick((1, 2, 3))
        self.label = f"l{self.n}"
        self.body = gen.block(depth, around.inside_loop(self.label))
        self.other = gen.maybe_block(depth, around)

    def write(self, w):
        n, count = self.n, self.count
        if self.form == "while":
            w.line(f"var n{n} = 0")
        w.line(f"{self.label}: " + {
            "while": f"while n{n} < {count} and await step({n}) < 4 {{",
            "for": f'for n{n} in [await text({n}), "b", "c"][0:{count}] {{',
            "async for": f"async for n{n} in source({count}) {{"}[self.form])
        head = f"n{n} += 1" if self.form == "while" else f"print(n{n})"
        w.parts([head, *self.body], ("} else {", self.other))

    def rounds(self, m):
        if self.form == "while":
            for _ in range(self.count):
                if m.step(self.n) >= 4:
                    return
                yield None
        elif self.form == "for":
            yield from [m.text(self.n), "b", "c"][:self.count]
        else:
            yield from (f"c{i}" for i in range(self.count))

    def run(self, m, env, defers):
        for value in self.rounds(m):
            try:
                m.block(self.body, env, lambda env: value is None or m.print(value))
            except (Break, Continue) as left:
                if left.args[0] != self.label:
                    raise
                if isinstance(left, Break):
                    return
        if self.other is not None:
            m.block(self.other, env)


class Try(Statement):
    def make(self, gen, depth, around):
        self.last = gen.block(depth, CLEANUP) if gen.chance(0.5) else None
        self.caught = gen.block(depth, around) if self.last is None or gen.chance(0.6) else None
        self.on_cancel = gen.maybe_block(depth, around)
        self.then = gen.pick(("", "throw", "uncancel()"))
        handles = self.caught is not None or self.on_cancel is not None
        self.other = gen.maybe_block(depth, around) if handles else None
        self.apart = gen.chance(0.3)                   # F has a clause of its own
        self.body = gen.block(depth, around)

    def write(self, w):
        n = self.n
        cancelled = errors = None
        if self.on_cancel is not None:
            before = ["uncancel()"] if self.then == "uncancel()" else []
            after = ["throw"] if self.then == "throw" else []
            cancelled = [f'print("cc{n}")', *before, *self.on_cancel, *after]
        if self.caught is not None:
            errors = ['print("E", e.n)', *self.caught]
        apart = ['print("F", e.n)'] if self.apart and errors else None
        last = [f'print("f{n}")', *self.last] if self.last is not None else None
        w.line("try {")
        w.parts(self.body, ("} catch Cancelled {", cancelled), ("} catch e: F {", apart), ("} catch e: E {", errors),
                ("} else {", self.other), ("} finally {", last))

    def handle(self, m, env):
        try:
            m.block(self.body, env)
        except Failed as left:
            if self.caught is None:
                raise
            if self.apart and left.args[1]:
                m.print("F", left.args[0])
            else:
                m.block(self.caught, env, lambda env: m.print("E", left.args[0]))
            return
        except Cancelled:
            if self.on_cancel is None:
                raise
            m.block(self.on_cancel, env, lambda env: self.cancelled(m))
            if self.then == "throw":
                raise
            return
        if self.other is not None:
            m.block(self.other, env)

    def cancelled(self, m):
        m.print(f"cc{self.n}")
        if self.then == "uncancel()" and m.shields == 0:
            m.asked = False

    def run(self, m, env, defers):
        left = None
        try:
            self.handle(m, env)
        except Leave as why:
            left = why
        if self.last is not None:
            left = m.shielded(lambda: m.block(self.last, env, lambda env: m.print(f"f{self.n}")), left)
        if left:
            raise left


class Defer(Statement):
    def make(self, gen, depth, around):
        self.body = gen.block(depth, CLEANUP) if gen.chance(0.5) else None

    def write(self, w):
        if self.body is None:
            w.line(f"defer await step({self.n})")
        else:
            w.line("defer {")
            w.parts(self.body)

    def run(self, m, env, defers):
        env = dict(env)
        defers.append(lambda: m.step(self.n) if self.body is None else m.block(self.body, env))


class Region(Statement):
    def make(self, gen, depth, around):
        self.form = gen.pick(("timeout(1h)", "shield", "group g"))
        self.body = gen.block(depth, around)

    def write(self, w):
        w.line(f"await {self.form} {{")
        w.parts(self.body)

    def run(self, m, env, defers):
        m.shields += self.form == "shield"
        try:
            m.block(self.body, env)
        except (Failed, Cancelled):
            raise
        except Leave:
            self.end(m)
            raise
        finally:
            m.shields -= self.form == "shield"
        self.end(m)

    def end(self, m):
        """The end of a group is a suspension."""
        if self.form == "group g" and m.due():
            raise Cancelled()


class Match(Statement):
    def make(self, gen, depth, around):
        self.c = gen.number()
        self.low, self.mid, self.top = (gen.block(depth, around) for _ in range(3))

    def write(self, w):
        w.line(f"match await kind({self.n}) {{")
        w.depth += 1
        w.line("case Low(a) {")
        w.parts(["print(a)", *self.low], (f"}} case Mid(b, a) if tick({self.c}) > b {{", ["print(a, b)", *self.mid]),
                ("} else {", self.top))
        w.depth -= 1
        w.line("}")

    def run(self, m, env, defers):
        v = m.step(self.n)
        if v % 3 == 0:
            m.block(self.low, env, lambda env: m.print(f"k{v}"))
        elif v % 3 == 1 and m.tick(self.c) > v:
            m.block(self.mid, env, lambda env: m.print(f"k{v}", v))
        else:
            m.block(self.top, env)


class Select(Statement):
    def make(self, gen, depth, around):
        self.count, self.body = gen.pick((0, 1)), gen.block(depth, around)

    def write(self, w):
        w.line(f"let ch{self.n} = source({self.count})")
        w.line("await select {")
        w.depth += 1
        w.line(f"case let v = ch{self.n}.recv() {{")
        w.parts(['print("v", v)', *self.body], ("} case after 1h {", ['print("never")']))
        w.depth -= 1
        w.line("}")

    def run(self, m, env, defers):
        m.block(self.body, env, lambda env: m.print("v", "c0" if self.count else "none"))


class Call(Statement):
    def make(self, gen, depth, around):
        self.body = gen.apart(depth)

    def write(self, w):
        w.line(f'print("ret", await sub{self.n}())')
        w.later.append((f"sub{self.n}", self.body))

    def run(self, m, env, defers):
        m.print("ret", m.call(self.body))


class Closure(Statement):
    def make(self, gen, depth, around):
        self.body = gen.block(depth, Around())

    def write(self, w):
        w.line(f"let h{self.n} = async fn(k: str) -> str throws {{")
        w.parts(["print(k)", *self.body, f'return "h{self.n}{{k}}"'])
        w.line(f'print(await h{self.n}("arg{{ticks}}"))')

    def run(self, m, env, defers):
        given = f"arg{m.ticks}"
        try:
            m.block(self.body, env, lambda env: m.print(given))
            m.print(f"h{self.n}{given}")
        except Return as left:
            m.print(left.args[0])


SIMPLE = [Print, Step, Step, Let, Use, Expression, Expression, Comprehension, Jump, Jump, Jump]
NESTED = [If, IfLet, Loop, Loop, Try, Try, Defer, Region, Region, Match, Select, Call, Closure]


# ---- programs ------------------------------------------------------------------------------------------------

class Generator:
    def __init__(self, seed: int):
        self.random, self.count, self.texts = random.Random(seed), 0, []

    def number(self) -> int:
        self.count += 1
        return self.count

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def block(self, depth: int, around: Around) -> list:
        known = len(self.texts)
        kinds = SIMPLE + NESTED * 2 if depth > 0 else SIMPLE
        made = [self.pick(kinds)(self, depth, around) for _ in range(self.pick((1, 2, 3, 4)))]
        del self.texts[known:]
        return made

    def maybe_block(self, depth: int, around: Around):
        return self.block(depth, around) if self.chance(0.4) else None

    def apart(self, depth: int) -> list:
        """The body of a function: it knows no variable of ours."""
        known, self.texts = self.texts, []
        made = self.block(depth, Around())
        self.texts = known
        return made


class Writer:
    def __init__(self):
        self.lines, self.depth, self.later = [], 0, []

    def line(self, text: str):
        self.lines.append("    " * self.depth + text)

    def statements(self, items: list):
        self.depth += 1
        for it in items:
            self.line(it) if isinstance(it, str) else it.write(self)
        self.depth -= 1

    def parts(self, first: list, *others):
        """The rest of a statement whose first line is written: (line, statements or None) each."""
        self.statements(first)
        for head, items in others:
            if items is not None:
                self.line(head)
                self.statements(items)
        self.line("}")

    def function(self, name: str, body: list):
        self.later.append((name, body))
        while self.later:
            name, body = self.later.pop()
            self.line(f"async fn {name}() -> str throws {{")
            self.parts([*body, 'return "end"'])


def program(seed: int, functions: int, depth: int) -> tuple:
    """(source, lines that it must print)."""
    gen, writer, wanted = Generator(seed), Writer(), []
    runs = [(fail, 0) for fail in range(-1, FAILURES) if fail != 0]
    runs += [(-1, cancel) for cancel in range(1, CANCELS)] + [(cancel + 2, cancel) for cancel in range(1, 5)]
    main = []
    for number in range(functions):
        body = gen.apart(depth)
        writer.function(f"body{number}", body)
        for fail, cancel in runs:
            title = f"== {number}: fail {fail}, cancel {cancel}"
            main += [f'print("{title}")', f"await run(body{number}, {fail}, {cancel})"]
            wanted += [title, *Model(fail, cancel).outcome(body)]
    writer.line("async fn main() throws {")
    writer.parts(main)
    return PRELUDE + "\n".join(writer.lines) + "\n", wanted


def check(seed: int, options, folder: Path):
    """None, or what is wrong."""
    source, wanted = program(seed, options.functions, options.depth)
    (folder / "flow.sley").write_text(source)
    build = BUILDS["asan"]
    flags = [flag for flag in build.flags if not flag.startswith("-O")] + ["-O0", *STRICT]
    for command in ([SLEY, "emit", "flow.sley", "-o", "flow.c"],
                    [build.cc, *flags, "-I", ROOT / "runtime/include", "-o", "flow", "flow.c",
                     BUILD / build.variant / "libsley.a", *link_flags()]):
        ended = execute(command, cwd=folder, timeout=300)
        if ended.status != 0 or ended.timed_out:
            return ended.describe()
    ended = execute(["./flow"], cwd=folder, env={"SLEY_DEBUG": "exit"}, timeout=60)
    got = ended.out.decode(errors="replace").split("\n")[:-1]
    at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
    if got != wanted:
        start = max((i for i in range(at + 1) if wanted[min(i, len(wanted) - 1)].startswith("==")), default=0)
        return "\n".join(["expected", *wanted[start:at + 3], "got", *got[start:at + 3], shorten(ended.err.decode())])
    if ended.status != 0 or ended.err or ended.timed_out:
        ended.out = b""
        return ended.describe()
    return None


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seeds", default="1:9")
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--functions", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", type=int)
    options = parser.parse_args()
    if options.show is not None:
        print(program(options.show, options.functions, options.depth)[0])
        return 0
    failed = 0
    first, last = map(int, options.seeds.split(":"))
    for seed in range(first, last):
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            wrong = check(seed, options, folder)
        if wrong:
            failed += 1
            print(f"seed {seed}: {wrong}")
    print(f"{last - first} programs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
