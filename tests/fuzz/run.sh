#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - lets each fuzz target run for FUZZ_SECONDS (60): run.sh TARGET...
#
# It starts from the kept corpus and every Sley file of the tests and samples. What it finds new stays in
# build/fuzz/corpus; an input that breaks something is left in build/fuzz and belongs into tests/fuzz/corpus.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
seconds=${FUZZ_SECONDS:-60}
mkdir -p "$build/fuzz/corpus" "$build/fuzz/seeds"
find tests samples std -name '*.sley' 2> /dev/null | while read -r file; do
    cp "$file" "$build/fuzz/seeds/$(echo "$file" | tr / -)"
done
# Words and signs of the language, so that the fuzzer need not invent them.
sed -n 's/^TOKEN([A-Z_0-9]*, *"`\([^`]*\)`".*/"\1"/p' grammar/tokens.def > "$build/fuzz/words.dict"
for target in "$@"; do
    echo "fuzz: $target, $seconds s"
    if ! "$build/tests/fuzz/$target-fuzzer" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=4096 \
        -dict="$build/fuzz/words.dict" -artifact_prefix="$build/fuzz/" -print_final_stats=1 \
        "$build/fuzz/corpus" "$build/fuzz/seeds" tests/fuzz/corpus > "$build/fuzz/$target.log" 2>&1; then
        tail -40 "$build/fuzz/$target.log"
        exit 1
    fi
    grep -E 'number_of_executed_units|new_units_added' "$build/fuzz/$target.log"
done
