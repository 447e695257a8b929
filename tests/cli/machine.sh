# SPDX-License-Identifier: MIT
# The machine stays whole: devices, links, inputs, full disks, closed descriptors, signals. Devices are planted in this
# folder with mknod, the disk is a small file system mounted here; where either is not permitted that is said.
. "$ROOT/tests/lib.sh"
umask 022
mkdir tmp && export TMPDIR="$PWD/tmp"
printf 'import util\nfn main() {\n    print(util.word())\n}\n' > app.sley
printf 'fn word() -> str {\n    return "hello"\n}\n' > util.sley
cp app.sley app.kept; cp util.sley util.kept
no_temporaries() { [ -z "$(find . -name '*.tmp' -o -name 'sley-*')" ]; }

# ---- fault: F15: what is no regular file is written into, a link stays a link

if mknod null c 1 3 2> mknod.err; then
    is_device() { test -c null; }
    for command in "$SLEY build app.sley -o null" "$SLEYC app.sley -o null" "$SLEYC app.sley -o app.c -H null" \
        "$SLEYC -MD -MF null app.sley -o app.c" "$SLEY emit app.sley -o null"; do
        status 0 "F15: ${command#*/build/} with a device" $command
        check "F15: and the device is there" is_device
    done
    mknod full c 1 7
    status 2 "F22: a device that is full" "$SLEYC" app.sley -o full
    prints "No space left" "F22: says so" "$SLEYC" app.sley -o full
    status 2 "F22: for a program, too" "$SLEY" build app.sley -o full
    check "F15: the device is there" test -c full
else
    skip "F15: devices" "mknod is not permitted: $(cat mknod.err)"
fi
mkfifo pipe
cat pipe > piped & "$SLEYC" app.sley -o pipe; wait
"$SLEYC" app.sley -o plain.c
same "F15: a pipe is written into" plain.c piped
check "F15: and stays" test -p pipe

mkdir real
echo old > real/app.c && ln -s real/app.c link.c
check "F15: -o with a link" "$SLEYC" app.sley -o link.c
check "F15: the link stays" test -L link.c
same "F15: what it leads to is written" plain.c real/app.c
echo old > real/prog && ln -s real/prog prog
check "F15: a program through a link" "$SLEY" build app.sley -o prog
check "F15: the link stays" test -L prog
prints hello "F15: the program runs" ./real/prog
ln -s real/new dangling
check "F15: a link to nothing yet" "$SLEY" build app.sley -o dangling
check "F15: stays" test -L dangling
prints hello "F15: the program is where it leads" ./real/new
status 2 "F15: a folder in place of a file" "$SLEY" build app.sley -o real
prints "Is a directory" "F15: says why" "$SLEYC" app.sley -o real

# ---- fault: F16: no output over an input, no two outputs in one file

refused() {                             # refused WHAT COMMAND...: status 2, and the sources are as they were
    what=$1; shift
    status 2 "F16: $what" "$@"
    same "F16: $what: the source stays" app.sley app.kept
    same "F16: $what: and the import" util.sley util.kept
}
ln -s app.sley alias.sley; ln util.sley hard.sley
refused "build -o over the source" "$SLEY" build app.sley -o app.sley
refused "build -o over an import" "$SLEY" build app.sley -o util.sley
refused "by another name" "$SLEY" build app.sley -o ./real/../app.sley
refused "through a link" "$SLEY" build app.sley -o alias.sley
refused "through a hard link" "$SLEYC" app.sley -o hard.sley
refused "sleyc -o" "$SLEYC" app.sley -o app.sley
refused "sleyc -H" "$SLEYC" app.sley -o x.c -H util.sley
refused "sleyc -MF" "$SLEYC" -MD -MF util.sley app.sley -o x.c
refused "sleyc -M -MF" "$SLEYC" -M -MF util.sley app.sley
refused "emit -o" "$SLEY" emit app.sley -o app.sley
refused "emit --emit=ast -o" "$SLEY" emit --emit=ast app.sley -o app.sley
check "F16: nothing else was written" test ! -e x.c
prints "would write over a source file" "F16: the message" "$SLEYC" app.sley -o app.sley
rm -f a.c
status 2 "F16: -o and -H name one file" "$SLEYC" app.sley -o a.c -H ./a.c
check "F16: which is not written" test ! -e a.c
status 2 "F16: -o and -MF name one file" "$SLEYC" -MD -MF a.c app.sley -o a.c
prints "name one file" "F16: says so" "$SLEYC" app.sley -o a.c -H ./a.c
cp app.sley strange.c
status 2 "F16: emit -o FOLDER over a source called NAME.c" "$SLEY" emit strange.c -o .
same "F16: it stays" strange.c app.kept
status 2 "F16: --save-temps over it" "$SLEY" build --save-temps strange.c -o strange
same "F16: it stays, too" strange.c app.kept

# ---- fault: F17: what is cut short leaves nothing; a wrong folder is no mistake of ours

status 2 "F17: -o in a folder that is not there" "$SLEY" build app.sley -o no/such/dir/p
prints "cannot write no/such/dir/p: No such file" "F17: says so" "$SLEY" build app.sley -o no/such/dir/p
too_large() { (ulimit -f 4; exec "$@"); }
echo old > kept.c
status 2 "F17: a file that may not grow" too_large "$SLEYC" "$ROOT/samples/chat.sley" -o kept.c
check "F17: the old one stays" grep -qx old kept.c
check "F17: no temporary file" no_temporaries
cat > slow-cc <<'CC'
#!/bin/sh
echo started > started
exec sleep 60
CC
chmod +x slow-cc
for signal in TERM INT HUP; do
    rm -f started
    env --default-signal="$signal" "$SLEY" build --cc=./slow-cc app.sley -o killed 2> killed.err &
    pid=$!
    until [ -e started ]; do sleep 0.05; done
    kill -"$signal" $pid
    wait $pid
    got=$?
    check "F17: SIG$signal ends build" test "$got" -gt 128
    check "F17: and no temporary file stays" no_temporaries
