# SPDX-License-Identifier: MIT
"""The tree of a random program, and how it is written as Sley.

The generator builds trees, the interpreter walks them, the reducer cuts pieces out of them; this file alone knows the
syntax. A node is its kind, its type, its parts (`kids`, in the order of the text) and what else it needs (`data`).

Types are strings ("int", "u8", "float", "bool", "char", "str", "unit") or tuples:
    ("list", T)  ("set", T)  ("map", K, V)  ("opt", T)  ("tuple", A, B, ...)  ("struct", NAME)  ("enum", NAME)
    ("error", NAME)  ("fn", (PARAMS...), RESULT, throws, is_async)  ("chan", T)  ("task", T)  ("future", T)
`throws` is None (nothing), () (any error) or a tuple of names.
"""


class Node:
    __slots__ = ("kind", "type", "kids", "data")

    def __init__(self, kind, type=None, kids=(), data=None):
        self.kind, self.type, self.kids, self.data = kind, type, list(kids), data

    def __repr__(self):
        return f"{self.kind}({self.data}, {self.kids})"

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Fn:
    """A function, method or closure. params: (name, type, default or None). A closure's body is a kid of its node."""

    def __init__(self, name, params, result, throws, is_async, body=None, variadic=False):
        self.name, self.params, self.result, self.throws = name, params, result, throws
        self.is_async, self.body, self.variadic = is_async, body, variadic
        self.is_mut = False                            # a method that changes its receiver

    @property
    def type(self):
        return ("fn", tuple(t for _, t, _ in self.params), self.result, self.throws, self.is_async)


class Program:
    """Names carry the prefix of the program, so that many programs make one file."""

    def __init__(self, prefix):
        self.prefix = prefix
        self.structs = {}                              # name -> [(field, type, default or None)]
        self.methods = {}                              # struct -> {name: Fn}
        self.enums = {}                                # name -> [(case, [(field, type)])]
        self.errors = {}                               # name -> (parent or None, its own [(field, type, default)])
        self.globals = []                              # (name, type, first value, is var)
        self.fns = {}                                  # name -> Fn; the last one is the start
        self.concurrent = False                        # the order of its output depends on the schedule

    def fields(self, error):
        parent, own = self.errors[error]
        return (self.fields(parent) if parent else []) + own

    def descends(self, error, ancestor):
        while error is not None:
            if error == ancestor:
                return True
            error = self.errors[error][0] if error in self.errors else None
        return False

    def roots(self):
        """Every tree of the program, for those who look for something in all of them."""
        for owner in (self.fns, *self.methods.values()):
            for fn in owner.values():
                yield fn.body
                yield from (default for _, _, default in fn.params if default is not None)
        yield from (value for _, _, value, _ in self.globals)
        for fields in [*self.structs.values(), *(own for _, own in self.errors.values())]:
            yield from (default for _, _, default in fields if default is not None)


def type_text(t) -> str:
    if isinstance(t, str):
        return t
    head = t[0]
    if head in ("list", "set", "chan", "task", "future"):
        return f"{head}[{type_text(t[1])}]" + (" throws" if head == "task" and len(t) > 2 and t[2] else "")
    if head == "map":
        return f"map[{type_text(t[1])}, {type_text(t[2])}]"
    if head == "opt":
        inner = type_text(t[1])
        return f"({inner})?" if t[1][0] == "fn" else inner + "?"
    if head == "tuple":
        return "(" + ", ".join(map(type_text, t[1:])) + ")"
    if head == "fn":
        _, params, result, throws, is_async = t
        text = ("async " if is_async else "") + "fn(" + ", ".join(map(type_text, params)) + ")"
        text += result_text(result, throws)
        return f"({text})" if throws and len(throws) > 1 else text      # its comma is not the one around it
    return t[1]


def result_text(result, throws) -> str:
    text = "" if result == "unit" else " -> " + type_text(result)
    if throws is not None:
        text += " throws" + (" " + ", ".join(throws) if throws else "")
    return text


ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "{": "{{", "}": "}}"}


def str_text(value: str) -> str:
    return "".join(ESCAPES.get(c, c) for c in value)


