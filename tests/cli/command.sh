# SPDX-License-Identifier: MIT
# The command line: help, version, statuses, wrong words.
. "$ROOT/tests/lib.sh"

printf 'fn main() {\n    print("hello")\n}\n' > hello.sley
printf 'fn main() {\n    print(nobody)\n}\n' > wrong.sley
printf 'fn main() {\n    exit(7)\n}\n' > seven.sley

status 0 "--help" "$SLEY" --help
prints "usage: sley VERB" "--help names the usage" "$SLEY" --help
prints "sley 0." "--version" "$SLEY" --version
status 2 "no arguments: usage on stderr" "$SLEY"
for verb in run build check emit test explain; do
    prints "usage: sley $verb" "$verb --help" "$SLEY" "$verb" --help
done
prints "usage: sleyc" "sleyc --help" "$SLEYC" --help
prints "sley 0." "sleyc --version" "$SLEYC" --version

status 2 "an unknown verb" "$SLEY" chekc hello.sley
prints "did you mean check?" "an unknown verb: what is near" "$SLEY" chekc hello.sley
prints "sley run hello.sley" "a file in place of a verb" "$SLEY" hello.sley
status 2 "an unknown option" "$SLEY" run --chache hello.sley
prints "did you mean --verbose?" "an unknown option: what is near" "$SLEY" run --verbsoe hello.sley
prints 'follow `--`: sley run hello.sley -- -x' "an option of the program without --" \
    "$SLEY" run hello.sley 1 -x
status 2 "an option without its argument" "$SLEY" build hello.sley -o
status 2 "no file" "$SLEY" check
status 2 "a file that is not there" "$SLEY" check nowhere.sley
status 2 "an unknown stage" "$SLEY" emit --emit=asd hello.sley

prints "valid values: tokens, ast, ir, frames, header, exports, c" "and the stages that there are" "$SLEY" emit --emit=xyz hello.sley
status 2 "an unknown colour" "$SLEY" check --color=maybe hello.sley
status 2 "a number that is none" "$SLEY" check -fmax-errors=x hello.sley

# No tests at all are not tests that pass; what does not fit is not another number.
printf 'test "fails" { assert 1 == 2 }\n' > fails.sley
status 2 "no schedule at all" "$SLEY" test --seeds 0 fails.sley
prints "sley: --seeds counts from 1, not 0" "and says so" "$SLEY" test --seeds 0 fails.sley
status 2 "cancelled at no await" "$SLEY" test --cancel-at 0 fails.sley
status 2 "a seed of more than 64 bits" "$SLEY" test --seed 18446744073709551616 fails.sley
prints "the largest number is 18446744073709551615" "and which is the largest" "$SLEY" test --seed 18446744073709551616 fails.sley
status 1 "the largest seed" "$SLEY" test --seed 18446744073709551615 fails.sley

# --dump shows every function after the pass that it names (fault: F55).
printf 'fn twice(n: int) -> int {\n    return n * 2\n}\nfn main() {\n    print(twice(3))\n}\n' > twice.sley
for pass in lower effects lint rc alias await live fold regions places plan frame; do
    status 0 "--dump=$pass" "$SLEY" check --dump=$pass twice.sley
    prints "// twice after $pass" "it names the pass" "$SLEY" check --dump=$pass twice.sley
    prints "fn twice(n: int) -> int" "it prints the functions" "$SLEY" check --dump=$pass twice.sley
    prints "binary * n, 2" "and what is in them" "$SLEY" check --dump=$pass twice.sley
done
printf 'lower\neffects\nlint\nrc\nalias\nawait\nlive\nfold\nregions\nplaces\nplan\nframe\n' > passes.wanted
"$SLEY" check --dump=all twice.sley 2>&1 | sed -n 's,^// twice after ,,p' > passes.got
same "--dump=all prints after each pass" passes.wanted passes.got
status 2 "an unknown pass" "$SLEY" check --dump=nonsense twice.sley
prints "valid values: lower, effects, lint, rc, alias, await, live, fold, regions, places, plan, frame, all" "and the passes that there are" "$SLEY" check --dump=nonsense twice.sley
prints "did you mean \`frame\`?" "what is near" "$SLEY" emit --dump=frames twice.sley
status 2 "an unknown pass of sleyc" "$SLEYC" --dump=nonsense twice.sley -o twice.c

