// SPDX-License-Identifier: MIT
// habit.c - tables only: what other languages call things.
#include "base/habit.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct habit {
    const char *theirs;
    const char *ours;
} habit;

static const char *look_up(const habit *table, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[i].theirs, word) == 0) return table[i].ours;
    }
    return NULL;
}

#define FUNCTION "a function is written `fn name(x: int) -> int { ... }`"
#define PRINT "print is a built-in function: `print(x)`, and `\"{x:>6}\"` formats"
#define NONE "a missing value is `none`, of an optional type `T?`"
#define LET "write `let x = ...`, or `var x = ...` when it changes"
#define PUBLIC "all names of a module are public except those that start with _"
#define CATCH "write `try { ... } catch e: Lost { ... }`"
#define THROW "write `throw Failed(...)` of a declared `error Failed(...)`"
#define MODULE "every file is a module without being declared; `import name` imports another one"
#define SWITCH "write `match x { case 1 { ... } else { ... } }`"
#define LENGTH "write `x.len()`"
#define TYPE "write `struct Name { ... }` or `enum Name { ... }`"
#define BRACES "a block is enclosed in `{ }`"

// Words that begin or join statements.
static const habit words[] = {
    {"def", FUNCTION}, {"func", FUNCTION}, {"function", FUNCTION}, {"fun", FUNCTION},
    {"proc", FUNCTION}, {"sub", FUNCTION}, {"void", FUNCTION},
    {"lambda", "write `fn(x: int) => x + 1`"}, {"elif", "write `else if`"},
    {"elsif", "write `else if`"}, {"elseif", "write `else if`"}, {"println", PRINT},
    {"printf", PRINT}, {"echo", PRINT}, {"puts", PRINT}, {"print", "write `print(...)`"},
    {"Some", "a `T` converts to a `T?` implicitly; `if let v = x { ... }` unwraps it"},
    {"is", "write `==` or `!=`: `x == none`"}, {"mod", "write `a % b`"}, {"div", "write `a / b`"},
    {"xor", "write `a != b`, or `a ^ b` for bits"}, {"of", "write `for x in xs { ... }`"},
    {"except", CATCH}, {"rescue", CATCH}, {"raise", THROW}, {"raises", "write `throws`"},
    {"extends", "the parent of an error follows a colon: `error A : B`"},
    {"implements", "a type satisfies an interface by its methods, without declaring it"},
    {"pass", "an empty block is `{ }`"}, {"then", BRACES}, {"begin", BRACES}, {"end", BRACES},
    {"fi", BRACES}, {"done", BRACES}, {"endif", BRACES},
    {"global", "a function reads and assigns the `var` of its module directly"},
    {"nonlocal", "a closure captures copies: share a list, a map or a channel"},
    {"del", "write `m.remove(key)`"}, {"delete", "write `m.remove(key)`"}, {"switch", SWITCH},
    {"when", SWITCH}, {"go", "write `spawn f(x)`"}, {"package", MODULE}, {"namespace", MODULE},
    {"module", MODULE}, {"use", "write `import name`"}, {"using", "write `import name`"},
    {"require", "write `import name`"}, {"include", "write `import name`"},
    {"from", "write `import math`, and use it as `math.sqrt(x)`"}, {"type", TYPE},
    {"typedef", TYPE}, {"record", TYPE}, {"trait", "write `interface Name { ... }`"},
    {"protocol", "write `interface Name { ... }`"}, {"union", TYPE},
    {"impl", "methods are declared inside the struct or enum"}, {"const", LET}, {"val", LET},
    {"final", LET}, {"auto", LET}, {"static", LET}, {"mut", LET}, {"dim", LET}, {"my", LET},
    {"define", LET}, {"pub", PUBLIC}, {"public", PUBLIC}, {"private", PUBLIC},
    {"protected", PUBLIC}, {"internal", PUBLIC},
    {"new", "a value is created by a call: `Point(x: 1, y: 2)`"},
    {"loop", "write `while true { ... }`"}, {"do", "write `while true { ... if ready { break } }`"},
    {"until", "write `while not ready { ... }`"}, {"unless", "write `if not ready { ... }`"},
    {"repeat", "write `while true { ... if ready { break } }`"},
    {"foreach", "write `for x in xs { ... }`"}, {"goto", "use a loop with a label, or a function"},
    {"guard", "write `if let v = x { ... } else { return }`"},
    {"instanceof", "write `match`, or `catch e: Type { ... }` for errors"},
    {"typeof", "types are known at compile time; `match` distinguishes the cases of an enum"},
};

