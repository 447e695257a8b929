// SPDX-License-Identifier: MIT
// test_io.c - TCP on loopback: whole programs of a server task and a client task; files.
#include "rt.h"

#include "sley/list.h"

#define RUN_UV(NAME, ...) RUN_IN(((rt_mode){&sley_seam_uv, 1, false, false}), NAME, __VA_ARGS__)
#define RUN_UV_HOSTILE(NAME, ...) \
    RUN_IN(((rt_mode){&sley_seam_uv, 1, false, true}), NAME, __VA_ARGS__)

static sley_str *text(const char *s)
{
    return sley_str_from_cstr(s);
}

static void say_bytes(const sley_bytes *b)
{
    if (b == NULL) {
        say("none");
    } else {
        say("%.*s", (int)b->len, (const char *)b->data);
    }
}

static void say_str(const sley_str *s)
{
    if (s == NULL) {
        say("none");
    } else {
        say("%.*s", (int)s->len, s->data);
    }
}

// ---- an echo server for one connection ----------------------------------------------------------

ASYNC(echo_one, sley_listener *l; sley_conn *c; sley_waiter a; sley_conn_wait w; sley_bytes *b;);
RESUME(echo_one)
{
    BEGIN(echo_one)
    AWAIT(1, sley_listener_next(task, self, &f->a, f->l, &f->c))
    while (true) {
        AWAIT_TRY(2, sley_conn_read(task, self, &f->w, f->c, 65536, &f->b))
        if (st != SLEY_OK || f->b == NULL) break;
        AWAIT_TRY(3, sley_conn_write(task, self, &f->w, f->c, f->b))
        sley_bytes_release(f->b);
        if (st != SLEY_OK) break;
    }
    f->result = (int64_t)st;
    (void)outcome_name(task, st);
    sley_conn_release(f->c);
    f->c = NULL;
    END
}

// ---- half-close: the answer comes after our end -------------------------------------------------

ASYNC(half_close, sley_listener *l; sley_conn * c; sley_task * t; sley_waiter a; sley_conn_wait w;
      sley_str * s; sley_bytes * b; int64_t v;);
RESUME(half_close)
{
    BEGIN(half_close)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    f->t = SPAWN(NULL, echo_one, .l = f->l);
    AWAIT(2, sley_net_connect(task, self, &f->a, f->s, sley_listener_port(f->l), &f->c))
    sley_str_release(f->s);
    f->s = text("hello");
    AWAIT(3, sley_conn_write_str(task, self, &f->w, f->c, f->s))
    sley_str_release(f->s);
    if (sley_conn_write_eof(task, f->c) != SLEY_OK) return SLEY_ERROR;
    AWAIT(4, sley_conn_read_exactly(task, self, &f->w, f->c, 5, &f->b))
    say_bytes(f->b);
    sley_bytes_release(f->b);
    // The end is none, every time.
    AWAIT(5, sley_conn_read(task, self, &f->w, f->c, 10, &f->b))
    say_bytes(f->b);
    AWAIT(6, sley_conn_read(task, self, &f->w, f->c, 10, &f->b))
    say_bytes(f->b);
    AWAIT(7, sley_task_await(task, self, &f->a, f->t, &f->v))
    say("server: %d", (int)f->v);
    sley_task_release(f->t);
    sley_conn_release(f->c);
    sley_listener_release(f->l);
    END
}

// rule: S77, S78, S81
static void test_half_close(void **state)
{
    (void)state;
    assert_int_equal(RUN_UV(half_close, 0), 0);
    assert_log("hello none none server: 0");
    assert_int_equal(RUN_UV_HOSTILE(half_close, 0), 0);
}

// ---- lines, marks, exact reads ------------------------------------------------------------------

