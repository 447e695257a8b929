# SPDX-License-Identifier: MIT
# The chat sample: three foreign clients see each other's lines.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

check "it builds under the sanitizers" build_sanitized chat chat
if start_server ./chat 0 > start.log; then tap ok "the server starts"; else
    tap "not ok" "the server starts"; cat start.log; exit; fi
check "who sees what" python3 "$ROOT/tests/samples/clients.py" chat "$port"
check "fault: F92: members quit while others talk" python3 "$ROOT/tests/samples/clients.py" chat-storm "$port"
check "once more, in the same room" python3 "$ROOT/tests/samples/clients.py" chat "$port"
if stop_server > stop.log 2>&1; then tap ok "Ctrl-C ends it, and nothing was leaked"; else
    tap "not ok" "Ctrl-C ends it, and nothing was leaked"; cat stop.log; fi
