#!/bin/sh
# SPDX-License-Identifier: MIT
# check.sh - every model holds, and every planted mistake of it is found.  usage: check.sh [FOLDER FOR FILES]
models=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$(mktemp -d)}" || exit 1
failed=0

errors() {                              # errors MODEL PLANT: "errors: N" of pan
    spin -a -DPLANT="$2" "$models/$1.pml" > spin.log 2>&1 || { cat spin.log >&2; return; }
    gcc -O1 -w -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m100000 -c1 > pan.log 2>&1
    sed -n 's/.*errors: \([0-9]*\).*/\1/p' pan.log
}

for file in "$models"/*.pml; do
    name=$(basename "$file" .pml)
    plants=$(sed -n 's/.*-DPLANT=1:.*/1/p; s/.*[^0-9]2: .*/2/p; s/.*[^0-9]3: .*/3/p' "$file" | sort -u | tr '\n' ' ')
    [ "$(grep -c '[^0-9]2: ' "$file")" -gt 0 ] && plants="1 2"
    [ "$(grep -c '[^0-9]3: ' "$file")" -gt 0 ] && plants="1 2 3"
    got=$(errors "$name" 0)
    states=$(sed -n 's/ *\([0-9.e+]*\) states, stored.*/\1/p' pan.log)
    if [ "$got" = 0 ]; then echo "ok   $name holds ($states states)"; else echo "FAIL $name: errors: $got"; failed=1; fi
    for plant in $plants; do
        got=$(errors "$name" "$plant")
        if [ "${got:-0}" -gt 0 ]; then echo "ok   $name: plant $plant is found"
        else echo "FAIL $name: plant $plant is not found"; failed=1; fi
    done
done
exit $failed