ASYNC(send_text, sley_listener *l; sley_str *s; sley_conn *c; sley_waiter a; sley_conn_wait w;);
RESUME(send_text)
{
    BEGIN(send_text)
    AWAIT(1, sley_listener_next(task, self, &f->a, f->l, &f->c))
    AWAIT(2, sley_conn_write_str(task, self, &f->w, f->c, f->s))
    sley_str_release(f->s);
    sley_conn_close(f->c);
    sley_conn_release(f->c);
    END
}

ASYNC(read_lines, sley_listener *l; sley_conn * c; sley_waiter a; sley_conn_wait w; sley_str * s;
      sley_bytes * b; sley_bytes * mark;);
RESUME(read_lines)
{
    BEGIN(read_lines)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    SPAWN_DROP(NULL, send_text, .l = f->l, .s = text("one\r\ntwo\n\nab--cdlast"));
    AWAIT(2, sley_net_connect(task, self, &f->a, f->s, sley_listener_port(f->l), &f->c))
    sley_str_release(f->s);
    AWAIT(3, sley_conn_read_line(task, self, &f->w, f->c, &f->s))
    say_str(f->s);
    sley_str_release(f->s);
    AWAIT(4, sley_conn_read_line(task, self, &f->w, f->c, &f->s))
    say_str(f->s);
    sley_str_release(f->s);
    AWAIT(5, sley_conn_read_line(task, self, &f->w, f->c, &f->s))
    say("[%d]", (int)f->s->len);
    sley_str_release(f->s);
    f->mark = sley_bytes_new("--", 2);
    AWAIT(6, sley_conn_read_until(task, self, &f->w, f->c, f->mark, &f->b))
    sley_bytes_release(f->mark);
    say_bytes(f->b);
    sley_bytes_release(f->b);
    AWAIT(7, sley_conn_read_exactly(task, self, &f->w, f->c, 2, &f->b))
    say_bytes(f->b);
    sley_bytes_release(f->b);
    AWAIT_TRY(8, sley_conn_read_exactly(task, self, &f->w, f->c, 100, &f->b))
    sley_error *error = sley_catch(task);
    say("%s", error->type->name);
    say_bytes(((sley_net_incomplete *)error)->part);
    sley_error_release(error);
    sley_conn_release(f->c);
    sley_listener_release(f->l);
    END
}

// rule: S78
static void test_read_lines(void **state)
{
    (void)state;
    assert_int_equal(RUN_UV(read_lines, 0), 0);
    assert_log("one two [0] ab-- cd net.Incomplete last");
}

ASYNC(long_line, sley_listener *l; sley_conn * c; sley_waiter a; sley_conn_wait w; sley_str * s;
      int64_t size;);
RESUME(long_line)
{
    BEGIN(long_line)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    char *data = malloc((size_t)f->size + 6);
    memset(data, 'x', (size_t)f->size);
    memcpy(data + f->size, "\nnext\n", 6);
    SPAWN_DROP(NULL, send_text, .l = f->l, .s = sley_str_new(data, (size_t)f->size + 6));
    free(data);
    AWAIT(2, sley_net_connect(task, self, &f->a, f->s, sley_listener_port(f->l), &f->c))
    sley_str_release(f->s);
    AWAIT_TRY(3, sley_conn_read_line(task, self, &f->w, f->c, &f->s))
    if (st == SLEY_OK) {
        say("%d", (int)f->s->len);
        sley_str_release(f->s);
    } else {
        say("%s", caught(task));
    }
    AWAIT(4, sley_conn_read_line(task, self, &f->w, f->c, &f->s))
    say_str(f->s);
    sley_str_release(f->s);
    sley_conn_release(f->c);
    sley_listener_release(f->l);
    END
}

// A line over the limit is an error, its bytes are gone and the next line is whole; one of
// the limit passes.
static void test_long_line(void **state)
{
    (void)state;
    RUN_UV(long_line, .size = SLEY_LINE_LIMIT);
    assert_log("65536 next");
    RUN_UV(long_line, .size = SLEY_LINE_LIMIT + 1);
    assert_log("net.LineTooLong next");
    RUN_UV(long_line, .size = 1000000);
    assert_log("net.LineTooLong next");
}

