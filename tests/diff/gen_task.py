# SPDX-License-Identifier: MIT
"""Random statements of concurrent programs: tasks, groups, channels, futures, select, race.

The order of their output is that of the strict FIFO schedule (S2), which the interpreter follows. A task never outlives
the function that spawned it: it belongs to a group, or a `defer` waits for it.
"""
from gen_expr import Var
from tree import Node

MS = 1_000_000


def literal(nanos):
    return Node("lit", "duration", (), nanos)


class Tasks:
    def concurrent(self, ctx, depth) -> list:
        """(weight, maker) of the statements that can stand here."""
        if not ctx.is_async:
            return []
        rows = [(0.7, self.channel)]
        if any(it.type[0] == "chan" for it in ctx.vars):
            rows += [(1.5, self.try_send), (1, self.close), (1, self.try_recv), (1, self.select_default)]
            if ctx.throws == ():
                rows.append((1.5, self.send))
            rows += [(0.7, self.recv), (0.7, self.select_waiting)]
            if depth > 0 and ctx.loops < 2:
                rows.append((0.7, self.async_for))
        if any(it.type[0] == "task" for it in ctx.vars):
            rows += [(2, self.join), (1, self.cancel), (0.7, self.ask)]
        if any(it.type[0] == "future" for it in ctx.vars):
            rows += [(1, self.resolve), (0.5, self.await_future)]
        if depth > 0:
            rows += [(1.5, self.group), (0.7, self.spawn), (0.4, self.future)]
            if ctx.throws == ():
                rows += [(0.7, self.gather), (0.5, self.wait_for)]
            rows.append((0.5, self.race))
        return rows

    def of_kind(self, ctx, kind):
        return self.pick([it for it in ctx.vars if it.type[0] == kind])

    def var(self, it):
        return Node("var", it.type, (), it.name)

    def tell(self, *kids):
        return Node("print", None, [Node("lit", "str", (), self.fresh("p")), *kids])

    # ---- channels ------------------------------------------------------------------------------------------

    def channel(self, ctx, depth):
        t = ("chan", self.pick([it for it in self.value_types() if it[0] != "opt"]))
        value = self.literal(t, ctx)
        return [Node("let", t, [value], (self.declared(ctx, t, "ch"), "let", False))]

    def operation(self, ctx, name, result, *kids):
        it = self.of_kind(ctx, "chan")
        made = [self.var(it)] + [self.expr(it.type[1], 2, ctx, True) for _ in kids]
        return it, Node("chanop", result if result else ("opt", it.type[1]), made, name)

    def try_send(self, ctx, depth):
        if ctx.throws != ():
            return None
        _, made = self.operation(ctx, "try_send", "bool", "value")
        return [self.tell(made)]

    def send(self, ctx, depth):
        _, made = self.operation(ctx, "send", "unit", "value")
        return [Node("expr", None, [made])]

    def close(self, ctx, depth):
        _, made = self.operation(ctx, "close", "unit")
        return [Node("expr", None, [made])]

    def try_recv(self, ctx, depth):
        _, made = self.operation(ctx, "try_recv", None)
        return [self.tell(made)]

    def recv(self, ctx, depth):
        _, made = self.operation(ctx, "recv", None)
        if self.chance(0.5):
            return [self.tell(made)]
        return [self.guarded_by_time(ctx, [self.tell(made)])] if ctx.throws == () else None

    def guarded_by_time(self, ctx, kids):
        return Node("region", None, [literal(3 * MS), Node("block", None, kids)], "timeout")

    def async_for(self, ctx, depth):
        it = self.of_kind(ctx, "chan")
        label, inner = self.looping(ctx)
        name = self.declared(inner, it.type[1], "n")
        return [Node("for", None, [self.var(it), self.block(inner, self.size(), depth - 1), *self.maybe_block(ctx, depth)],
                     (label, [name], True))]

    def arm(self, ctx, depth, what, name, kids, t=None):
        inner = ctx.but(vars=ctx.vars + ([Var(name, t, False)] if name else []))
        block = self.block(inner, 1, depth - 1)
        block.kids.insert(0, self.tell(*([self.var(inner.vars[-1])] if name else [])))
        return Node("arm", None, [*kids, block], (what, name))

    def select_default(self, ctx, depth):
        """Without a wait: one arm and a default, so that no choice is left to chance."""
        if "F76" in self.avoid:
            return None
        it = self.of_kind(ctx, "chan")
        if self.chance(0.6) or ctx.throws != ():
            first = self.arm(ctx, depth, "recv", self.fresh("v"), [self.var(it)], ("opt", it.type[1]))
        else:
            first = self.arm(ctx, depth, "send", None, [self.var(it), self.expr(it.type[1], 1, ctx, True)])
        return [Node("select", None, [first, self.arm(ctx, depth, "default", None, [])], (False, False))]

    def select_waiting(self, ctx, depth):
        """`select first`: the arms in the order of the text, at the end a time."""
        arms = []
        for _ in range(self.pick((1, 2))):
            it = self.of_kind(ctx, "chan")
            if self.chance(0.6) or ctx.throws != ():
                arms.append(self.arm(ctx, depth, "recv", self.fresh("v"), [self.var(it)], ("opt", it.type[1])))
            else:
                arms.append(self.arm(ctx, depth, "send", None, [self.var(it), self.expr(it.type[1], 1, ctx, True)]))
        arms.append(self.arm(ctx, depth, "after", None, [literal(self.pick((1, 2)) * MS)]))
        return [Node("select", None, arms, (True, True))]

    # ---- tasks ---------------------------------------------------------------------------------------------

    def async_call(self, ctx, throws, depth=1):
        """A call of an async function or closure that may throw no more than this."""
        here = ctx.but(throws=throws)
        found = [fn for fn in self.program.fns.values()
                 if fn.is_async and not fn.variadic and self.covers(throws, fn.throws)]
        closures = [it for it in ctx.vars if it.type[0] == "fn" and it.type[4] and self.covers(throws, it.type[3])]
        if closures and (not found or self.chance(0.5)):
            it = self.pick(closures)
            kids = [self.var(it)] + [self.expr(pt, depth, ctx, True) for pt in it.type[1]]
            return Node("invoke", it.type[2], kids)
        if not found:
            return None
        fn = self.pick(found)
        names, kids = self.arguments(fn.params, ctx.but(throws=here.throws if ctx.throws == () else ctx.throws), depth)
        return Node("call", fn.result, kids, (fn.name, names))

    def spawn_of(self, ctx):
        """(call, what its task throws)"""
        call = self.async_call(ctx, ctx.throws if self.chance(0.7) else None)
        if call is None:
            return None, None
        throws = call.kids[0].type[3] if call.kind == "invoke" else self.program.fns[call.data[0]].throws
        return call, throws

    def group(self, ctx, depth):
        inner = ctx.but(vars=list(ctx.vars))
        kids = []
        if self.chance(0.6):
            kids += self.channel(inner, depth)
        for _ in range(self.pick((1, 2, 2, 3))):
            if self.chance(0.5):
                kids += self.worker(inner, depth) or []
            kids += self.spawn_in_group(inner) or []
            kids += self.statement(inner, depth - 1) if self.chance(0.5) else []
            if kids and kids[-1].kind in ("throw", "return", "break", "continue"):
                break
        self.program.concurrent = True
        return [Node("region", None, [Node("block", None, kids or [self.tell()])], "group g")]

    def worker(self, ctx, depth):
        """An async closure that waits, for a task of its own."""
        throws = () if ctx.throws == () and self.chance(0.5) else None
        t = ("fn", (), self.pick(self.value_types()), throws, True)
        value = self.closure(t, ctx.but(loops=1), depth - 1)
        if value.kids[0].kind == "block":
            value.kids[0].kids[0:0] = self.sleep(ctx, depth)
        return [Node("let", t, [value], (self.declared(ctx, t, "w"), "let", True))]

    def spawn_in_group(self, ctx):
        call, throws = self.spawn_of(ctx)
        if call is None or throws is not None and ctx.throws != ():
            return None
        spawn = Node("spawn", ("task", call.type, throws is not None), [call])
        if self.chance(0.4):
            name = self.fresh("t")
            ctx.vars.append(Var(name, ("task", call.type, throws), False))
            return [Node("let", spawn.type, [spawn], (name, "let", False))]
        return [Node("expr", None, [spawn])]

    def spawn(self, ctx, depth):
        call, throws = self.spawn_of(ctx)
        if call is None or throws is not None:         # an error that no one looked at is reported
            return None
        self.program.concurrent = True
        name = self.fresh("t")
        t = ("task", call.type, throws)
        ctx.vars.append(Var(name, t, False))
        wait = Node("expr", None, [Node("settle", "unit", [Node("var", t, (), name)])])
        return [Node("let", ("task", call.type, throws is not None), [Node("spawn", t, [call])], (name, "let", False)),
                Node("defer", None, [wait])]

    def join(self, ctx, depth):
        it = self.of_kind(ctx, "task")
        if not self.covers(ctx.throws, it.type[2]) or it.type[2] is not None and ctx.throws != ():
            return None
        waited = Node("await", it.type[1], [self.var(it)])
        return [Node("expr", None, [waited]) if it.type[1] == "unit" else self.tell(waited)]

    def cancel(self, ctx, depth):
        it = self.of_kind(ctx, "task")
        return [self.tell(Node("taskop", "bool", [self.var(it)], "cancel"))]

    def ask(self, ctx, depth):
        it = self.of_kind(ctx, "task")
        return [self.tell(Node("taskop", "bool", [self.var(it)], self.pick(("done", "cancelled"))))]

    def gather(self, ctx, depth):
        calls = [self.async_call(ctx, throws) for throws in ((), None)]
        if None in calls or any(it.type == "unit" for it in calls):
            return None
        self.program.concurrent = True
        t = ("tuple", *(it.type for it in calls))
        return [self.tell(Node("gather", t, calls))]

    def wait_for(self, ctx, depth):
        call = self.async_call(ctx, ())
        if call is None or call.type == "unit":
            return None
        self.program.concurrent = True
        return [self.tell(Node("waitfor", call.type, [call, literal(self.pick((0, 1, 1, 5)) * MS + MS // 2)]))]

    def race(self, ctx, depth):
        calls = [self.async_call(ctx, None) for _ in range(2)]
        if None in calls:
            return None
        self.program.concurrent = True
        arms = [self.arm(ctx, depth, "call", None if it.type == "unit" else self.fresh("v"), [it], it.type) for it in calls]
        return [Node("race", None, arms)]

    # ---- futures -------------------------------------------------------------------------------------------

    def future(self, ctx, depth):
        t = ("future", self.pick(self.value_types()))
        return [Node("let", t, [Node("future", t)], (self.declared(ctx, t, "u"), "let", False))]

    def resolve(self, ctx, depth):
        it = self.of_kind(ctx, "future")
        if ctx.throws != ():
            return None
        return [Node("expr", None, [Node("futureop", "unit", [self.var(it), self.expr(it.type[1], 2, ctx, True)], "set")])]

    def await_future(self, ctx, depth):
        it = self.of_kind(ctx, "future")
        if ctx.throws != ():
            return None
        return [self.guarded_by_time(ctx, [self.tell(Node("await", it.type[1], [self.var(it)]))])]
