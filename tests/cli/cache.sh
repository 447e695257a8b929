# SPDX-License-Identifier: MIT
# `sley run` compiles once: what makes it compile again, and how fast it starts when it need not.
. "$ROOT/tests/lib.sh"

mkdir tmp && export TMPDIR="$PWD/tmp"    # our own: others work in the common one
export CC="$PWD/counting-cc"
cat > counting-cc <<'CC'
#!/bin/sh
echo x >> "$(dirname "$0")/compilations"
exec cc "$@"
CC
chmod +x counting-cc
: > compilations

run() { "$SLEY" run "$@" > out 2>&1; }
compiled() {                            # compiled N WHAT: so many compilations until now
    what=$2
    if [ "$(wc -l < compilations)" -eq "$1" ]; then tap ok "$what"; return; fi
    tap "not ok" "$what"
    echo "$(wc -l < compilations) compilations, expected $1"
    cat out
}

printf 'import util\nfn main() {\n    print(util.word())\n}\n' > app.sley
printf 'fn word() -> str {\n    return "one"\n}\n' > util.sley
run app.sley;                           compiled 1 "the first run compiles"
run app.sley;                           compiled 1 "the second does not"
check "and prints the same" grep -qx one out
touch app.sley util.sley
run app.sley;                           compiled 1 "a new time stamp changes nothing"
sed -i 's/one/two/' util.sley
run app.sley;                           compiled 2 "a changed import compiles"
check "and its change is seen" grep -qx two out
run -O1 app.sley;                       compiled 3 "other options compile"
mkdir sub && cp app.sley util.sley sub
run sub/app.sley;                       compiled 4 "another file compiles"
printf 'fn main() { print(1 +) }\n' > app.sley
run app.sley;                           compiled 4 "a wrong file does not reach the C compiler"
check "no temporary files stay" test -z "$(find .cache  "$TMPDIR" -maxdepth 2 -name '*.tmp' -newer counting-cc 2> /dev/null)"

printf 'fn main() {\n    print("hi")\n}\n' > hello.sley
unset CC

# Processor time of the best of five, so that other work on the machine does not count: cpu LIMIT WHAT BEFORE COMMAND
cpu() {
    what=$2
    took=$(python3 - "$3" "$4" << 'END'
import os, subprocess, sys
def used():
    t = os.times()
    return t.children_user + t.children_system
best = 1e9
for _ in range(5):
    subprocess.run(sys.argv[1], shell=True)
    start = used()
    subprocess.run(sys.argv[2], shell=True, check=True, stdout=subprocess.DEVNULL)
    best = min(best, used() - start)
print(round(best * 1000))
END
)
    if [ "$took" -lt "$1" ]; then tap ok "$what"; else tap "not ok" "$what"; echo "$took ms"; fi
}
cpu 150 "a cold run takes under 150 ms" "rm -rf .cache" "\"$SLEY\" run hello.sley"
hundred='i=0; while [ $i -lt 100 ]; do "$SLEY" run hello.sley || exit; i=$((i + 1)); done'
cpu 2000 "a hundred starts of an unchanged program take under 20 ms each" true "$hundred"
