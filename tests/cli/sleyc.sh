# SPDX-License-Identifier: MIT
# sleyc, as build systems use it: depfiles, headers, atomic and reproducible output.
. "$ROOT/tests/lib.sh"

printf 'import util\nfn main() {\n    print(util.word())\n}\n' > app.sley
printf 'fn word() -> str {\n    return "one"\n}\n' > util.sley

check "-o" "$SLEYC" app.sley -o app.c
check "C alone, no depfile" test -f app.c -a ! -e app.c.d
check "-MD" "$SLEYC" -MD app.sley -o app.c
check "the depfile is app.c.d" test -f app.c.d
check "it names the source and the import" grep -q 'app.sley' app.c.d
check "the import is in it" grep -q 'util.sley' app.c.d
check "make reads it" make -f app.c.d -n app.c
check "-MF, -MT, -MP" "$SLEYC" -MD -MF deps -MT 'out dir/x.c' -MP app.sley -o app.c
check "-MT stands as typed" grep -q '^out dir/x.c:' deps
check "-MP gives the import a rule" grep -q '^util.sley:' deps
check "-MQ" "$SLEYC" -MD -MF deps -MQ 'a b$c#d.c' app.sley -o app.c
check "-MQ escapes for make" grep -qF 'a\ b$$c\#d.c:' deps
prints "app.c: app.sley" "-M prints" "$SLEYC" -M app.sley
mkdir 'odd $ #' && cp app.sley util.sley 'odd $ #'
check "odd folder names" "$SLEYC" -MD -MF deps 'odd $ #/app.sley' -o app.c
check "are escaped" grep -qF 'odd\ $$\ \#/util.sley' deps

check "-H" "$SLEYC" util.sley -o util.c -H util.h
touch -d '2001-01-01' util.h util.c
check "an edit inside a function" "$SLEYC" util.sley -o util.c -H util.h
check "leaves the header alone" test ! util.h -nt app.sley
check "and writes the C" test util.c -nt util.h

printf 'fn main() {\n    print(nobody)\n}\n' > bad.sley
status 1 "an error" "$SLEYC" -MD bad.sley -o bad.c -H bad.h
check "creates nothing" test ! -e bad.c -a ! -e bad.h -a ! -e bad.c.d
echo old > kept.c
status 1 "an error" "$SLEYC" bad.sley -o kept.c
check "touches nothing" grep -qx old kept.c
small_disk() { (ulimit -f 0; trap '' XFSZ; "$SLEYC" app.sley -o kept.c); }
status 2 "a full disk" small_disk
check "leaves the old file" grep -qx old kept.c
status 2 "a folder that is not there" "$SLEYC" app.sley -o nowhere/app.c
check "no temporary files stay" test -z "$(ls | grep tmp)"

to_stdout() { "$SLEYC" app.sley -o - > stdout.c; }
check "-o -" to_stdout
check "-o file" "$SLEYC" app.sley -o file.c
same "are the same" stdout.c file.c