def literal(value, t) -> str:
    if t == "bool":
        return "true" if value else "false"
    if t == "str":
        return f'"{str_text(value)}"'
    if t == "char":
        return "'" + {"'": "\\'", "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(value, value) + "'"
    if t == "duration":
        return f"{value}ns" if value % 1_000_000 else f"{value // 1_000_000}ms"
    if t == "bytes":
        return 'b"' + "".join(f"\\x{it:02x}" if not 32 <= it < 127 or it in b'"\\' else chr(it) for it in value) + '"'
    return repr(value) if t in ("int", "float") else f"{t}({value})"


# From the weakest to the strongest, as in docs/language.md.
LEVELS = {"or": 1, "and": 2, "not": 3, "??": 5, "|": 6, "^": 7, "&": 8, "<<": 9, ">>": 9, "+": 10, "-": 10, "&+": 10,
          "&-": 10, "*": 11, "/": 11, "%": 11, "&*": 11, "unary": 12, "**": 13, "await": 14, "post": 15}
COMPARE = 4


class Writer:
    """Sley source of programs, with a table from its lines to the programs they belong to."""

    def __init__(self):
        self.lines, self.depth = [], 0

    def line(self, text: str):
        self.lines.append("    " * self.depth + text)

    # -- declarations

    def program(self, program: Program):
        for name, fields in program.structs.items():
            self.line(f"struct {name} {{")
            self.depth += 1
            for field in fields:
                self.line(self.parameter(field))
            for fn in program.methods.get(name, {}).values():
                self.function(fn)
            self.depth -= 1
            self.line("}")
        for name, cases in program.enums.items():
            self.line(f"enum {name} {{")
            for case, fields in cases:
                payload = ", ".join(f"{f}: {type_text(t)}" for f, t in fields)
                self.line(f"    {case}({payload})" if fields else f"    {case}")
            self.line("}")
        for name, (parent, fields) in program.errors.items():
            own = "(" + ", ".join(map(self.parameter, fields)) + ")" if fields else ""
            self.line(f"error {name}{own}" + (f" : {parent}" if parent else ""))
        for name, t, value, is_var in program.globals:
            self.line(f"{'var' if is_var else 'let'} {name}: {type_text(t)} = {self.expr(value)}")
        for fn in program.fns.values():
            self.function(fn)

    def parameter(self, parameter) -> str:
        name, t, default = parameter
        return f"{name}: {type_text(t)}" + (f" = {self.expr(default)}" if default is not None else "")

    def signature(self, fn: Fn, name: str) -> str:
        params = [self.parameter(it) for it in fn.params]
        if fn.variadic:
            last, t, _ = fn.params[-1]
            params[-1] = f"{last}: ...{type_text(t[1])}"
        words = "mut " * fn.is_mut + "async " * fn.is_async
        return words + f"fn{name}({', '.join(params)}){result_text(fn.result, fn.throws)}"

    def function(self, fn: Fn):
        self.line(self.signature(fn, " " + fn.name) + " {")
        self.body(fn.body)
        self.line("}")

    # -- statements

    def body(self, block: Node):
        self.depth += 1
        for it in block.kids:
            getattr(self, "s_" + it.kind)(it)
        self.depth -= 1

    def blocks(self, head: str, first: Node, *others):
        """A statement of blocks: (what stands before it, block) each."""
        self.line(head + " {")
        self.body(first)
        for word, block in others:
            self.line("} " + (word + " " if word else "") + "{")
            self.body(block)
        self.line("}")

    def s_let(self, it):
        name, word, shows_type = it.data
        shown = f": {type_text(it.type)}" if shows_type else ""
        self.line(f"{word} {name}{shown} = {self.expr(it.kids[0])}")

    def s_take(self, it):
        self.line(f"let ({', '.join(it.data)}) = {self.expr(it.kids[0])}")

    def s_assign(self, it):
        self.line(f"{self.expr(it.kids[0])} = {self.expr(it.kids[1])}")

    def s_swap(self, it):
        places, values = it.kids[:it.data], it.kids[it.data:]
        self.line(f"({', '.join(map(self.expr, places))}) = ({', '.join(map(self.expr, values))})")

    def s_aug(self, it):
        self.line(f"{self.expr(it.kids[0])} {it.data}= {self.expr(it.kids[1])}")

    def s_expr(self, it):
        self.line(self.expr(it.kids[0]))

    def s_print(self, it):
        self.line("print(" + ", ".join(map(self.expr, it.kids)) + ")")

    def s_assert(self, it):
        self.line(f"assert {self.expr(it.kids[0])}")

    def s_block(self, it):
        """Blocks do not stand alone: a branch that is always taken."""
        self.blocks("if true", it)

    def s_if(self, it):
        self.blocks(f"if {self.head(it.kids[0])}", it.kids[1], *(("else", kid) for kid in it.kids[2:]))

    def s_iflet(self, it):
        self.blocks(f"if let {it.data} = {self.head(it.kids[0])}", it.kids[1], *(("else", kid) for kid in it.kids[2:]))

    def label(self, label) -> str:
        return f"{label}: " if label else ""

    def s_while(self, it):
        self.blocks(f"{self.label(it.data)}while {self.head(it.kids[0])}", it.kids[1],
                    *(("else", kid) for kid in it.kids[2:]))

    def s_whilelet(self, it):
        label, name = it.data
        self.blocks(f"{self.label(label)}while let {name} = {self.head(it.kids[0])}", it.kids[1],
                    *(("else", kid) for kid in it.kids[2:]))

    def s_for(self, it):
        label, names, is_async = it.data
        word = "async for" if is_async else "for"
        self.blocks(f"{self.label(label)}{word} {', '.join(names)} in {self.head(it.kids[0])}", it.kids[1],
                    *(("else", kid) for kid in it.kids[2:]))

    def s_letelse(self, it):
        self.blocks(f"let {it.data} = {self.head(it.kids[0])} else", it.kids[1])

    def s_value(self, it):
        """The value of a block."""
        self.line(self.expr(it.kids[0]))

    def s_match(self, it):
        self.line(f"match {self.head(it.kids[0])} {{")
        self.depth += 1
        for arm in it.kids[1:]:
            patterns, has_guard = arm.data
            if patterns is None:
                self.line("else {")
            else:
                guard = f" if {self.head(arm.kids[0])}" if has_guard else ""
                self.line(f"case {' | '.join(map(self.pattern, patterns))}{guard} {{")
            self.body(arm.kids[-1])
            self.line("}")
        self.depth -= 1
        self.line("}")

    def pattern(self, pattern) -> str:
        what = pattern[0]
        if what == "any":
            return "_"
        if what == "name":
            return pattern[1]
        if what == "lit":
            return literal(pattern[1], pattern[2])
        if what == "none":
            return "none"
        if what == "range":
            return f"{pattern[1]}..{'=' if pattern[3] else ''}{pattern[2]}"
        inner = ", ".join(map(self.pattern, pattern[-1]))
        if what == "tuple":
            return f"({inner})"
        return pattern[1] + (f"({inner})" if pattern[-1] else "")

    def s_try(self, it):
        """data: a list of (kind, error or None, name) for the parts after the first."""
        parts = []
        for (what, error, name), block in zip(it.data, it.kids[1:]):
            if what == "catch":
                parts.append((f"catch {name}" + (f": {error}" if error else ""), block))
            else:
                parts.append(({"cancelled": "catch Cancelled"}.get(what, what), block))
        self.blocks("try", it.kids[0], *parts)

    def s_throw(self, it):
        self.line(f"throw {self.expr(it.kids[0])}" if it.kids else "throw")

    def s_return(self, it):
        self.line(f"return {self.expr(it.kids[0])}" if it.kids else "return")

    def s_break(self, it):
        self.line(f"break {it.data or ''}".rstrip())

    def s_continue(self, it):
        self.line(f"continue {it.data or ''}".rstrip())

    def s_defer(self, it):
        if it.kids[0].kind == "block":
            self.blocks("defer", it.kids[0])
            return
        inner = Writer()
        getattr(inner, "s_" + it.kids[0].kind)(it.kids[0])
        self.line("defer " + inner.lines[0])
        self.lines += ["    " * self.depth + line for line in inner.lines[1:]]

    def s_region(self, it):
        """data: the words after await; a timeout brings its duration."""
        words = it.data
        if words == "timeout":
            self.blocks(f"await timeout({self.expr(it.kids[0])})", it.kids[1])
        else:
            self.blocks(f"await {words}", it.kids[-1])

    def s_trial(self, it):
        """A task that is cancelled after some passes of the loop, and how it ended. data: its name, passes or None."""
        name, passes = it.data
        self.line(f"let {name} = spawn {self.post(it.kids[0])}")
        if passes is not None:
            self.line(f"for _ in 0..{passes} {{ await sleep(0s) }}")
            self.line(f'print("cancel", {name}.cancel())')
        self.line(f"await wait([{name}])")
        self.line(f'if {name}.cancelled() {{ print("cancelled") }} else {{')
        ended = f'{name}.result(); print("ended")' if it.kids[0].type == "unit" else f'print("ended", {name}.result())'
        self.line(f'    try {{ {ended} }} catch e {{ print("failed", e) }}')
        self.line("}")

    def s_select(self, it):
        """data: (first word, whether it waits); arms: data (kind, name), kids the operation's parts, then the block."""
        first, waits = it.data
        self.line(("await " if waits else "") + "select" + (" first" if first else "") + " {")
        self.arms(it.kids)

    def s_race(self, it):
        self.line("await race {")
        self.arms(it.kids)

    def arms(self, arms):
        self.depth += 1
        for arm in arms:
            what, name = arm.data
            parts = [self.expr(kid, LEVELS["post"]) for kid in arm.kids[:-1]]
            bound = f"let {name} = " if name else ""
            head = {"recv": lambda: f"case {bound}{parts[0]}.recv()", "send": lambda: f"case {parts[0]}.send({parts[1]})",
                    "join": lambda: f"case {bound}{parts[0]}.join()", "after": lambda: f"case after {parts[0]}",
                    "call": lambda: f"case {bound}{parts[0]}", "default": lambda: "default"}[what]()
            self.line(head + " {")
            self.body(arm.kids[-1])
            self.line("}")
        self.depth -= 1
        self.line("}")

    # -- expressions

    def expr(self, it: Node, level: int = 0) -> str:
        own, text = getattr(self, "x_" + it.kind)(it)
        return f"({text})" if own < level else text

    def head(self, it) -> str:
        """Before a block or a colon: values of blocks and what leaves stand in parentheses."""
        return self.expr(it, 1)

    def post(self, it) -> str:
        return self.expr(it, LEVELS["post"])

    def list(self, kids) -> str:
        return ", ".join(map(self.expr, kids))

    def binary(self, it, op, level):
        left = self.expr(it.kids[0], level + 1 if op == "**" or level == COMPARE else level)
        return level, f"{left} {op} {self.expr(it.kids[1], level + 1)}"

    def x_lit(self, it):
        text = literal(it.data, it.type)
        return (LEVELS["unary"] if text.startswith("-") else LEVELS["post"]), text

    def x_none(self, it):
        return LEVELS["post"], "none"

    def x_var(self, it):
        return LEVELS["post"], it.data

    def x_bin(self, it):
        return self.binary(it, it.data, LEVELS[it.data])

    def x_cmp(self, it):
        return self.binary(it, it.data, COMPARE)

    def x_logic(self, it):
        return self.binary(it, it.data, LEVELS[it.data])

    def x_or(self, it):
        if it.kids[1].kind == "leave":                 # takes in all that follows
            return 0, f"{self.expr(it.kids[0], LEVELS['??'])} ?? {self.expr(it.kids[1])}"
        return self.binary(it, "??", LEVELS["??"])

    def x_un(self, it):
        op = it.data
        level = LEVELS["not" if op == "not" else "unary"]
        kid = self.expr(it.kids[0], level)
        if kid.startswith(op) and op == "-":
            kid = f"({kid})"
        return level, f"{op}{' ' if op == 'not' else ''}{kid}"

    def x_unwrap(self, it):
        return LEVELS["post"], self.post(it.kids[0]) + "!"

    def arguments(self, kids, names) -> str:
        return ", ".join((f"{name}: " if name else "") + self.expr(kid) for kid, name in zip(kids, names))

    def x_call(self, it):
        name, names = it.data
        return LEVELS["post"], f"{name}({self.arguments(it.kids, names)})"

    def x_spread(self, it):
        return LEVELS["post"], self.post(it.kids[0]) + "..."

    def x_make(self, it):
        return self.x_call(it)

    def x_case(self, it):
        enum, case = it.data
        return LEVELS["post"], f"{enum}.{case}" + (f"({self.list(it.kids)})" if it.kids else "")

    def x_method(self, it):
        return LEVELS["post"], f"{self.post(it.kids[0])}.{it.data}({self.list(it.kids[1:])})"

    def x_smethod(self, it):
        _, name, names = it.data
        return LEVELS["post"], f"{self.post(it.kids[0])}.{name}({self.arguments(it.kids[1:], names)})"

    x_mcall = x_smethod

    def x_invoke(self, it):
        callee = it.kids[0]
        text = self.post(callee) if callee.kind in ("var", "invoke", "call", "index") else f"({self.expr(callee)})"
        return LEVELS["post"], f"{text}({self.list(it.kids[1:])})"

    def x_builtin(self, it):
        name, names = it.data
        return LEVELS["post"], f"{name}({self.arguments(it.kids, names)})"

    def x_field(self, it):
        return LEVELS["post"], f"{self.post(it.kids[0])}.{it.data}"

    def x_item(self, it):
        return self.x_field(it)

    def x_index(self, it):
        return LEVELS["post"], f"{self.post(it.kids[0])}[{self.expr(it.kids[1])}]"

    def x_slice(self, it):
        return LEVELS["post"], f"{self.post(it.kids[0])}[{self.expr(it.kids[1])}:{self.expr(it.kids[2])}]"

    def x_list(self, it):
        return LEVELS["post"], f"[{self.list(it.kids)}]" if it.kids else f"{type_text(it.type)}()"

    def x_set(self, it):
        return LEVELS["post"], f"set([{self.list(it.kids)}])" if it.kids else f"{type_text(it.type)}()"

    def x_tuple(self, it):
        return LEVELS["post"], f"({self.list(it.kids)})"

    def x_map(self, it):
        if not it.kids:
            return LEVELS["post"], f"{type_text(it.type)}()"
        pairs = zip(it.kids[::2], it.kids[1::2])
        return LEVELS["post"], "[" + ", ".join(f"{self.head(k)}: {self.expr(v)}" for k, v in pairs) + "]"

    def x_range(self, it):
        """Only where something is taken from it."""
        level = LEVELS["|"]
        return COMPARE, f"{self.expr(it.kids[0], level)}..{'=' if it.data else ''}{self.expr(it.kids[1], level)}"

    def x_comp(self, it):
        """data: (names, whether there is a condition); kids: source, condition, value (or key and value)."""
        names, has_condition = it.data
        values = it.kids[1 + has_condition:]
        condition = f" if {self.head(it.kids[1])}" if has_condition else ""
        shown = ": ".join(map(self.head, values))
        return LEVELS["post"], f"[{shown} for {', '.join(names)} in {self.head(it.kids[0])}{condition}]"

    def x_interp(self, it):
        """data: the pieces of text around the values, and their formats (a number: the width is that kid)."""
        pieces, formats = it.data
        text, kids = str_text(pieces[0]), iter(it.kids)
        for piece, spec in zip(pieces[1:], formats):
            value = self.expr(next(kids))
            value = f"({value})" if value[0] in "{" or value[-1] == "}" else value
            shown = spec if spec is None or "{}" not in spec else spec.replace("{}", "{" + self.expr(next(kids)) + "}")
            text += "{" + value + (shown or "") + "}" + str_text(piece)
        return LEVELS["post"], f'"{text}"'

    def x_closure(self, it):
        fn, body = it.data, it.kids[0]
        if body.kind != "block":
            head = self.signature(Fn("", fn.params, "unit", None, fn.is_async), "")
            return 0, f"{head} => {self.expr(body)}"
        inner = Writer()
        inner.depth = self.depth
        inner.body(body)
        return 0, "\n".join([self.signature(fn, "") + " {", *inner.lines, "    " * self.depth + "}"])

    def nested(self, write, it):
        """The text of a statement of blocks that stands in an expression."""
        inner = Writer()
        inner.depth = self.depth
        write(inner, it)
        return 0, "\n".join(inner.lines).lstrip()

    def x_choose(self, it):
        return self.nested(Writer.s_if, it)

    def x_match(self, it):
        return self.nested(Writer.s_match, it)

    def x_leave(self, it):
        inner = Writer()
        getattr(inner, "s_" + it.kids[0].kind)(it.kids[0])
        return 0, inner.lines[0]

    def x_conv(self, it):
        return LEVELS["post"], f"{type_text(it.type)}({self.expr(it.kids[0])})"

    def x_await(self, it):
        return LEVELS["await"], "await " + self.post(it.kids[0])

    def x_spawn(self, it):
        return 0, "spawn " + self.post(it.kids[0])

    def x_sleep(self, it):
        return LEVELS["await"], f"await sleep({self.expr(it.kids[0])})"

    def x_settle(self, it):
        return LEVELS["await"], f"await wait([{self.expr(it.kids[0])}])"

    def x_taskop(self, it):
        return self.x_method(it)

    def x_chanop(self, it):
        level, text = self.x_method(it)
        return (LEVELS["await"], "await " + text) if it.data in ("send", "recv") else (level, text)

    x_futureop = x_chanop

    def x_future(self, it):
        return LEVELS["post"], f"{type_text(it.type)}()"

    def x_gather(self, it):
        return LEVELS["await"], f"await gather({self.list(it.kids)})"

    def x_waitfor(self, it):
        return LEVELS["await"], f"await wait_for({self.list(it.kids)})"

    def x_chan(self, it):
        return LEVELS["post"], f"{type_text(it.type)}({it.data})"
