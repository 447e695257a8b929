# SPDX-License-Identifier: MIT
# `sley run` compiles once: what makes it compile again. How fast it starts: make bench.
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
