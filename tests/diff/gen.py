# SPDX-License-Identifier: MIT
"""Random programs that end: declarations, functions and statements. Expressions: gen_expr.py.

A function calls only functions that stand above it (or itself, with one less to go), and a loop has at most three turns,
so every program ends; the interpreter counts steps and campaign.py drops what takes too many. Statements prefer what goes
wrong in compilers: module state that calls change, values with references, ways out through cleanup, waits anywhere.
"""
import random

from gen_expr import Ctx, Expressions, Var, has_effect
from gen_task import Tasks
from gen_value import Values
from tree import Fn, Node, Program
from values import INTS

SCALARS = ("int", "int", "int", "str", "str", "bool", "u8", "i32", "u64", "i128", "i16", "float", "f32", "char", "bytes")
KEYS = ("int", "str", "str", "u8")


class Generator(Tasks, Values, Expressions):
    def __init__(self, seed, prefix: str, avoid=frozenset()):
        self.random, self.avoid = random.Random(seed), avoid
        self.prefix = prefix
        self.program = Program(prefix)
        self.count = 0
        self.identities = {}
        self.nesting = 0                               # closures in closures
        self.hidden = prefix + "_same"                 # functions that only give a value its type
        self.types = []

    def fresh(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"

    def name(self, stem: str) -> str:
        self.count += 1
        return f"{self.prefix}_{stem}{self.count}"

    def type_name(self, stem: str) -> str:
        self.count += 1
        return f"{self.prefix.upper()}{stem}{self.count}"

    def covers(self, allowed, thrown) -> bool:
        if thrown is None or allowed == ():
            return True
        if allowed is None or thrown == ():
            return False
        return all(any(self.program.descends(it, up) for up in allowed) for it in thrown)

    def identity(self, t) -> str:
        if t not in self.identities:
            self.identities[t] = f"{self.hidden}{len(self.identities)}"
            name = self.identities[t]
            body = Node("block", None, [Node("return", None, [Node("var", t, (), "v")])])
            self.program.fns = {name: Fn(name, [("v", t, None)], t, None, False, body), **self.program.fns}
        return self.identities[t]

    # ---- declarations --------------------------------------------------------------------------------------

    def make_program(self) -> Program:
        self.choose_types()
        self.hot = self.name("g")                      # what most functions change and most expressions read
        program = self.program
        program.globals.append((self.hot, "int", self.number("int"), True))
        for _ in range(self.pick((1, 2, 3))):
            self.global_()
        self.bump()
        self.fails()
        self.function("int")
        for _ in range(self.pick((0, 1))):
            self.function()
        if self.chance(0.3):
            self.recursive()
        for struct in list(self.program.structs):
            if self.chance(0.4):
                self.method(struct)
        for _ in range(self.pick((1, 1, 1, 2))):
            self.function(large=True)
        self.start()
        return self.program

    def choose_types(self):
        program = self.program
        scalars = ["int", "int", "str", "bool"] + [self.pick(SCALARS) for _ in range(2)]
        self.types = list(dict.fromkeys(scalars))
        for _ in range(self.pick((1, 1, 2))):
            name = self.type_name("E")
            parent = self.pick(list(program.errors)) if program.errors and self.chance(0.6) else None
            program.errors[name] = (parent, [(self.fresh("z"), self.pick(("int", "str")), None)])
        for _ in range(self.pick((2, 3, 4))):
            self.types.append(self.composite())
        self.types = list(dict.fromkeys(self.types))

    def composite(self):
        head = self.pick(("list", "list", "map", "set", "opt", "opt", "tuple", "struct", "struct", "enum", "fn"))
        simple = [it for it in self.types if it[0] not in ("fn", "opt")]
        scalar = [it for it in self.types if isinstance(it, str)]
        if head == "list":
            return ("list", self.pick(simple if self.chance(0.4) else scalar))
        if head == "map":
            return ("map", self.pick([it for it in scalar if it in KEYS]), self.pick(simple))
        if head == "set":
            return ("set", self.pick([it for it in scalar if it in KEYS]))
        if head == "opt":
            return ("opt", self.pick(simple if self.chance(0.5) else scalar))
        if head == "tuple":
            return ("tuple", *(self.pick(simple) for _ in range(self.pick((2, 2, 3)))))
        if head == "fn":
            throws = self.pick((None, None, (), (self.pick(list(self.program.errors)),)))
            return ("fn", tuple(self.pick(scalar) for _ in range(self.pick((0, 1, 2)))), self.pick(simple), throws, False)
        if head == "struct":
            name = self.type_name("S")
            fields = []
            for _ in range(self.pick((1, 2, 3))):
                t = self.pick([it for it in self.types if it[0] != "fn"])
                default = self.literal(t, Ctx(pure=True), True, 0) if self.chance(0.4) else None
                fields.append((self.fresh("z"), t, default))
            self.program.structs[name] = fields
            return ("struct", name)
        name = self.type_name("K")
        cases = []
        for _ in range(self.pick((2, 3))):
            payload = [(self.fresh("z"), self.pick(simple)) for _ in range(self.pick((0, 1, 2)))]
            cases.append((self.type_name("C"), payload))
        self.program.enums[name] = cases
        return ("enum", name)

    def value_types(self):
        return [it for it in self.types if it[0] != "fn"]

    def global_(self):
        t = self.pick(self.value_types())
        value = self.literal(t, Ctx(pure=True), True, 1)
        if self.chance(0.9) or isinstance(t, tuple) and t[0] != "list":
            self.program.globals.append((self.name("g"), t, value, True))
        else:
            self.program.globals.append((self.name("g"), t, value, False))

    def throws(self):
        names = list(self.program.errors)
        return self.pick((None, None, None, (), (self.pick(names),), tuple(dict.fromkeys((self.pick(names), self.pick(names))))))

    def params(self, most):
        found = []
        for _ in range(self.random.randint(0, most)):
            t = self.pick(self.types)
            default = None
            if found and found[-1][2] is not None or self.chance(0.25):
                default = self.expr(t, 1, Ctx(), True)
            found.append((self.fresh("a"), t, default))
        return found

    def function(self, result=None, large=False):
        name = self.name("f")
        result = result or self.pick(self.value_types() + ["unit"] if large else self.value_types())
        fn = Fn(name, self.params(3 if large else 2), result, self.throws(), self.chance(0.6 if large else 0.4))
        if not large and self.chance(0.15):
            fn.params = [it for it in fn.params if it[2] is None]
            fn.params.append((self.fresh("a"), ("list", self.pick(self.value_types())), None))
            fn.variadic = True
        ctx = self.function_ctx(fn)
        size = self.pick((2, 2, 3, 4) if large else (1, 1, 2, 3))
        fn.body = self.block(ctx, size, 2 if large else 1, ends=True)
        if not large:
            before = self.trace(ctx) + self.waits(ctx)
            fn.body.kids[0:0] = before
            if fn.throws is not None and self.chance(0.6):
                odd = Node("cmp", "bool", [Node("bin", "int", [Node("var", "int", (), self.hot), Node("lit", "int", (), 1)], "&"),
                                           Node("lit", "int", (), self.pick((0, 1)))], "==")
                fn.body.kids.insert(len(before), Node("if", None, [odd, Node("block", None, [self.throw(ctx)])]))
        self.program.fns[name] = fn

    @staticmethod
    def function_ctx(fn):
        return Ctx([Var(n, t, False) for n, t, _ in fn.params], fn.throws, fn.is_async, fn.result, leaves=True)

    def fails(self):
        """An async function that waits and then throws."""
        self.failing_fn = self.name("w")
        error = self.pick(list(self.program.errors))
        ctx = Ctx([], (error,), True, "unit")
        body = self.sleep(ctx, 0) + self.trace(ctx) + [Node("throw", None, [self.literal(("error", error), ctx, True, 1)])]
        self.program.fns[self.failing_fn] = Fn(self.failing_fn, [], "unit", (error,), True, Node("block", None, body))

    def rescue(self, ctx, depth):
        """Values that nothing reads but the way out of an awaited call that waits and then throws: a handler, a cleanup."""
        kids, shown = [], [Node("lit", "str", (), self.fresh("p"))]
        for _ in range(self.pick((1, 2, 3))):
            t = self.pick(self.value_types())
            name = self.fresh("r")
            kids.append(Node("let", t, [self.expr(t, 2, ctx, True)], (name, "let", True)))
            shown.append(Node("var", t, (), name))
        call = Node("expr", None, [Node("await", "unit", [Node("call", "unit", [], (self.failing_fn, []))])])
        way = self.pick(("catch", "catch", "finally"))
        block = Node("block", None, [Node("print", None, shown)])
        caught = ("catch", None, self.fresh("e"))
        body = Node("block", None, self.waits(ctx) + [call])
        if way == "catch":
            return kids + [Node("try", None, [body, block], [caught])]
        inner = Node("try", None, [body, block], [("finally", None, None)])
        told = Node("block", None, [Node("print", None, [Node("lit", "str", (), self.fresh("p"))])])
        return kids + [Node("try", None, [Node("block", None, [inner]), told], [caught])]

    def trace(self, ctx) -> list:
        """What lets one see when a function was called: it prints, or changes what others read."""
        hot = Node("var", "int", (), self.hot)
        found = []
        if self.chance(0.7):
            found.append(Node("aug", None, [hot, self.expr("int", 1, ctx)], self.pick("+-^")))
        if self.chance(0.4):
            found.append(Node("print", None, [Node("lit", "str", (), self.fresh("p")), hot]))
        return found

    def method(self, struct):
        fn = Fn(self.fresh("m"), self.params(2), self.pick(self.value_types()), self.throws(), self.chance(0.2))
        fn.is_mut = self.chance(0.5)
        ctx = self.function_ctx(fn)
        ctx.vars.append(Var("self", ("struct", struct), fn.is_mut))
        fn.body = self.block(ctx, self.pick((1, 2, 3) if fn.is_mut else (0, 1, 2)), 1, ends=True)
        self.program.methods.setdefault(struct, {})[fn.name] = fn

    def start(self):
        """Calls every large function, with what it throws caught, and shows the module's state."""
        ctx = Ctx([], None, True, "unit")
        kids = []
        for fn in list(self.program.fns.values())[-3:]:
            if fn.name.startswith(self.hidden):
                continue
            for _ in range(self.pick((1, 1, 2))):
                kids.append(self.trial(fn, ctx) if fn.is_async and self.chance(0.5) else self.attempt(fn, ctx))
        kids += self.block(ctx, self.pick((0, 1)), 2).kids
        for name, t, _, _ in self.program.globals:
            kids.append(Node("print", None, [Node("lit", "str", (), name), Node("var", t, (), name)]))
        name = self.prefix + "_start"
        self.program.fns[name] = Fn(name, [], "unit", None, True, Node("block", None, kids))

    def attempt(self, fn, ctx):
        inner = ctx.but(throws=()) if fn.throws is not None else ctx
        call = self.call_of(fn, inner, 2)
        if fn.result == "unit":
            done = Node("expr", None, [call])
        else:
            done = Node("print", None, [Node("lit", "str", (), fn.name), call])
        if fn.throws is None:
            return done
        caught = self.fresh("e")
        shown = Node("print", None, [Node("lit", "str", (), "caught"), Node("var", ("error", "Error"), (), caught)])
        return Node("try", None, [Node("block", None, [done]), Node("block", None, [shown])], [("catch", None, caught)])

    def trial(self, fn, ctx):
        call = self.call_of(fn, ctx, 1)
        self.program.concurrent = True
        return Node("trial", None, [call.kids[0]], (self.fresh("t"), self.pick((None, 0, 1, 1, 2, 3, 4))))

    # ---- statements ----------------------------------------------------------------------------------------

    def block(self, ctx, size, depth, ends=False):
        """size statements, and with `ends` what leaves the function with its result."""
        inner = ctx.but(vars=list(ctx.vars))
        kids = []
        for _ in range(size):
            made = self.statement(inner, depth)
            kids += made
            if made[-1].kind in ("throw", "return", "break", "continue"):
                return Node("block", None, kids)
        if ends:
            kids += self.ending(inner, depth)
        elif not kids:
            kids = [self.show(inner, 1)]
        return Node("block", None, kids)

    def ending(self, ctx, depth):
        if ctx.throws is not None and self.chance(0.05):
            return [self.throw(ctx)]
        if ctx.result == "unit":
            return [self.show(ctx, 1)] if self.chance(0.5) else []
        most = 0 if self.nesting > 2 else 2 if depth else 1
        return [Node("return", None, [self.expr(ctx.result, most, ctx, True)])]

    def statement(self, ctx, depth) -> list:
        nested = depth > 0
        loop = nested and ctx.loops < 2
        rows = [(3, self.let), (2, self.show_values), (4, self.assign), (3, self.augment), (1.5, self.change),
                (1, self.expression), (1.5, self.jump), (0.7, self.take_apart), (0.5, self.swap),
                (1.5 if ctx.is_async else 0, self.sleep), (0.3, self.assertion), (1, self.let_else)]
        if nested:
            rows += [(2, self.if_), (1, self.if_let), (2, self.match), (2.5, self.try_), (1.5, self.defer)]
            if ctx.is_async:
                rows += [(1.5, self.region), (1, self.rescue)]
        if loop:
            rows += [(1.5, self.for_), (1, self.while_), (0.5, self.while_let), (2, self.exits)]
        rows += self.concurrent(ctx, depth)
        return self.weighted([(weight, lambda m=maker: m(ctx, depth)) for weight, maker in rows])

    def declared(self, ctx, t, stem="v", is_var=False) -> str:
        name = self.fresh(stem)
        ctx.vars.append(Var(name, t, is_var))
        if ctx.owned is not None and is_var:
            ctx.owned.add(name)
        return name

    def let(self, ctx, depth):
        if depth > 0 and self.chance(0.15):
            return self.let_closure(ctx, depth)
        t = self.pick(self.value_types())
        shows = self.chance(0.5) or t[0] == "opt"
        value = self.expr(t, 3, ctx, shows)
        is_var = self.chance(0.6)
        return [Node("let", t, [value], (self.declared(ctx, t, "v", is_var), "var" if is_var else "let", shows))]

    def let_closure(self, ctx, depth):
        values = self.value_types()
        throws = self.pick((None, None, (), (self.pick(list(self.program.errors)),)))
        t = ("fn", tuple(self.pick(values) for _ in range(self.pick((0, 1, 1, 2)))), self.pick(values), throws,
             ctx.is_async and self.chance(0.5))
        value = self.closure(t, ctx, depth - 1)
        return [Node("let", t, [value], (self.declared(ctx, t, "h"), "let", True))]

    def show(self, ctx, depth):
        return Node("print", None, [Node("lit", "str", (), self.fresh("p")), self.expr(self.pick(self.value_types()), depth, ctx)])

    def show_values(self, ctx, depth):
        kids = [Node("lit", "str", (), self.fresh("p"))]
        for _ in range(self.pick((1, 1, 2))):
            kid = self.expr(self.pick(self.value_types()), 3, ctx)
            if has_effect(kid) and any(self.refers(it.type) for it in kids):
                break                                  # when the earlier ones are shown is not promised
            kids.append(kid)
        return [Node("print", None, kids)]

    def places(self, t, ctx):
        """Variables, fields, items and elements of this type that can be written."""
        found = []
        for it in ctx.vars + [Var(n, gt, v) for n, gt, _, v in self.program.globals]:
            is_free = it.is_var and (ctx.owned is None or it.name in ctx.owned or it.name.startswith(self.prefix))
            root = Node("var", it.type, (), it.name)
            if it.type == t and is_free:
                found.append(root)
            if it.type[0] == "struct" and is_free:
                found += [Node("field", t, [root], name) for name, ft, _ in self.program.structs[it.type[1]] if ft == t]
            if it.type[0] == "tuple" and is_free:
                found += [Node("item", t, [root], at) for at, ft in enumerate(it.type[1:]) if ft == t]
            if it.type[0] == "map" and it.type[2] == t:
                found.append(Node("index", t, [root, self.expr(it.type[1], 1, ctx, True)]))
            if it.type[0] == "list" and it.type[1] == t:
                found.append(Node("index", t, [root, self.position(ctx)]))
            if it.type[0] == "list" and it.type[1][0] == "struct":
                element = Node("index", it.type[1], [root, Node("lit", "int", (), 0)])
                found += [Node("field", t, [element], name)
                          for name, ft, _ in self.program.structs[it.type[1][1]] if ft == t]
        return found

    def assign(self, ctx, depth):
        t = self.pick(self.value_types())
        found = self.places(t, ctx)
        return [Node("assign", None, [self.pick(found), self.expr(t, 3, ctx, True)])] if found else None

    def augment(self, ctx, depth):
        t = self.pick([it for it in self.types if it in INTS or it in ("str", "float", "f32", "bytes")])
        found = self.places(t, ctx)
        if not found:
            return None
        op = "+" if t in ("str", "bytes") else self.pick("+-*") if t in ("float", "f32") else self.pick("+ + - * & | ^".split())
        return [Node("aug", None, [self.pick(found), self.expr(t, 2, ctx)], op)]

    def swap(self, ctx, depth):
        t = self.pick(self.value_types())
        found = [it for it in self.places(t, ctx) if it.kind == "var"]
        if len(found) < 2:
            return None
        a, b = self.random.sample(found, 2)
        if a.data == b.data:
            return None
        values = [Node("var", t, (), b.data), Node("var", t, (), a.data)]
        if self.chance(0.4):
            values[self.pick((0, 1))] = self.expr(t, 2, ctx, True)
        return [Node("swap", None, [a, b, *values], 2)]

    def change(self, ctx, depth):
        """A method that changes a collection."""
        found = [it for it in ctx.vars + [Var(n, gt, v) for n, gt, _, v in self.program.globals]
                 if it.type[0] in ("list", "map", "set")]
        if not found:
            return None
        it = self.pick(found)
        root = Node("var", it.type, (), it.name)

        def part(at):
            return self.expr(it.type[at], 2, ctx, True)
        if it.type[0] == "list":
            name, args = self.pick((("append", [1]), ("append", [1]), ("insert", []), ("extend", []), ("reverse", []),
                                    ("clear", [])))
            kids = [part(at) for at in args]
            if name == "insert":
                kids = [Node("lit", "int", (), 0), part(1)]
            if name == "extend":
                kids = [self.literal(it.type, ctx, True, 2)]
        elif it.type[0] == "map":
            name, kids = "set", [part(1), part(2)]
        else:
            name, kids = "add", [part(1)]
        return [Node("expr", None, [Node("method", "bool" if name == "add" else "unit", [root, *kids], name)])]

    def expression(self, ctx, depth):
        found = [fn for fn in self.program.fns.values() if not fn.name.startswith(self.hidden)
                 and self.covers(ctx.throws, fn.throws) and (ctx.is_async or not fn.is_async)]
        return [Node("expr", None, [self.call_of(self.pick(found), ctx, 2)])] if found and not ctx.pure else None

    def take_apart(self, ctx, depth):
        found = [it for it in self.types if it[0] == "tuple"]
        if not found:
            return None
        t = self.pick(found)
        value = self.expr(t, 2, ctx)
        return [Node("take", None, [value], [self.declared(ctx, part) for part in t[1:]])]

    def sleep(self, ctx, depth):
        nanos = self.pick((0, 0, 0, 1, 2)) * 1_000_000
        return [Node("expr", None, [Node("sleep", "unit", [Node("lit", "duration", (), nanos)])])]

    def assertion(self, ctx, depth):
        condition = self.expr("bool", 2, ctx)
        return [Node("assert", None, [Node("logic", "bool", [condition, Node("un", "bool", [condition], "not")], "or")])] \
            if not has_effect(condition) else None

    # ---- ways out ------------------------------------------------------------------------------------------

    def throw(self, ctx):
        names = [it for it in self.program.errors if self.covers(ctx.throws, (it,))]
        if ctx.in_catch and self.chance(0.4):
            return Node("throw")
        t = ("error", self.pick(names))
        return Node("throw", None, [self.literal(t, ctx, True, 2)])

    def jump(self, ctx, depth):
        """Leaves under a condition, so that what follows is reached, too."""
        ways = (["return"] if ctx.can_return else []) + ["throw"] * (2 * (ctx.throws is not None))
        ways += ["break", "continue"] * (2 * bool(ctx.labels))
        if not ways:
            return None
        way = self.pick(ways)
        if way == "throw":
            leave = self.throw(ctx)
        elif way == "return":
            leave = Node("return", None, [self.expr(ctx.result, 2, ctx, True)] if ctx.result != "unit" else [])
        else:
            named = [it for it in ctx.labels if it]
            leave = Node(way, None, (), self.pick(named) if named and self.chance(0.6) else None)
        condition = self.expr("bool", 2, ctx)
        return [Node("if", None, [condition, Node("block", None, [leave])])]

    def defer(self, ctx, depth):
        inner = self.cleanup_ctx(ctx)
        if self.chance(0.4):
            made = self.weighted([(1, lambda: self.show_values(inner, 0)), (1, lambda: self.assign(inner, 0)),
                                  (1, lambda: self.expression(inner, 0)), (1, lambda: self.augment(inner, 0))])
            return [Node("defer", None, made)]
        return [Node("defer", None, [self.block(inner, self.pick((1, 2)), depth - 1)])]

    @staticmethod
    def cleanup_ctx(ctx):
        return ctx.but(labels=(), can_return=False, leaves=False, vars=list(ctx.vars), in_catch=False)

    # ---- blocks --------------------------------------------------------------------------------------------

    def size(self):
        return self.pick((1, 1, 1, 2))

    def maybe_block(self, ctx, depth):
        return [self.block(ctx, self.size(), depth - 1)] if self.chance(0.3) else []

    def if_(self, ctx, depth):
        condition = self.expr("bool", 3, ctx)
        return [Node("if", None, [condition, self.block(ctx, self.size(), depth - 1), *self.maybe_block(ctx, depth)])]

    def if_let(self, ctx, depth):
        found = [it for it in self.types if it[0] == "opt"]
        if not found:
            return None
        t = self.pick(found)
        value = self.expr(t, 3, ctx)
        if value.type[0] != "opt":
            return None
        inner = ctx.but(vars=list(ctx.vars))
        name = self.declared(inner, t[1])
        return [Node("iflet", None, [value, self.block(inner, self.size(), depth - 1), *self.maybe_block(ctx, depth)], name)]

    def looping(self, ctx):
        """Inside of a loop; a third of the loops have a label."""
        label = self.fresh("l") if self.chance(0.35) else None
        inner = ctx.but(vars=list(ctx.vars), labels=(*ctx.labels, label), loops=ctx.loops + 1)
        return label, inner

    def for_(self, ctx, depth):
        names, source, added = self.source(ctx, 2)
        label, inner = self.looping(ctx)
        inner.vars += added
        return [Node("for", None, [source, self.block(inner, self.size(), depth - 1), *self.maybe_block(ctx, depth)],
                     (label, names, False))]

    def exits(self, ctx, depth):
        """A loop whose second or third turn is left in some way, past a value that is held and a cleanup."""
        label, inner = self.looping(ctx)
        name = self.declared(inner, "int", "n")
        turn = Node("cmp", "bool", [Node("var", "int", (), name), Node("lit", "int", (), self.pick((0, 1, 1)))], "==")
        ways = ["break", "continue"] + ["return"] * ctx.can_return + ["throw"] * (ctx.throws is not None)
        way = self.pick(ways)
        held = self.let(inner, 0)
        cleanup = self.pick(("none", "defer", "finally", "finally"))
        leaving = inner if cleanup != "finally" else inner.but(vars=list(inner.vars))
        jump = {"throw": lambda: self.throw(leaving), "break": lambda: self.go("break", leaving),
                "continue": lambda: self.go("continue", leaving), "return": lambda: self.go("return", leaving)}[way]()
        body = self.waits(leaving) + [Node("if", None, [turn, Node("block", None, [jump])])] + self.show_values(leaving, 0)
        last = self.block(self.cleanup_ctx(inner), 1, depth - 1)
        last.kids[0:0] = self.waits(ctx) + [self.told(inner)]
        if cleanup == "defer":
            held.append(Node("defer", None, [last]))
        elif cleanup == "finally":
            body = [Node("try", None, [Node("block", None, body), last], [("finally", None, None)])]
        turns = Node("range", ("range",), [Node("lit", "int", (), 0), Node("lit", "int", (), 3)], False)
        return [Node("for", None, [turns, Node("block", None, held + body), *self.maybe_block(ctx, depth)],
                     (label, [name], False))]

    def go(self, way, ctx):
        if way == "return":
            return Node("return", None, [self.expr(ctx.result, 2, ctx, True)] if ctx.result != "unit" else [])
        named = [it for it in ctx.labels if it]
        return Node(way, None, (), self.pick(named) if named and self.chance(0.5) else None)

    def waits(self, ctx) -> list:
        return self.sleep(ctx, 0) if ctx.is_async and self.chance(0.5) else []

    def told(self, ctx):
        """Prints a variable of the function, so that it has to live up to here."""
        found = [it for it in ctx.vars if it.type[0] not in ("fn", "chan", "task", "future", "error")]
        shown = [Node("var", it.type, (), it.name) for it in self.random.sample(found, min(len(found), self.pick((1, 2))))]
        return Node("print", None, [Node("lit", "str", (), self.fresh("p")), *shown])

    def while_(self, ctx, depth):
        counter = self.fresh("c")
        label, inner = self.looping(ctx)
        limit = Node("cmp", "bool", [Node("var", "int", (), counter), Node("lit", "int", (), self.pick((1, 2, 3)))], "<")
        condition = Node("logic", "bool", [limit, self.expr("bool", 2, ctx)], "and") if self.chance(0.5) else limit
        inner.vars.append(Var(counter, "int", False))
        body = self.block(inner, self.size(), depth - 1)
        body.kids.insert(0, Node("aug", None, [Node("var", "int", (), counter), Node("lit", "int", (), 1)], "+"))
        first = Node("let", "int", [Node("lit", "int", (), 0)], (counter, "var", False))
        return [first, Node("while", None, [condition, body, *self.maybe_block(ctx, depth)], label)]

    def while_let(self, ctx, depth):
        """Takes a list of its own apart."""
        found = [it for it in self.types if it[0] == "list" and it[1][0] != "opt"]
        if not found:
            return None
        t = self.pick(found)
        queue = self.fresh("q")
        label, inner = self.looping(ctx)
        name = self.declared(inner, t[1])
        value = Node("method", t, [self.expr(t, 2, ctx)], "copy")
        taken = Node("method", ("opt", t[1]), [Node("var", t, (), queue)], self.pick(("pop", "pop_first")))
        return [Node("let", t, [value], (queue, "let", True)),
                Node("whilelet", None, [taken, self.block(inner, self.size(), depth - 1), *self.maybe_block(ctx, depth)],
                     (label, name))]

    def match(self, ctx, depth):
        found = [it for it in self.types if it[0] in ("enum", "opt", "tuple") or it in ("int", "str", "bool")]
        t = self.pick(found)
        subject = self.expr(t, 3, ctx)
        if subject.type != t:
            return None
        arms, rows = [], self.patterns(t)
        covers = t not in INTS and t != "str"          # the patterns alone cover the type
        for patterns, names in rows:
            if t[0] == "opt" and arms and not arms[0].data[1]:
                names = [(n, t[1]) for n, _ in names]  # none has a case of its own above
            inner = ctx.but(vars=self.not_narrowed(ctx, subject, arms) + [Var(n, nt, False) for n, nt in names])
            guard = [self.expr("bool", 2, inner)] if self.chance(0.25) else []
            if guard and (t[0] in ("opt", "tuple") and patterns is rows[-1][0] or t == "bool"):
                guard = []
            covers = covers and (not guard or t[0] in ("opt", "tuple"))
            arms.append(Node("arm", None, [*guard, self.block(inner, self.size(), depth - 1)], (patterns, bool(guard))))
        if not covers:
            arms.append(Node("arm", None, [self.block(ctx, self.size(), depth - 1)], (None, False)))
        return [Node("match", None, [subject, *arms])]

    @staticmethod
    def not_narrowed(ctx, subject, arms) -> list:
        """The variables of an arm: after the case of none the subject is no longer optional."""
        is_narrowed = arms and subject.kind == "var" and subject.type[0] == "opt"
        return [it for it in ctx.vars if not is_narrowed or it.name != subject.data]

    def patterns(self, t):
        """(alternatives, names they bind) of each arm; no arm is unreachable."""
        if t == "bool":
            return [([("lit", True, t)], []), ([("lit", False, t)], [])]
        if t[0] == "opt":
            name = self.fresh("v")
            return [([("none",)], []), ([("name", name)], [(name, t)])]
        if t[0] == "enum":
            found = []
            for case, fields in self.program.enums[t[1]]:
                names = [(self.fresh("v"), ft) for _, ft in fields]
                found.append(([("case", case, [("name", n) for n, _ in names])], names))
            self.random.shuffle(found)
            return found
        if t[0] == "tuple":
            names = [(self.fresh("v"), pt) for pt in t[1:]]
            first = [("lit", self.literal(pt, None).data, pt) if pt in ("int", "str", "bool") else ("any",) for pt in t[1:]]
            rows = [([("tuple", first)], [])] if any(it[0] == "lit" for it in first) else []
            return rows + [([("tuple", [("name", n) for n, _ in names])], names)] if rows else [
                ([("tuple", [("name", n) for n, _ in names])], names)]
        values = self.random.sample((0, 1, 2, 3, 5) if t == "int" else ("", "a", "ab", "abc"), 3)
        rows = [([("lit", it, t) for it in values[:2]], []), ([("lit", values[2], t)], [])]
        if t == "int":
            rows.append(([("range", 6, 9, True)], []))
        return rows

    def try_(self, ctx, depth):
        parts, caught = [], []
        names = list(self.program.errors)
        allowed = list(ctx.throws) if ctx.throws else ctx.throws
        kinds = self.pick((["one"], ["all"], ["one", "all"], ["all", "finally"], ["finally"], ["one", "finally"],
                           ["all", "else"], ["one", "else", "finally"], ["cancelled", "all"], ["all", "else", "finally"]))
        if not ctx.is_async:
            kinds = [it for it in kinds if it != "cancelled"]
        for kind in kinds:
            if kind == "one":
                name = self.pick(names)
                parts.append(("catch", name, self.fresh("e")))
                allowed = allowed if allowed == () else (allowed or []) + [name]
            elif kind == "all":
                parts.append(("catch", None, self.fresh("e")))
                allowed = ()
            else:
                parts.append((kind, None, None))
        body_ctx = ctx.but(throws=allowed if allowed in (None, ()) else tuple(allowed), vars=list(ctx.vars), in_catch=False)
        body = self.block(body_ctx, self.pick((1, 2, 3)), depth - 1)
        body.kids[0:0] = self.waits(ctx) + self.failing(body_ctx)
        if allowed is not None and self.chance(0.4) and body.kids[-1].kind not in ("throw", "return", "break", "continue"):
            body.kids.append(self.throw(body_ctx) if self.chance(0.3) else self.jump(body_ctx, depth)[0])
        for kind, error, name in parts:
            caught.append(self.handler(kind, error, name, ctx, depth))
        return [Node("try", None, [body, *caught], parts)]

    def failing(self, ctx) -> list:
        """A call that may throw, after it has waited if that can be."""
        found = [fn for fn in self.program.fns.values() if fn.throws is not None and self.covers(ctx.throws, fn.throws)
                 and (ctx.is_async or not fn.is_async)]
        found = [fn for fn in found if fn.is_async] or found
        if not found or self.chance(0.4):
            return []
        return [Node("expr", None, [self.call_of(self.pick(found), ctx, 1)])]

    def handler(self, kind, error, name, ctx, depth):
        if kind == "finally":
            block = self.block(self.cleanup_ctx(ctx), self.size(), depth - 1)
            block.kids.insert(0, self.told(ctx))
            return block
        if kind == "else":
            return self.block(ctx, self.size(), depth - 1)
        if kind == "cancelled":
            block = self.block(ctx, 1, depth - 1)
            block.kids.insert(0, Node("print", None, [Node("lit", "str", (), self.fresh("cancelled"))]))
            return block
        t = ("error", error or "Error")
        can_rethrow = ctx.throws == () or error and self.covers(ctx.throws, (error,))
        inner = ctx.but(vars=list(ctx.vars), in_catch=bool(can_rethrow))
        block = self.block(inner, self.pick((0, 1, 2)), depth - 1)
        shown = [Node("lit", "str", (), self.fresh("p")), Node("var", t, (), name)]
        if error:
            field, ft, _ = self.pick(self.program.fields(error))
            shown.append(Node("field", ft, [Node("var", t, (), name)], field))
        block.kids.insert(0, Node("print", None, shown))
        if self.chance(0.6):
            block.kids.insert(1, self.told(ctx))
        return block

    def region(self, ctx, depth):
        form = self.pick(("shield", "timeout", "group g"))
        inner = ctx.but(vars=list(ctx.vars))
        if form == "timeout":
            if ctx.throws != ():
                return None
            nanos = Node("lit", "duration", (), self.pick((1, 2, 100)) * 1_000_000 + 500_000)
            return [Node("region", None, [nanos, self.block(inner, self.size(), depth - 1)], "timeout")]
        return [Node("region", None, [self.block(inner, self.size(), depth - 1)], form)]
