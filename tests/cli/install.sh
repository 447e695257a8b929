# SPDX-License-Identifier: MIT
# An installed Sley: found by pkg-config, used from a Makefile, away from its build tree.
. "$ROOT/tests/lib.sh"

prefix=$PWD/prefix
check "make install" make -C "$ROOT" BUILD="$BUILD" prefix="$prefix" install
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
prints "$prefix/bin/sleyc" "pkg-config names sleyc" pkg-config --variable=sleyc libsley
prints "-lsley" "and the library" pkg-config --libs libsley

printf 'fn main() {\n    print("hello")\n}\n' > hello.sley
prints "hello" "the installed sley runs a program" "$prefix/bin/sley" run hello.sley

# Standard modules that are written in Sley: nothing of them has to be compiled, by whatever builds the C.
printf 'import deque\nfn main() {\n    print(deque.of([1, 2]).to_list())\n}\n' > ends.sley
prints "[1, 2]" "a standard module, by sley run" "$prefix/bin/sley" run ends.sley
check "sleyc writes one file" "$prefix/bin/sleyc" ends.sley -MD -o ends.c
check "the depfile names the module" grep -qF "$prefix/share/sley/std/deque.sley" ends.c.d
check "the C is built by hand" cc ends.c -o ends $(pkg-config --cflags --libs libsley)
prints "[1, 2]" "and runs" ./ends
mkdir c && check "sley emit into a folder" "$prefix/bin/sley" emit ends.sley -o c/
prints "ends.c" "writes no C of the module" ls c

prints "0 passed" "a standard module can be tested itself" "$prefix/bin/sley" test "$prefix/share/sley/std/heap.sley"
check "and emitted" "$prefix/bin/sley" emit "$prefix/share/sley/std/heap.sley" -o c/
prints "std.heap.c" "as C alone" ls c

# fault: F60: DESTDIR may hold spaces, and nothing is left in the tree
listing() { ls -A "$ROOT"; }
listing > before
check "F60: make install DESTDIR='a b'" make -C "$ROOT" BUILD="$BUILD" DESTDIR="$PWD/a b" prefix=/usr install
listing > after
same "F60: leaves nothing in the tree" before after
for file in bin/sley bin/sleyc lib/libsley.a include/sley.h include/sley/value.h include/sley/std/deque.h share/sley/std/deque.sley lib/pkgconfig/libsley.pc \
    lib/cmake/Sley/SleyConfig.cmake share/sley/make/sley.mk share/sley/ninja/sley.ninja share/sley/gdb/sley.py; do
    check "F60: $file is there" test -f "a b/usr/$file"
done
prints "prefix=/usr" "F60: DESTDIR is no part of the prefix" grep prefix= "a b/usr/lib/pkgconfig/libsley.pc"
no_trace() { ! grep -rqF "$PWD" "a b/usr/lib/pkgconfig" "a b/usr/lib/cmake" "a b/usr/share"; }
check "F60: nor of anything else that is installed" no_trace

# fault: F64: no link in the build tree leads nowhere
dangling() { find "$BUILD" -maxdepth 1 -xtype l; }
check "F64: no link of the build folder dangles" test -z "$(dangling)"

# A prefix with a space in it works, too.
check "a prefix with a space" make -C "$ROOT" BUILD="$BUILD" prefix="$PWD/pre fix" install
export PKG_CONFIG_PATH="$PWD/pre fix/lib/pkgconfig"
cp -r "$ROOT/integration/example" project && cd project || exit 1
check "its recipe for make" env -u MAKEFLAGS make
prints "hello from app, area 12" "the program runs" ./app

# PREFIX is taken for the prefix, not silently for nothing; what install puts there, uninstall takes away.
cd ..
check "make install PREFIX=" make -C "$ROOT" BUILD="$BUILD" PREFIX="$PWD/other" install
check "goes there" test -x other/bin/sley
check "make uninstall" make -C "$ROOT" BUILD="$BUILD" PREFIX="$PWD/other" uninstall
prints "" "leaves no file" find other -type f
