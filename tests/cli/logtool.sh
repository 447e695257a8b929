# SPDX-License-Identifier: MIT
# The log tool: what it counts beside what awk, sort and uniq count, under the sanitizers.
. "$ROOT/tests/lib.sh"
. "$ROOT/tests/server.sh"

here=$ROOT/programs/logtool
for module in "$here"/*.sley; do
    check "tests of $(basename "$module" .sley)" "$SLEY" test "$module"
done
check "reading, cancelled at each await" "$SLEY" test --cancel-fuzz --check-leaks "$here/reading.sley"
check "it builds under the sanitizers" build_sanitized ../programs/logtool/logtool logtool
check "and with -O2" "$SLEY" build -O2 "$here/logtool.sley" -o fast
"$SLEY" emit "$here/logtool.sley" -o c/
check "its C is for readers" python3 "$ROOT/tests/tools/c_shape.py" --max-ratio 5 --max-body-ratio 3 \
    $(printf -- '--sley %s ' "$here"/*.sley) c/*.c

python3 "$here/generate.py" apache 100000 1 > access.log
python3 "$here/generate.py" apache 20000 2 > other.log
python3 "$here/generate.py" syslog 20000 3 > syslog
python3 "$here/generate.py" keyvalue 20000 4 > app.log

# Lines "COUNT KEY", as `uniq -c` gives them.
counted() {                             # counted PROGRAM OPTION...
    "$@" --as csv | tr -d '\r' | sed 1d | awk -F, '{print $2, $1}' | sort
}
uniques() { sort | uniq -c | awk '{print $1, $2}' | sort; }

# ---- counts

awk '{print $9}' access.log | uniques > wanted
counted ./logtool --by status access.log > got
same "by status, as awk counts" got wanted
counted ./logtool --by status - < access.log > got
same "from standard input" got wanted
cat access.log other.log | awk '{print $7}' | uniques > wanted
counted ./fast --by path access.log other.log > got
same "two files at once" got wanted
counted ./logtool --by path - other.log < access.log > got
same "standard input and a file" got wanted
awk '$9 >= 500 && $7 ~ "^/api/" {print $1}' access.log | uniques > wanted
counted ./logtool --where 'status >= 500 and path ~ "/api/*"' --by host access.log > got
same "under a condition" got wanted
awk '{sub(/\[.*/, "", $5); sub(/:$/, "", $5); print $5}' syslog | uniques > wanted
counted ./logtool --by program syslog > got
same "syslog" got wanted
sed -n 's/.*level=\([a-z]*\).*/\1/p' app.log | uniques > wanted
counted ./logtool --by level app.log > got
same "key=value" got wanted
printf '%s\r\n' 'level=a' '' 'level=b' 'level=a' > crlf
printf 'level=c' >> crlf                # no newline at the end
printf '2 a\n1 b\n1 c\n' | sort > wanted
counted ./logtool --by level crlf > got
same "lines that end in CRLF, and one that does not end" got wanted

# ---- numbers

awk '$10 != "-" {n++; s += $10} END {printf "%d,%d\n", n, s}' access.log > wanted
./fast --measure size --as csv --where size access.log | tr -d '\r' | sed 1d | cut -d, -f1,3 > got
same "sums, as awk adds" got wanted
awk '$10 != "-" {print $10}' access.log | sort -n > sizes
n=$(wc -l < sizes)
{ sed -n "$(((n * 50 + 99) / 100))p" sizes; sed -n "$(((n * 99 + 99) / 100))p" sizes; } | paste -sd, > wanted
./fast --percentiles size --as csv access.log | tr -d '\r' | sed 1d | cut -d, -f3,5 > got
same "percentiles, as sort gives them" got wanted
awk '$10 != "-" && $10 >= 1000 && $10 < 2000' access.log | wc -l > wanted
./logtool --histogram size --as csv access.log | tr -d '\r' | sed -n 's/^1000,2000,\([0-9]*\),.*/\1/p' > got
same "a histogram" got wanted
./logtool --by status,method --top 2 --as json access.log > got
check "JSON that Python reads" python3 -c 'import json; assert len(json.load(open("got"))) == 2'

# ---- what goes wrong

status 2 "an unknown option" ./logtool --fast
prints "                 ^" "a condition with a mistake is marked" ./logtool --where 'status >= 5 and $'
status 1 "an unknown format" sh -c 'echo hello | ./logtool'
prints "has no field \`level\`" "an unknown field" ./logtool --by level access.log
status 1 "a file that is not there" ./logtool --by status absent.log
(echo garbage; tail -n 3 access.log; echo more garbage) > mixed
prints "2 of 5 lines are not of the format" "lines of another format" \
    ./logtool --format apache --by status mixed
prints "level  count  share" "an empty input" sh -c './logtool --by level < /dev/null'

# ---- following, and Ctrl-C

head -n 10 app.log > grows
env --default-signal=INT ./logtool --follow --interval 0.3 --as csv grows > followed 2> errors &
tool=$!
wait_for() {                            # wait_for TEXT: until a report has it
    for _ in $(seq 100); do
        grep -q "^$1," followed && return 0
        sleep 0.1
    done
    return 1
}
check "what is there is reported" wait_for 10
sed -n 11,25p app.log >> grows
check "what is added, too" wait_for 25
mv grows rotated
head -n 5 app.log > grows
check "a new file of that name is read from its start" wait_for 30
head -n 2 app.log > grows
check "and one that was cut" wait_for 32
kill -INT "$tool"
(sleep 20; kill -KILL "$tool") > /dev/null 2>&1 &
watch=$!
wait "$tool"
code=$?
kill "$watch"
check "Ctrl-C ends it with 130" test "$code" -eq 130
prints "32,100.0%" "after a last report" tail -n 1 followed
status 1 "and nothing was leaked" grep Sanitizer errors

mkfifo pipe
env --default-signal=INT ./logtool --by level < pipe > partial 2> errors &
tool=$!
exec 3> pipe
head -n 1000 app.log >&3
sleep 1
kill -INT "$tool"
wait "$tool"
code=$?
exec 3>&-
check "Ctrl-C in the middle of a pipe" test "$code" -eq 130
check "gives the report of what has come" grep -q '^info' partial
