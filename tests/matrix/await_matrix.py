#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The await matrix: every place where an `await` may stand, in every kind of code around it, left in every way.

A *cell* is one async function: {14 positions of the await} x {8 contexts} x {exits: normal, an early leave (return; in
a loop also break and continue), an error thrown by the awaited call, a cancellation while it waits}. Each cell appends
what it does to a trace, and the program of a position prints the trace of all its cells.

What must be printed comes from this file alone: beside the Sley text of each position and context stands the same
control flow in Python, whose `try` and `finally` mean what the reference says of Sley's, and which follows the rules of
cancellation: it is delivered where the task waits (S41), again at each later suspension (S42), not in `finally` and
`defer` (S42), and a task that ends with a value was not cancelled (S46).

usage: await_matrix.py FOLDER     writes FOLDER/matrix_POSITION.sley, with what is expected in comments
"""
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent

# ---- what the model of a cell can do -----------------------------------------------------------------------------


class Boom(Exception):
    """Thrown by the awaited call."""


class Other(Exception):
    """Thrown by the cell itself, to get into a `catch`."""


class Cancelled(BaseException):
    """The third outcome: no `except Exception` sees it."""


class Leave(BaseException):
    """An early leave: `return`, `break` or `continue`."""


@dataclass
class Run:
    """One run of a cell: how it is to end, and what it has done so far."""
    ending: str                                        # a member of ENDINGS
    trace: list = field(default_factory=list)
    requested: bool = False                            # a cancellation waits to be delivered
    shields: int = 0                                   # > 0: in cleanup

    def say(self, text) -> None:
        self.trace.append(str(text))

    def step(self, value: int) -> int:
        """`await step(trace, value, fails)`: waits once; the call with 7 is the one that the cell is about."""
        self.say(f"begin {value}")
        self.requested = self.requested or (value == 7 and self.ending == "cancel")
        if self.requested and not self.shields:
            raise Cancelled
        if value == 7 and self.ending == "error":
            raise Boom
        self.say(f"end {value}")
        return value

    def side(self, value: int) -> int:
        """A plain call that shows when it is made."""
        self.say(f"side {value}")
        return value

    def leave(self) -> None:
        if self.ending in ("return", "break", "continue"):
            raise Leave

    def cleanup(self, work):
        """Runs the generator `work` as `finally` and `defer` do: shielded."""
        self.shields += 1
        try:
            yield from work
        finally:
            self.shields -= 1


ENDINGS = ("normal", "return", "break", "continue", "error", "cancel")

# ---- positions ---------------------------------------------------------------------------------------------------
# Each is Sley text and a Python generator (its `yield` is that of the cell, see Context). @STEP@ is the await, @LEAVE@
# the early leave or nothing, @REST@ what follows in the same block.


@dataclass(frozen=True)
class Position:
    name: str
    text: str
    model: object
    leaves: bool = False                               # the position is itself a `return`


def statement(run, rest):
    run.step(7)
    run.leave()
    yield from rest()


def let(run, rest):
    run.say(f"got {run.step(7)}")
    run.leave()
    yield from rest()


def operand_left(run, rest):
    run.say(f"got {run.step(7) + run.side(5)}")
    run.leave()
    yield from rest()


def operand_right(run, rest):
    run.say(f"got {run.side(5) + run.step(7)}")
    run.leave()
    yield from rest()


def argument(run, rest):
    run.say(f"got {run.side(1) * 100 + run.step(7) * 10 + run.side(2)}")
    run.leave()
    yield from rest()


def index(run, rest):
    run.say("squares")
    run.say(f"got {run.step(7) ** 2}")
    run.leave()
    yield from rest()


def condition(run, rest):
    if run.step(7) == 7:
        run.say("yes")
        run.leave()
    else:
        run.say("no")
    yield from rest()


def returned(run, rest):
    del rest                                           # nothing follows a return
    value = run.step(7)
    if run.generator:
        yield value
    else:
        run.result = value
    raise Leave


def match(run, rest):
    if run.step(7) == 7:
        run.say("seven")
        run.leave()
    else:
        run.say("other")
    yield from rest()


def interpolation(run, rest):
    run.say(f"<{run.side(5)}|{run.step(7):>3}>")
    run.leave()
    yield from rest()


def in_try(run, rest):
    try:
        run.say(f"got {run.step(7)}")
        run.leave()
    except Other:
        run.say("caught")
    finally:
        run.say("finally")
    yield from rest()


def in_catch(run, rest):
    try:
        raise Other
    except Other:
        run.say(f"got {run.step(7)}")
        run.leave()
    yield from rest()


def in_finally(run, rest):
    def work():
        run.say(f"got {run.step(7)}")
        yield from ()
    try:
        run.say("body")
        run.leave()
    finally:
        yield from run.cleanup(work())
    yield from rest()


def in_defer(run, rest):
    def work():
        run.step(7)
        yield from ()
    try:
        run.say("body")
        run.leave()
        yield from rest()
    finally:
        yield from run.cleanup(work())


def recorded(value: str) -> str:
    return f'let v = {value}\ntrace.append("got {{v}}")\n@LEAVE@\n@REST@'


POSITIONS = (
    Position("statement", "await tell(trace, 7, fails)\n@LEAVE@\n@REST@", statement),
    Position("let", recorded("@STEP@"), let),
    Position("operand_left", recorded("@STEP@ + side(trace, 5)"), operand_left),
    Position("operand_right", recorded("side(trace, 5) + @STEP@"), operand_right),
    Position("argument", recorded("three(side(trace, 1), @STEP@, side(trace, 2))"), argument),
    Position("index", recorded("squares(trace)[@STEP@]"), index),
    Position("condition", 'if @STEP@ == 7 {\n    trace.append("yes")\n    @LEAVE@\n} else {\n    trace.append("no")\n}\n'
                          "@REST@", condition),
    Position("return", "@RETURN@ @STEP@", returned, leaves=True),
    Position("match", 'match @STEP@ {\n    case 7 {\n        trace.append("seven")\n        @LEAVE@\n    }\n'
                      '    else { trace.append("other") }\n}\n@REST@', match),
    Position("interpolation", 'trace.append("<{side(trace, 5)}|{@STEP@:>3}>")\n@LEAVE@\n@REST@', interpolation),
    Position("try", 'try {\n    let v = @STEP@\n    trace.append("got {v}")\n    @LEAVE@\n} catch e: Other {\n'
                    '    trace.append("caught")\n} finally {\n    trace.append("finally")\n}\n@REST@', in_try),
    Position("catch", 'try {\n    throw Other()\n} catch e: Other {\n    let v = @STEP@\n    trace.append("got {v}")\n'
                      "    @LEAVE@\n}\n@REST@", in_catch),
    Position("finally", 'try {\n    trace.append("body")\n    @LEAVE@\n} finally {\n    let v = @STEP@\n'
                        '    trace.append("got {v}")\n}\n@REST@', in_finally),
    Position("defer", 'defer await tell(trace, 7, fails)\ntrace.append("body")\n@LEAVE@\n@REST@', in_defer),
)

# ---- contexts ----------------------------------------------------------------------------------------------------
# The code around. Every one ends with the *tail*, whose await is where a cancellation arrives that came in cleanup.

TAIL = 'trace.append("tail")\nawait tell(trace, 9, false)\nreturn 1'


@dataclass(frozen=True)
class Context:
    name: str
    text: str                                          # of the declarations; @CELL@ is the function's name
    model: object                                      # (run, position) -> the function's result
    rest: str = 'trace.append("rest")'
    early: str = "return 4"                            # how an early leave is written
    endings: tuple = ("normal", "return", "error", "cancel")
    call: str = "@CELL@(trace, fails)"


def all_of(work) -> None:
    for _ in work:
        pass


def tail(run) -> int:
    run.say("tail")
    run.step(9)
    return 1


def says(run, text):
    def rest():
        run.say(text)
        yield from ()
    return rest


def straight(run, position):
    def rest():
        run.result = tail(run)
        yield from ()
    all_of(position(run, rest))
    return run.result


def in_if(run, position):
    all_of(position(run, says(run, "rest")))
    return tail(run)


def in_loop(run, position):
    for turn in range(3):
        run.say(f"turn {turn}")
        if turn == 1:
            try:
                all_of(position(run, says(run, "rest")))
            except Leave:
                if run.ending == "break":
                    break
                if run.ending != "continue" or position is returned:
                    raise
                continue
        run.say(f"ends {turn}")
    return tail(run)


def in_arm(run, position):
    run.say("side 2")
    all_of(position(run, says(run, "rest")))
    return tail(run)


def called(run, position, name):
    """A function of its own around the position: gives 2, or 4 after an early leave."""
    def rest():
        run.say("rest")
        run.result = 2
        yield from ()
    run.result = 4
    try:
        all_of(position(run, rest))
    except Leave:
        pass
    finally:
        run.say(f"out of the {name}")
    return run.result


def in_closure(run, position):
    run.say(f"closure {called(run, position, 'closure')}")
    return tail(run)


def in_nested(run, position):
    run.say(f"inner {called(run, position, 'inner')}")
    return tail(run)


def in_method(run, position):
    run.say(f"method {called(run, position, 'method')}")
    return tail(run)


def in_generator(run, position):
    def rest():
        run.say("rest")
        yield 2
        run.say("resumed")

    def body():
        try:
            yield from position(run, rest)
        except Leave:
            pass
        finally:
            run.say("out of the generator")
    run.generator = True
    items = body()
    try:
        for item in items:
            run.say(f"item {item}")
            run.step(8)
    finally:
        run.shields += 1                               # `async for` closes the generator on every exit (S53)
        items.close()
        run.shields -= 1
    return tail(run)


HEAD = "async fn @CELL@(trace: list[str], fails: bool) -> int throws {\n    defer trace.append(\"out\")\n"
FUNCTION = "(trace: list[str], fails: bool) -> int throws {\n"


def within(opening: str, closing: str, depth: int = 1) -> str:
    return HEAD + indent(f"{opening}\n{'    ' * depth}@POSITION@\n{closing}\n@TAIL@", "    ") + "\n}\n"


CONTEXTS = (
    Context("straight", HEAD + "    @POSITION@\n}\n", straight, rest=TAIL),
    Context("if", within("if trace.len() < 1000 {", "}"), in_if),
    Context("loop", within('for turn in 0..3 {\n    trace.append("turn {turn}")\n    if turn == 1 {',
                           '    }\n    trace.append("ends {turn}")\n}', 2), in_loop,
            endings=ENDINGS),
    Context("arm", within("match side(trace, 2) {\n    case 2 {", '    }\n    else { trace.append("wrong arm") }\n}', 2),
            in_arm),
    Context("closure", HEAD + "    let body = async fn() -> int throws {\n        defer trace.append(\"out of the closure\")\n"
            "        @POSITION@\n    }\n    let got = await body()\n    trace.append(\"closure {got}\")\n    @TAIL@\n}\n",
            in_closure, rest='trace.append("rest")\nreturn 2'),
    Context("generator", "async fn @CELL@_items(trace: list[str], fails: bool) -> gen[int] throws {\n"
            "    defer trace.append(\"out of the generator\")\n    @POSITION@\n}\n\n" + HEAD +
            "    async for item in @CELL@_items(trace, fails) {\n        trace.append(\"item {item}\")\n"
            "        await tell(trace, 8, false)\n    }\n    @TAIL@\n}\n",
            in_generator, rest='trace.append("rest")\nyield 2\ntrace.append("resumed")', early="return"),
    Context("method", "struct Of_@CELL@ {\n    trace: list[str]\n\n    async fn work(fails: bool) -> int throws {\n"
            "        let trace = self.trace\n        defer trace.append(\"out of the method\")\n        @POSITION@\n    }\n}\n\n"
            + HEAD + "    let got = await Of_@CELL@(trace: trace).work(fails)\n    trace.append(\"method {got}\")\n"
            "    @TAIL@\n}\n",
            in_method, rest='trace.append("rest")\nreturn 2'),
    Context("nested", "async fn @CELL@_inner" + FUNCTION + "    defer trace.append(\"out of the inner\")\n    @POSITION@\n}\n\n"
            + HEAD + "    let got = await @CELL@_inner(trace, fails)\n    trace.append(\"inner {got}\")\n    @TAIL@\n}\n",
            in_nested, rest='trace.append("rest")\nreturn 2'),
)

# ---- programs ----------------------------------------------------------------------------------------------------

PRELUDE = """\
// The await matrix: an `await` as @NAME@. Written by tests/matrix/await_matrix.py.

