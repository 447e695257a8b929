# SPDX-License-Identifier: MIT
# The echo sample and foreign clients: every byte comes back, whatever clients do.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

client() { python3 "$ROOT/tests/samples/clients.py" "$1" "$port"; }
through_socat() { printf 'a line\nanother\n' | socat -t 10 - "TCP:127.0.0.1:$port" > socat.out && printf 'a line\nanother\n' | cmp - socat.out; }
own_client() { printf 'one\ntwo\n' | "$PWD/echo" client "$port" > own.out && printf 'one\ntwo\n' | cmp - own.out; }

check "it builds under the sanitizers" build_sanitized echo echo
# Not in a subshell: the variables of the server are needed below.
if start_server ./echo server 0 > start.log; then tap ok "the server starts"; else
    tap "not ok" "the server starts"; cat start.log; exit; fi
check "socat" through_socat
check "lines, and the end" client echo-lines
check "binary data in odd pieces" client echo-binary
check "10 MB" client echo-large
check "200 connections at once" client echo-many
check "clients that are killed" client echo-kill
check "after that the server goes on" client echo-lines
check "200 connections, again" client echo-many
check "the client in Sley" own_client
descriptors() { ls "/proc/$server/fd" | wc -l; }
sleep 0.2
if [ "$(descriptors)" -lt 20 ]; then tap ok "no descriptors are left"; else
    tap "not ok" "no descriptors are left"; ls -l "/proc/$server/fd"; fi
if stop_server > stop.log 2>&1; then tap ok "Ctrl-C ends it, and nothing was leaked"; else
    tap "not ok" "Ctrl-C ends it, and nothing was leaked"; cat stop.log; fi