# The same bytes from everywhere.
mkdir here there there/deep
cp app.sley util.sley here; cp app.sley util.sley there/deep
in_here() { (cd here && TZ=UTC LC_ALL=C umask 022 && "$SLEYC" app.sley -o app.c -H app.h); }
in_there() { (cd there/deep && umask 077 && env TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$SLEYC" app.sley -o app.c -H app.h); }
check "from one folder" in_here
check "and another" in_there
same "the C has the same bytes" here/app.c there/deep/app.c
same "the header, too" here/app.h there/deep/app.h
mapped() { "$SLEYC" -ffile-prefix-map="$PWD=/src" "$PWD/app.sley" -o mapped.c; }
check "-ffile-prefix-map" mapped
no_path() { ! grep -qF "$PWD" mapped.c; }
check "leaves no trace of the folder" no_path

check "--print-include-dir" test -f "$("$SLEYC" --print-include-dir)/sley.h"
check "--print-lib-dir" test -f "$("$SLEYC" --print-lib-dir)/libsley.a"
check "the header that the C includes" "$SLEYC" util.sley -o util.c -H util.sley.h
check "the C compiles in a strict host" sh "$ROOT/tests/tools/cstrict.sh" file.c util.sley.h -- -I"$("$SLEYC" --print-include-dir)" -I.

# A library by itself: with a header, and without one its C stands alone.
cat > store.sley << 'END'
import util
error Missing(key: str)
enum Shape { Dot; Circle(r: float); Named(name: str, of: (int, str)) }
struct Entry {
    key: str
    tags: list[str]
    fn title() -> str { return "{self.key}: {self.tags}" }
    async fn find() -> str throws Missing {
        await sleep(1ms)
        if self.key == "" { throw Missing(key: self.key) }
        return util.word()
    }
}
var visits: list[Entry] = []
async fn load(key: str) -> Entry? throws {
    let entry = Entry(key: key, tags: [key])
    visits.append(entry)
    await _touch(entry)
    return entry
}
async fn _touch(entry: Entry) throws { _ = await entry.find() }
fn pick(s: Shape) -> int { return 1 }
END
cat > shop.sley << 'END'
import store
async fn main() throws {
    let t = spawn store.load("k")
    if let entry = await t { print(entry.title(), await entry.find(), store.visits.len()) }
    print(store.pick(store.Shape.Dot))
}
END
check "a library with its header" "$SLEYC" store.sley -o store.c -H store.sley.h
check "and a program" "$SLEYC" shop.sley -o shop.c
strict() { sh "$ROOT/tests/tools/cstrict.sh" "$@" -- -I"$("$SLEYC" --print-include-dir)" -I.; }
check "compile in a strict host" strict store.c store.sley.h
check "both" strict shop.c
together() { cc -I"$("$SLEYC" --print-include-dir)" -I. util.c store.c shop.c "$("$SLEYC" --print-lib-dir)/libsley.a" -luv -lutf8proc -lm -o shop; }
check "link" together
prints 'k: ["k"] one 1' "and run" ./shop
check "a header of another name" "$SLEYC" store.sley -o store.c -H other.h
check "is the one that its C includes" grep -q '#include "other.h"' store.c
check "a library without a header" "$SLEYC" store.sley -o alone.c
check "declares what it defines" strict alone.c

# A module in a folder: its name is what importers write.
mkdir shapes && printf 'fn area(r: int) -> int { return 3 * r * r }\n' > shapes/round.sley
printf 'import shapes.round\nfn main() { print(round.area(2)) }\n' > disc.sley
check "--module" "$SLEYC" --module=shapes.round shapes/round.sley -o round.c -H shapes.round.sley.h
check "names it as import does" grep -q 'm2_shapes__round__area' round.c
check "its importer" "$SLEYC" disc.sley -o disc.c
disc() { cc -I"$("$SLEYC" --print-include-dir)" -I. round.c disc.c "$("$SLEYC" --print-lib-dir)/libsley.a" -luv -lutf8proc -lm -o disc; }
check "links" disc
prints 12 "and runs" ./disc
status 2 "--module with what is no name" "$SLEYC" --module=a..b shapes/round.sley -o round.c

# fault: F51: files that were compiled against two interfaces of a module do not link, and the linker names the module
printf 'fn twice(n: int) -> int { return 2 * n }\n' > pair.sley
printf 'import pair\nfn main() { print(pair.twice(4)) }\n' > uses.sley
check "F51: a module" "$SLEYC" pair.sley -o pair.c -H pair.sley.h
check "F51: its importer" "$SLEYC" uses.sley -o uses.c
compile() { cc -I"$("$SLEYC" --print-include-dir)" -I. "$@"; }
joined() { compile pair.o uses.o "$("$SLEYC" --print-lib-dir)/libsley.a" -luv -lutf8proc -lm -o uses; }
check "F51: the objects" compile -O2 -c pair.c uses.c
check "F51: link" joined
cp pair.sley.h first.h
printf '/// Documented.\nfn twice(n: int) -> int { return n + n }\n' > pair.sley
check "F51: another body and a comment" "$SLEYC" pair.sley -o pair.c -H pair.sley.h
check "F51: compile" compile -O2 -c pair.c
check "F51: and link with what was there" joined
printf 'fn twice(n: int, m: int = 1) -> int { return 2 * n * m }\n' > pair.sley
check "F51: another signature" "$SLEYC" pair.sley -o pair.c -H pair.sley.h
check "F51: compiles" compile -O2 -c pair.c
status 1 "F51: and does not link with what was compiled before" joined
prints "i_pair__interface_" "F51: the linker names the module" joined
check "F51: the importer compiled again" "$SLEYC" uses.sley -o uses.c
check "F51: its object" compile -O2 -c uses.c
check "F51: links" joined
prints 8 "F51: and runs" ./uses
printf 'fn same[T](x: T) -> T { return x }\nfn twice(n: int, m: int = 1) -> int { return 2 * n * m }\n' > pair.sley
check "F51: with a generic" "$SLEYC" pair.sley -o pair.c -H pair.sley.h
check "F51: its importer" "$SLEYC" uses.sley -o uses.c
check "F51: its objects" compile -O2 -c pair.c uses.c
check "F51: link, too" joined
printf 'fn same[T](x: T) -> T { let y = x\n return y }\nfn twice(n: int, m: int = 1) -> int { return 2 * n * m }\n' > pair.sley
check "F51: another body of a generic, which importers contain" "$SLEYC" pair.sley -o pair.c -H pair.sley.h
check "F51: compiles, too" compile -O2 -c pair.c
status 1 "F51: and does not link with what was compiled before" joined
check "F51: the importer compiled once more" "$SLEYC" uses.sley -o uses.c
check "F51: its object, too" compile -O2 -c uses.c
check "F51: and they link" joined
printf '#include "first.h"\nint64_t host(void);\nint64_t host(void) { return m_pair__twice(1); }\n' > old.c
check "F51: a C file with an old header" compile -O2 -c old.c
old() { compile pair.o uses.o old.o "$("$SLEYC" --print-lib-dir)/libsley.a" -luv -lutf8proc -lm -o uses; }
status 1 "F51: does not link either" old
check "F51: emit writes the same header" "$SLEY" emit uses.sley -o emitted/
same "F51: as sleyc" pair.sley.h emitted/pair.sley.h

# fault: F61: documentation and signatures are in the header
printf '/// Twice the number.\n/// Second line.\nfn twice(n: int) -> int { return 2 * n }\n' > told.sley
check "F61: a module with documentation" "$SLEYC" told.sley -o told.c -H told.sley.h
prints '/// Twice the number.
/// Second line.
// fn twice(n: int) -> int
int64_t m_told__twice(int64_t a_n);' "F61: which its header has, with the signature" cat told.sley.h
