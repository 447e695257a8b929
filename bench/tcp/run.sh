#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - the echo sample beside epoll in C, in turns: processor time of the server for each request, in us.
#
# usage: bench/tcp/run.sh [SLEY] [ROUNDS]
here=$(cd "$(dirname "$0")" && pwd)
sley=${1:-$here/../../build/sley}
rounds=${2:-5}
work=$(mktemp -d) || exit 1
"${CC:-cc}" -O2 -o "$work/epoll" "$here/epoll.c" || exit 1
"${CC:-cc}" -O2 -o "$work/load" "$here/load.c" || exit 1
"$sley" build "$here/../../samples/echo.sley" -o "$work/echo" || exit 1
"$work/echo" server 0 > "$work/echo.out" & echo_pid=$!
"$work/epoll" > "$work/epoll.out" & epoll_pid=$!
trap 'kill $echo_pid $epoll_pid; rm -r "$work"' EXIT
sleep 1
port() { sed 's/.* //' "$work/$1.out"; }
for size in 64 16384; do
    for connections in 64 512; do
        for _ in $(seq "$rounds"); do
            echo "$connections x $size: sley $("$work/load" "$(port echo)" $connections $size 30000 $echo_pid)"
            echo "$connections x $size: epoll $("$work/load" "$(port epoll)" $connections $size 30000 $epoll_pid)"
        done
    done
done
