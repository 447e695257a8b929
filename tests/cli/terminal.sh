# SPDX-License-Identifier: MIT
# Programs at a terminal: its size, keys one by one, its mode at the end, and a bar that shows how far something is.
. "$ROOT/tests/lib.sh"

cat > keys.sley <<'SLEY'
import io
import os

async fn main() throws {
    print(io.is_terminal(0), io.is_terminal(1), io.is_terminal(2), io.is_terminal(99), io.columns(), io.rows())
    with io.progress(4, "copy") as bar {
        for _i in 0..4 { bar.add() }
    }
    print("raw", io.set_raw(true), io.set_raw(true))
    io.flush()
    if io.is_terminal() { print((await io.read(1))!.decode()) }
    if os.args().len() > 0 { panic("the end") }
}
SLEY
"$SLEY" build keys.sley -o keys || exit 1

cat > terminal.py <<'PY'
import fcntl, os, pty, struct, sys, termios
# The program at a terminal of 40 columns and 12 rows, which types one key without a line end.
main, side = pty.openpty()
fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 12, 40, 0, 0))
before = termios.tcgetattr(side)
pid = os.fork()
if pid == 0:
    os.login_tty(side) if hasattr(os, "login_tty") else [os.dup2(side, fd) for fd in (0, 1, 2)]
    os.execv("./keys", ["./keys"] + sys.argv[1:])
out = b""
while b"raw" not in out: out += os.read(main, 4096)
os.write(main, b"k")
_, status = os.waitpid(pid, 0)
os.set_blocking(main, False)
try:
    while True: out += os.read(main, 4096)
except OSError:
    pass
print(out.decode().replace("\r\n", "\n").replace("\r", "<"))
print("mode", termios.tcgetattr(side) == before, os.waitstatus_to_exitcode(status))
PY
python3 terminal.py > out.txt 2>&1
says() { grep -qxF -- "$1" "${2:-out.txt}" || { cat "${2:-out.txt}"; return 1; }; }
ends() { grep -qF -- "$1" out.txt || { cat out.txt; return 1; }; }
check "what it is, and its size" says "true true true false 40 12"
check "a bar" ends "<copy [##########################] 100%"
check ".. that moves" ends "<copy [######....................]  25%"
check "one key" says "k"
check "raw, also twice" says "raw true true"
check "its mode at the end" says "mode True 0"
python3 terminal.py panic > out.txt 2>&1
check ".. and after a panic" ends "mode True"
./keys < /dev/null > plain.txt 2> plain.err
check "without a terminal" says "false false false false 0 0" plain.txt
check ".. there are no keys" says "raw false false" plain.txt
check ".. and no bar" test ! -s plain.err
