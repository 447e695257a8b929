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

# A program of two modules, built by make with the recipes that come along.
mkdir project && cd project || exit 1
printf 'import util\nfn main() {\n    print(util.word())\n}\n' > app.sley
printf 'fn word() -> str {\n    return "one"\n}\n' > util.sley
cat > Makefile <<MAKE
include $prefix/share/sley/make/sley.mk
app: app.o util.o
	\$(CC) -o \$@ \$^ \$(SLEY_LIBS)
app.o: app.c | util.c
MAKE
check "make builds" make app
prints "one" "and the program runs" ./app
prints "up to date" "a second make does nothing" make app
sleep 0.01
sed -i 's/one/two/' util.sley
check "make after an edit" make app
prints "two" "builds what changed" ./app
