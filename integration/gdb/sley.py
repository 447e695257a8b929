# SPDX-License-Identifier: MIT
"""sley.py - tasks of Sley in gdb: `source` it, or gdb -x "$(pkg-config --variable=gdbfile libsley)". Build with -g.

async-break stats.drain   a breakpoint on a function by its name in Sley; a plain or an async one
async-bt                  who awaits whom, from the function that runs to the root of its task
async-locals [N]          parameters and variables of frame N of async-bt, those that live across awaits included
async-tasks               all tasks with what they wait for (the program prints them; not with a core file)

All but the last only read memory. A str is printed as its text.
"""
import re

import gdb


def running():
    """(gdb's frame of the innermost async function that runs, its sley_frame *)."""
    frame = gdb.selected_frame()
    while frame is not None:
        if frame.name() and frame.name().endswith("__resume"):
            try:
                return frame, frame.read_var("self")
            except ValueError:
                pass
        frame = frame.older()
    raise gdb.GdbError("no async function of Sley runs here")


def chain():
    """[(gdb's frame or None, sley_frame *)], the innermost first."""
    frame, at = running()
    found = []
    while at != 0:
        found.append((frame, at))
        frame, at = None, at.dereference()["caller"]
    return found


def place(frame, at):
    """(name, file, line) of a frame of Sley; row 0 of its sites names function and file."""
    fn = at.dereference()["fn"].dereference()
    text = fn["sites"][0]["text"]
    name = text.string()
    file = (text + len(name.encode()) + 1).string()
    state = int(at.dereference()["state"])
    if frame is not None:
        return name, file, frame.find_sal().line
    row = state if state < int(fn["site_count"]) else 0
    return name, file, int(fn["sites"][row]["line"])


def shown(name):
    """The name in Sley of a field or a local of the C: v_total, v2_total, a_n; None: it has none."""
    found = re.fullmatch(r"[av]\d*_(\w+)", name)
    return found and found[1]


class Break(gdb.Command):
    def __init__(self):
        super().__init__("async-break", gdb.COMMAND_BREAKPOINTS)

    def invoke(self, argument, from_tty):
        parts = argument.split(".")
        if len(parts) < 2:
            raise gdb.GdbError("async-break MODULE.FUNCTION")
        symbol = "m_" + "__".join(parts)
        if gdb.lookup_global_symbol(symbol + "__resume") or gdb.lookup_static_symbol(symbol + "__resume"):
            symbol += "__resume"
        elif not gdb.lookup_global_symbol(symbol) and not gdb.lookup_static_symbol(symbol):
            raise gdb.GdbError(f"there is no function {argument}")
        gdb.Breakpoint(symbol)


class Backtrace(gdb.Command):
    def __init__(self):
        super().__init__("async-bt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        for number, (frame, at) in enumerate(chain()):
            name, file, line = place(frame, at)
            gdb.write(f"#{number}  {name} at {file}:{line}\n")


class Locals(gdb.Command):
    def __init__(self):
        super().__init__("async-locals", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        frames = chain()
        number = int(argument or 0)
        if not 0 <= number < len(frames):
            raise gdb.GdbError(f"async-bt shows frames 0 to {len(frames) - 1}")
        frame, at = frames[number]
        code = int(at.dereference()["fn"].dereference()["resume"])
        struct = str(gdb.block_for_pc(code).function).replace("__resume", "__frame")
        self.fields(at.cast(gdb.lookup_type(struct).pointer()).dereference())
        if frame is not None:
            self.locals(frame)

    def fields(self, value):
        for field in value.type.strip_typedefs().fields():
            if field.name and shown(field.name):
                gdb.write(f"{shown(field.name)} = {value[field].format_string()}\n")
            elif not field.name:                        # blocks that share their bytes
                self.fields(value[field])

    def locals(self, frame):
        block = frame.block()
        while block is not None and block.function is None:
            self.block(block, frame)
            block = block.superblock
        if block is not None:
            self.block(block, frame)

    def block(self, block, frame):
        for symbol in block:
            if symbol.is_variable and shown(symbol.name):
                gdb.write(f"{shown(symbol.name)} = {symbol.value(frame).format_string()}\n")


class Tasks(gdb.Command):
    def __init__(self):
        super().__init__("async-tasks", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        gdb.execute("call (void)sley_dump(sley_here())")


class Text:
    """A sley_str * as what it holds."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        if self.value == 0:
            return "none"
        text = self.value.dereference()
        return text["data"].string("utf-8", "replace", int(text["len"]))

    def display_hint(self):
        return "string" if self.value != 0 else None


def printer(value):
    kind = value.type.strip_typedefs()
    if kind.code == gdb.TYPE_CODE_PTR and str(kind.target().unqualified()) in ("sley_str", "struct sley_str"):
        return Text(value)
    return None


gdb.pretty_printers.append(printer)
Break()
Backtrace()
Locals()
Tasks()
