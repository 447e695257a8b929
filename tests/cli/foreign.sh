# SPDX-License-Identifier: MIT
# extern blocks with libraries of the system, in each way to build; and what is wrong in them.
. "$ROOT/tests/lib.sh"

has() { echo "#include <$1>" | "${CC:-cc}" -E - > found 2>&1; }

# ---- zlib
cat > zip.sley <<'SLEY'
extern "zlib.h" link "z" {
    fn crc32(crc: u32, data: bytes.ptr, len: u32) -> u32
    fn compressBound(len: u64) -> u64
    blocking fn compress2(out dest: bytes.ptr, inout dest_len: u64, source: bytes.ptr, source_len: u64, level: i32) -> i32
    fn uncompress(out dest: bytes.ptr, inout dest_len: u64, source: bytes.ptr, source_len: u64) -> i32
}

async fn shrink(data: bytes) -> bytes {
    let n = u64(data.len())
    let room = compressBound(n)
    let (status, dest, len) = await compress2(int(room), room, data, n, 9)
    assert status == 0
    return dest[0:int(len)]
}

fn grow(data: bytes, size: int) -> bytes {
    let (status, dest, len) = uncompress(size, u64(size), data, u64(data.len()))
    assert status == 0 and int(len) == size
    return dest
}

async fn main() throws {
    print(crc32(0, b"123456789", 9) == 0xcbf43926)
    let data = b"one and two and " * 1000
    let small = await shrink(data)
    print(small.len() < 200, grow(small, data.len()) == data)
    let all = await gather([spawn shrink(b"x" * n) for n in [10, 1000, 100000]])
    print([grow(z, n).len() for z, n in zip(all, [10, 1000, 100000])])
}
SLEY
sed -i 's/    print(\[grow(z, n).*/    for i, n in [10, 1000, 100000] { print(grow(all[i], n).len(), end: " ") }\n    print()/' zip.sley
if has zlib.h; then
    prints "true
true true
10 1000 100000 " "zlib: crc32, compress2, uncompress" "$SLEY" run zip.sley
    check "in a program that is built" "$SLEY" build zip.sley -o "zip it"
    prints "10 1000 100000" "which runs" "./zip it"
    prints "-lz" "the flags for other linkers" "$SLEYC" --print-link-flags zip.sley
    check "make install" make -C "$ROOT" BUILD="$BUILD" prefix="$PWD/prefix" install
    export PKG_CONFIG_PATH="$PWD/prefix/lib/pkgconfig"
    mkdir -p made && cp zip.sley made && cat > made/Makefile <<'MAKE'
SLEY_SOURCES := zip.sley
include $(shell pkg-config --variable=makefile libsley)
zip: $(SLEY_OBJECTS) ; $(CC) -o $@ $^ $(SLEY_LIBS)
MAKE
    check "with sley.mk" env -u MAKEFLAGS -u MAKELEVEL make -C made zip
    prints "10 1000 100000" "which runs" ./made/zip
    if command -v cmake > found; then
        cat > made/CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.21)
project(zip C)
find_package(Sley REQUIRED)
add_executable(zip)
sley_target_sources(zip SOURCES zip.sley)
CMAKE
        check "with CMake" cmake -S made -B made/b -DCMAKE_PREFIX_PATH="$PWD/prefix"
        check "which builds" cmake --build made/b
        prints "10 1000 100000" "and runs" ./made/b/zip
    else
        skip "with CMake" "CMAKE IS NOT INSTALLED"
    fi
else
    skip "zlib" "ZLIB.H IS NOT INSTALLED: make setup"
fi

# ---- sqlite: declared in a module that others import
cat > sqlite.sley <<'SLEY'
extern "sqlite3.h" link "sqlite3" {
    type sqlite3
    type chars "char"
    fn sqlite3_open(path: cstr, out db: sqlite3?) -> i32
    fn sqlite3_exec(db: sqlite3, sql: cstr, row: fn(context.ptr, i32, cstr.list, cstr.list) -> i32,
        context: context.ptr, out message: chars?) -> i32
    fn sqlite3_errmsg(db: sqlite3) -> cstr
    fn sqlite3_free(p: chars)
    fn sqlite3_close(db: sqlite3) -> i32
    blocking fn sqlite3_sleep(ms: i32) -> i32
}

