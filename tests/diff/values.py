# SPDX-License-Identifier: MIT
"""What values are in the interpreter, what operators do with them, and how they print (docs/language.md; S110).

Numbers, bool, char and str are Python's. Tuples and structs are Python tuples (values: they cannot change in place),
cases of enums tuples that start with the number of their case, none is None. Lists, maps and sets are objects, as they
are held by reference. A value does not know its type: every node of the tree does.
"""
import math
import struct

INTS = {"int": (-2**63, 2**63 - 1), "i64": (-2**63, 2**63 - 1), "u64": (0, 2**64 - 1), "i128": (-2**127, 2**127 - 1),
        "u128": (0, 2**128 - 1), "i32": (-2**31, 2**31 - 1), "u32": (0, 2**32 - 1), "i16": (-2**15, 2**15 - 1),
        "u16": (0, 2**16 - 1), "i8": (-2**7, 2**7 - 1), "u8": (0, 2**8 - 1)}
WIDTHS = {t: (high - low).bit_length() for t, (low, high) in INTS.items()}


class Panic(Exception):
    """A broken invariant: no code of the program runs after it."""


class List:
    __slots__ = ("items",)

    def __init__(self, items):
        self.items = list(items)

    def __eq__(self, other):
        return type(self) is type(other) and self.items == other.items

    def __lt__(self, other):
        return self.items < other.items

    __hash__ = None


class Map:
    __slots__ = ("items",)

    def __init__(self, items):
        self.items = dict(items)

    def __eq__(self, other):
        return type(self) is type(other) and self.items == other.items

    __hash__ = None


class Set(Map):
    """Its elements are the keys."""
    __slots__ = ()

    def __init__(self, items):
        self.items = dict.fromkeys(items)

    def __eq__(self, other):
        return isinstance(other, Set) and self.items.keys() == other.items.keys()

    __hash__ = None


class Error:
    __slots__ = ("name", "fields", "errors")

    def __init__(self, name, fields=(), errors=()):
        self.name, self.fields, self.errors = name, fields, errors


class Closure:
    __slots__ = ("fn", "body", "env")

    def __init__(self, fn, body, env):
        self.fn, self.body, self.env = fn, body, env


# ---- operators ---------------------------------------------------------------------------------------------

def fits(value: int, t: str) -> int:
    low, high = INTS[t]
    if not low <= value <= high:
        raise Panic("overflow")
    return value


def wrap(value: int, t: str) -> int:
    low, high = INTS[t]
    return (value - low) % (high - low + 1) + low


def divide(a: int, b: int) -> int:
    if b == 0:
        raise Panic("division by zero")
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def shift(op: str, a: int, b: int, t: str) -> int:
    if not 0 <= b < WIDTHS[t]:
        raise Panic("shift")
    return wrap(a << b, t) if op == "<<" else a >> b


def power(a: int, b: int, t: str) -> int:
    if b < 0 or (b > 200 and abs(a) > 1):
        raise Panic("power")
    return fits(a ** b, t)


def on_ints(op: str, a: int, b: int, t: str) -> int:
    if op == "+":
        return fits(a + b, t)
    if op == "-":
        return fits(a - b, t)
    if op == "*":
        return fits(a * b, t)
    if op == "/":
        return fits(divide(a, b), t)
    if op == "%":
        return a - divide(a, b) * b
    if op == "**":
        return power(a, b, t)
    if op in ("<<", ">>"):
        return shift(op, a, b, t)
    if op in ("&", "|", "^"):
        return {"&": a & b, "|": a | b, "^": a ^ b}[op]
    return wrap({"&+": a + b, "&-": a - b, "&*": a * b}[op], t)


def on_floats(op: str, a: float, b: float) -> float:
    if op == "/" and b == 0:
        if a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1, b)
    if op == "%":
        return math.fmod(a, b) if b != 0 and math.isfinite(a) else math.nan
    return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]()


def single(value: float) -> float:
    """Rounded to 32 bits."""
    try:
        return struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def shortest(value: float) -> str:
    """The shortest text that is this number of 32 bits again."""
    for digits in range(1, 10):
        text = f"{value:.{digits}g}"
        if single(float(text)) == value:
            return repr(float(text))
    return repr(value)                                 # inf and nan


