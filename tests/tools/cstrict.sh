#!/bin/sh
# SPDX-License-Identifier: MIT
# Compile generated C the way a demanding host project would. Exit 0 = every compiler at hand is silent.
# usage: cstrict.sh FILE.c [FILE.h] [-- CFLAGS...]        (CFLAGS: e.g. $(pkg-config --cflags libsley))
# Compilers that are not installed are named and skipped; gcc must be there.
# Objects go to a scratch directory: "-o /dev/null" as root lets a compiler replace the device by a file.
set -u
src=${1:?usage: cstrict.sh FILE.c [FILE.h] [-- CFLAGS...]}
shift
hdr=
if [ $# -gt 0 ] && [ "$1" != -- ]; then hdr=$1; shift; fi
[ "${1:-}" = -- ] && shift
common="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT INT TERM
out=$scratch/out.o
failed=0

try() {                                   # try NAME COMMAND...
    name=$1; shift
    if ! command -v "$1" >/dev/null 2>&1; then echo "skip $name"; return; fi
    if "$@"; then echo "ok   $name"; else echo "FAIL $name"; failed=1; fi
}

command -v gcc >/dev/null || { echo "gcc is needed" >&2; exit 2; }
try gcc        gcc $common -fsyntax-only "$@" "$src"
try gcc-O2     gcc $common -O2 "$@" -c -o "$out" "$src"
try gcc-gnu17  gcc -std=gnu17 -Wall -Wextra -Werror -fsyntax-only "$@" "$src"
try clang      clang $common -fsyntax-only "$@" "$src"
try clang-all  clang -std=c11 -Weverything -Wno-padded -Wno-declaration-after-statement -Wno-unknown-warning-option \
               -Wno-switch-enum -Wno-covered-switch-default -Wno-reserved-identifier -Wno-disabled-macro-expansion \
               -Wno-unsafe-buffer-usage -Wno-bad-function-cast -Werror -fsyntax-only "$@" "$src"
try tcc        tcc "$@" -c -o "$out" "$src"
try mingw      x86_64-w64-mingw32-gcc -std=c11 -Wall -Wextra -fsyntax-only "$@" "$src"
if [ -n "$hdr" ]; then
    echo "#include \"$(realpath "$hdr")\"" | tee "$scratch/h.c" > "$scratch/h.cc"
    try header-c   gcc $common -fsyntax-only "$@" "$scratch/h.c"
    try header-c++ g++ -Wall -Wextra -Werror -fsyntax-only "$@" "$scratch/h.cc"
fi
exit $failed