error Failed(text: str)

/// The rows that the statements give.
fn query(db: sqlite3, sql: str) -> list[list[str?]] throws Failed {
    let rows: list[list[str?]] = []
    let (_, message) = sqlite3_exec(db, sql, fn(n, values, names) {
        assert int(n) == values.len() and int(n) == names.len()
        rows.append(values)
        return 0
    })
    if let m = message {
        let text = sqlite3_errmsg(db)
        sqlite3_free(m)
        throw Failed(text)
    }
    return rows
}
SLEY
cat > data.sley <<'SLEY'
import sqlite

async fn main() throws {
    let (status, opened) = sqlite.sqlite3_open(":memory:")
    let db = opened else { return }
    print(status)
    defer print("closed", sqlite.sqlite3_close(db))
    sqlite.query(db, "create table t(a, b); insert into t values(1, 'x'), (2, null)")
    print(sqlite.query(db, "select a, b from t order by a"))
    try { sqlite.query(db, "selct") } catch e: sqlite.Failed { print(e.text) }
    print(await sqlite.sqlite3_sleep(2) >= 0)
}
SLEY
if has sqlite3.h; then
    prints '0
[["1", "x"], ["2", none]]
near "selct": syntax error
true
closed 0' "sqlite: open, exec with a callback, close" "$SLEY" run data.sley
    prints "-lsqlite3" "the flags come from the import" "$SLEYC" --print-link-flags data.sley
else
    skip "sqlite" "SQLITE3.H IS NOT INSTALLED: make setup"
fi

# ---- headers of one's own, beside the source
mkdir own
printf '#include <stddef.h>\nstatic inline int twice(int n) { return 2 * n; }\n' > own/twice.h
printf 'extern "twice.h" { fn twice(n: i32) -> i32 }\nfn main() { print(twice(21)) }\n' > own/main.sley
prints 42 "a header beside the source" "$SLEY" run own/main.sley
printf 'extern "twice.h" { fn twice(n: i32) -> i32 }\ntest "two" { assert twice(1) == 2 }\n' > own/tests.sley
prints "1 passed" "in tests" "$SLEY" test own/tests.sley

# ---- what is wrong is shown in the source
printf 'let x = 1\nextern "nosuch.h" { fn foo() -> i32 }\nfn main() { print(foo()) }\n' > a.sley
prints "a.sley:2:" "a header that does not exist" "$SLEY" run a.sley
prints "nosuch.h" "is named" "$SLEY" run a.sley
status 1 "status" "$SLEY" build a.sley -o a
prints "the extern blocks say of C" "and that it is no mistake of sley" "$SLEY" run a.sley
wrong() {                               # wrong WHAT DECLARATION CALL TEXT
    printf 'let x = 1\nextern "stdlib.h" {\n    %s\n}\nfn main() { print(%s) }\n' "$2" "$3" > b.sley
    prints "b.sley:3:" "$1" "$SLEY" run b.sley
    prints "$4" "$1: why" "$SLEY" run b.sley
}
wrong "an argument that C would cut" 'fn abs(n: int) -> i32' 'abs(1)' conversion
wrong "a function that the header does not declare" 'fn no_such(n: i32) -> i32' 'no_such(1)' no_such
wrong "the wrong number of arguments" 'fn abs(n: i32, m: i32) -> i32' 'abs(1, 2)' "too many"
printf 'extern "stdlib.h" {\n    type a "div_t"\n    type b "ldiv_t"\n    fn free(p: a)\n    fn realloc(p: a, n: u64) -> b\n}\nextern "time.h" {\n    type tm "struct tm"\n    fn mktime(t: tm) -> int\n}\nextern "c.h" { fn f(x: b) -> tm }\nfn main() { let g = f\n print(g == g) }\n' > c.sley
printf '#include <stdlib.h>\n#include <time.h>\nstatic inline struct tm *f(div_t *x) { (void)x; return NULL; }\n' > c.h
prints "c.sley:11:" "a pointer to another type" "$SLEY" run c.sley
printf 'extern link "nosuchlib" { fn foo() -> i32 }\nfn main() { print(foo()) }\n' > d.sley
prints nosuchlib "a library that does not exist" "$SLEY" run d.sley
status 1 "status" "$SLEY" run d.sley
