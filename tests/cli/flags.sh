# SPDX-License-Identifier: MIT
# Programs that read their command line with the standard module flags: help, mistakes, statuses.
. "$ROOT/tests/lib.sh"

cat > head.sley <<'SLEY'
import flags
import os

fn main() {
    let line = flags.Flags("head", "Prints the first lines of files.")
    let count = line.int("lines", 10, "how many", short: 'n', least: 0)
    let files = line.rest("FILE", "what to read")
    line.run(os.args())
    print(count.value, files.value)
}
SLEY
check "it compiles" "$SLEY" build head.sley -o head
prints '3 ["a", "-b"]' "options and arguments" ./head a -n3 -- -b
prints "usage: head [options] [FILE...]" "--help prints the help" ./head x --help
status 0 "and ends well" ./head --help
./head --help 2> errors > /dev/null
check "on standard output" test ! -s errors
status 2 "a wrong option is a usage error" ./head --line=3
./head --line=3 2> errors > output
check "on standard error" test ! -s output
check "which proposes another" grep -qF 'head: there is no option `--line`; did you mean `--lines`?' errors
