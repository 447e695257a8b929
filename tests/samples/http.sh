# SPDX-License-Identifier: MIT
# The HTTP samples and foreign peers: curl fetches files, a proxy stands between curl and openssl, with TLS on both sides.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

mkdir -p www/sub
echo "a secret" > secret
echo "<p>hello</p>" > www/index.html
echo "inside" > www/sub/index.html
: > www/empty
head -c 20000000 /dev/urandom > www/large.bin

fetch() { curl -sS --max-time 30 "$@"; }
base() { echo "http://127.0.0.1:$port"; }
is_index() { fetch "$(base)/" | cmp - www/index.html; }
is_large() { fetch "$(base)/large.bin" | cmp - www/large.bin; }
is_empty() { [ "$(fetch -w '%{http_code} %{size_download}' "$(base)/empty")" = "200 0" ]; }
answers() { [ "$(fetch -o /dev/null -w '%{http_code}' "$@")" = "$wanted_status" ]; }
gives() { wanted_status=$1; shift; answers "$@"; }
head_has_length() { fetch -I "$(base)/large.bin" | grep -qi '^content-length: 20000000'; }
has_type() { fetch -I "$(base)/" | grep -qi '^content-type: text/html'; }
is_reused() { fetch -v "$(base)/" "$(base)/sub/" 2>&1 | grep -qi 're-using existing connection'; }
follows() { [ "$(fetch -L "$(base)/sub")" = inside ]; }
many() {
    for i in $(seq 100); do echo "url = $(base)/large.bin"; echo "output = out.$i"; done > many.cfg
    curl -sS --max-time 60 --parallel --parallel-max 20 --config many.cfg || return 1
    for i in $(seq 100); do cmp "out.$i" www/large.bin || return 1; done
    rm -f out.*
}
cut_off() { fetch --max-time 1 --limit-rate 1000 -o /dev/null "$(base)/large.bin"; [ $? -eq 28 ]; }

check "the folder builds under the sanitizers" build_sanitized folder folder
if start_server ./folder www 0 > start.log; then tap ok "it starts"; else
    tap "not ok" "it starts"; cat start.log; exit; fi
check "a page" is_index
check "a large file" is_large
check "an empty one" is_empty
check "its length by HEAD" head_has_length
check "its type" has_type
check "one connection for two files" is_reused
check "a directory" follows
check "nothing there" gives 404 "$(base)/none"
check "no way out of the folder" gives 404 --path-as-is "$(base)/../secret"
check ".. nor encoded" gives 404 --path-as-is "$(base)/%2e%2e/secret"
check ".. nor with a NUL" gives 404 "$(base)/index.html%00.txt"
check "no POST" gives 405 -d x "$(base)/"
check "100 times a large file, 20 at once" many
check "a client that leaves in the middle" cut_off
check "a page, again" is_index
if stop_server > stop.log 2>&1; then tap ok "Ctrl-C ends it, and nothing was leaked"; else
    tap "not ok" "Ctrl-C ends it, and nothing was leaked"; cat stop.log; fi

# ---- more clients than descriptors -------------------------------------------------------------

cat > few.py <<'PY'
import socket, sys, time, urllib.request
port, pid = int(sys.argv[1]), sys.argv[2]
def ticks(): return sum(map(int, open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[11:13]))
held = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
time.sleep(0.2)
before = ticks()
time.sleep(1)
assert ticks() - before < 50, "it spins"
for s in held: s.close()
sys.exit(urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html", timeout=20).status != 200)
PY
if start_server sh -c 'ulimit -n 40; exec ./folder www 0' > start.log; then tap ok "it starts with 40 descriptors"; else
    tap "not ok" "it starts with 40 descriptors"; cat start.log; exit; fi
check "100 connections do not make it spin, and it lives" python3 few.py "$port" "$server"
if stop_server > stop.log 2>&1; then tap ok "Ctrl-C ends it, and nothing was leaked"; else
    tap "not ok" "Ctrl-C ends it, and nothing was leaked"; cat stop.log; fi

# ---- the proxy -------------------------------------------------------------------------------

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost > openssl.log 2>&1
upstream=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(cd www && exec openssl s_server -quiet -WWW -accept "127.0.0.1:$upstream" -cert ../cert.pem -key ../key.pem) > s_server.log 2>&1 &
upstream_pid=$!
for _ in $(seq 100); do openssl s_client -connect "127.0.0.1:$upstream" < /dev/null > /dev/null 2>&1 && break; sleep 0.1; done

secure() { fetch --cacert cert.pem --resolve "localhost:$port:127.0.0.1" "$@"; }
through_proxy() { secure "https://localhost:$port/large.bin" | cmp - www/large.bin; }
untrusted() { fetch -o /dev/null "https://localhost:$port/index.html"; [ $? -eq 60 ]; }
no_upstream() { [ "$(secure -o /dev/null -w '%{http_code}' "https://localhost:$port/index.html")" = 502 ]; }

check "the proxy builds under the sanitizers" build_sanitized proxy proxy
if start_server ./proxy "https://localhost:$upstream" cert.pem cert.pem key.pem 0 > start.log; then tap ok "it starts"; else
    tap "not ok" "it starts"; cat start.log; kill "$upstream_pid"; exit; fi
check "a large file from openssl through the proxy to curl" through_proxy
check ".. again" through_proxy
check "a client that does not trust it" untrusted
kill "$upstream_pid"
wait "$upstream_pid" 2> /dev/null
check "without its server: 502" no_upstream
if stop_server > stop.log 2>&1; then tap ok "Ctrl-C ends it, and nothing was leaked"; else
    tap "not ok" "Ctrl-C ends it, and nothing was leaked"; cat stop.log; fi