error Boom()
error Other()

async fn step(trace: list[str], value: int, fails: bool) -> int throws {
    trace.append("begin {value}")
    await sleep(1ms)
    if fails { throw Boom() }
    trace.append("end {value}")
    return value
}

async fn tell(trace: list[str], value: int, fails: bool) throws {
    let _ = await step(trace, value, fails)
}

fn side(trace: list[str], value: int) -> int {
    trace.append("side {value}")
    return value
}

fn three(a: int, b: int, c: int) -> int { return a * 100 + b * 10 + c }

fn squares(trace: list[str]) -> list[int] {
    trace.append("squares")
    return [i * i for i in 0..8]
}

async fn watch(cell: str, trace: list[str], t: task[int] throws, cancels: bool) {
    if cancels {
        while not trace.contains("begin 7") { await sleep(0s) }
        t.cancel()
    }
    await wait([t])
    try {
        trace.append("value {t.result()}")
    } catch e {
        trace.append("{e.name}")
    }
    print("{cell}: {", ".join(trace)}")
}
"""


def placed(text: str, marks: dict) -> str:
    """Replaces each @MARK@; a value of several lines keeps the indentation of its mark, an empty one takes its line away."""
    lines = []
    for line in text.split("\n"):
        mark = next((it for it in marks if line.strip() == it), None)
        if mark is None:
            for it, value in marks.items():
                line = line.replace(it, value)
            lines.append(line)
        elif marks[mark]:
            room = line[:len(line) - len(line.lstrip())]
            lines += [room + it if it else it for it in marks[mark].split("\n")]
    return "\n".join(lines)


def cell_text(name: str, position: Position, context: Context, ending: str) -> str:
    early = {"return": context.early, "break": "break", "continue": "continue"}.get(ending, "")
    early = early and f"if trace.len() > 0 {{ {early} }}"          # always true; the compiler does not know
    inner = placed(position.text, {"@STEP@": "await step(trace, 7, fails)", "@LEAVE@": early, "@REST@": context.rest,
                                   "@RETURN@": "yield" if context.name == "generator" else "return"})
    tail_text = "" if position.leaves and context.name == "straight" else TAIL
    return placed(context.text, {"@POSITION@": inner, "@TAIL@": tail_text, "@CELL@": name})


def cell_trace(position: Position, context: Context, ending: str) -> list:
    run = Run(ending)
    run.generator = False
    run.result = 4                                     # of an early `return`
    try:
        try:
            value = context.model(run, position.model)
        except Leave:
            value = run.result
        finally:
            run.say("out")
        run.say(f"value {value}")
    except Boom:
        run.say("Boom")
    except Cancelled:
        run.say("WasCancelled")
    return run.trace


def endings_of(position: Position, context: Context) -> list:
    """A position that is a `return` leaves in that way only."""
    return [it for it in context.endings if not position.leaves or it not in ("return", "break", "continue")]


def program(position: Position) -> str:
    declarations, calls = [], []
    for context in CONTEXTS:
        for ending in endings_of(position, context):
            name = f"{context.name}_{ending}"
            declarations.append(cell_text(f"c_{name}", position, context, ending))
            fails, cancels = str(ending == "error").lower(), str(ending == "cancel").lower()
            calls += [f"    trace = []", f'    await watch("{name}", trace, spawn c_{name}(trace, {fails}), {cancels})',
                      f"    // expect: {name}: {', '.join(cell_trace(position, context, ending))}"]
    main = "async fn main() {\n    var trace: list[str] = []\n" + "\n".join(calls) + "\n}\n"
    return "\n".join([PRELUDE.replace("@NAME@", position.name), *declarations, main])


def write_programs(folder: Path) -> list:
    """The files, one for each position; one that is right already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for position in POSITIONS:
        path, text = folder / f"matrix_{position.name}.sley", program(position)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
        files.append(path)
    return files


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = write_programs(Path(sys.argv[1]))
    print(f"{len(found)} programs, {sum(it.read_text().count('// expect:') for it in found)} cells")
