# SPDX-License-Identifier: MIT
# A program whose main() is C and that uses modules of Sley (docs/generated-c.md, "Calling from C").
. "$ROOT/tests/lib.sh"

cat > store.sley <<'SLEY'
error Missing(key: str)
let prices = ["tea": 3, "salt": 1]

fn price(key: str) -> int throws Missing {
    if let it = prices.get(key) { return it }
    throw Missing(key: key)
}

async fn later(key: str) -> int throws Missing {
    await sleep(1ms)
    return 10 * price(key)
}

fn announce(n: int) { print("price {n}") }

async fn never() { await chan[int](0).recv() }
SLEY
cat > host.c <<'C'
#include <string.h>

#include "store.sley.h"

// Runs an async function of Sley to its end.
static sley_status later(sley_task *task, sley_str *key, int64_t *result)
{
    sley_task *t = sley_task_new(task, &m_store__later__fn, NULL);
    m_store__later__begin(sley_task_frame(t), NULL, sley_str_retain(key));
    sley_task_start(t, NULL);
    sley_status st = sley_run(task, &t->base, result);
    sley_task_release(t);
    return st;
}

static sley_status never(sley_task *task)
{
    sley_task *t = sley_task_new(task, &m_store__never__fn, NULL);
    m_store__never__begin(sley_task_frame(t), NULL);
    sley_task_start(t, NULL);
    sley_status st = sley_run(task, &t->base, NULL);
    sley_task_release(t);
    return st;
}

int main(int argc, char **argv)
{
    sley_task *task = sley_open(argc, argv);
    sley_status st = i_store(task);
    if (st != SLEY_OK) return sley_close(task, st);
    int64_t n = 0;
    const char *word = argc > 1 ? argv[1] : "tea";
    sley_str *key = sley_str_new(word, strlen(word));
    st = m_store__price(task, key, &n);
    if (st == SLEY_OK) m_store__announce(n);
    if (st == SLEY_OK) st = later(task, key, &n);
    if (st == SLEY_OK) m_store__announce(n);
    if (st == SLEY_OK && argc > 2) st = never(task);
    sley_str_release(key);
    return sley_close(task, st);
}
C
cat > expected <<'TEXT'
price 3
price 30
TEXT
build() {                               # build FLAG...
    "$SLEYC" store.sley -o store.c -H store.sley.h &&
        cc -Wall -Wextra "$@" -I"$("$SLEYC" --print-include-dir)" -I. host.c store.c \
            "$("$SLEYC" --print-lib-dir)/libsley.a" $(pkg-config --libs libuv libutf8proc) -lm -o host
}
# fault: F62
check "F62: a C main() with a module of Sley builds" build
./host > out
same "F62: it calls plain and async functions, and they print" expected out
status 0 "F62: and leaves nothing behind" env SLEY_DEBUG=exit ./host
status 1 "F62: an error that it hands to sley_close is status 1" ./host pepper
prints 'Missing(key: "pepper")' "F62: and is reported" ./host pepper
status 71 "F62: waiting for what can never come is a deadlock" ./host tea wait
