# SPDX-License-Identifier: MIT
"""Random programs: blocks as values, expressions that leave, methods that change their receiver, functions that call
themselves, and calls beside reads of what they change. A part of the generator (gen.py), beside gen_expr.py."""
from gen_expr import Var, has_effect
from tree import Fn, Node

LEAVING = ("throw", "return", "break", "continue")


class Values:
    """Needs from the generator: random, program, block, literal, go, throw, declared."""

    # ---- values of blocks --------------------------------------------------------------------------------------

    def block_values(self, t, depth, ctx, placed):
        """Rows for `if` and `match` as values of any type; they may hold statements, so not where no call may stand."""
        if ctx.pure or ctx.result is None or self.nesting > 1 or depth < 2:
            return []
        return [(0.8, lambda: self.choose(t, ctx, depth, placed)),
                (0.5, lambda: self.match_value(t, ctx, depth, placed))]

    def value_block(self, t, ctx, depth, placed, leaves=0.0):
        """Statements and then a value, or what leaves in its place."""
        inner = ctx.but(vars=list(ctx.vars))
        kids = self.block(inner, self.pick((0, 0, 1)), 0).kids if self.chance(0.4) else []
        if kids and kids[-1].kind in LEAVING:
            return Node("block", None, kids)
        leaving = self.leaving(inner) if self.chance(leaves) else None
        kids.append(leaving or Node("value", t, [self.expr(t, depth - 2, inner, placed)]))
        return Node("block", None, kids)

    def choose(self, t, ctx, depth, placed):
        condition = self.expr("bool", depth - 1, ctx)
        kids = [condition, self.value_block(t, ctx, depth, placed, 0.15), self.settled(t, ctx, depth, placed)]
        return Node("choose", t, kids)

    def settled(self, t, ctx, depth, placed):
        """A block that does have a value: one of them has to."""
        while True:
            made = self.value_block(t, ctx, depth, placed)
            if made.kids[-1].kind == "value":
                return made

    def match_value(self, t, ctx, depth, placed):
        found = [it for it in self.types if it[0] in ("enum", "opt") or it in ("int", "bool")]
        subject_type = self.pick(found)
        subject = self.expr(subject_type, depth - 1, ctx)
        if subject.type != subject_type:
            return None
        arms = []
        for patterns, names in self.patterns(subject_type):
            if subject_type[0] == "opt" and arms:
                names = [(name, subject_type[1]) for name, _ in names]
            inner = ctx.but(vars=self.not_narrowed(ctx, subject, arms) + [Var(name, nt, False) for name, nt in names])
            made = self.value_block(t, inner, depth, placed, 0.15) if arms else self.settled(t, inner, depth, placed)
            arms.append(Node("arm", None, [made], (patterns, False)))
        if subject_type == "int":
            arms.append(Node("arm", None, [self.value_block(t, ctx, depth, placed, 0.15)], (None, False)))
        return Node("match", t, [subject, *arms])

    # ---- leaving -----------------------------------------------------------------------------------------------

    def leaving(self, ctx):
        """return, throw, break or continue; None where nothing can be left."""
        ways = ["return"] * ctx.can_return + ["break", "continue"] * bool(ctx.labels)
        ways += ["throw"] * (2 * (ctx.throws is not None))
        if not ways or ctx.result is None or ctx.pure:
            return None
        way = self.pick(ways)
        return self.throw(ctx) if way == "throw" else self.go(way, ctx)

    def or_leave(self, t, ctx, depth):
        """`x ?? return v`."""
        if ("opt", t) not in self.types or not ctx.leaves:
            return None
        left = self.expr(("opt", t), depth - 1, ctx)
        leaving = self.leaving(ctx)
        if left.type[0] != "opt" or leaving is None or any(it.kind == "block" for it in leaving.walk()):
            return None
        return Node("or", t, [left, Node("leave", t, [leaving])])

    def let_else(self, ctx, depth):
        found = [it for it in self.types if it[0] == "opt"]
        leaving = self.leaving(ctx)
        if not found or leaving is None:
            return None
        t = self.pick(found)
        value = self.expr(t, 3, ctx)
        if value.type[0] != "opt":
            return None
        way_out = self.show_values(ctx, 0) if self.chance(0.5) else []
        return [Node("letelse", None, [value, Node("block", None, [*way_out, leaving])], self.declared(ctx, t[1]))]

    # ---- calls and what they change ----------------------------------------------------------------------------

    def bump(self):
        """A plain function that changes the hot variable, cannot throw, and may stand anywhere."""
        self.bump_fn = self.name("b")
        hot = Node("var", "int", (), self.hot)
        step = Node("aug", None, [hot, Node("lit", "int", (), self.pick((1, 3, 5)))], "^")
        body = Node("block", None, [step, Node("return", None, [Node("bin", "int", [hot, Node("lit", "int", (), 15)], "&")])])
        self.program.fns[self.bump_fn] = Fn(self.bump_fn, [], "int", None, False, body)

    def beside(self, ctx, depth):
        """The call beside a read of what it changes, in one order or the other."""
        if ctx.pure:
            return None
        call = Node("call", "int", [], (self.bump_fn, []))
        kids = [call, Node("var", "int", (), self.hot)]
        if self.chance(0.3):
            kids[1] = self.expr("int", depth - 1, ctx)
        if self.chance(0.5):
            kids.reverse()
        return Node("bin", "int", kids, self.pick(("&", "|", "^", "&+", "&-")))

    def recursive(self):
        """A function that calls itself with one less to go, from at most three."""
        name, count, left = self.name("r"), self.fresh("a"), self.fresh("v")
        result = self.pick(self.value_types())
        params = [(count, "int", None)] + [(self.fresh("a"), self.pick(self.types), None) for _ in range(self.pick((0, 1)))]
        fn = Fn(name, params, result, self.throws(), self.chance(0.4))
        ctx = self.function_ctx(fn)
        limited = Node("bin", "int", [Node("var", "int", (), count), Node("lit", "int", (), 3)], "&")
        ended = Node("cmp", "bool", [Node("var", "int", (), left), Node("lit", "int", (), 0)], "==")
        first = [Node("let", "int", [limited], (left, "let", False)),
                 Node("if", None, [ended, Node("block", None, [Node("return", None, [self.literal(result, ctx, True, 1)])])])]
        ctx.vars.append(Var(left, "int", False))
        fn.body = self.block(ctx, self.pick((0, 1)), 1)
        less = Node("bin", "int", [Node("var", "int", (), left), Node("lit", "int", (), 1)], "-")
        call = Node("call", result, [less, *(Node("var", t, (), it) for it, t, _ in params[1:])], (name, [None] * len(params)))
        call = Node("await", result, [call]) if fn.is_async else call
        inner = self.fresh("v")
        fn.body.kids[0:0] = self.trace(ctx) + [Node("let", result, [call], (inner, "let", True))]
        fn.body.kids[0:0] = first
        if fn.body.kids[-1].kind not in LEAVING:
            told = Node("print", None, [Node("lit", "str", (), self.fresh("p")), Node("var", "int", (), left)])
            fn.body.kids += [told, Node("return", None, [Node("var", result, (), inner)])]
        self.program.fns[name] = fn

    # ---- methods that change -----------------------------------------------------------------------------------

    def mut_method(self, t, ctx, depth):
        """A call on a variable of the function: nothing else can see that while it runs."""
        found = [(struct, fn) for struct, fns in self.program.methods.items() for fn in fns.values()
                 if fn.is_mut and fn.result == t and self.covers(ctx.throws, fn.throws) and (ctx.is_async or not fn.is_async)]
        homes = [(struct, fn, it.name) for struct, fn in found for it in ctx.vars
                 if it.type == ("struct", struct) and it.is_var and (ctx.owned is None or it.name in ctx.owned)]
        if not homes or ctx.pure:
            return None
        struct, fn, home = self.pick(homes)
        names, kids = self.arguments(fn.params, ctx, depth - 1)
        if any(it.kind == "mcall" for kid in kids for it in kid.walk()) or any(
                has_effect(kid) and home in {it.data for it in kid.walk() if it.kind == "var"} for kid in kids):
            return None                                # the receiver is in use
        made = Node("mcall", t, [Node("var", ("struct", struct), (), home), *kids], (struct, fn.name, names))
        return Node("await", t, [made]) if fn.is_async else made
