# SPDX-License-Identifier: MIT
# Exported functions, called from C and C++ programs that own the loop (sley/host.h).
. "$ROOT/tests/lib.sh"

cat > stats.sley <<'SLEY'
/// How often the functions were called.
var calls = 0
let names = ["a": 1]

/// The sum of the numbers in a line.
/// Blanks separate them.
export fn sum(line: str) -> int throws {
    calls += 1
    var total = 0
    for word in line.split() { total += int(word) }
    return total
}
export fn twice(x: float) -> float { return 2.0 * x }
export fn shout(text: str, times: u8) -> str { return text.upper() * int(times) }
export fn reverse(data: bytes) -> bytes { return data }
export fn maybe(text: str?) -> str? { return text }
export fn log() { print("called", calls) }

/// Answers after a while.
export async fn handle(request: str, delay_ms: i32) -> str throws {
    defer print("handled", request)
    await sleep(1ms * int(delay_ms))
    if request == "bad" { throw Bad(request: request) }
    return "answer to " + request
}
error Bad(request: str)
export async fn count(n: int) -> int { var i = 0
  while i < n { await sleep(1ms); i += 1 }
  return i }
export async fn forever() { try { await chan[int](0).recv() } catch Cancelled { await sleep(3ms); print("cleaned up") } }
SLEY
cat > host.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "stats.h"

static uv_loop_t loop;
static uv_timer_t ticker;
static int ticks;
static sley_job *job;

static void on_tick(uv_timer_t *timer)
{
    ticks++;
    if (ticks == 3 && job) sley_job_cancel(job);
    if (ticks == 10) uv_close((uv_handle_t *)timer, NULL);
}

static void on_answer(void *context, const stats_handle_answer *answer)
{
    printf("%s: %d %s %s\n", (const char *)context, answer->status, answer->result ? answer->result : "-",
           answer->error ? answer->error : "-");
    if (strcmp(context, "first") == 0) stats_handle_start("from a callback", 1, on_answer, "nested");
}

static void on_count(void *context, const stats_count_answer *answer)
{
    (void)context;
    printf("count: %d %lld\n", answer->status, (long long)answer->result);
}

static void on_forever(void *context, const stats_forever_answer *answer)
{
    (void)context;
    job = NULL;
    printf("forever: %d\n", answer->status);
}

static void on_detached(void *context)
{
    printf("detached %s\n", (const char *)context);
}

