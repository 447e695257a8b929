# SPDX-License-Identifier: MIT
# The example of integration/, built by make, ninja, CMake and Meson: tests/tools/build_check.py says what is looked at.
. "$ROOT/tests/lib.sh"

# fault: F50, F51, F52, F53, F54
check "make install" make -C "$ROOT" BUILD="$BUILD" prefix="$PWD/prefix" install
python3 "$ROOT/tests/tools/build_check.py" --prefix prefix

# The recipes that docs/command.md shows, word for word, with their smallest program.
block() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$ROOT/docs/command.md" | sed '1d;$d'; }
export PKG_CONFIG_PATH="$PWD/prefix/lib/pkgconfig"
small() {                               # small FOLDER: two modules, and a standard one that needs a library of C
    mkdir -p "$1/src"
    printf 'import json\nimport util\nfn main() throws { print(util.word(), json.parse("[1]")) }\n' > "$1/src/app.sley"
    printf 'fn word() -> str { return "ok" }\n' > "$1/src/util.sley"
}
small "with make"
block make > "with make/Makefile"
check "docs/command.md: the recipe for make" env -u MAKEFLAGS -u MAKELEVEL make -C "with make"
prints ok "builds the program" "./with make/app"
check "once more" env -u MAKEFLAGS -u MAKELEVEL make -C "with make"
prints "up to date" "does nothing" env -u MAKEFLAGS -u MAKELEVEL make -C "with make"
check "it keeps the C" test -f "with make/src/app.c"
rm "with make/src/util.sley.h"
touch "with make/src/app.c"
check "a header that was removed" env -u MAKEFLAGS -u MAKELEVEL make -C "with make"
check "is made again" test -f "with make/src/util.sley.h"

# With a rule and a target of its own in front, and objects of C that have nothing to do with Sley.
small "with more"
{
    printf '%s\n' 'CFLAGS := -O1' 'first: ; @echo the first target' 'SLEY_SOURCES := src/app.sley src/util.sley' \
        'include $(shell pkg-config --variable=makefile libsley)' 'app: $(SLEY_OBJECTS) other.o ; $(CC) -o $@ $^ $(SLEY_LIBS)'
} > "with more/Makefile"
echo 'int other(void); int other(void) { return 0; }' > "with more/other.c"
for time in first second; do
    prints "the first target" "F50: the default goal stays what it was, the $time time" env -u MAKEFLAGS -u MAKELEVEL make -C "with more"
done
check "F50: and the program is built when asked for" env -u MAKEFLAGS -u MAKELEVEL make -C "with more" app
prints "the first target" "F50: also when there are depfiles" env -u MAKEFLAGS -u MAKELEVEL make -C "with more"
status 2 "sley.mk without SLEY_SOURCES says so" sh -c 'echo "include $(pkg-config --variable=makefile libsley)" | env -u MAKEFLAGS make -f -'

small "with cmake"
{ printf 'cmake_minimum_required(VERSION 3.21)\nproject(small C)\n'; block cmake; } > "with cmake/CMakeLists.txt"
if command -v cmake > found; then
    check "docs/command.md: the recipe for CMake" cmake -S "with cmake" -B "with cmake/b d" -DCMAKE_PREFIX_PATH="$PWD/prefix"
    check "builds" cmake --build "with cmake/b d"
    prints ok "the program" "./with cmake/b d/app"
    for version in 0.1 0.1.0; do
        sed "s/Sley REQUIRED/Sley $version EXACT REQUIRED/;s/0.1 EXACT/0.1/" "with cmake/CMakeLists.txt" > version.txt
        mkdir -p "version $version/src" && cp "with cmake/src/"*.sley "version $version/src" && cp version.txt "version $version/CMakeLists.txt"
        check "find_package(Sley $version)" cmake -S "version $version" -B "version $version/b" -DCMAKE_PREFIX_PATH="$PWD/prefix"
    done
    sed "s/Sley REQUIRED/Sley 2.0 REQUIRED/" "with cmake/CMakeLists.txt" > version.txt
    mkdir -p later && cp version.txt later/CMakeLists.txt
    status 1 "find_package(Sley 2.0) finds none" cmake -S later -B later/b -DCMAKE_PREFIX_PATH="$PWD/prefix"
else
    skip "docs/command.md: the recipe for CMake" "it is not installed"
fi