// ---- much data both ways: back-pressure ---------------------------------------------------------

enum { MUCH = 4 << 20 };

static sley_bytes *pattern(void)
{
    char data[1 << 16];
    for (int k = 0; k < 1 << 16; k++) data[k] = (char)(k * 7);
    return sley_bytes_new(data, sizeof data);
}

ASYNC(pump, sley_conn *c; sley_conn_wait w; sley_bytes *b; int64_t i;);
RESUME(pump)
{
    BEGIN(pump)
    f->b = pattern();
    for (f->i = 0; f->i < MUCH >> 16; f->i++) {
        AWAIT(1, sley_conn_write(task, self, &f->w, f->c, f->b))
    }
    sley_bytes_release(f->b);
    if (sley_conn_write_eof(task, f->c) != SLEY_OK) return SLEY_ERROR;
    END
}

ASYNC(much, sley_listener *l; sley_conn * c; sley_waiter a; sley_conn_wait w; sley_str * s;
      sley_bytes * b; int64_t got; bool wrong;);
RESUME(much)
{
    BEGIN(much)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    SPAWN_DROP(NULL, echo_one, .l = f->l);
    AWAIT(2, sley_net_connect(task, self, &f->a, f->s, sley_listener_port(f->l), &f->c))
    sley_str_release(f->s);
    SPAWN_DROP(NULL, pump, .c = f->c);
    while (true) {
        AWAIT(3, sley_conn_read(task, self, &f->w, f->c, 1000, &f->b))
        if (f->b == NULL) break;
        for (int64_t k = 0; k < f->b->len; k++) {
            f->wrong |= f->b->data[k] != (uint8_t)(((f->got + k) & 0xffff) * 7);
        }
        f->got += f->b->len;
        sley_bytes_release(f->b);
    }
    say("%d %d", (int)f->got, f->wrong);
    sley_conn_release(f->c);
    sley_listener_release(f->l);
    END
}

// rule: S80
static void test_much_data(void **state)
{
    (void)state;
    RUN_UV(much, 0);
    assert_log("4194304 0");
}

// ---- what goes wrong ----------------------------------------------------------------------------

ASYNC(refused, sley_listener *l; sley_conn *c; sley_waiter a; sley_str *s; int64_t port;);
RESUME(refused)
{
    BEGIN(refused)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    f->port = sley_listener_port(f->l);
    AWAIT_TRY(2, sley_net_listen(task, self, &f->a, f->s, f->port, 16, (sley_listener **)&f->c))
    say("%s", outcome_name(task, st));
    sley_listener_close(f->l);
    sley_listener_release(f->l);
    AWAIT(3, sley_yield(task, self))
    AWAIT_TRY(4, sley_net_connect(task, self, &f->a, f->s, f->port, &f->c))
    say("%s", outcome_name(task, st));
    AWAIT_TRY(5, sley_net_connect(task, self, &f->a, f->s, 70000, &f->c))
    say("%s", outcome_name(task, st));
    sley_str_release(f->s);
    END
}

static void test_refused(void **state)
{
    (void)state;
    RUN_UV(refused, 0);
    assert_log("net.AddressInUse net.Refused net.Error");
}

ASYNC(reader, sley_conn *c; sley_conn_wait w; sley_bytes *b;);
RESUME(reader)
{
    BEGIN(reader)
    AWAIT_TRY(1, sley_conn_read(task, self, &f->w, f->c, 10, &f->b))
    say("%s", outcome_name(task, st));
    END
}

ASYNC(acceptor, sley_listener *l; sley_conn *c; sley_waiter w;);
RESUME(acceptor)
{
    BEGIN(acceptor)
    AWAIT_TRY(1, sley_listener_next(task, self, &f->w, f->l, &f->c))
    say("accept %s %s", outcome_name(task, st), f->c ? "conn" : "none");
    sley_conn_release(f->c);
    END
}