int main(void)
{
    int own = 7;
    uv_loop_init(&loop);
    loop.data = &own;
    uv_timer_init(&loop, &ticker);
    uv_timer_start(&ticker, on_tick, 2, 2);
    sley_host *host = sley_attach(&loop);
    printf("again: %s\n", sley_attach(&loop) ? "yes" : "no");

    int64_t sum = 0;
    char *error = NULL;
    printf("sum: %d", stats_sum("1 2 39", &sum, &error));
    printf(" %lld %s\n", (long long)sum, error ? error : "-");
    printf("sum: %d", stats_sum("1 x", &sum, &error));
    printf(" %s\n", error);
    free(error);
    stats_sum("y", &sum, NULL);
    printf("twice: %g\n", stats_twice(1.5));
    char *text = stats_shout("ab", 2);
    printf("shout: %s\n", text);
    free(text);
    size_t len = 0;
    void *data = stats_reverse("a\0b", 3, &len);
    printf("bytes: %zu %d\n", len, memcmp(data, "a\0b", 3));
    free(data);
    printf("maybe: %s\n", stats_maybe(NULL) ? "text" : "none");
    stats_log();

    stats_handle_start("first", 4, on_answer, "first");
    stats_handle_start("bad", 1, on_answer, "bad");
    stats_count_start(5, on_count, NULL);
    job = stats_forever_start(on_forever, NULL);
    stats_handle_start("unwatched", 2, NULL, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    printf("ticks: %d\n", ticks);

    stats_forever_start(on_forever, NULL); // cancelled by detach
    stats_handle_start("late", 100000, on_answer, "late");
    sley_detach(host, on_detached, "well");
    uv_run(&loop, UV_RUN_DEFAULT);
    printf("data: %d\n", loop.data == &own && own == 7);
    int closed = uv_loop_close(&loop);
    printf("closed: %d\n", closed);
    return closed != 0;
}
C
cat > expected <<'TEXT'
again: no
sum: 0 42 -
sum: 1 ParseError: "x" is not an int
twice: 3
shout: ABAB
bytes: 3 0
maybe: none
bad: 1 - Bad(request: "bad")
first: 0 answer to first -
nested: 0 answer to from a callback -
count: 0 5
forever: 2
ticks: 10
forever: 2
late: 2 - -
detached well
data: 1
closed: 0
TEXT
check "a module with exports" "$SLEYC" stats.sley -o stats.c --c-header stats.h -H stats.sley.h
cp stats.h before.h && touch -d '2001-01-01' stats.h
check "once more" "$SLEYC" stats.sley -o stats.c --c-header stats.h
check "leaves an unchanged header alone" test stats.h -ot before.h
includes="-I$ROOT/runtime/include"
libs="$(pkg-config --libs libuv libutf8proc) -lm"
strict="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"
check "its C" "${CC:-cc}" -std=c11 $strict $includes -c stats.c -o stats.o
check "a C program that owns a loop" "${CC:-cc}" -std=gnu11 $strict $includes host.c stats.o -o host "$BUILD/libsley.a" $libs
./host > out; code=$?
check "ends well" test $code = 0
# What Sley prints comes in lines of its own, at other times.
grep -v '^handled\|^called' out > told
LC_ALL=C sort told > told.sorted; LC_ALL=C sort expected > expected.sorted
same "starts, awaits and cancels, while its own timers tick; uv_loop_close() gives 0" told.sorted expected.sorted
prints "handled first" "cleanup runs" cat out
prints "called 3" "module-level variables have their values" cat out
if [ -f "$BUILD/asan/libsley.a" ]; then
    check "with AddressSanitizer" "${CC:-cc}" -std=gnu11 -g -fsanitize=address,undefined $includes host.c stats.c -o checked "$BUILD/asan/libsley.a" $libs
    check "nothing leaks, nothing is used after its end" ./checked
fi

cat > main.cpp <<'CPP'
#include <cstdio>
#include <string>
#include <uv.h>

#include "stats.h"

int main()
{
    uv_loop_t loop;
    uv_loop_init(&loop);
    sley_host *host = sley_attach(&loop);
    std::string answer;
    stats_handle_start("C++", 1, [](void *context, const stats_handle_answer *a) {
        *static_cast<std::string *>(context) = a->result;
    }, &answer);
    uv_run(&loop, UV_RUN_DEFAULT);
    std::printf("%s, %g\n", answer.c_str(), stats_twice(4.0));
    sley_detach(host, nullptr, nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    return uv_loop_close(&loop);
}
CPP
if command -v "${CXX:-c++}" > found; then
    check "a C++ program" "${CXX:-c++}" -Wall -Wextra -Wpedantic -Werror $includes main.cpp stats.o -o cpp "$BUILD/libsley.a" $libs
    prints "answer to C++, 8" "runs" ./cpp
else
    skip "a C++ program" "THERE IS NO C++ COMPILER"
fi

# ---- one loop in each thread; streams, timers and threads of C beside the host's
cat > busy.sley <<'SLEY'
import net
extern "unistd.h" { blocking fn usleep(us: u32) -> i32 }

export async fn talk(port: i32) -> int throws {
    let server = await net.listen("127.0.0.1", int(port))
    let t = spawn serve(server)
    let c = await net.connect("127.0.0.1", server.port)
    await c.write("one\ntwo\n")
    c.write_eof()
    var n = 0
    async for line in c.lines() { n += line.len() }
    await usleep(1000)
    t.cancel()
    return n
}

async fn serve(server: net.Server) throws {
    async for c in server { spawn echo(c) }
}

async fn echo(c: net.Conn) throws {
    async for line in c.lines() { await c.write("{line}{line}\n") }
    c.close()
}

export async fn keep_open() throws {
    let server = await net.listen("127.0.0.1", 0)
    let c = await net.connect("127.0.0.1", server.port)
    async for line in c.lines() { print(line) }
}
SLEY
cat > busy.c <<'C'
#include <stdio.h>
#include <uv.h>

#include "busy.h"

static void on_talk(void *context, const busy_talk_answer *answer)
{
    *(int64_t *)context = answer->status == SLEY_JOB_DONE ? answer->result : -1;
}

// A loop of its own: talks over a socket, and leaves another one open at the end.
static void thread(void *data)
{
    int64_t *result = data;
    int64_t said = 0;
    uv_loop_t loop;
    uv_loop_init(&loop);
    sley_host *host = sley_attach(&loop);
    busy_talk_start(0, on_talk, &said);
    uv_run(&loop, UV_RUN_DEFAULT);
    busy_keep_open_start(NULL, NULL);
    for (int i = 0; i < 5; i++) uv_run(&loop, UV_RUN_NOWAIT);
    sley_detach(host, NULL, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    *result = said * 10 + uv_loop_close(&loop);
}

int main(void)
{
    int64_t results[3] = {0, 0, 0};
    uv_thread_t threads[2];
    for (int i = 0; i < 2; i++) uv_thread_create(&threads[i], thread, &results[i]);
    thread(&results[2]);
    for (int i = 0; i < 2; i++) uv_thread_join(&threads[i]);
    printf("%d %d %d\n", (int)results[0], (int)results[1], (int)results[2]);
    return 0;
}
C
check "a module with streams" "$SLEYC" busy.sley -o busy_m.c --c-header busy.h
check "loops in threads" "${CC:-cc}" -std=gnu11 $strict $includes busy.c busy_m.c -o busy "$BUILD/libsley.a" $libs
prints "120 120 120" "each has its own tasks; uv_loop_close() gives 0" timeout 20 ./busy
if [ -f "$BUILD/asan/libsley.a" ]; then
    check "with AddressSanitizer" "${CC:-cc}" -std=gnu11 -g -fsanitize=address,undefined $includes busy.c busy_m.c -o checked "$BUILD/asan/libsley.a" $libs
    prints "120 120 120" "nothing leaks, nothing is used after its end" timeout 60 ./checked
fi
printf '#include "stats.h"\nint main(void) { return (int)stats_twice(1.0); }\n' > early.c
check "a program that does not attach" "${CC:-cc}" -std=gnu11 $includes early.c stats.o -o early "$BUILD/libsley.a" $libs
prints "call sley_attach first" "is told so" ./early