status 0 "check of a good file" "$SLEY" check hello.sley
attempt "$SLEY" check hello.sley
if [ -z "$log" ]; then tap ok "and it is silent"; else tap "not ok" "and it is silent"; echo "$log"; fi
status 1 "check of a wrong file" "$SLEY" check wrong.sley
prints "wrong.sley:2:11: error[E" "a diagnostic: file, line, column, code" "$SLEY" check wrong.sley
prints "error[E" "--color=never" "$SLEY" check --color=never wrong.sley
prints "$(printf '\033[')" "--color=always" env -u NO_COLOR "$SLEY" check --color=always wrong.sley
status 1 "run of a wrong file" "$SLEY" run wrong.sley
status 1 "emit of a wrong file" "$SLEY" emit wrong.sley

from_stdin() { "$SLEY" check --stdin-path=typed.sley - < wrong.sley; }
prints "typed.sley:2:11:" "standard input has the name that --stdin-path gives" from_stdin

prints "hello" "run" "$SLEY" run hello.sley
status 7 "run gives the program's status" "$SLEY" run seven.sley
check "build" "$SLEY" build hello.sley -o hello
prints "hello" "and the program runs" ./hello
prints "-O0" "build -v shows the commands, -O is passed on" "$SLEY" build -v -O0 hello.sley -o hello
prints "clang" "CC is honoured" env CC=clang "$SLEY" build -v hello.sley -o hello
prints "-DFROM_CFLAGS" "CFLAGS are honoured" env CFLAGS=-DFROM_CFLAGS "$SLEY" build -v hello.sley -o hello
check "--save-temps keeps the C" "$SLEY" build --save-temps=kept hello.sley -o hello
check "in the folder that was named" test -f kept/hello.c
status 2 "a C compiler that is not there" "$SLEY" build --cc=nowhere-cc hello.sley -o other
check "which leaves no program behind" test ! -e other

prints "E0101" "explain --list" "$SLEY" explain --list
prints "expected" "explain" "$SLEY" explain E0101
prints "expected" "explain in small letters" "$SLEY" explain e0101
status 2 "explain of no code" "$SLEY" explain E9999
every_code() { for code in $("$SLEY" explain --list | cut -d' ' -f1); do "$SLEY" explain "$code" > text || return; test -s text || return; done; }
check "every code has an explanation" every_code

# A long program goes through the compiler in batches; --verify looks at each pass on the whole of it.
python3 "$ROOT/bench/compile_speed.py" --lines 4000 --keep long.sley
check "a long program compiles" "$SLEY" emit long.sley -o long.c
check "and under --verify" "$SLEY" emit --verify long.sley -o verified.c
same "to the same C" long.c verified.c

# fault: F35: a filter that no test has in its name is no success
printf 'test "adds" { assert 1 + 1 == 2 }\ntest "waits" { await sleep(1s) }\n' > tested.sley
status 0 "F35: a filter that finds a test" "$SLEY" test --filter add tested.sley
status 2 "F35: one that finds none" "$SLEY" test --filter nosuch tested.sley
prints 'no test has "nosuch" in its name; there are "adds", "waits"' "F35: says which there are" "$SLEY" test --filter nosuch tested.sley

# fault: F92: a test that fails says which it is, and why
cat > failing.sley <<'SLEY'
error Lost(part: str)
fn find(part: str) throws Lost { throw Lost(part: part) }
test "panics" { assert 1 + 1 == str(3).len() }
test "throws" { find("wheel") }
SLEY
prints "test \"panics\" failed
panic: assertion failed: 1 + 1 == str(3).len() (2 == 1)" "F92: a panic in a test" "$SLEY" test --filter panics failing.sley
prints "test \"throws\" failed
error: Lost(part: \"wheel\")" "F92: an error in a test" "$SLEY" test --filter throws failing.sley

# fault: F57: options do what they say, or are refused
printf 'fn main() {\n    let a = 1\n    let b = "x"\n    return\n    print(b)\n}\n' > warned.sley
prints '[-Wunused-variable]' "F57: a warning has its name" "$SLEY" check warned.sley
silent() { what=$1; shift; attempt "$@"; if [ -z "$log" ]; then tap ok "$what"; else tap "not ok" "$what"; echo "$log"; fi; }
silent "F57: -w shows none" "$SLEY" check -w warned.sley
lacks() { text=$1 what=$2; shift 2; attempt "$@"; case $log in *"$text"*) tap "not ok" "$what"; echo "$log" ;; *) tap ok "$what" ;; esac; }
lacks unused-variable "F57: -Wno-NAME" "$SLEY" check -Wno-unused-variable warned.sley
lacks unused-variable "F57: -Wno-CODE" "$SLEY" check -Wno-W0201 warned.sley
prints unreachable "F57: leaves the others" "$SLEY" check -Wno-unused-variable warned.sley
prints '[-Wunused-variable]' "F57: what comes later wins" "$SLEY" check -Wno-unused-variable -Wunused-variable warned.sley
status 1 "F57: -Werror" "$SLEY" check -Werror warned.sley
status 1 "F57: -Werror=NAME" "$SLEY" check -Werror=unreachable warned.sley
prints '[-Werror=unreachable]' "F57: says so" "$SLEY" check -Werror=unreachable warned.sley
status 0 "F57: -Werror=NAME of another one" "$SLEY" check -Werror=shadow warned.sley
status 0 "F57: -Werror, but not those" "$SLEY" check -Werror -Wno-error=unreachable -Wno-error=unused-variable warned.sley
status 0 "F57: -Wall -Wextra" "$SLEY" check -Wall -Wextra hello.sley
for wrong in -Wfoo -Werror=unused -Wno-W9999 -W --color=maybe -fmax-errors=x -std=c11 -dep=x -fdiagnostics-color=often \
    --verb --verbose=yes -vO2 -fmax-error=3; do
    status 2 "F57: $wrong is refused" "$SLEY" build "$wrong" hello.sley -o hello
