# SPDX-License-Identifier: MIT
"""Random expressions: for a wanted type, one of the ways to make a value of it from what is in scope.

`expr(t, depth, ctx)` gives a tree of type t. Where the text around it fixes the type (an argument, a return, a
declared variable) it says `placed`: only there may a bare `none` or an optional stand. Many operands change module
state while others read it: that is the point.
"""
import random

from tree import Fn, Node
from values import INTS

CHANGING = {"append", "pop", "pop_first", "insert", "extend", "remove", "clear", "reverse", "get_or_set", "set",
            "update", "add", "sort"}
EFFECTS = {"call", "smethod", "mcall", "invoke", "await", "spawn", "sleep"}
REFERENCES = {"list", "map", "set", "chan", "task", "error"}
ORDERED = {*INTS, "float", "f32", "str", "char", "bytes"}


class Var:
    def __init__(self, name, type, is_var):
        self.name, self.type, self.is_var = name, type, is_var


class Ctx:
    """Where an expression or statement stands."""

    def __init__(self, vars=(), throws=None, is_async=False, result=None, labels=(), can_return=True, owned=None,
                 pure=False, in_catch=False, loops=0, leaves=False):
        self.vars = list(vars)                         # in scope
        self.throws = throws                           # what may be thrown here, as in tree.py
        self.is_async = is_async
        self.result = result
        self.labels = labels                           # of the loops around, None for one without
        self.can_return = can_return
        self.owned = owned                             # names that may be assigned (None: all); closures capture
        self.pure = pure                               # no call may stand here
        self.in_catch = in_catch
        self.loops = loops                             # nesting, kept low
        self.leaves = leaves                           # an expression may leave (`x ?? return v`)

    def but(self, **changes) -> "Ctx":
        made = Ctx(self.vars, self.throws, self.is_async, self.result, self.labels, self.can_return, self.owned,
                   self.pure, self.in_catch, self.loops, self.leaves)
        for name, value in changes.items():
            setattr(made, name, value)
        return made


def has_effect(node) -> bool:
    return any(it.kind in EFFECTS or it.kind == "method" and it.data in CHANGING for it in node.walk())


