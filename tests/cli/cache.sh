# SPDX-License-Identifier: MIT
# `sley run` compiles once: what makes it compile again. How fast it starts: make bench.
. "$ROOT/tests/lib.sh"

mkdir tmp && export TMPDIR="$PWD/tmp"    # our own: others work in the common one
export CC="$PWD/counting-cc"
cat > counting-cc <<'CC'
#!/bin/sh
case " $* " in
*" -c "*) ;;                            # one for each file; a program is linked once
*) echo x >> "$(dirname "$0")/compilations" ;;
esac
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

# fault: F88: an import that would now be found elsewhere, and a program that is damaged, are compiled again
mkdir lib && printf 'fn word() -> str {\n    return "from lib"\n}\n' > lib/far.sley
printf 'import far\nfn main() {\n    print(far.word())\n}\n' > near.sley
count() { wc -l < compilations; }
run -I lib near.sley
check "F88: an import from a folder of -I" grep -qx 'from lib' out
before=$(count)
run -I lib near.sley;                   compiled "$before" "F88: is in the cache"
printf 'fn word() -> str {\n    return "from here"\n}\n' > far.sley
run -I lib near.sley
check "F88: a new file that comes before it is taken" grep -qx 'from here' out
rm far.sley
run -I lib near.sley
check "F88: and not when it has gone" grep -qx 'from lib' out

cache=$XDG_CACHE_HOME/sley
damage() { for program in "$cache"/*.run; do "$@" "$program"; done; }
shorten() { truncate -s -100 "$1"; }
overwrite() { printf 'XXXX' | dd of="$1" bs=1 seek=2000 conv=notrunc 2> dd.err; }
empty() { : > "$1"; }
for how in shorten overwrite empty "chmod -x"; do
    run -I lib near.sley
    before=$(count)
    damage $how
    run -I lib near.sley
    check "F88: a program after '$how' runs" grep -qx 'from lib' out
    compiled $((before + 1)) "F88: since it was made again"
done
before=$(count)
run -v -I lib near.sley;                compiled $((before + 1)) "F88: -v shows the commands of a program that is in the cache, too"

# fault: F87: other files in the folder of the cache are left alone, links are not followed, and it must be ours
foreign="$cache/notes.txt $cache/report.run $cache/0123456789abcdef0123456789abcdef.manifest.old"
for file in $foreign; do echo mine > "$file"; touch -d '2001-01-01' "$file"; done
old=$cache/0123456789abcdef0123456789abcdef-0123456789abcdef0123456789abcdef.run
echo old > "$old"; touch -d '2001-01-01' "$old"
printf 'fn main() { print("fresh") }\n' > fresh.sley
run fresh.sley
check "F87: files of others stay" test -f "$cache/notes.txt" -a -f "$cache/report.run"
check "F87: also those with a name like ours" test -f "$cache/0123456789abcdef0123456789abcdef.manifest.old"
check "F87: a program of ours that is old goes" test ! -e "$old"

mkdir planted && echo precious > planted/0123456789abcdef0123456789abcdef.manifest
touch -d '2001-01-01' planted/0123456789abcdef0123456789abcdef.manifest
no_home() { env -u XDG_CACHE_HOME -u HOME TMPDIR="$PWD/attacked" "$SLEY" run fresh.sley; }
mkdir attacked && ln -s "$PWD/planted" "attacked/sley-cache-$(id -u)"
status 2 "F87: a link in place of the folder is not followed" no_home
prints "set XDG_CACHE_HOME" "F87: and it says what to do" no_home
check "F87: what it leads to is as it was" grep -qx precious planted/0123456789abcdef0123456789abcdef.manifest
check "F87: nothing was put there" test "$(ls planted | wc -l)" -eq 1
rm "attacked/sley-cache-$(id -u)" && mkdir -m 777 "attacked/sley-cache-$(id -u)"
chmod 777 "attacked/sley-cache-$(id -u)"
status 2 "F87: nor a folder that others can write to" no_home
if [ "$(id -u)" -eq 0 ]; then
    chmod 700 "attacked/sley-cache-0" && chown nobody "attacked/sley-cache-0"
    status 2 "F87: nor one that belongs to somebody else" no_home
else
    skip "F87: a folder of somebody else" "that takes root"
fi
# A manifest or a program that is a link, or is not ours, is replaced and not followed.
run fresh.sley
manifest=$(ls -t "$cache"/*.manifest | head -1)
program=$cache/$(sed -n '2s/.* //p' "$manifest")
cp "$program" innocent && cp "$manifest" innocent.manifest
ln -sf "$PWD/innocent" "$program"
run fresh.sley
check "F87: a program that is a link is made again" grep -qx fresh out
check "F87: in place of the link" test ! -L "$program"
ln -sf "$PWD/innocent.manifest" "$manifest"
run fresh.sley
check "F87: the same with a manifest" test ! -L "$manifest"
same "F87: and what the link led to is as it was" innocent "$program"