// Functions and values.
static const habit names[] = {
    {"console", PRINT}, {"System", PRINT}, {"fmt", PRINT}, {"std", PRINT}, {"cout", PRINT},
    {"null", NONE}, {"nil", NONE}, {"NULL", NONE}, {"None", NONE}, {"nullptr", NONE},
    {"undefined", NONE}, {"True", "write `true`"}, {"False", "write `false`"},
    {"TRUE", "write `true`"}, {"FALSE", "write `false`"}, {"Ok", "return the value as it is"},
    {"Err", THROW}, {"this", "a method calls its value `self`"},
    {"super", "there is no inheritance"},
    {"isinstance", "write `match`, or `catch e: Type { ... }` for errors"}, {"sizeof", LENGTH},
    {"strlen", LENGTH}, {"length", LENGTH}, {"count", LENGTH}, {"append", "write `xs.append(x)`"},
    {"push", "write `xs.append(x)`"}, {"make", "write `chan[T](n)`, `list[T]()` or `map[K, V]()`"},
    {"vec", "a list is written `[1, 2, 3]`"},
    {"dict", "a map is written `[\"a\": 1]`, an empty one `[:]`"},
    {"malloc", "memory is managed: a value is created by a call, an empty list is `[]`"},
    {"free", "memory is managed: nothing is freed by hand"},
    {"input", "use `await io.read_line()` of `import io`"},
    {"open",
     "use `fs.read_text(path)`, `fs.lines(path)` or `fs.write_text(path, text)` of `import fs`"},
    {"ord", "write `int(c)`"}, {"chr", "write `char(n)`"},
    {"filter", "write `[x for x in xs if ready(x)]`"}, {"reversed", "write `xs.reversed()`"},
    {"setTimeout", "write `call_later(1s, fn() { ... })`, or `await sleep(1s)`"},
    {"assertEqual", "write `assert a == b`"}, {"create_task", "write `spawn f(x)`"},
    {"asyncio", "`await`, `spawn`, `gather`, `sleep` and `chan` need no import"},
    {"itertools", "the module is `iter`, and `aiter` for what waits"},
    {"collections", "the module is `deque`; lists, maps and sets need no import"},
    {"heapq", "the module is `heap`"}, {"re", "the module is `regex`"},
    {"argparse", "the module is `flags`"}, {"optparse", "the module is `flags`"},
    {"getopt", "the module is `flags`"}, {"textwrap", "the module is `strings`"},
    {"datetime", "the module is `calendar`; clocks are in `time`"},
    {"hex", "write `n.hex()`, or `\"{n:x}\"`"}, {"bin", "write `n.bin()`, or `\"{n:b}\"`"},
    {"oct", "write `n.oct()`, or `\"{n:o}\"`"}, {"pow", "write `x ** y`"},
    {"divmod", "write `(a / b, a % b)`"},
    {"bool", "write the condition: `n != 0`, `not s.is_empty()`"},
    {"defaultdict", "write `m.get_or_set(k, [])`, which puts the value in when there is none"},
    {"Counter", "count in a map: `m[k] = m.get(k, 0) + 1`"},
    {"StringBuilder", "it is `strings.Builder()`, of `import strings`"},
    {"bytes", "bytes are written `b\"...\"`; `s.bytes()`, `bytes.from_hex(digits)` make some"},
    {"stderr", "write `eprint(x)`"}, {"stdout", "write `print(x)`"},
    {"id", "objects and tasks compare by identity: `a == b`"}, {"cap", LENGTH},
    {"tuple", "a tuple is written `(a, b)`"}, {"frozenset", "a set is `set([1, 2])`"},
    {"next", "write `it.next()`"}, {"iter", "import the module first: `import iter`"},
    {"getattr", "fields are known when a program is compiled: `x.name`"},
    {"exec", "use `import process`"}, {"eval", "nothing is compiled at run time"},
    {"sys", "write `os.args()` of `import os`, `exit(n)`, `eprint(x)`"},
    {"functools", "write a loop, or `iter.fold`; a key is given as a function"},
    {"pathlib", "the module is `fs`"}, {"shutil", "the module is `fs`"},
    {"glob", "the module is `fs`"}, {"tempfile", "the module is `fs`"},
    {"subprocess", "the module is `process`"}, {"socket", "the module is `net`"},
    {"threading", "write `spawn f(x) on Threads(4)`; locks need no import"},
    {"multiprocessing", "write `spawn f(x) on Threads(4)`"},
    {"concurrent", "write `spawn f(x) on Threads(4)`"},
    {"queue", "`Queue[T](n)` and `chan[T](n)` need no import"},
    {"sync", "`Lock()`, `mutex(0)` and `WaitGroup()` need no import"},
    {"logging", "the module is `log`"}, {"hashlib", "the module is `hash`"},
    {"secrets", "the module is `random`"}, {"string", "the module is `strings`"},
    {"strconv", "write `int(s)`, `float(s)`, `str(x)`"}, {"bufio", "the module is `io`"},
    {"unittest", "write `test \"name\" { ... }`; the verb `test` runs them"},
    {"pytest", "write `test \"name\" { ... }`; the verb `test` runs them"},
    {"testing", "write `test \"name\" { ... }`; the verb `test` runs them"},
    {"typing", "types need no import: `list[int]`, `int?`"},
    {"dataclasses", "write `struct Point { x: int, y: int }`"},
    {"contextlib", "a function `-> context[T]` that yields is a context"},
    {"statistics", "write `sum(xs)` and `xs.len()`"},
    {"copy", "a list, map or set is copied by `xs.copy()`"},
    {"Cancelled",
     "a task is cancelled from outside, `t.cancel()`; it ends itself by `return` or an "
                  "error of its own"},
    {"after", "`after` is an arm of select: `case after 1s { ... }`"},
};

