# SPDX-License-Identifier: MIT
"""The interpreter: what a program must print, and how it must end, by the rules of docs/language.md.

It walks the tree of tree.py and knows nothing of the compiler. Operands are evaluated from the left to the right, each
before the next one; reading a variable is an evaluation like any other. Errors, cancellations and jumps are Python
exceptions (tasks.Leave). One frame is a dict from names to values: the generator gives each variable of a function a
name of its own, so that a closure captures by copying the dict.
"""
from tasks import (Alarm, Break, Cancelled, Continue, Deadlock, Group, Leave, Return, Scheduler, Scope, Thrown,
                   error_group)
from values import (INTS, Closure, Error, List, Map, Panic, Printer, Set, binary, compare, convert, divide, fits, single)
import methods
from concur import Concurrent

MS = 1_000_000


class TooLong(Exception):
    """The program takes more steps than it may."""


class Outcome:
    """What a run has printed and its exit status."""

    def __init__(self, lines, status, steps):
        self.lines, self.status, self.steps = lines, status, steps


def run(program, start: str, limit: int) -> Outcome:
    return Interpreter(program, limit).run(start)


class Interpreter(Concurrent):
    def __init__(self, program, limit: int):
        self.program, self.limit, self.steps = program, limit, 0
        self.printer = Printer(program)
        self.out = []
        self.sched = Scheduler()
        self.does = {name: getattr(self, name) for name in dir(self) if name[:2] in ("s_", "x_")}
        self.globals = {}

    def run(self, start: str) -> Outcome:
        for name, _, value, _ in self.program.globals:
            self.globals[name] = self.eval(value, {})
        fn = self.program.fns[start]
        try:
            status = {"finished": 0}.get(self.sched.run(lambda: self.call(fn, {})).state, 1)
        except Panic:
            status = 134
        except Deadlock:
            status = 71
        return Outcome(self.out, status, self.steps)

    @property
    def task(self):
        return self.sched.current

    # ---- functions -----------------------------------------------------------------------------------------

    def call(self, fn, env):
        for name, _, default in fn.params:
            if name not in env:
                env[name] = self.eval(default, {})
        return self.body(fn.body, env)

    def body(self, block, env):
        try:
            self.block(block, env)
        except Return as left:
            return left.value
        return ()

    def bind(self, params, names, kids, env) -> dict:
        """The arguments by parameter, evaluated in the order of the text."""
        found = {}
        for at, (kid, name) in enumerate(zip(kids, names)):
            found[name or params[at][0]] = self.eval(kid, env)
        return found

    def bind_variadic(self, fn, kids, env) -> dict:
        fixed = len(fn.params) - 1
        found = self.bind(fn.params, [None] * fixed, kids[:fixed], env)
        if len(kids) == fixed + 1 and kids[fixed].kind == "spread":
            found[fn.params[-1][0]] = self.eval(kids[fixed].kids[0], env)
        else:
            found[fn.params[-1][0]] = List([self.eval(kid, env) for kid in kids[fixed:]])
        return found

    def prepare(self, it, env):
        """Evaluates a call's arguments; gives what does the call."""
        if it.kind == "call":
            name, names = it.data
            fn = self.program.fns[name]
            given = self.bind_variadic(fn, it.kids, env) if fn.variadic else self.bind(fn.params, names, it.kids, env)
            for name, _, default in fn.params:
                if name not in given:
                    given[name] = self.eval(default, {})
            return lambda: self.body(fn.body, given)
        if it.kind == "smethod":
            struct, name, names = it.data
            fn = self.program.methods[struct][name]
            subject = self.eval(it.kids[0], env)
            given = self.bind(fn.params, names, it.kids[1:], env)
            given["self"] = subject
            return lambda: self.call(fn, given)
        if it.kind == "mcall":
            struct, name, names = it.data
            fn = self.program.methods[struct][name]
            given = self.bind(fn.params, names, it.kids[1:], env)
            return lambda: self.change(fn, given, it.kids[0].data, env)
        callee = self.eval(it.kids[0], env)
        args = [self.eval(kid, env) for kid in it.kids[1:]]
        return lambda: self.apply(callee, args)

    def apply(self, callee, args):
        given = dict(callee.env)
        given.update(zip((name for name, _, _ in callee.fn.params), args))
        if callee.body.kind == "block":
            return self.body(callee.body, given)
        return self.eval(callee.body, given)

    def x_mcall(self, it, env):
        return self.prepare(it, env)()

    def change(self, fn, given, home, env):
        """Calls a method that changes the variable `home`."""
        given["self"] = env[home]
        try:
            return self.call(fn, given)
        finally:
            env[home] = given["self"]

    # ---- blocks and cleanup --------------------------------------------------------------------------------

    def block(self, block, env):
        defers, left = [], None
        does = self.does
        try:
            for it in block.kids:
                self.steps += 1
                if self.steps > self.limit:
                    raise TooLong
                if it.kind == "defer":
                    defers.append(it.kids[0])
                else:
                    does["s_" + it.kind](it, env)
        except Leave as why:
            if not defers:
                raise
            left = why
        for work in reversed(defers):
            left = self.cleanup(work, env, left)
        if left:
            raise left

    def cleanup(self, work, env, left):
        """Runs a cleanup after what ended with `left`; gives what comes out of both. Its awaits are shielded."""
        task = self.task
        task.scopes.append(Scope(is_shield=True))
        try:
            self.run_part(work, env)
        except Thrown as why:
            left = why
        except Cancelled as why:
            left = left or why
        finally:
            task.scopes.pop()
        return left

    def run_part(self, it, env):
        if it.kind == "block":
            self.block(it, env)
        else:
            self.does["s_" + it.kind](it, env)

    # ---- statements ----------------------------------------------------------------------------------------

    def s_block(self, it, env):
        self.block(it, env)

    def s_let(self, it, env):
        env[it.data[0]] = self.eval(it.kids[0], env)

    def s_take(self, it, env):
        env.update(zip(it.data, self.eval(it.kids[0], env)))

    def s_expr(self, it, env):
        self.eval(it.kids[0], env)

    def s_print(self, it, env):
        shown = [self.printer.show(self.eval(kid, env), kid.type) for kid in it.kids]
        self.out.append(" ".join(shown))

    def s_assert(self, it, env):
        if not self.eval(it.kids[0], env):
            raise Panic("assert")

    def place(self, it, env):
        """What can be assigned: (how it is read, how it is written). Its parts are evaluated here, once."""
        if it.kind == "var":
            home = env if it.data in env else self.globals
            return lambda: home[it.data], lambda value: home.__setitem__(it.data, value)
        if it.kind == "index":
            return self.element(self.eval(it.kids[0], env), self.eval(it.kids[1], env))
        read, write = self.place(it.kids[0], env)
        at = it.data if it.kind == "item" else self.position(it)

        def write_part(value):
            whole = list(read())
            whole[at] = value
            write(tuple(whole))
        return lambda: read()[at], write_part

    @staticmethod
    def element(holder, key):
        if isinstance(holder, Map):
            def read():
                if key not in holder.items:
                    raise Panic("no such key")
                return holder.items[key]
            return read, lambda value: holder.items.__setitem__(key, value)

        def checked():
            if not 0 <= key < len(holder.items):
                raise Panic("index")
            return key
        return lambda: holder.items[checked()], lambda value: holder.items.__setitem__(checked(), value)

    def position(self, field) -> int:
        names = [name for name, _, _ in self.program.structs[field.kids[0].type[1]]]
        return names.index(field.data)

    def s_assign(self, it, env):
        _, write = self.place(it.kids[0], env)
        write(self.eval(it.kids[1], env))

    def s_swap(self, it, env):
        writes = [self.place(kid, env)[1] for kid in it.kids[:it.data]]
        values = [self.eval(kid, env) for kid in it.kids[it.data:]]
        for write, value in zip(writes, values):
            write(value)

    def s_aug(self, it, env):
        read, write = self.place(it.kids[0], env)
        before = read()
        write(self.small(binary(it.data, before, self.eval(it.kids[1], env), it.kids[0].type)))

    def s_if(self, it, env):
        if self.eval(it.kids[0], env):
            self.block(it.kids[1], env)
        elif len(it.kids) > 2:
            self.run_part(it.kids[2], env)

    def s_iflet(self, it, env):
        value = self.eval(it.kids[0], env)
        if value is not None:
            env[it.data] = value
            self.block(it.kids[1], env)
        elif len(it.kids) > 2:
            self.run_part(it.kids[2], env)

    def loop(self, it, env, label, rounds):
        for _ in rounds:
            self.steps += 1
            if self.steps > self.limit:
                raise TooLong
            try:
                self.block(it.kids[1], env)
            except Break as left:                      # Continue is one, too
                if left.label not in (None, label):
                    raise
                if not isinstance(left, Continue):
                    return
        if len(it.kids) > 2:
            self.block(it.kids[2], env)

    def s_while(self, it, env):
        self.loop(it, env, it.data, iter(lambda: self.eval(it.kids[0], env), False))

    def s_whilelet(self, it, env):
        label, name = it.data

        def rounds():
            while (value := self.eval(it.kids[0], env)) is not None:
                env[name] = value
                yield
        self.loop(it, env, label, rounds())

    def s_for(self, it, env):
        label, names, is_async = it.data
        source = self.eval(it.kids[0], env)
        turns = self.received(source) if is_async else self.turns(it.kids[0], source, len(names))
        self.loop(it, env, label, (self.take(env, names, values) for values in turns))

    @staticmethod
    def take(env, names, values):
        env.update(zip(names, values))

    def received(self, source):
        while (value := source.recv(self.task)) is not None:
            yield (value,)

    def turns(self, node, source, count):
        """What a loop with this many names takes from a source, turn by turn."""
        if isinstance(source, Map) and not isinstance(source, Set):
            yield from ((k, v) for k, v in list(source.items.items()))
            return
        values = self.elements(node, source)
        yield from (((value,) for value in values) if count == 1 else enumerate(values))

    @staticmethod
    def elements(node, source):
        if isinstance(source, List):
            at = 0
            while at < len(source.items):
                yield source.items[at]
                at += 1
        else:
            yield from (list(source.items) if isinstance(source, Map) else source)

    def s_match(self, it, env):
        subject = self.eval(it.kids[0], env)
        for arm in it.kids[1:]:
            patterns, has_guard = arm.data
            for pattern in patterns or [("any",)]:
                if self.fits(pattern, subject, it.kids[0].type, env):
                    break
            else:
                continue
            if has_guard and not self.eval(arm.kids[0], env):
                continue
            self.block(arm.kids[-1], env)
            return

    def fits(self, pattern, value, t, env) -> bool:
        """Whether the pattern is for the value; binds its names."""
        what = pattern[0]
        if what in ("any", "name"):
            if what == "name":
                env[pattern[1]] = value
            return True
        if what == "none":
            return value is None
        if t[0] == "opt":
            return value is not None and self.fits(pattern, value, t[1], env)
        if what == "lit":
            return value == pattern[1]
        if what == "range":
            return pattern[1] <= value and (value < pattern[2] or pattern[3] and value == pattern[2])
        if what == "tuple":
            return all([self.fits(p, v, s, env) for p, v, s in zip(pattern[1], value, t[1:])])
        cases = self.program.enums[t[1]]
        name, fields = cases[value[0]]
        return name == pattern[1] and all([self.fits(p, v, s, env)
                                           for p, v, (_, s) in zip(pattern[2], value[1:], fields)])

    def s_try(self, it, env):
        parts = dict()
        catches = []
        for (what, error, name), block in zip(it.data, it.kids[1:]):
            if what in ("else", "finally"):
                parts[what] = block
            else:
                catches.append((what, error, name, block))
        left = None
        try:
            self.guarded(it.kids[0], catches, parts.get("else"), env)
        except Leave as why:
            if "finally" not in parts:
                raise
            left = why
        if "finally" in parts:
            left = self.cleanup(parts["finally"], env, left)
            if left:
                raise left

    def guarded(self, body, catches, other, env):
        try:
            self.block(body, env)
        except (Thrown, Cancelled) as why:
            handler = next((it for it in catches if self.handles(it, why)), None)
            if handler is None:
                raise
            if isinstance(why, Thrown):
                env[handler[2]] = why.error
            outer, env["!caught"] = env.get("!caught"), why
            try:
                self.block(handler[3], env)
            finally:
                env["!caught"] = outer
            return
        if other is not None:
            self.block(other, env)

    def handles(self, catch, why) -> bool:
        if isinstance(why, Cancelled):
            return catch[0] == "cancelled"
        return catch[0] == "catch" and (catch[1] is None or catch[1] == why.error.name
                                        or self.program.descends(why.error.name, catch[1]))

    def s_value(self, it, env):
        env["!value"] = self.eval(it.kids[0], env)

    def s_letelse(self, it, env):
        value = self.eval(it.kids[0], env)
        if value is None:
            self.block(it.kids[1], env)
        env[it.data] = value

    def x_leave(self, it, env):
        self.does["s_" + it.kids[0].kind](it.kids[0], env)

    def x_choose(self, it, env):
        self.s_if(it, env)
        return env.pop("!value")

    def x_match(self, it, env):
        self.s_match(it, env)
        return env.pop("!value")

    def s_throw(self, it, env):
        if not it.kids:
            raise env["!caught"]
        raise Thrown(self.eval(it.kids[0], env))

    def s_return(self, it, env):
        raise Return(self.eval(it.kids[0], env) if it.kids else ())

    def s_break(self, it, env):
        raise Break(it.data)

    def s_continue(self, it, env):
        raise Continue(it.data)

    # ---- regions -------------------------------------------------------------------------------------------

    def s_region(self, it, env):
        if it.data == "timeout":
            self.timeout(self.eval(it.kids[0], env), it.kids[1], env)
        elif it.data == "shield":
            self.shield(it.kids[-1], env)
        else:
            self.group(it.kids[-1], env)

    def timeout(self, nanos, block, env):
        task, scope = self.task, Scope()
        if nanos <= 0:
            raise Thrown(Error("Timeout"))
        alarm = Alarm(lambda: task.request(scope))
        self.sched.after(nanos, alarm)
        task.scopes.append(scope)
        try:
            self.block(block, env)
        except Cancelled:
            task.scopes.remove(scope)
            if not scope.requested or task.due():
                raise
            raise Thrown(Error("Timeout")) from None
        finally:
            alarm.claimed = True
            if scope in task.scopes:
                task.scopes.remove(scope)

    def shield(self, block, env):
        task = self.task
        task.scopes.append(Scope(is_shield=True))
        try:
            self.block(block, env)
        finally:
            task.scopes.pop()

    def group(self, block, env):
        task, left = self.task, None
        group = Group(task)
        task.scopes.append(group.scope)
        task.groups.append(group)
        try:
            self.block(block, env)
        except Leave as why:
            left = why
        task.groups.pop()
        if isinstance(left, (Thrown, Cancelled)):
            group.body_failed = True
            group.cancel()
        was_cancelled = group.close()
        task.scopes.remove(group.scope)
        errors = ([left.error] if isinstance(left, Thrown) else []) + group.errors()
        if errors:
            raise Thrown(error_group(errors))
        if left and isinstance(left, Cancelled):
            raise left
        if was_cancelled:
            raise Cancelled
        if left:
            raise left

    def s_trial(self, it, env):
        _, passes = it.data
        task = self.sched.spawn(self.prepare(it.kids[0], env))
        if passes is not None:
            for _ in range(passes):
                self.task.sleep(0)
            self.out.append("cancel " + ("true" if task.cancel() else "false"))
        self.task.join_quietly(task)
        if task.state == "cancelled":
            self.out.append("cancelled")
        elif task.state == "failed":
            self.out.append("failed " + self.printer.error(task.error))
        else:
            shown = "" if it.kids[0].type == "unit" else " " + self.printer.show(task.value, it.kids[0].type)
            self.out.append("ended" + shown)

    # ---- expressions ---------------------------------------------------------------------------------------

    def eval(self, it, env):
        self.steps += 1
        if self.steps > self.limit:
            raise TooLong
        return self.does["x_" + it.kind](it, env)

    def x_lit(self, it, env):
        return single(it.data) if it.type == "f32" else it.data

    def x_none(self, it, env):
        return None

    def x_var(self, it, env):
        """A variable of the function or the module, or a function as a value."""
        if it.data in env:
            return env[it.data]
        if it.data in self.globals:
            return self.globals[it.data]
        fn = self.program.fns[it.data]
        return Closure(fn, fn.body, {})

    def x_bin(self, it, env):
        left = self.eval(it.kids[0], env)
        return self.small(binary(it.data, left, self.eval(it.kids[1], env), it.type))

    def small(self, value):
        """Values that grow in a loop end the run, too."""
        if len(value.items if isinstance(value, List) else value if isinstance(value, (str, bytes)) else ()) > 300:
            raise TooLong
        return value

    def x_cmp(self, it, env):
        left = self.eval(it.kids[0], env)
        right = self.eval(it.kids[1], env)
        if it.data in ("in", "not in"):
            return (left in (right.items if isinstance(right, (List, Map)) else right)) == (it.data == "in")
        return compare(it.data, left, right)

    def x_range(self, it, env):
        first = self.eval(it.kids[0], env)
        return range(first, self.eval(it.kids[1], env) + it.data)

    def x_logic(self, it, env):
        left = self.eval(it.kids[0], env)
        if left != (it.data == "and"):
            return left
        return self.eval(it.kids[1], env)

    def x_or(self, it, env):
        value = self.eval(it.kids[0], env)
        return self.eval(it.kids[1], env) if value is None else value

    def x_un(self, it, env):
        value = self.eval(it.kids[0], env)
        if it.data == "not":
            return not value
        if it.type not in INTS:
            return -value
        if it.data == "-":
            return fits(-value, it.type)
        return ~value if INTS[it.type][0] < 0 else INTS[it.type][1] - value

    def x_unwrap(self, it, env):
        value = self.eval(it.kids[0], env)
        if value is None:
            raise Panic("none")
        return value

    def x_call(self, it, env):
        return self.prepare(it, env)()

    x_smethod = x_invoke = x_call

    def x_await(self, it, env):
        kid = it.kids[0]
        if kid.kind in ("call", "smethod", "mcall", "invoke"):
            return self.prepare(kid, env)()
        return self.wait_for(kid, env)

    def x_sleep(self, it, env):
        self.task.sleep(self.eval(it.kids[0], env))
        return ()

    def x_make(self, it, env):
        name, names = it.data
        if it.type[0] == "error":
            fields = self.program.fields(name)
        else:
            fields = self.program.structs[name]
        given = self.bind(fields, names, it.kids, env)
        values = tuple(given[field] if field in given else self.eval(default, {}) for field, _, default in fields)
        return Error(name, values) if it.type[0] == "error" else values

    def x_case(self, it, env):
        enum, case = it.data
        at = [name for name, _ in self.program.enums[enum]].index(case)
        return (at, *[self.eval(kid, env) for kid in it.kids])

    def x_field(self, it, env):
        value = self.eval(it.kids[0], env)
        if it.kids[0].type[0] == "error":
            if it.data == "name":
                return value.name
            names = [name for name, _, _ in self.program.fields(value.name)]
            return value.fields[names.index(it.data)]
        return value[self.position(it)]

    def x_item(self, it, env):
        return self.eval(it.kids[0], env)[it.data]

    def x_index(self, it, env):
        holder = self.eval(it.kids[0], env)
        if isinstance(holder, bytes):
            return holder[self.eval(it.kids[1], env)]
        return self.element(holder, self.eval(it.kids[1], env))[0]()

    def x_slice(self, it, env):
        whole, first, last = [self.eval(kid, env) for kid in it.kids]
        items = whole.items if isinstance(whole, List) else whole
        if not 0 <= first <= last <= len(items):
            raise Panic("slice")
        return List(items[first:last]) if isinstance(whole, List) else items[first:last]

    def x_list(self, it, env):
        return List([self.eval(kid, env) for kid in it.kids])

    def x_set(self, it, env):
        return Set([self.eval(kid, env) for kid in it.kids])

    def x_tuple(self, it, env):
        return tuple([self.eval(kid, env) for kid in it.kids])

    def x_map(self, it, env):
        values = [self.eval(kid, env) for kid in it.kids]
        return Map(zip(values[::2], values[1::2]))

    def x_comp(self, it, env):
        names, has_condition = it.data
        source = self.eval(it.kids[0], env)
        found = []
        for values in self.turns(it.kids[0], source, len(names)):
            self.take(env, names, values)
            if has_condition and not self.eval(it.kids[1], env):
                continue
            found.append([self.eval(kid, env) for kid in it.kids[1 + has_condition:]])
        return Map(found) if it.type[0] == "map" else List(value for value, in found)

    def x_interp(self, it, env):
        pieces, specs = it.data
        text, kids = pieces[0], iter(it.kids)
        for piece, spec in zip(pieces[1:], specs):
            kid = next(kids)
            value = self.eval(kid, env)
            if spec is not None and "{}" in spec:
                spec = spec.replace("{}", str(self.eval(next(kids), env)))
            text += self.printer.formatted(value, kid.type, spec) + piece
        return self.small(text)

    def x_closure(self, it, env):
        return Closure(it.data, it.kids[0], dict(env))

    def x_conv(self, it, env):
        return convert(self.eval(it.kids[0], env), it.kids[0].type, it.type)

    def x_method(self, it, env):
        args = [self.eval(kid, env) for kid in it.kids]
        return methods.call(self, it, args)

    def x_builtin(self, it, env):
        return self.small(methods.builtin(self, it, [self.eval(kid, env) for kid in it.kids]))
