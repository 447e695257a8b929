// SPDX-License-Identifier: MIT
// test_limits.c - what bounds a connection: deadlines of closing and of a message, large writes.
//
// On virtual time: a program that waits for sockets gets a moment for them, then the clock jumps.
#include "rt.h"

#include <sys/mman.h>

#include "io/internal.h"

// Two ends of a connection: `c` connected, `s` accepted.
#define PAIR \
    sley_listener *l; \
    sley_conn *c; \
    sley_conn *s; \
    sley_waiter a; \
    sley_wait w; \
    sley_str *host; \
    sley_conn_wait r; \
    sley_bytes *b; \
    sley_str *line; \
    int64_t i; \
    sley_task *t
#define CONNECT \
    f->host = sley_str_from_cstr("127.0.0.1"); \
    AWAIT(1, sley_net_listen(task, self, &f->a, f->host, 0, 16, &f->l)) \
    AWAIT(2, sley_net_connect(task, self, &f->a, f->host, sley_listener_port(f->l), &f->c)) \
    AWAIT(3, sley_listener_accept(task, self, &f->a, f->l, &f->s)) \
    sley_str_release(f->host);
#define HANG_UP                  \
    sley_conn_release(f->c);     \
    sley_listener_release(f->l);

// ---- closing ----------------------------------------------------------------------------------

static char block[32 * 1024];

ASYNC(deaf_peer, PAIR;);
RESUME(deaf_peer)
{
    BEGIN(deaf_peer)
    CONNECT
    while (f->s->queued == 0) { // the peer never reads
        f->b = sley_bytes_new(block, sizeof block);
        AWAIT(4, sley_conn_write(task, self, &f->r, f->s, f->b))
        sley_bytes_release(f->b);
    }
    sley_conn_close(f->s);
    sley_conn_release(f->s);
    say("%u", full(task->base.executor)->connections); // it still sends
    AWAIT(5, sley_sleep(task, self, &f->w, ms(29000)))
    say("%u", full(task->base.executor)->connections);
    AWAIT(6, sley_sleep(task, self, &f->w, ms(60000)))
    say("%u", full(task->base.executor)->connections);
    HANG_UP
    END
}

// fault: F86
static void test_closing_has_a_deadline(void **state)
{
    (void)state;
    RUN(deaf_peer, 0);
    assert_log("1 1 0");
}

// ---- messages -----------------------------------------------------------------------------------

ASYNC(slow_client, PAIR;);
RESUME(slow_client)
{
    BEGIN(slow_client)
    CONNECT
    f->b = sley_bytes_new("whole\npar", 9);
    AWAIT(4, sley_conn_write(task, self, &f->r, f->c, f->b))
    sley_bytes_release(f->b);
    AWAIT(5, sley_conn_read_line(task, self, &f->r, f->s, &f->line))
    say("%s", f->line->data);
    sley_str_release(f->line);
    f->i = sley_now(task->base.executor);
    AWAIT_TRY(6, sley_conn_read_line(task, self, &f->r, f->s, &f->line))
    say("%s", outcome_name(task, st));
    say("%d", (int)((sley_now(task->base.executor) - f->i) / ms(1000)));
    AWAIT_TRY(7, sley_conn_read_line(task, self, &f->r, f->s, &f->line))
    say("%s", outcome_name(task, st)); // it stays
    sley_conn_release(f->s);
    HANG_UP
    END
}

// fault: F93
static void test_message_has_a_deadline(void **state)
{
    (void)state;
    RUN(slow_client, 0);
    assert_log("whole net.TimedOut 30 net.TimedOut");
}

ASYNC(line_reader, sley_conn *c; sley_conn_wait r; sley_str *line;);
RESUME(line_reader)
{
    BEGIN(line_reader)
    AWAIT(1, sley_conn_read_line(task, self, &f->r, f->c, &f->line))
    say("%s", f->line->data);
    sley_str_release(f->line);
    END
}

ASYNC(idle_client, PAIR;);
RESUME(idle_client)
{
    BEGIN(idle_client)
    CONNECT
    f->t = SPAWN(NULL, line_reader, .c = f->s);
    AWAIT(4, sley_sleep(task, self, &f->w, ms(600000)))
    f->b = sley_bytes_new("late\n", 5);
    AWAIT(5, sley_conn_write(task, self, &f->r, f->c, f->b))
    sley_bytes_release(f->b);
    AWAIT(6, sley_task_await(task, self, &f->a, f->t, NULL))
    sley_task_release(f->t);
    sley_conn_release(f->s);
    HANG_UP
    END
}

// fault: F93
static void test_idle_is_no_message(void **state)
{
    (void)state;
    RUN(idle_client, 0);
    assert_log("late");
}

// ---- a write of more than 4 GiB -----------------------------------------------------------------

#define HUGE ((size_t)4400 * 1000 * 1000)

static sley_bytes zeros = {.head = {SLEY_IMMORTAL, 0}};

ASYNC(writer, sley_conn *c; sley_conn_wait r;);
RESUME(writer)
{
    BEGIN(writer)
    AWAIT_TRY(1, sley_conn_write(task, self, &f->r, f->c, &zeros))
    say("%s", outcome_name(task, st));
    END
}

ASYNC(huge_write, PAIR;);
RESUME(huge_write)
{
    BEGIN(huge_write)
    CONNECT
    f->t = SPAWN(NULL, writer, .c = f->s);
    AWAIT(4, sley_sleep(task, self, &f->w, ms(5)))
    // What is queued and what the kernel took at once make the whole.
    say("%d", f->s->queued > HUGE - 64 * 1000 * 1000 && f->s->queued < HUGE);
    sley_task_cancel(f->t, NULL);
    AWAIT(5, sley_task_await(task, self, &f->a, f->t, NULL))
    sley_task_release(f->t);
    sley_conn_release(f->s);
    HANG_UP
    END
}

// fault: F86
static void test_write_of_more_than_4_gib(void **state)
{
    (void)state;
    void *memory = mmap(NULL, HUGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) skip();
    zeros.len = (int64_t)HUGE;
    zeros.data = memory;
    RUN(huge_write, 0);
    assert_log("1 Cancelled");
    munmap(memory, HUGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closing_has_a_deadline),
        cmocka_unit_test(test_message_has_a_deadline),
        cmocka_unit_test(test_idle_is_no_message),
        cmocka_unit_test(test_write_of_more_than_4_gib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