static const habit types[] = {
    {"string", "str"}, {"String", "str"}, {"integer", "int"}, {"Int", "int"}, {"Integer", "int"},
    {"long", "int"}, {"short", "i16"}, {"unsigned", "u32"}, {"uint", "u64"}, {"size_t", "int"},
    {"usize", "int"}, {"isize", "int"}, {"byte", "u8"}, {"int8", "i8"}, {"int16", "i16"},
    {"int32", "i32"}, {"int64", "int"}, {"uint8", "u8"}, {"uint16", "u16"}, {"uint32", "u32"},
    {"uint64", "u64"}, {"int8_t", "i8"}, {"int32_t", "i32"}, {"int64_t", "int"}, {"uint8_t", "u8"},
    {"uint32_t", "u32"}, {"uint64_t", "u64"}, {"double", "float"}, {"Double", "float"},
    {"float32", "f32"}, {"float64", "float"}, {"f64", "float"}, {"boolean", "bool"},
    {"Bool", "bool"}, {"rune", "char"}, {"Char", "char"}, {"dict", "map[K, V]"},
    {"Dict", "map[K, V]"}, {"Map", "map[K, V]"}, {"HashMap", "map[K, V]"}, {"List", "list[T]"},
    {"Array", "list[T]"}, {"array", "list[T]"}, {"vec", "list[T]"}, {"Vec", "list[T]"},
    {"vector", "list[T]"}, {"Set", "set[T]"}, {"channel", "chan[T]"}, {"Channel", "chan[T]"},
    {"tuple", "(A, B)"}, {"Tuple", "(A, B)"}, {"Optional", "T?"}, {"Option", "T?"},
    {"Exception", "Error"}, {"error", "Error"}, {"bytearray", "buffer"}, {"Task", "task[T]"},
    {"Promise", "task[T]"}, {"Future", "future[T]"}, {"object", "any"}, {"Any", "any"},
    {"Callable", "fn(A) -> B"}, {"function", "fn(A) -> B"}, {"timedelta", "duration"},
    {"Duration", "duration"},
};

