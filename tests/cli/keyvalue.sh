# SPDX-License-Identifier: MIT
# The key-value server: redis-cli and redis-benchmark are its clients.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

if ! command -v redis-cli redis-benchmark > /dev/null; then
    skip "the key-value server" "redis-cli is not installed"
    exit
fi

for module in "$ROOT"/programs/keyvalue/*.sley; do
    check "tests of $(basename "$module" .sley)" "$SLEY" test "$module"
done

start() {                               # start WHAT
    if start_server ./keyvalue 0 dump > start.log; then tap ok "$1"; else
        tap "not ok" "$1"; cat start.log; exit; fi
}
stop() {                                # stop WHAT
    if stop_server > stop.log 2>&1; then tap ok "$1"; else tap "not ok" "$1"; cat stop.log; fi
}
cli() { redis-cli -p "$port" "$@"; }

check "it builds under the sanitizers" build_sanitized ../programs/keyvalue/keyvalue keyvalue
"$SLEY" emit "$ROOT/programs/keyvalue/keyvalue.sley" -o c/
check "its C is for readers" python3 "$ROOT/tests/tools/c_shape.py" --max-ratio 5 --max-body-ratio 3 \
    $(printf -- '--sley %s ' "$ROOT"/programs/keyvalue/*.sley) c/*.c
start "the server starts"

# ---- one client

cli > replies <<'EOF'
SET greeting "hello world"
GET greeting
GET nothing
RPUSH list a b c
LRANGE list 0 -1
INCR greeting
MULTI
INCR n
INCRBY n 9
EXEC
MULTI
NOSUCH
EXEC
ZADD board 2 ann 1 bob 1.5 eve
ZRANGE board 0 -1 WITHSCORES
HSET user name ann age 31
HGETALL user
SADD even 2 4 6
SADD small 1 2 3 4
SINTER even small
TYPE board
DBSIZE
EOF
cat > wanted <<'EOF'
OK
hello world

3
a
b
c
ERR value is not an integer or out of range

OK
QUEUED
QUEUED
1
10
OK
ERR unknown command 'NOSUCH'

EXECABORT Transaction discarded because of previous errors.

3
bob
1
eve
1.5
ann
2
2
name
ann
age
31
3
4
2
4
zset
7
EOF
same "what redis-cli gets" replies wanted

# ---- two clients

cli BLPOP queue other 10 > popped &
popper=$!
while [ "$(cli LLEN queue)" != 0 ] || ! cli PING > /dev/null; do sleep 0.05; done
sleep 0.2
cli RPUSH queue first second > /dev/null
wait "$popper"
printf 'queue\nfirst\n' > wanted
same "BLPOP waits for the value" popped wanted
prints second "and the next value stays" cli LPOP queue
prints "" "nothing comes in time" cli BLPOP queue 0.05

timeout 20 redis-cli -p "$port" SUBSCRIBE news > news &
subscriber=$!
for _ in $(seq 100); do
    [ "$(cli PUBLISH news extra)" = 0 ] || break
    sleep 0.05
done
sleep 0.1
kill "$subscriber"
prints extra "a subscriber gets what is published" cat news

# ---- many clients

redis-benchmark -p "$port" -q -n 400 -c 20 > bench 2>&1
prints "PING_MBULK" "redis-benchmark runs" cat bench
status 1 "without an error" grep -i error bench
redis-benchmark -p "$port" -q -n 2000 -P 16 -t set,get,lpush > bench 2>&1
prints "LPUSH" "and pipelines" cat bench
printf '*1\r\n$-5\r\n' > bad
prints "ERR Protocol error: invalid bulk length" "what is not the protocol is refused" \
    python3 -c '
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(open("bad", "rb").read())
print(s.makefile().read())' "$port"

# ---- the snapshot

cli FLUSHALL > /dev/null
cli SET kept yes > /dev/null
cli RPUSH keptlist a b > /dev/null
cli SET short-lived x PX 1 > /dev/null
prints OK "SAVE" cli SAVE
stop "Ctrl-C ends it, and nothing was leaked"
start "it starts again"
prints yes "with what was saved" cli GET kept
prints b "lists, too" cli LINDEX keptlist 1
stop "and ends again"