ASYNC(cancels, sley_listener *l; sley_conn * c; sley_waiter a; sley_wait w; sley_str * s;
      sley_task * r; sley_task * p; sley_task * q;);
RESUME(cancels)
{
    BEGIN(cancels)
    f->s = text("127.0.0.1");
    AWAIT(1, sley_net_listen(task, self, &f->a, f->s, 0, 16, &f->l))
    AWAIT(2, sley_net_connect(task, self, &f->a, f->s, sley_listener_port(f->l), &f->c))
    sley_str_release(f->s);
    f->r = SPAWN(NULL, reader, .c = f->c);
    AWAIT(3, sley_sleep(task, self, &f->w, ms(2)))
    sley_task_cancel(f->r, NULL);
    AWAIT(4, sley_sleep(task, self, &f->w, ms(2)))
    f->p = SPAWN(NULL, acceptor, .l = f->l);
    AWAIT(5, sley_sleep(task, self, &f->w, ms(5)))
    f->q = SPAWN(NULL, acceptor, .l = f->l);
    AWAIT(6, sley_sleep(task, self, &f->w, ms(2)))
    sley_task_cancel(f->q, NULL);
    AWAIT(7, sley_sleep(task, self, &f->w, ms(2)))
    SPAWN_DROP(NULL, acceptor, .l = f->l);
    AWAIT(8, sley_sleep(task, self, &f->w, ms(2)))
    sley_listener_close(f->l);
    AWAIT(9, sley_sleep(task, self, &f->w, ms(2)))
    sley_task_release(f->r);
    sley_task_release(f->p);
    sley_task_release(f->q);
    sley_conn_release(f->c);
    sley_listener_release(f->l);
    END
}

// rule: S48
static void test_cancelled_waits(void **state)
{
    (void)state;
    RUN_UV(cancels, 0);
    assert_log("Cancelled accept ok conn accept Cancelled none accept ok none");
}

// ---- files --------------------------------------------------------------------------------------

static void test_files(void **state)
{
    (void)state;
    executor *x = sley__executor_open(&sley_seam_uv, 1);
    sley_task *task = &x->own;
    char name[] = "/tmp/sley-test-XXXXXX";
    assert_non_null(mkdtemp(name));
    sley_str *dir = text(name);
    sley_str *slash = text("/a.txt");
    sley_str *path = sley_str_concat(dir, slash);
    sley_str *body = text("one\ntwo");
    assert_int_equal(sley_fs_write_text(task, path, body, false), SLEY_OK);
    assert_int_equal(sley_fs_append_text(task, path, body), SLEY_OK);
    int64_t size = 0;
    assert_int_equal(sley_fs_size(task, path, &size), SLEY_OK);
    assert_int_equal(size, 14);
    sley_list *lines = NULL;
    assert_int_equal(sley_fs_read_lines(task, path, &lines), SLEY_OK);
    assert_int_equal(sley_list_len(lines), 3);
    sley_list_release(lines);
    sley_list *names = NULL;
    assert_int_equal(sley_fs_list(task, dir, &names), SLEY_OK);
    assert_int_equal(sley_list_len(names), 1);
    sley_list_release(names);
    assert_true(sley_fs_exists(path));
    assert_int_equal(sley_fs_remove(task, path), SLEY_OK);
    assert_false(sley_fs_exists(path));
    sley_str *gone = NULL;
    assert_int_equal(sley_fs_read_text(task, path, &gone), SLEY_ERROR);
    assert_string_equal(caught(task), "fs.NotFound");
    rmdir(name);
    sley_str_release(dir);
    sley_str_release(slash);
    sley_str_release(path);
    sley_str_release(body);
    assert_false(sley__executor_close(x));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_half_close), cmocka_unit_test(test_read_lines),
        cmocka_unit_test(test_long_line),  cmocka_unit_test(test_much_data),
        cmocka_unit_test(test_refused),    cmocka_unit_test(test_cancelled_waits),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