static const habit members[] = {
    {"join", "`separator.join(xs)`"},
    {"length", "`len()`"}, {"size", "`len()`"}, {"Length", "`len()`"}, {"count", "`len()`"},
    {"push", "`append(x)`"}, {"push_back", "`append(x)`"}, {"add", "`append(x)`"},
    {"Add", "`append(x)`"}, {"concat", "`extend(xs)`, or `a + b`"}, {"pop_front", "`pop_first()`"},
    {"shift", "`pop_first()`"}, {"delete", "`remove(x)`"}, {"erase", "`remove(x)`"},
    {"discard", "`remove(x)`"}, {"includes", "`contains(x)`, or `x in xs`"},
    {"has", "`contains(x)`, or `x in xs`"}, {"has_key", "`contains(k)`, or `k in m`"},
    {"containsKey", "`contains(k)`, or `k in m`"}, {"index", "`find(x)`"}, {"indexOf", "`find(x)`"},
    {"index_of", "`find(x)`"}, {"map", "`[f(x) for x in xs]`"},
    {"filter", "`[x for x in xs if ready(x)]`"}, {"forEach", "`for x in xs { ... }`"},
    {"each", "`for x in xs { ... }`"}, {"reduce", "a loop, or `sum(xs)`, `min(xs)`, `max(xs)`"},
    {"sortBy", "`sorted(xs, key: fn(x) => ...)`"}, {"slice", "`xs[i:j]`"},
    {"substring", "`s[i:j]`"}, {"substr", "`s[i:j]`"}, {"get", "`xs[i]`"}, {"at", "`xs[i]`"},
    {"charAt", "`s[i]`"}, {"toUpperCase", "`upper()`"}, {"to_upper", "`upper()`"},
    {"toLowerCase", "`lower()`"}, {"to_lower", "`lower()`"}, {"trim", "`strip()`"},
    {"startsWith", "`starts_with(part)`"}, {"startswith", "`starts_with(part)`"},
    {"hasPrefix", "`starts_with(part)`"}, {"endswith", "`ends_with(part)`"},
    {"endsWith", "`ends_with(part)`"}, {"encode", "`bytes()`"}, {"to_bytes", "`bytes()`"},
    {"format", "a format in the string: `\"{x:>6}\"`"}, {"isdigit", "`is_digit()`"},
    {"isalpha", "`is_alpha()`"}, {"splitlines", "`lines()`"}, {"toString", "`str(x)`"},
    {"to_string", "`str(x)`"}, {"unwrap", "`x!`"}, {"value", "`x!`"}, {"unwrap_or", "`x ?? other`"},
    {"is_none", "`x == none`"}, {"is_some", "`x != none`"}, {"send", "`write(data)`"},
    {"recv", "`read()`"}, {"receive", "`recv()`"}, {"readline", "`read_line()`"},
    {"isnumeric", "`is_digit()`"}, {"isspace", "`is_space()`"}, {"isalnum", "`is_alnum()`"},
    {"isupper", "`is_upper()`"}, {"islower", "`is_lower()`"}, {"casefold", "`lower()`"},
    {"zfill", "a format in the string: `\"{n:03}\"`"}, {"partition", "`split_once(sep)`"},
    {"rpartition", "`rsplit(sep, 1)`"}, {"rindex", "`rfind(x)`"},
    {"removeprefix", "`without_prefix(part)`"}, {"removesuffix", "`without_suffix(part)`"},
    {"expandtabs", "`replace(\"\\t\", \"    \")`"}, {"lastIndexOf", "`rfind(x)`"},
    {"pad_start", "`rjust(width)`"}, {"padStart", "`rjust(width)`"}, {"pad_end", "`ljust(width)`"},
    {"padEnd", "`ljust(width)`"}, {"char_at", "`s[i]`"}, {"parse", "`int(s)` or `float(s)`"},
    {"setdefault", "`get_or_set(k, v)`"}, {"getOrDefault", "`get(k, other)`"},
    {"putIfAbsent", "`get_or_set(k, v)`"}, {"intersection", "`intersect(other)`, or `a & b`"},
    {"difference", "`a - b`"}, {"issubset", "`is_subset(other)`"},
    {"is_integer", "`x == round(x, 0)`"}, {"trunc", "`int(x)`, which cuts"},
    {"sqrt", "`math.sqrt(x)` of `import math`"}, {"pow", "`x ** y`"},
    {"flatten", "`[x for xs in all for x in xs]`"}, {"unique", "`list(set(xs))`"},
    {"distinct", "`list(set(xs))`"}, {"take", "`xs[:n]`"}, {"skip", "`xs[n:]`"},
    {"drop", "`xs[n:]`"}, {"zip", "`zip(xs, ys)`"}, {"enumerate", "`for i, x in xs { ... }`"},
    {"average", "`float(xs.sum()) / float(xs.len())`"},
    {"mean", "`xs.sum() / float(xs.len())`"}, {"to_set", "`set(xs)`"}, {"toSet", "`set(xs)`"},
    {"toList", "`list(xs)`"}, {"sort_by", "`sort(key: fn(x) => ...)`"},
    {"sorted_by", "`sorted(key: fn(x) => ...)`"}, {"find_index", "`index_where(f)`"},
    {"findIndex", "`index_where(f)`"}, {"some", "`any(f)`"}, {"every", "`all(f)`"},
    {"chunks", "`iter.chunks(xs, n)` of `import iter`"},
    {"group_by", "`iter.group_by(xs, key)` of `import iter`"},
    {"map_values", "`[k: f(v) for k, v in m]`"}, {"mapValues", "`[k: f(v) for k, v in m]`"},
    {"invert", "`[v: k for k, v in m]`"}, {"entries", "`items()`"},
    {"iter", "`for x in xs { ... }`"},
    {"put", "`send(x)`"}, {"shutdown", "`write_eof()`"}, {"wait", "`await t`"},
};