done
prints 'did you mean `unused-variable`?' "F57: the warning that is near" "$SLEY" check -Wunused-variabel hello.sley
prints 'shadow' "F57: or those that there are" "$SLEY" check -Wfoo hello.sley
prints "sley check has no option -o; sley build has" "F57: whose option it is" "$SLEY" check -o x hello.sley
status 0 "F57: -w eats no file" "$SLEY" check -w hello.sley
status 0 "F57: nor does -O" "$SLEY" build -O hello.sley -o hello
prints "-O " "F57: which is passed on" "$SLEY" build -v -O hello.sley -o hello
prints "$(printf '\033[')" "F57: -fdiagnostics-color" "$SLEY" check -fdiagnostics-color wrong.sley
lacks "$(printf '\033[')" "F57: -fno-diagnostics-color" env CLICOLOR_FORCE=1 "$SLEY" check -fno-diagnostics-color wrong.sley
lacks "$(printf '\033[')" "F57: -fdiagnostics-color=never" env CLICOLOR_FORCE=1 "$SLEY" check -fdiagnostics-color=never wrong.sley
for verb in chek biuld tst exlpain emitt rnu; do
    prints "did you mean" "F57: sley $verb: the verb that is near" "$SLEY" $verb hello.sley
done

rm -f hello.c
status 0 "F57: sleyc -fsyntax-only" "$SLEYC" -fsyntax-only hello.sley -o hello.c -H hello.h
check "F57: writes nothing" test ! -e hello.c -a ! -e hello.h
status 1 "F57: and reports" "$SLEYC" -fsyntax-only wrong.sley
prints "libsley.a" "F57: sleyc -v says what is used" "$SLEYC" -v
printf '%s\n' "-o 'out put.c'" '"hello.sley"  -MD -MF de\ ps @more' > words
echo "--no-line" > more
status 0 "F57: sleyc @FILE" "$SLEYC" @words
check "F57: reads quotes" test -f 'out put.c'
check "F57: and backslashes" test -f 'de ps'
check "F57: and files in files" sh -c '! grep -q "^#line" "out put.c"'
status 2 "F57: a file that is not there" "$SLEYC" @nowhere
echo @loop > loop
status 2 "F57: a file that names itself" "$SLEYC" @loop
prints "out.d: hello.sley" "F57: -MFfile and -MTtarget in one word" sh -c "\"$SLEYC\" -MD -MFwords.d -MTout.d hello.sley -o hello.c && cat words.d"

# fault: F58: the C is compiled apart from linking, under the same name each time: a compiler cache hits
if command -v ccache > found; then
    cold() { env CCACHE_DIR="$PWD/ccache" "$@"; }
    printf 'import part\nfn main() { print(part.word()) }\n' > whole.sley
    printf 'fn word() -> str { return "ok" }\n' > part.sley
    check "F58: a build with ccache" cold "$SLEY" build --cc='ccache gcc' whole.sley -o whole
    check "F58: once more" cold "$SLEY" build --cc='ccache gcc' whole.sley -o whole
    hits() { cold ccache --print-stats | awk '$1 == "direct_cache_hit" || $1 == "preprocessed_cache_hit" { n += $2 } END { print "hits " n }'; }
    prints "hits 2" "F58: takes both objects from the cache" hits
    prints ok "F58: and the program runs" ./whole
else
    skip "F58: ccache" "it is not installed"
fi
printf 'int helper(void) { return 0; }\n' > helper.c
check "F58: -X with a file and a library" "$SLEY" build -X helper.c -X -lm -X -DX=1 hello.sley -o hello
lacks "unused" "F58: without a warning of clang" "$SLEY" build --cc=clang -X -lm hello.sley -o hello