class Expressions:
    """Needs from the generator: random, program, covers, fresh, types."""

    random: random.Random

    # ---- choosing ------------------------------------------------------------------------------------------

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def pick(self, items):
        return self.random.choice(items)

    def weighted(self, rows):
        """rows: (weight, maker); tries makers until one gives something."""
        rows = [row for row in rows if row[0] > 0]
        while rows:
            row = self.random.choices(rows, [weight for weight, _ in rows])[0]
            made = row[1]()
            if made is not None:
                return made
            rows.remove(row)
        raise AssertionError("no maker")

    # ---- leaves --------------------------------------------------------------------------------------------

    def refers(self, t) -> bool:
        """Whether what others do can change what a value of this type shows."""
        if isinstance(t, str):
            return False
        if t[0] in REFERENCES:
            return True
        if t[0] == "struct":
            return any(self.refers(ft) for _, ft, _ in self.program.structs[t[1]])
        if t[0] == "enum":
            return any(self.refers(ft) for _, fields in self.program.enums[t[1]] for _, ft in fields)
        return t[0] in ("opt", "tuple") and any(self.refers(it) for it in t[1:])

    def visible(self, t, ctx):
        found = [it for it in ctx.vars if it.type == t]
        return found + [Var(name, gt, is_var) for name, gt, _, is_var in self.program.globals if gt == t]

    def variable(self, t, ctx):
        found = self.visible(t, ctx)
        if t == "int" and found and self.chance(0.3):
            return Node("var", t, (), self.hot)
        return Node("var", t, (), self.pick(found).name) if found else None

    def literal(self, t, ctx, placed=True, depth=0):
        if t in INTS:
            return self.number(t)
        if t == "float":
            return Node("lit", t, (), self.pick((0.0, 0.5, 1.0, 1.5, 2.25, 10.0, 0.1, 100.0)))
        if t == "f32":
            return Node("lit", t, (), self.pick((0.0, 0.5, 1.0, 1.5, 2.25, 0.1, 1e20, 100.0)))
        if t == "bytes":
            return Node("lit", t, (), self.pick((b"", b"a", b"ab", b"abc", b"\x00\xff", b"q\"\n")))
        if t == "bool":
            return Node("lit", t, (), self.chance(0.5))
        if t == "char":
            return Node("lit", t, (), self.pick("abcxyz 'é"))
        if t == "str":
            return Node("lit", t, (), self.pick(("", "a", "b", "ab", "abc", "x{y}", "q\"\n", "éa", "zz top")))
        if t == "duration":
            return Node("lit", t, (), self.pick((0, 1, 2, 5)) * 1_000_000)
        return self.compound(t, ctx, placed, depth)

    def number(self, t):
        if self.chance(0.04):
            low, high = INTS[t]
            return Node("lit", t, (), self.pick([high, high - 1, *([low + 1] if low else [0])]))
        value = self.pick((0, 1, 1, 2, 2, 3, 4, 5, 7, 10, 12))
        return Node("lit", t, (), -value if INTS[t][0] and value and self.chance(0.15) else value)

    def compound(self, t, ctx, placed, depth):
        """A value of a type that has parts, which are expressions."""
        head, below = t[0], depth - 1

        def part(pt, inner=placed):
            return self.expr(pt, below, ctx, inner)
        if head == "list":
            return Node("list", t, [part(t[1]) for _ in range(self.pick((0, 1, 2, 3) if depth > 0 else (1, 2)))])
        if head == "set":
            return Node("set", t, [part(t[1]) for _ in range(self.pick((0, 1, 2, 3)))])
        if head == "map":
            return Node("map", t, [part(pt) for _ in range(self.pick((0, 1, 2))) for pt in t[1:]])
        if head == "tuple":
            return Node("tuple", t, [part(pt) for pt in t[1:]])
        if head == "opt":
            if not placed:
                return Node("call", t, [self.literal(t, ctx, True, below)], (self.identity(t), [None]))
            return Node("none", t) if self.chance(0.35) else self.expr(t[1], below, ctx, True)
        if head == "struct":
            return self.make(t, self.program.structs[t[1]], ctx, below)
        if head == "error":
            return self.make(t, self.program.fields(t[1]), ctx, below)
        if head == "enum":
            case, fields = self.pick(self.program.enums[t[1]])
            return Node("case", t, [self.expr(ft, below, ctx, True) for _, ft in fields], (t[1], case))
        if head == "fn":
            return self.closure(t, ctx, below)
        if head == "chan":
            return Node("chan", t, (), self.pick(("0", "1", "1", "2", "3", "unbounded")))
        raise AssertionError(t)

    def make(self, t, fields, ctx, depth):
        """Fields by name, in any order, those with a default left out at times."""
        chosen = [field for field in fields if field[2] is None or self.chance(0.6)]
        if self.chance(0.3):
            self.random.shuffle(chosen)
        kids = [self.expr(ft, depth, ctx, True) for _, ft, _ in chosen]
        return Node("make", t, kids, (t[1], [name for name, _, _ in chosen]))

    def closure(self, t, ctx, depth):
        _, params, result, throws, is_async = t
        fn = Fn("", [(self.fresh("a"), pt, None) for pt in params], result, throws, is_async)
        inner = Ctx([Var(it.name, it.type, False) for it in ctx.vars] + [Var(n, pt, False) for n, pt, _ in fn.params],
                    throws, is_async, result, owned=set(), pure=ctx.pure, loops=ctx.loops + 1, leaves=not ctx.pure)
        if result != "unit" and throws is None and not is_async and (self.nesting > 1 or self.chance(0.4)):
            value = inner.but(can_return=False, leaves=False)
            return Node("closure", t, [self.expr(result, min(depth, 2), value)], fn)
        self.nesting += 1
        size = self.pick((0, 1, 2)) if self.nesting < 3 else 0
        block = self.block(inner, size, min(depth, 1), ends=True)
        self.nesting -= 1
        return Node("closure", t, [block], fn)

    # ---- any type ------------------------------------------------------------------------------------------

    def expr(self, t, depth, ctx, placed=False):
        if depth <= 0:
            return (self.chance(0.7) and self.variable(t, ctx)) or self.literal(t, ctx, placed, depth)
        rows = [(4, lambda: self.variable(t, ctx)), (2, lambda: self.literal(t, ctx, placed, depth)),
                (5, lambda: self.call(t, ctx, depth)), (1.5, lambda: self.part_of_struct(t, ctx, depth)),
                (1, lambda: self.item_of_tuple(t, ctx, depth)), (1.5, lambda: self.element(t, ctx, depth)),
                (1, lambda: self.value_of_map(t, ctx, depth)), (1.5, lambda: self.or_else(t, ctx, depth)),
                (0.5, lambda: self.unwrapped(t, ctx, depth)), (2, lambda: self.invoke(t, ctx, depth)),
                (1.5, lambda: self.struct_method(t, ctx, depth)), (1.5, lambda: self.extreme(t, ctx, depth)),
                (1.5, lambda: self.mut_method(t, ctx, depth)), (1, lambda: self.or_leave(t, ctx, depth))]
        rows += self.block_values(t, depth, ctx, placed)
        special = {"bool": self.bools, "float": self.floats, "f32": self.floats, "str": self.strings,
                   "bytes": self.octets}.get(t)
        if t in INTS:
            special = self.ints
        elif not isinstance(t, str):
            special = {"list": self.lists, "set": self.sets, "opt": self.optionals}.get(t[0])
        if special:
            rows += special(t, depth, ctx, placed)
        return self.weighted(rows)

    def callable(self, t, ctx):
        """Functions of this result that may be called here, each with whether it has to be awaited."""
        return [fn for fn in self.program.fns.values() if fn.result == t and not fn.name.startswith(self.hidden)
                and self.covers(ctx.throws, fn.throws) and (ctx.is_async or not fn.is_async)]

    def call(self, t, ctx, depth):
        found = [] if ctx.pure else self.callable(t, ctx)
        return self.call_of(self.pick(found), ctx, depth) if found else None

    def call_of(self, fn, ctx, depth):
        if fn.variadic:
            kids = [self.expr(pt, depth - 1, ctx, True) for _, pt, _ in fn.params[:-1]]
            rest = fn.params[-1][1]
            if self.chance(0.3):
                kids.append(Node("spread", rest, [self.expr(rest, depth - 1, ctx, True)]))
            else:
                kids += [self.expr(rest[1], depth - 1, ctx, True) for _ in range(self.pick((0, 1, 2, 3)))]
            names = [None] * len(kids)
        else:
            names, kids = self.arguments(fn.params, ctx, depth - 1)
        made = Node("call", fn.result, kids, (fn.name, names))
        return Node("await", fn.result, [made]) if fn.is_async else made

    def arguments(self, params, ctx, depth):
        """Positional ones first, then named ones in any order; what has a default may be left out."""
        by_place = self.random.randint(0, len(params)) if self.chance(0.5) else len(params)
        while by_place > 0 and params[by_place - 1][2] is not None and self.chance(0.4):
            by_place -= 1                              # the defaults at the end
        named = [it for it in params[by_place:] if it[2] is None or self.chance(0.3)]
        self.random.shuffle(named)
        kids = [self.beside(ctx, depth) if pt == "int" and depth > 0 and not ctx.pure and self.chance(0.3)
                else self.expr(pt, depth, ctx, True) for _, pt, _ in [*params[:by_place], *named]]
        return [None] * by_place + [name for name, _, _ in named], kids

    def part_of_struct(self, t, ctx, depth):
        found = [(name, field) for name, fields in self.program.structs.items() for field, ft, _ in fields if ft == t]
        if not found:
            return None
        struct, field = self.pick(found)
        return Node("field", t, [self.expr(("struct", struct), depth - 1, ctx)], field)

    def item_of_tuple(self, t, ctx, depth):
        found = [(tt, at) for tt in self.types if tt[0] == "tuple" for at, it in enumerate(tt[1:]) if it == t]
        if not found:
            return None
        whole, at = self.pick(found)
        subject = self.expr(whole, depth - 1, ctx)
        if subject.kind == "tuple":                    # (1, 2).0 is C that does not compile
            return None
        return Node("item", t, [subject], at)

    def element(self, t, ctx, depth):
        whole = ("list", t)
        if whole not in self.types:
            return None
        xs = self.expr(whole, depth - 1, ctx)
        form = self.pick(("first", "last", "pop", "pop_first", "index", "index"))
        if form == "index":
            return Node("index", t, [xs, self.position(ctx)])
        if t[0] == "opt" or ctx.pure and form in CHANGING:
            return None
        return Node("or", t, [Node("method", ("opt", t), [xs], form), self.expr(t, depth - 1, ctx, True)])

    def position(self, ctx):
        """An index that is often in range."""
        found = self.variable("int", ctx) if self.chance(0.2) else None
        return found or Node("lit", "int", (), self.pick((0, 0, 1)))

    def value_of_map(self, t, ctx, depth):
        found = [it for it in self.types if it[0] == "map" and it[2] == t]
        if not found:
            return None
        whole = self.pick(found)
        m, key = self.expr(whole, depth - 1, ctx), self.expr(whole[1], depth - 1, ctx, True)
        form = self.pick(("get", "get", "get_or", "get_or_set", "pop", "index"))
        if form == "index":
            return Node("index", t, [m, key])
        if form in ("get", "pop"):
            if t[0] == "opt" or ctx.pure and form == "pop" or form == "get" and "F78" in self.avoid:
                return None
            return Node("or", t, [Node("method", ("opt", t), [m, key], form), self.expr(t, depth - 1, ctx, True)])
        if ctx.pure and form == "get_or_set":
            return None
        return Node("method", t, [m, key, self.expr(t, depth - 1, ctx, True)], form)

    def or_else(self, t, ctx, depth):
        if ("opt", t) not in self.types:
            return None
        left = self.expr(("opt", t), depth - 1, ctx)
        if left.type[0] != "opt" or left.kind == "method" and left.data == "get" and "F78" in self.avoid:
            return None
        return Node("or", t, [left, self.expr(t, depth - 1, ctx, True)])

    def unwrapped(self, t, ctx, depth):
        found = [it for it in self.visible(("opt", t), ctx)]
        return Node("unwrap", t, [Node("var", ("opt", t), (), self.pick(found).name)]) if found else None

    def invoke(self, t, ctx, depth):
        found = [it for it in ctx.vars if it.type[0] == "fn" and it.type[2] == t]
        found = [it for it in found if self.covers(ctx.throws, it.type[3]) and (ctx.is_async or not it.type[4])]
        if not found or ctx.pure:
            return None
        it = self.pick(found)
        kids = [Node("var", it.type, (), it.name)] + [self.expr(pt, depth - 1, ctx, True) for pt in it.type[1]]
        made = Node("invoke", t, kids)
        return Node("await", t, [made]) if it.type[4] else made

    def struct_method(self, t, ctx, depth):
        found = [(struct, fn) for struct, fns in self.program.methods.items() for fn in fns.values()
                 if not fn.is_mut and fn.result == t and self.covers(ctx.throws, fn.throws)
                 and (ctx.is_async or not fn.is_async)]
        if not found or ctx.pure:
            return None
        struct, fn = self.pick(found)
        subject = self.expr(("struct", struct), depth - 1, ctx)
        names, kids = self.arguments(fn.params, ctx, depth - 1)
        made = Node("smethod", t, [subject, *kids], (struct, fn.name, names))
        return Node("await", t, [made]) if fn.is_async else made

    def extreme(self, t, ctx, depth):
        if t not in ORDERED or t == "char":
            return None
        if ("list", t) in self.types and self.chance(0.2):
            some = Node("list", ("list", t), [self.expr(t, depth - 1, ctx) for _ in range(2)])
            return Node("builtin", t, [some], (self.pick(("min", "max")), [None]))
        kids = [self.expr(t, depth - 1, ctx) for _ in range(self.pick((2, 2, 3)))]
        return Node("builtin", t, kids, (self.pick(("min", "max")), [None] * len(kids)))

    # ---- by type -------------------------------------------------------------------------------------------

    def sub(self, t, depth, ctx):
        return lambda: self.expr(t, depth - 1, ctx)

    def ints(self, t, depth, ctx, placed):
        sub = self.sub(t, depth, ctx)

        def constant(node):
            """What the compiler knows: it refuses what it sees to be a panic."""
            return all(it.kind in ("lit", "bin", "un", "conv") for it in node.walk())

        def arithmetic():
            op = self.pick("+ + + - - * & | ^ &+ &- &*".split())
            left, right = sub(), sub()
            return None if constant(left) and constant(right) else Node("bin", t, [left, right], op)

        def division():
            divisor = self.pick((2, 3, 5, 7, *((-3, -1) if INTS[t][0] else ())))
            right = Node("lit", t, (), divisor)
            if self.chance(0.3):
                right = Node("bin", t, [sub(), Node("lit", t, (), 1)], "|")
            left = sub()
            return None if constant(left) else Node("bin", t, [left, right], self.pick("/%"))

        def shift():
            by, left = Node("lit", "int", (), self.pick((1, 2, 3, 7))), sub()
            return None if constant(left) else Node("bin", t, [left, by], self.pick((">>", ">>", "<<")))

        def remainder():
            left = sub()
            return None if constant(left) else Node("bin", t, [left, Node("lit", t, (), self.pick((10, 100)))], "%")

        def unary():
            kid = sub()
            return None if constant(kid) else Node("un", t, [kid], self.pick("-~" if INTS[t][0] else "~"))

        def square():
            kid = sub()
            return None if constant(kid) else Node("bin", t, [kid, Node("lit", "int", (), 2)], "**")

        def convert():
            source = self.pick([it for it in self.types if it in INTS and it != t] or [None])
            kid = source and self.expr(source, depth - 1, ctx)
            return None if not kid or constant(kid) else Node("conv", t, [kid])
        rows = [(7, arithmetic), (1.5, division), (1, shift), (1, remainder), (1, unary), (2, convert)]
        if t == "int":
            rows += [(2.5, lambda: self.beside(ctx, depth)), (0.7, lambda: self.octet(ctx, depth)),
                     (2.5, lambda: self.measure(ctx, depth)), (1, lambda: self.total(ctx, depth)),
                     (0.7, lambda: Node("builtin", t, [sub()], ("abs", [None]))),
                     (0.5, square)]
        return rows

    def measure(self, ctx, depth):
        """The length of something, or how often it has an element."""
        found = [it for it in self.types if it in ("str", "bytes") or it[0] in ("list", "map", "set")]
        whole = self.pick(found)
        subject = self.expr(whole, depth - 1, ctx)
        if whole[0] == "list" and self.comparable(whole[1]) and self.chance(0.3):
            return Node("method", "int", [subject, self.expr(whole[1], depth - 1, ctx, True)], "count")
        if self.chance(0.3):
            return Node("builtin", "int", [subject], ("len", [None]))
        return Node("method", "int", [subject], "len")

    def total(self, ctx, depth):
        if ("list", "int") not in self.types:
            return None
        return Node("builtin", "int", [self.expr(("list", "int"), depth - 1, ctx)], ("sum", [None]))

    def floats(self, t, depth, ctx, placed):
        sub = self.sub(t, depth, ctx)
        return [(4, lambda: Node("bin", t, [sub(), sub()], self.pick("+ - * /".split()))),
                (1, lambda: Node("un", t, [sub()], "-")),
                (1.5, lambda: Node("conv", t, [self.expr("int", depth - 1, ctx)]))]

    def octets(self, t, depth, ctx, placed):
        sub = self.sub(t, depth, ctx)
        return [(3, lambda: Node("bin", t, [sub(), sub()], "+")),
                (1, lambda: Node("bin", t, [sub(), Node("lit", "int", (), self.pick((0, 1, 2)))], "*"))]

    def octet(self, ctx, depth):
        """A byte of a text that has one."""
        if "bytes" not in self.types:
            return None
        text = Node("bin", "bytes", [self.expr("bytes", depth - 1, ctx), Node("lit", "bytes", (), b"\x00z")], "+")
        return Node("conv", "int", [Node("index", "u8", [text, Node("lit", "int", (), self.pick((0, 1)))])])

    def comparable(self, t) -> bool:
        """== works on it, and says the same whatever the order of what it compares."""
        if isinstance(t, str):
            return t != "unit"
        if t[0] == "struct":
            return all(self.comparable(ft) for _, ft, _ in self.program.structs[t[1]])
        if t[0] == "enum":
            return all(self.comparable(ft) for _, fields in self.program.enums[t[1]] for _, ft in fields)
        return t[0] in ("list", "map", "set", "opt", "tuple") and all(map(self.comparable, t[1:]))

    def bools(self, t, depth, ctx, placed):
        sub = self.sub("bool", depth, ctx)

        def equal():
            ct = self.pick([it for it in self.types if self.comparable(it)])
            return Node("cmp", t, [self.expr(ct, depth - 1, ctx), self.expr(ct, depth - 1, ctx)], self.pick(("==", "!=")))

        def order():
            ct = self.pick([it for it in self.types if it in ORDERED])
            return Node("cmp", t, [self.expr(ct, depth - 1, ctx), self.expr(ct, depth - 1, ctx)],
                        self.pick(("<", "<=", ">", ">=")))

        def member():
            found = [it for it in self.types if it[0] in ("list", "map", "set") and self.comparable(it[1])]
            op = self.pick(("in", "in", "not in"))
            if not found or self.chance(0.2):
                to = [self.expr("int", depth - 1, ctx) for _ in range(2)]
                return Node("cmp", t, [self.expr("int", depth - 1, ctx), Node("range", ("range",), to, self.chance(0.3))], op)
            whole = self.pick(found)
            return Node("cmp", t, [self.expr(whole[1], depth - 1, ctx), self.expr(whole, depth - 1, ctx)], op)
        return [(4, equal), (4, order), (3, member), (3, lambda: Node("logic", t, [sub(), sub()], self.pick(("and", "or")))),
                (1, lambda: Node("un", t, [sub()], "not"))]

    def strings(self, t, depth, ctx, placed):
        sub = self.sub("str", depth, ctx)

        def shown():
            kid = self.expr(self.pick([it for it in self.types if it[0] != "fn"]), depth - 1, ctx)
            return Node("builtin", t, [kid], (self.pick(("str", "repr")), [None]))
        return [(3, lambda: Node("bin", t, [sub(), sub()], "+")), (4, lambda: self.interpolation(ctx, depth)),
                (1.5, shown),
                (1.5, lambda: Node("method", t, [sub()], self.pick(("upper", "lower", "reversed", "strip")))),
                (0.7, lambda: Node("bin", t, [sub(), Node("lit", "int", (), self.pick((0, 1, 2)))], "*")),
                (0.7, lambda: Node("method", t, [sub(), sub(), sub()], "replace") if self.chance(0) else None)]

    def interpolation(self, ctx, depth):
        pieces, specs, kids = [self.pick(("", "<", "é "))], [], []
        for _ in range(self.pick((1, 2, 2, 3))):
            t = self.pick([it for it in self.types if it[0] != "fn"])
            kid = self.expr(t, depth - 1, ctx)
            if kids and has_effect(kid) and any(self.refers(it.type) for it in kids):
                break                                  # when the earlier ones are shown is not promised
            spec = self.spec(t)
            width = [Node("bin", "int", [self.expr("int", depth - 1, ctx), Node("lit", "int", (), 7)], "&")] \
                if spec and "{}" in spec else []
            if any(it.kind == "block" for part in [kid, *width] for it in part.walk()):
                break                                  # a string ends on its line
            kids += [kid, *width]
            specs.append(spec)
            pieces.append(self.pick((" ", "|", ">", "")))
        return Node("interp", "str", kids, (pieces, specs))

    def spec(self, t):
        if self.chance(0.6):
            return None
        if t in INTS:
            return self.pick((":>6", ":05d", ":x", ":+d", ":<4", ":,", ":>{}"))
        if t == "float":
            return self.pick((":.2f", ":8.1f", ":e", ":>{}.1f"))
        if t == "str":
            return self.pick((":>6", ":<3", ":^5", "!r", ":>{}"))
        return "!r" if t[0] not in ("error",) else None

    def lists(self, t, depth, ctx, placed):
        sub = self.sub(t, depth, ctx)

        def sliced():
            last = Node("method", "int", [self.variable(t, ctx)], "len") if self.visible(t, ctx) else None
            if last is None:
                return None
            return Node("slice", t, [last.kids[0], Node("lit", "int", (), 0), last])
        rows = [(2, lambda: Node("bin", t, [sub(), sub()], "+")), (1.5, lambda: Node("method", t, [sub()], self.pick(("copy", "reversed")))),
                (3, lambda: self.comprehension(t, ctx, depth)), (0.5, sliced)]
        if t[1] in ORDERED:
            rows.append((0.7, lambda: Node("builtin", t, [sub()], ("sorted", [None]))))
        rows += [(0.7, lambda mt=mt: Node("method", t, [self.expr(mt, depth - 1, ctx)], "keys" if mt[1] == t[1] else "values"))
                 for mt in self.types if mt[0] == "map" and t[1] in mt[1:]]
        if ("set", t[1]) in self.types:
            rows.append((0.7, lambda: Node("method", t, [self.expr(("set", t[1]), depth - 1, ctx)], "to_list")))
        return rows

    def comprehension(self, t, ctx, depth):
        """The source is evaluated outside, condition and value inside, where they may wait and throw."""
        names, source, added = self.source(ctx, depth - 1)
        inner = ctx.but(vars=ctx.vars + added, labels=(), can_return=False, leaves=False)
        condition = [self.expr("bool", depth - 1, inner)] if self.chance(0.4) else []
        value = self.expr(t[1], depth - 1, inner, False)
        return Node("comp", t, [source, *condition, value], (names, bool(condition)))

    def source(self, ctx, depth):
        """What a loop or comprehension takes from: (names, tree, the variables it brings). Nothing changes it meanwhile."""
        form = self.pick(("range", "list", "list", "map", "str", "indexed"))
        first, second = self.fresh("n"), self.fresh("n")
        if form == "map":
            found = [it for it in self.types if it[0] == "map"]
            if found:
                t = self.pick(found)
                tree = Node("method", t, [self.expr(t, depth, ctx)], "copy")
                return [first, second], tree, [Var(first, t[1], False), Var(second, t[2], False)]
        if form in ("list", "indexed"):
            found = [it for it in self.types if it[0] == "list"]
            if found:
                t = self.pick(found)
                tree = self.literal(t, ctx, False, depth) if self.chance(0.4) else None
                if tree is None or tree.kind == "list" and not tree.kids:
                    tree = Node("method", t, [self.expr(t, depth, ctx)], "copy")
                if form == "list":
                    return [first], tree, [Var(first, t[1], False)]
                return [first, second], tree, [Var(first, "int", False), Var(second, t[1], False)]
        if form == "str" and "char" in self.types:
            return [first], self.expr("str", depth, ctx), [Var(first, "char", False)]
        low = self.pick((0, 0, 1))
        bounds = [Node("lit", "int", (), low), Node("lit", "int", (), low + self.pick((1, 2, 3)))]
        if self.chance(0.3):
            bounds[1] = Node("bin", "int", [self.expr("int", depth, ctx), Node("lit", "int", (), 3)], "&")
        return [first], Node("range", ("range",), bounds, self.chance(0.3)), [Var(first, "int", False)]

    def sets(self, t, depth, ctx, placed):
        sub = self.sub(t, depth, ctx)
        return [(2, lambda: Node("bin", t, [sub(), sub()], self.pick("|&-^"))), (1, lambda: Node("method", t, [sub()], "copy"))]

    def optionals(self, t, depth, ctx, placed):
        rows = []
        for whole in self.types:
            if whole == ("list", t[1]):
                forms = ("first", "last") if ctx.pure else ("first", "last", "pop", "pop_first")
                rows.append((2, lambda w=whole: Node("method", t, [self.expr(w, depth - 1, ctx)], self.pick(forms))))
            if whole[0] == "map" and whole[2] == t[1]:
                rows.append((2, lambda w=whole: Node("method", t, [self.expr(w, depth - 1, ctx), self.expr(w[1], depth - 1, ctx, True)], "get")))
            if whole[0] == "list" and t[1] == "int" and self.comparable(whole[1]):
                rows.append((1, lambda w=whole: Node("method", t, [self.expr(w, depth - 1, ctx), self.expr(w[1], depth - 1, ctx, True)], "find")))
        return rows
