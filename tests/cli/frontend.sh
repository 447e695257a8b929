# SPDX-License-Identifier: MIT
# The compiler front end: good and bad programs of its language, under the sanitizers.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

here=$ROOT/programs/frontend
for module in "$here"/*.sley; do
    check "tests of $(basename "$module" .sley)" "$SLEY" test "$module"
done
check "it builds under the sanitizers" build_sanitized ../programs/frontend/frontend frontend
"$SLEY" emit "$here/frontend.sley" -o c/
check "its C is for readers" python3 "$ROOT/tests/tools/c_shape.py" --max-ratio 5 --max-body-ratio 3 \
    $(printf -- '--sley %s ' "$here"/*.sley) c/*.c

cp "$here"/examples/*.mini .

# ---- programs that run

for name in primes queens shop; do
    status 0 "$name runs" ./frontend "$name.mini"
    ./frontend "$name.mini" > got
    same "with its result" got "$here/examples/$name.out"
    ./frontend --no-fold "$name.mini" > got
    same "the same without folding" got "$here/examples/$name.out"
    ./frontend --format "$name.mini" > got
    same "it is in its canonical form" got "$name.mini"
done
prints "1 4" "standard input is a file" sh -c 'echo "fn main() { print(1, 2 * 2) }" | ./frontend -'
prints "Binary(operator: Less)" "--code lists instructions" ./frontend --code primes.mini
prints "t.mini:1:4: Name \`main\`" "--tokens lists tokens" \
    sh -c 'echo "fn main() {}" > t.mini; ./frontend --tokens t.mini'

# ---- programs that do not

for name in mistakes syntax fault; do
    status 1 "$name has mistakes" ./frontend "$name.mini"
    ./frontend "$name.mini" > got 2>&1
    same "and is told them" got "$here/examples/$name.out"
done
status 1 "one bad file of two" ./frontend shop.mini fault.mini
prints "more than 1000 steps" "--steps ends what does not end" ./frontend --steps 1000 primes.mini
prints "frontend: absent.mini: " "a file that is not there" ./frontend absent.mini
status 2 "an unknown option" ./frontend --fast shop.mini
status 2 "no file" ./frontend

# Every prefix of a program is one that somebody types: an answer, and no crash.
python3 - shop.mini > crashed <<'EOF2'
import subprocess, sys
text = open(sys.argv[1]).read()
for end in range(0, len(text), 7):
    done = subprocess.run(["./frontend", "--check", "-"], input=text[:end].encode(), capture_output=True)
    if done.returncode not in (0, 1) or b"Sanitizer" in done.stderr:
        print(end, done.returncode, done.stderr.decode()[-300:])
EOF2
: > nothing
same "every beginning of a program is answered" crashed nothing
