# SPDX-License-Identifier: MIT
"""The built-in functions and methods that random programs call, after docs/builtins.md."""
from values import INTS, List, Map, Panic, Set, fits


def at_end(items, place):
    return items.pop(place) if items else None


def index_of(items, value):
    return items.index(value) if value in items else None


def remove_value(items, value) -> bool:
    if value in items:
        items.remove(value)
        return True
    return False


def insert(items, at, value):
    if not 0 <= at <= len(items):
        raise Panic("insert")
    items.insert(at, value)


def add(items, value) -> bool:
    if value in items:
        return False
    items[value] = None
    return True


def take(items, key):
    return items.pop(key, None)


def oldest(items):
    return take_key(items, next(iter(items))) if items else None


def take_key(items, key):
    del items[key]
    return key


def found(text, at):
    return None if at < 0 else at


LIST = {
    "len": len, "is_empty": lambda xs: not xs, "append": list.append, "pop": lambda xs: at_end(xs, -1),
    "pop_first": lambda xs: at_end(xs, 0), "insert": insert, "extend": lambda xs, more: xs.extend(list(more.items)),
    "remove": remove_value, "clear": list.clear, "reverse": list.reverse, "first": lambda xs: xs[0] if xs else None,
    "last": lambda xs: xs[-1] if xs else None, "contains": lambda xs, v: v in xs, "count": list.count,
    "find": index_of, "copy": List, "reversed": lambda xs: List(xs[::-1]), "sorted": lambda xs: List(sorted(xs)),
    "sort": list.sort,
}
MAP = {
    "len": len, "is_empty": lambda m: not m, "get": dict.get, "get_or": dict.get, "get_or_set": dict.setdefault,
    "set": dict.__setitem__, "contains": dict.__contains__, "remove": lambda m, k: m.pop(k, remove_value) is not remove_value,
    "pop": take, "clear": dict.clear, "update": lambda m, more: m.update(more.items), "copy": Map,
    "keys": List, "values": lambda m: List(m.values()), "items": lambda m: List(m.items()),
}
SET = {
    "len": len, "is_empty": lambda s: not s, "add": add, "remove": lambda s, v: s.pop(v, remove_value) is not remove_value,
    "contains": dict.__contains__, "pop": oldest, "clear": dict.clear, "copy": Set, "to_list": List,
    "update": lambda s, more: s.update(more.items),
}
STR = {
    "len": len, "is_empty": lambda s: not s, "upper": str.upper, "lower": str.lower, "reversed": lambda s: s[::-1],
    "contains": lambda s, part: part in s, "starts_with": str.startswith, "ends_with": str.endswith,
    "find": lambda s, part: found(s, s.find(part)), "repeat": lambda s, n: s * n, "count": str.count,
    "split": lambda s, sep: List(s.split(sep)), "chars": List, "replace": str.replace, "strip": str.strip,
    "join": lambda s, parts: s.join(parts.items),
}
TABLES = {"list": LIST, "map": MAP, "set": SET}


def call(interpreter, it, args):
    t = it.kids[0].type
    if t in ("str", "bytes"):                          # of bytes only what both have
        return STR[it.data](*args)
    if t in INTS:
        return fits(abs(args[0]), t)
    value = TABLES[t[0]][it.data](args[0].items, *args[1:])
    return () if it.type == "unit" else value


def builtin(interpreter, it, args):
    name = it.data[0]
    if name in ("str", "repr"):
        return interpreter.printer.show(args[0], it.kids[0].type, name == "str")
    if name == "abs":
        return fits(abs(args[0]), it.type) if it.type in INTS else abs(args[0])
    if name in ("min", "max"):
        if isinstance(args[0], List):
            args = args[0].items
            if not args:
                raise Panic("empty")
        best = args[0]
        for other in args[1:]:
            if other < best if name == "min" else best < other:
                best = other
        return best
    if name == "sum":
        total = 0 if it.type in INTS else 0.0
        for value in args[0].items:
            total = fits(total + value, it.type) if it.type in INTS else total + value
        return total
    if name == "len":
        return len(args[0] if isinstance(args[0], (str, bytes)) else args[0].items)
    if name == "sorted":
        if len(args) == 1:
            return List(sorted(args[0].items))
        keyed = [(interpreter.apply(args[1], [value]), value) for value in args[0].items]
        return List(value for _, value in sorted(keyed, key=lambda pair: pair[0]))
    if name == "zip":
        return List(zip(args[0].items, args[1].items))
    return List(enumerate(args[0].items))
