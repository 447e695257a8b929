# SPDX-License-Identifier: MIT
# What happens when the outside runs short or does not answer: descriptors, readers, names.
. "$ROOT/tests/lib.sh"

# ---- fault: F90: standard input is a pipe, and no descriptor is left

cat > input.sley <<'SLEY'
import io
async fn main() throws { print(await io.read_line()) }
SLEY
"$SLEY" build input.sley -o input || exit 1
few() { (ulimit -n "$1"; shift; "$@"); }
# What the program itself needs: the first limit under which it reads its line.
reads() { echo line | few "$1" ./input 2>/dev/null | grep -qx line; }
least=4
while [ $least -lt 40 ] && ! reads $least; do least=$((least + 1)); done
check "F90: standard input from a pipe, with $least descriptors" reads $least
ends_well() {
    for n in 4 5 6 7 8 9 10 11 12; do
        echo line | few "$n" ./input > /dev/null 2> short.err
        case $? in
        0|1|70|127|134) ;;              # 127: the dynamic linker had none
        *) echo "status $? with $n descriptors"; cat short.err; return 1 ;; esac
        grep -q "Sanitizer\|Assertion" short.err && { cat short.err; return 1; }
    done
    return 0
}
check "F90: fewer descriptors than it needs: a message, no crash" ends_well

# ---- fault: F21: the flags of standard input are as they were, also after a panic

cat > flags.sley <<'SLEY'
import io
import os
async fn main() throws {
    print(await io.read_line())
    if os.args().len() > 0 { panic("the end") }
}
SLEY
"$SLEY" build flags.sley -o flags || exit 1
cat > flags.py <<'PY'
import fcntl, os, subprocess, sys
r, w = os.pipe()
os.write(w, b"one\ntwo\n")
subprocess.run(sys.argv[1:], stdin=r, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
sys.exit(1 if fcntl.fcntl(r, fcntl.F_GETFL) & os.O_NONBLOCK else 0)
PY
check "F21: standard input blocks again after the end" python3 flags.py ./flags
check "F21: .. and after a panic" python3 flags.py ./flags panic

# ---- fault: F91: no descriptor for the resolver is no missing name

cat > lookup.sley <<'SLEY'
import fs
import net
async fn main() throws {
    var held: list[fs.Lines] = []
    while true {
        try { held.append(fs.lines("lookup.sley")) } catch e { break }
    }
    try { await net.connect("localhost", 9) } catch e: net.NotFound { print("not found") } catch e { print(e) }
    print(held.len() > 0)
}
SLEY
"$SLEY" build lookup.sley -o lookup || exit 1
prints "too many open files" "F91: connect() by name without descriptors says so" few 32 ./lookup

# ---- fault: F86: a server that is out of descriptors rests, hears SIGINT, and comes back

cat > accepts.sley <<'SLEY'
import net
async fn hold(conn: net.Conn) throws {
    await conn.write("hello\n")
    await conn.read_line()
    conn.close()
}
async fn main() throws {
    let server = await net.listen("127.0.0.1", 0)
    print(server.port())
    async for conn in server { spawn hold(conn) }
}
SLEY
"$SLEY" build accepts.sley -o accepts || exit 1
cat > accepts.py <<'PY'
import os, signal, socket, subprocess, sys, time
def limit():
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
p = subprocess.Popen(["./accepts"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=limit)
port = int(p.stdout.readline())
conns = []
for _ in range(60):
    s = socket.create_connection(("127.0.0.1", port))
    conns.append(s)
time.sleep(0.3)
def cpu():
    with open(f"/proc/{p.pid}/stat") as f: parts = f.read().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
before = cpu()
time.sleep(1)
used = cpu() - before
for s in conns: s.close()
time.sleep(0.6)
again = socket.create_connection(("127.0.0.1", port))
again.settimeout(5)
hello = again.recv(10)
conns = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]   # full again
time.sleep(0.3)
p.send_signal(signal.SIGINT)
status = p.wait(10)
print(f"used {used:.2f} s of 1 s, {hello!r}, status {status}")
sys.exit(0 if used < 0.2 and hello == b"hello\n" and status == 130 else 1)
PY
check "F86: out of descriptors: no spinning, SIGINT is heard, service comes back" python3 accepts.py

# ---- fault: F86: the end of the program does not wait for a slow name server

cat > slow.c <<'C'
#include <netdb.h>
#include <unistd.h>
int getaddrinfo(const char *n, const char *s, const struct addrinfo *h, struct addrinfo **r)
{
    (void)n; (void)s; (void)h; (void)r;
    sleep(20);
    return EAI_NONAME;
}
C
cat > lookup2.sley <<'SLEY'
import net
async fn ask() throws { await net.connect("slow.example", 80) }
async fn main() {
    spawn ask()
    await sleep(20ms)
    print("end")
}
SLEY
"$SLEY" build lookup2.sley -o lookup2 && ${CC:-cc} -shared -fPIC slow.c -o slow.so || exit 1
check "F86: a slow look-up does not delay the end" timeout 10 env LD_PRELOAD=./slow.so ./lookup2


# ---- fault: F08: select of as many arms as there may be, and of one more

arms() {
    printf 'fn pick(c: chan[int], k: int) -> int {\n    select {\n'
    for i in $(seq $(($1 - 1))); do echo "        case let v = c.recv() if k == $i { return $i + (v ?? 0) }"; done
    printf '        default { return 0 }\n    }\n}\nasync fn main() throws {\n'
    printf '    let c = chan[int](1)\n    await c.send(2)\n    print(pick(c, %d))\n    await select {\n' "$1"
    for i in $(seq "$1"); do echo "        case c.recv() if $i > 9999 {}"; done
    printf '    }\n}\n'
}
arms 4096 > most.sley
arms 4097 > more.sley
check "F08: 4096 arms" "$SLEY" check most.sley
"$SLEY" check more.sley 2> more.err
check "F08: 4097 arms: status 1" [ $? = 1 ]
check "F08: .. and a message for both" [ "$(grep -c 'error\[E0511\]' more.err)" = 2 ]