// "module.name", "type.name"
static const habit of_modules[] = {
    {"group.spawn", "`spawn f(x) in g`"}, {"group.go", "`spawn f(x) in g`"},
    {"group.start_soon", "`spawn f(x) in g`"}, {"group.create_task", "`spawn f(x) in g`"},
    {"group.start", "`spawn f(x) in g`"}, {"group.add", "`spawn f(x) in g`"},
    {"group.run", "`spawn f(x) in g`"}, {"group.async", "`spawn f(x) in g`"},
    {"group.wait", "nothing: the block ends when all tasks in it have ended"},
    {"Threads.submit", "`spawn f(x) on pool`"}, {"Threads.spawn", "`spawn f(x) on pool`"},
    {"Threads.run", "`spawn f(x) on pool`"},
    {"Threads.map", "`[spawn f(x) on pool for x in xs]`"},
    {"os.argv", "`os.args()`"}, {"os.getenv", "`os.env(name)`"}, {"os.environ", "`os.env(name)`"},
    {"os.getpid", "`os.pid()`"}, {"os.getcwd", "`os.cwd()`"}, {"os.open", "`fs.lines(path)`"},
    {"os.remove", "`fs.remove(path)`"}, {"os.listdir", "`fs.list(path)`"},
    {"time.time", "`time.now()` for elapsed time, `time.wall()` for the calendar"},
    {"time.sleep", "`await sleep(1s)`"}, {"time.monotonic", "`time.now()`"},
    {"time.perf_counter", "`time.now()`"}, {"time.Sleep", "`await sleep(1s)`"},
    {"math.PI", "`math.pi`"}, {"math.abs", "`abs(x)`"}, {"math.fabs", "`abs(x)`"},
    {"math.max", "`max(a, b)`"}, {"math.min", "`min(a, b)`"}, {"math.round", "`round(x)`"},
    {"math.ln", "`math.log(x)`"}, {"math.tau", "`2.0 * math.pi`"},
    {"random.randint", "`random.int(from, to)`"}, {"random.random", "`random.float()`"},
    {"random.randrange", "`random.int(from, to)`"},
    {"random.gauss", "`random.normal(mean, deviation)`"},
    {"random.choices", "`[random.choice(xs) for _ in 0..n]`"},
    {"json.loads", "`json.parse(text)`"}, {"json.load", "`json.parse(text)`"},
    {"json.decode", "`json.parse(text)`"}, {"json.dumps", "`json.stringify(value)`"},
    {"json.dump", "`json.stringify(value)`"}, {"json.encode", "`json.stringify(value)`"},
    {"calendar.now", "`calendar.local(time.wall())`"},
    {"calendar.today", "`calendar.local(time.wall())`"},
    {"calendar.strftime", "`moment.format(spec)`"}, {"math.prod", "a loop"},
    {"math.isclose", "`math.is_close(a, b)`"}, {"math.isnan", "`x.is_nan()`"},
    {"math.isinf", "`x.is_inf()`"}, {"math.nan", "`float.nan`"},
    {"os.system", "`await process.shell(command)` of `import process`"},
    {"os.mkdir", "`fs.make_dir(path)`"}, {"os.exit", "`exit(n)`"}, {"os.path", "`fs`"},
    {"os.rename", "`fs.rename(from, to)`"}, {"os.chdir", "paths from the folder where it started"},
    {"heap.heappush", "`h.push(x)` of a `heap.Heap[T]()`"},
    {"deque.deque", "`deque.Deque[T]()`"}, {"regex.match", "`regex.compile(pattern)`"},
    {"Deque.append", "`push_last(x)`"}, {"Deque.appendleft", "`push_first(x)`"},
    {"Deque.push", "`push_last(x)`"}, {"Deque.pop", "`pop_last()`"},
    {"Deque.popleft", "`pop_first()`"}, {"Heap.append", "`push(x)`"}, {"Heap.add", "`push(x)`"},
    {"Builder.append", "`add(s)`"}, {"Builder.write", "`add(s)`"},
    {"Builder.WriteString", "`add(s)`"}, {"Builder.toString", "`build()`"},
    // parameters of functions
    {"print.sep", "`sep.join(parts)`, or a string: `\"{a}, {b}\"`"},
    {"print.file", "`eprint(x)` for standard error"}, {"print.flush", "nothing: a line is out"},
    {"sorted.cmp", "`key: fn(x) => ...`"},
    // more arguments than a function has
    {"pop.()", "`pop_first()`, `remove_at(i)`, or `remove(key)` of a map"},
    {"map.()", "`[f(x) for x in xs]`"}, {"set.()", "`set([1, 2])`"},
    {"list.()", "`[1, 2]`"}, {"get.()", "`m.get(key, other)`"},
    {"fs.open", "`fs.lines(path)`, `fs.read_text(path)` or `fs.write_text(path, text)`"},
    {"fs.read", "`fs.read_text(path)` or `fs.read_bytes(path)`"},
    {"fs.readFile", "`fs.read_text(path)`"}, {"fs.write", "`fs.write_text(path, text)`"},
    {"fs.mkdir", "`fs.make_dir(path)`"}, {"io.stdin", "`io.read_line()` or `io.lines()`"},
    {"io.print", "`print(x)`"}, {"io.readline", "`io.read_line()`"},
    {"io.input", "`io.read_line()`"}, {"net.dial", "`await net.connect(host, port)`"},
    {"net.Dial", "`await net.connect(host, port)`"}, {"net.Socket", "`net.Conn` or `net.Server`"},
    {"net.Connection", "`net.Conn`"},
};

const char *habit_of_word(const char *word)
{
    return look_up(words, sizeof words / sizeof words[0], word);
}

const char *habit_of_name(const char *name)
{
    const char *ours = look_up(names, sizeof names / sizeof names[0], name);
    return ours != NULL ? ours : habit_of_word(name);
}

const char *habit_of_type(const char *name)
{
    return look_up(types, sizeof types / sizeof types[0], name);
}

const char *habit_of_module(const char *of, const char *name)
{
    size_t len = strlen(of);
    for (size_t i = 0; i < sizeof of_modules / sizeof of_modules[0]; i++) {
        const char *theirs = of_modules[i].theirs;
        bool is_module = strncmp(theirs, of, len) == 0 && theirs[len] == '.';
        if (is_module && strcmp(theirs + len + 1, name) == 0) return of_modules[i].ours;
    }
    return NULL;
}

const char *habit_of_member(const char *of, const char *name)
{
    const char *ours = habit_of_module(of, name);
    return ours != NULL ? ours : look_up(members, sizeof members / sizeof members[0], name);
}
