# SPDX-License-Identifier: MIT
# TLS with a foreign peer, on both sides: openssl's client and server.
. "$ROOT/tests/lib.sh"

cat > pair.sley <<'SLEY'
import fs
import tls
fn main() throws {
    let own = tls.self_signed("localhost", "127.0.0.1")
    fs.write_text("cert.pem", own.cert)
    fs.write_text("key.pem", own.key)
}
SLEY
cat > server.sley <<'SLEY'
import net
import tls
async fn echo(c: net.Conn) throws {
    defer c.close()
    async for line in c.lines() { await c.write("{line.upper()}\n") }
}
async fn main() throws {
    let server = await net.listen("127.0.0.1", 0, tls: tls.server("cert.pem", "key.pem", alpn: ["echo"]))
    print(server.port)
    async for conn in server { spawn echo(conn) }
}
SLEY
cat > client.sley <<'SLEY'
import net
import os
import tls
async fn main() throws {
    let c = await net.connect("localhost", int(os.args()[0]), tls: tls.client(ca: "cert.pem"))
    defer c.close()
    await c.write("GET / HTTP/1.0\r\n\r\n")
    print(await c.read_line(), c.tls_version)
}
SLEY
check "a certificate is made" "$SLEY" run pair.sley
prints "self-signed by Sley" "openssl reads it" openssl x509 -in cert.pem -noout -subject
prints "DNS:localhost, IP Address:127.0.0.1" "and its names" openssl x509 -in cert.pem -noout -ext subjectAltName
check "the server builds" "$SLEY" build server.sley -o server
check "the client builds" "$SLEY" build client.sley -o client
without_tls() { ldd "$1" | grep -E 'libssl|libcrypto'; test $? -eq 1; }
printf 'import net\nasync fn main() throws { let s = await net.listen("127.0.0.1", 0)\n s.close() }\n' > plain.sley
check "a program without TLS builds" "$SLEY" build plain.sley -o plain
check "and is not linked with OpenSSL" without_tls ./plain

./server > port & server=$!
wait_for() { for i in $(seq 100); do [ -s "$1" ] && return 0; sleep 0.05; done; return 1; }
check "the server runs" wait_for port
port=$(cat port)
ask() { (printf 'hello\nworld\n'; sleep 0.5) | timeout 10 openssl s_client -connect "127.0.0.1:$port" -servername localhost -CAfile cert.pem -verify_return_error "$@" 2>&1; }
prints "HELLO" "openssl s_client talks to it" ask -quiet
prints "TLSv1.2" "by TLS 1.2, too" ask -tls1_2
prints "ALPN protocol: echo" "and agrees on a protocol" ask -alpn echo
prints "Verify return code: 0 (ok)" "and trusts it" ask -verify_hostname localhost
refuses() { ! ask -tls1_1 -cipher DEFAULT:@SECLEVEL=0 | grep -q HELLO; }
check "TLS 1.1 is refused" refuses
# A handshake that stalls, and one that is none, hold up nobody else.
(sleep 3) | socat - "TCP:127.0.0.1:$port" > /dev/null 2>&1 &
printf 'GET / HTTP/1.0\r\n\r\n' | timeout 2 socat - "TCP:127.0.0.1:$port" > /dev/null 2>&1
prints "HELLO" "one that stalls holds up no other" ask -quiet
kill "$server"
wait "$server" 2> /dev/null

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port)
openssl s_server -accept "127.0.0.1:$port" -cert cert.pem -key key.pem -www > s_server.log 2>&1 & server=$!
answers() { for i in $(seq 50); do ./client "$port" 2> /dev/null && return 0; sleep 0.1; done; ./client "$port"; }
prints "HTTP/1.0 200 ok TLSv1.3" "openssl s_server talks to us" answers
kill "$server"
wait "$server" 2> /dev/null
# Programs that ask for it get it: a client that trusts no one says why.
sed 's/ca: "cert.pem"//' client.sley > strict.sley
port=$(free_port)
openssl s_server -accept "127.0.0.1:$port" -cert cert.pem -key key.pem -www > s_server.log 2>&1 & server=$!
sleep 0.5
prints "tls.BadCertificate" "what cannot be trusted is an error" "$SLEY" run strict.sley -- "$port"
kill "$server"
wait "$server" 2> /dev/null || :
