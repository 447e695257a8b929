# SPDX-License-Identifier: MIT
# The wordcount sample on a text of more than 5 MB: it agrees with tr, sort and uniq.
. "$ROOT/tests/lib.sh"

# Words that follow no pattern but are the same each time, with what stands between words in real text.
awk 'BEGIN {
    srand(7); split(". , ; - 42 \"quoted\" don'"'"'t été\t(x)", marks, " ")
    for (line = 0; line < 200000; line++) {
        text = ""
        for (n = int(rand() * 14); n > 0; n--) {
            word = ""
            for (k = 1 + int(rand() * rand() * 9); k > 0; k--)
                word = word sprintf("%c", (rand() < 0.1 ? 65 : 97) + int(rand() * 20))
            text = text word (rand() < 0.1 ? marks[1 + int(rand() * 9)] : " ")
        }
        print text
    }
}' > text
cat text text text > three-times
size() { test "$(wc -c < text)" -ge 5000000 || { wc -c text; false; }; }
check "the text has 5 MB" size
expected() { cat "$@" | LC_ALL=C tr -cs A-Za-z '\n' | LC_ALL=C sort | uniq -c | awk '$2 != "" {print $1, $2}'; }

check "it builds" "$SLEY" build "$ROOT/samples/wordcount.sley" -o wordcount
expected text > text.expected
count() { out=$1; shift; ./wordcount "$@" > "$out"; }
for workers in 1 4 50; do
    check "$workers workers" count "with-$workers" -n "$workers" text
    same "agree with tr, sort and uniq" text.expected "with-$workers"
done
expected text three-times > both.expected
check "two files" count both text three-times
same "are added up" both.expected both
status 1 "no files: usage" ./wordcount