def on_sets(op: str, a: Set, b: Set) -> Set:
    if op == "|":
        return Set([*a.items, *b.items])
    if op == "&":
        return Set(it for it in a.items if it in b.items)
    if op == "-":
        return Set(it for it in a.items if it not in b.items)
    return Set([it for it in a.items if it not in b.items] + [it for it in b.items if it not in a.items])


def binary(op: str, a, b, t):
    """t: the type of the result."""
    if t in INTS:
        return on_ints(op, a, b, t)
    if t == "float":
        return on_floats(op, a, b)
    if t == "f32":
        return single(on_floats(op, a, b))
    if t == "duration":
        return fits(a * b if op == "*" else a + b if op == "+" else a - b, "int")
    if t[0] == "set":
        return on_sets(op, a, b)
    if op == "*":
        count = max(b, 0)
        return a * count if t in ("str", "bytes") else List(a.items * count)
    return a + b if t in ("str", "bytes") else List(a.items + b.items)


def compare(op: str, a, b) -> bool:
    if op == "==":
        return a == b
    if op == "!=":
        return not a == b
    if op == "<":
        return a < b
    if op == "<=":
        return not b < a if not isinstance(a, float) else a <= b
    if op == ">":
        return b < a
    return not a < b if not isinstance(a, float) else a >= b


def convert(value, source, t):
    if t in ("float", "f32"):
        return single(value) if t == "f32" else float(value)
    if source in ("float", "f32"):
        if not math.isfinite(value):
            raise Panic("conversion")
        value = int(value)
    if source == "char":
        value = ord(value)
    return fits(int(value), t)


# ---- printing ----------------------------------------------------------------------------------------------

def quote(text: str, mark: str) -> str:
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", mark: "\\" + mark}
    return mark + "".join(known.get(c, c) for c in text) + mark


def quote_bytes(value: bytes) -> str:
    known = {10: "\\n", 9: "\\t", 13: "\\r", 92: "\\\\", 34: '\\"'}
    shown = (known.get(it) or (chr(it) if 32 <= it < 127 else f"\\x{it:02x}") for it in value)
    return 'b"' + "".join(shown) + '"'


# What the errors of the library print.
MESSAGES = {"Timeout": "the deadline has passed", "Closed": "the channel is closed",
            "AlreadyDone": "it has already finished", "ErrorGroup": "several"}


class Printer:
    """Shows values of the types of one program."""

    def __init__(self, program):
        self.program = program

    def show(self, value, t, top=True) -> str:
        if isinstance(t, str):
            return self.scalar(value, t, top)
        head = t[0]
        if head == "opt":
            return "none" if value is None else self.show(value, t[1], top)
        if head == "list":
            return "[" + self.joined(value.items, t[1]) + "]"
        if head == "set":
            return "set([" + self.joined(value.items, t[1]) + "])" if value.items else "set()"
        if head == "map":
            inner = ", ".join(f"{self.show(k, t[1], False)}: {self.show(v, t[2], False)}" for k, v in value.items.items())
            return f"[{inner or ':'}]"
        if head == "tuple":
            return "(" + ", ".join(self.show(v, s, False) for v, s in zip(value, t[1:])) + ")"
        if head == "struct":
            return f"{t[1]}({self.named(value, self.program.structs[t[1]])})"
        if head == "enum":
            name, fields = self.program.enums[t[1]][value[0]]
            return f"{name}({self.named(value[1:], fields)})" if fields else name
        return self.error(value)

    def scalar(self, value, t: str, top: bool) -> str:
        if t == "str":
            return value if top else quote(value, '"')
        if t == "char":
            return value if top else quote(value, "'")
        if t == "bool":
            return "true" if value else "false"
        if t == "unit":
            return "()"
        if t == "bytes":
            return quote_bytes(value)
        return repr(value) if t == "float" else shortest(value) if t == "f32" else str(value)

    def joined(self, values, t) -> str:
        return ", ".join(self.show(it, t, False) for it in values)

    def named(self, values, fields) -> str:
        return ", ".join(f"{field[0]}: {self.show(v, field[1], False)}" for v, field in zip(values, fields))

    def error(self, value: Error) -> str:
        if value.name not in self.program.errors:
            return MESSAGES[value.name]
        fields = self.program.fields(value.name)
        return f"{value.name}({self.named(value.fields, fields)})" if fields else value.name

    def formatted(self, value, t, spec) -> str:
        """What a spec such as ":>5" or "!r" makes of a value."""
        if spec is None:
            return self.show(value, t)
        if spec == "!r":
            return self.show(value, t, False)
        return format(value, spec[1:])