done
check "F17: nor a program" test ! -e killed

# ---- fault: F22: a full disk is noticed

if [ -w /dev/full ]; then
    full() { "$@" > /dev/full; }
    for arguments in --help --version "run --help" "explain E0301" "explain --list"; do
        status 2 "F22: sley $arguments to a full disk" full "$SLEY" $arguments
        prints "No space left" "F22: and it says so" full "$SLEY" $arguments
    done
    status 2 "F22: sleyc --print-lib-dir" full "$SLEYC" --print-lib-dir
    status 2 "F22: sley emit" full "$SLEY" emit app.sley
    printf 'import io\nfn main() {\n    print("one")\n    io.flush()\n    print("two")\n}\n' > writes.sley
    "$SLEY" build writes.sley -o writes
    status 1 "F22: a program that prints to a full disk" full ./writes
    attempt full ./writes
    check "F22: says it in one line" test "$log" = "error: cannot write to standard output: no space left on device"
    printf 'fn main() {\n    print("one")\n    exit(7)\n}\n' > seven.sley
    "$SLEY" build seven.sley -o seven
    status 7 "F22: its own status stays" full ./seven
    prints "no space left" "F22: with the message" full ./seven
else
    skip "F22: full disks" "there is no /dev/full"
fi
mkdir disk
if mount -t tmpfs -o size=16k none disk 2> mount.err; then
    status 2 "F22: a program for which there is no room" "$SLEYC" "$ROOT/samples/chat.sley" -o disk/chat.c -H disk/chat.sley.h
    check "F22: leaves no part of itself" test -z "$(ls disk)"
    umount disk
else
    skip "F22: a small disk" "mount is not permitted: $(cat mount.err)"
fi

# ---- fault: F05: closed descriptors

"$SLEY" build app.sley -o app
cat > reads.sley <<'SLEY'
import io
import net

async fn main() throws {
    let server = await net.listen("127.0.0.1", 0)
    print("read {await io.read_all()}")
    server.close()
}
SLEY
"$SLEY" build reads.sley -o reads
for program in ./app ./reads "$SLEY check app.sley" "$SLEY run app.sley" "$SLEYC app.sley -o closed.c"; do
    for closed in '<&-' '>&-' '2>&-' '<&- >&- 2>&-'; do
        name=${program##*/}
        status 0 "F05: $name $closed" sh -c "exec $program $closed"
    done
done
same "F05: what is written is the C, and nothing but it" plain.c closed.c

# ---- fault: F21: standard input is as it was

cat > line.sley <<'SLEY'
import io
async fn main() throws {
    print("first", await io.read_line() ?? "none")
    if let it = await io.read_line() { if it == "panic" { let xs = [1]; print(xs[2]) } }
}
SLEY
"$SLEY" build line.sley -o line
cat > flags.py <<'PY'
import fcntl, os, socket, subprocess, sys
# The program reads from one end of a pipe or a socket; afterwards the flags of that end are as before.
ends = socket.socketpair() if sys.argv[1] == "socket" else None
read_end, write_end = (ends[0].detach(), ends[1].detach()) if ends else os.pipe()
if sys.argv[1] == "terminal":
    write_end, read_end = os.openpty()
before = fcntl.fcntl(read_end, fcntl.F_GETFL)
program = subprocess.Popen(["./line"], stdin=read_end, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
os.write(write_end, b"hello\n" + sys.argv[2].encode() + b"\n")
out = program.communicate()[0]
after = fcntl.fcntl(read_end, fcntl.F_GETFL)
sys.exit(out != b"first hello\n" or before != after)
PY
for kind in pipe socket terminal; do
    check "F21: a $kind is as it was after exit" python3 flags.py $kind end
    check "F21: and after a panic ($kind)" python3 flags.py $kind panic
done

# ---- fault: F30: a file's name is no C

evil=$(printf 'a\nint evil; #.sley')
printf 'async fn main() {\n    await sleep(0s)\n    print("safe")\n}\n' > "$evil"
if "$SLEY" emit "$evil" -o evil.c && "$SLEYC" "$evil" -o line.c -H evil.h; then
    for file in evil.c line.c evil.h; do
        status 1 "F30: a newline in a file's name puts no C into $file" grep -q '^int evil' $file
    done
else
    tap "not ok" "F30: a newline in a file's name compiles"
fi
odd='a\
b.sley'
printf 'async fn main() {\n    await sleep(0s)\n    print("safe")\n}\n' > "$odd"
prints safe "F30: a backslash before the newline makes no longer comment" "$SLEY" run "$odd"
"$SLEYC" "$odd" -o odd.c -H odd.h
check "F30: nor a warning" gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$("$SLEYC" --print-include-dir)" -fsyntax-only odd.c
status 2 "F30: a depfile cannot name it" "$SLEYC" -MD "$odd" -o odd.c
trail='b\.sley'
cp "$odd" "$trail"
check "F30: a backslash at the end of the name" "$SLEY" run "$trail"

check "the null device of the system is a device" test -c /dev/null
