#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every benchmark beside its limit (the same by hand in C) and prints nanoseconds per operation.
#
# usage: bench/run.sh SLEY [NAME...]        ROUNDS=7 CC=gcc CFLAGS=-O2
#
# The two programs take turns, so that a machine that slows down slows down both; the figure is the median
# of the rounds. Only ratios of one run mean something.
set -eu
sley=${1:?usage: bench/run.sh SLEY [NAME...]}
shift
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-7}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
[ $# -gt 0 ] || set -- switch chan_pingpong chan_buffered spawn_join await_call

count_of() {    # operations that take a fraction of a second
    case $1 in
    await_call) echo 50000000 ;;
    switch | chan_buffered) echo 20000000 ;;
    *) echo 5000000 ;;
    esac
}

figure() {      # ns_per_op of one run
    "$@" | awk '/^ns_per_op/ { print $2 }'
}

median() {
    sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

printf '%-16s %10s %10s %8s\n' benchmark limit sley ratio
for name in "$@"; do
    n=$(count_of "$name")
    "${CC:-cc}" -std=c11 -D_GNU_SOURCE ${CFLAGS:--O2} -I"$here" -o "$scratch/limit" "$here/$name/limit.c"
    "$sley" build -O2 "$here/$name/$name.sley" -o "$scratch/sley"
    : >"$scratch/l"
    : >"$scratch/s"
    i=0
    while [ "$i" -lt "$rounds" ]; do
        figure "$scratch/limit" "$n" >>"$scratch/l"
        figure "$scratch/sley" "$n" >>"$scratch/s"
        i=$((i + 1))
    done
    limit=$(median "$scratch/l")
    ours=$(median "$scratch/s")
    awk -v name="$name" -v l="$limit" -v s="$ours" \
        'BEGIN { printf "%-16s %8.2fns %8.2fns %7.2fx\n", name, l, s, s / l }'
done
