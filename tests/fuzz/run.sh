#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - lets each fuzz target run for FUZZ_SECONDS (60): run.sh TARGET...
#
# It starts from the kept corpus and every Sley file of the tests and samples. What it finds new stays in
# build/fuzz/corpus; an input that breaks something is left in build/fuzz and belongs into tests/fuzz/corpus.
# Then the C of the programs that were accepted, FUZZ_PROGRAMS (200) of them at most, has to compile without a warning.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
seconds=${FUZZ_SECONDS:-60}
mkdir -p "$build/fuzz/corpus" "$build/fuzz/seeds"
find tests samples std -name '*.sley' -type f 2> /dev/null | while read -r file; do
    cp "$file" "$build/fuzz/seeds/$(echo "$file" | tr / -)"
done
# Words and signs of the language, so that the fuzzer need not invent them.
sed -n 's/^TOKEN([A-Z_0-9]*, *"`\([^`]*\)`".*/"\1"/p' grammar/tokens.def | sed 's/\\?/?/g' > "$build/fuzz/words.dict"

fuzz() {                                # fuzz TARGET: its figures, or its last words
    echo "fuzz: $1, $seconds s"
    if ! "$build/tests/fuzz/$1-fuzzer" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=4096 \
        -dict="$build/fuzz/words.dict" -artifact_prefix="$build/fuzz/" -print_final_stats=1 \
        "$build/fuzz/corpus" "$build/fuzz/seeds" tests/fuzz/corpus > "$build/fuzz/$1.log" 2>&1; then
        tail -40 "$build/fuzz/$1.log"
        return 1
    fi
    grep -E 'number_of_executed_units|new_units_added' "$build/fuzz/$1.log"
}

compiles() {                            # compiles FILE: accepted, and its C is good; else says what is wrong
    cp "$1" "$build/fuzz/program.sley"
    "$build/sley" check "$build/fuzz/program.sley" > /dev/null 2>&1 || return 1
    "$build/sley" emit "$build/fuzz/program.sley" -o "$build/fuzz/program.c" &&
        gcc -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -fsyntax-only \
            -I runtime/include "$build/fuzz/program.c"
}

for target in "$@"; do fuzz "$target"; done
accepted=0
for file in $(ls -t "$build/fuzz/corpus"); do
    [ "$accepted" -lt "${FUZZ_PROGRAMS:-200}" ] || break
    if compiles "$build/fuzz/corpus/$file" 2> "$build/fuzz/program.err"; then
        accepted=$((accepted + 1))
    elif [ -s "$build/fuzz/program.err" ]; then
        cp "$build/fuzz/program.sley" "$build/fuzz/refused-$file.sley"
        echo "fuzz: the C of $build/fuzz/refused-$file.sley does not compile"
        cat "$build/fuzz/program.err"
        exit 1
    fi
done
echo "fuzz: the C of $accepted accepted programs compiles"
