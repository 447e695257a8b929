# SPDX-License-Identifier: MIT
"""Reduces a program that differs: cuts pieces out of its tree as long as the same kind of difference stays.

A cut may make a program that is no longer correct (a variable that is gone); the interpreter or the compiler then says
so, which is another kind of result, and the cut is taken back. So the cuts need no knowledge of types or scopes.
"""
from tree import Node
from values import INTS


class Reducer:
    def __init__(self, made, difference, batch, configs, tries):
        self.made, self.difference, self.batch, self.tries = made, difference, batch, tries
        name = difference.text.split(":")[0]
        self.configs = [it for it in configs if it.name == name] or configs
        self.program = made.program

    def holds(self) -> bool:
        """Whether the program as it now is still shows the difference."""
        if self.tries <= 0:
            return False
        self.tries -= 1
        try:
            made = self.batch.judge(self.made.seed, self.made.name, self.program)
            if made is None or made.status != self.made.status and "status" in self.difference.kind:
                return False
            found = self.batch.check([made], self.configs)
        except Exception:                              # noqa: BLE001 - no longer a program
            return False
        if not found or found[0].kind != self.difference.kind:
            return False
        self.made, self.difference = made, found[0]
        return True

    def attempt(self, change, undo) -> bool:
        change()
        if self.holds():
            return True
        undo()
        return False

    # ---- cuts ----------------------------------------------------------------------------------------------

    def run(self):
        cut = True
        while cut and self.tries > 0:
            cut = self.declarations()
            while any([self.statements(root) for root in reversed(list(self.program.roots()))]):
                cut = True
            for root in list(self.program.roots()):
                cut = self.expressions(root) or cut
        return self.made, self.difference

    def declarations(self) -> bool:
        cut = False
        program = self.program
        for table in (program.fns, *program.methods.values(), program.structs, program.enums, program.errors):
            for name in list(table):
                before = dict(table)
                if not name.endswith("_start") and self.attempt(lambda: table.pop(name), lambda: (table.clear(), table.update(before))):
                    cut = True
        for rows in (program.globals, *program.structs.values(), *(fn.params for fn in program.fns.values())):
            cut = self.shorten(rows) or cut
        return cut

    def shorten(self, rows, least=0) -> bool:
        """Takes out parts of a list, the large ones first."""
        cut, size = False, max(1, len(rows) // 2)
        while size:
            at = len(rows) - size
            while at >= 0 and len(rows) > least:
                part = rows[at:at + size]
                if self.attempt(lambda: rows.__delitem__(slice(at, at + size)), lambda: rows.__setitem__(slice(at, at), part)):
                    cut = True
                at -= size
            size //= 2
        return cut

    def statements(self, root) -> bool:
        cut = False
        for block in [it for it in root.walk() if it.kind == "block"]:
            cut = self.shorten(block.kids) or cut
            for at in range(len(block.kids) - 1, -1, -1):
                cut = self.flatten(block, at) or cut
        return cut

    def flatten(self, block, at) -> bool:
        """A statement of blocks becomes one of its blocks, or loses one."""
        it = block.kids[at]
        for kid in it.kids:
            inner = kid.kids[-1] if kid.kind == "arm" else kid
            if inner.kind == "block" and it.kind != "defer":
                if self.attempt(lambda: block.kids.__setitem__(slice(at, at + 1), inner.kids),
                                lambda: block.kids.__setitem__(slice(at, at + len(inner.kids)), [it])):
                    return True
        if it.kind in ("if", "iflet", "while", "whilelet", "for", "match", "try") and len(it.kids) > 2:
            for kid_at in range(len(it.kids) - 1, 0, -1):
                kid, parts = it.kids[kid_at], it.data
                less = parts[:kid_at - 1] + parts[kid_at:] if it.kind == "try" else parts

                def change():
                    del it.kids[kid_at]
                    it.data = less

                def undo():
                    it.kids.insert(kid_at, kid)
                    it.data = parts
                if self.attempt(change, undo):
                    return True
        return False

    def expressions(self, it) -> bool:
        """From the outside in: what is replaced is not looked into."""
        cut = False
        if it.kind in ("list", "set"):
            cut = self.shorten(it.kids)
        for at in range(len(it.kids)):
            kid = it.kids[at]
            if it.kind != "block" and kid.type is not None and kid.kind not in ("lit", "none", "block"):
                below = [grand for grand in kid.walk() if grand is not kid and grand.type == kid.type]
                for new in [simplest(kid.type, self.program), *below[:4]]:
                    if new is not None and self.attempt(lambda: it.kids.__setitem__(at, new),
                                                        lambda: it.kids.__setitem__(at, kid)):
                        cut = True
                        break
            cut = self.expressions(it.kids[at]) or cut
        return cut


def simplest(t, program):
    if t in INTS:
        return Node("lit", t, (), 0)
    if isinstance(t, str):
        values = {"float": 0.5, "bool": False, "str": "", "char": "a"}
        return Node("lit", t, (), values[t]) if t in values else None
    if t[0] in ("list", "set", "map"):
        return Node(t[0], t)
    if t[0] == "opt":
        return Node("none", t)
    if t[0] in ("tuple", "struct"):
        types = t[1:] if t[0] == "tuple" else [ft for _, ft, _ in program.structs[t[1]]]
        kids = [simplest(it, program) for it in types]
        if None in kids:
            return None
        return Node("tuple", t, kids) if t[0] == "tuple" else Node(
            "make", t, kids, (t[1], [name for name, _, _ in program.structs[t[1]]]))
    return None


def reduce(made, difference, batch, configs, tries):
    return Reducer(made, difference, batch, configs, tries).run()
