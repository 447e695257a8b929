// SPDX-License-Identifier: MIT
// test_chan.c - channels: order, hand-over, close, and that nothing is lost or doubled under any
// schedule.
#include "rt.h"

// ---- counted items: each live one is known --------------------------------------------------

static int64_t items_live; // references
static int64_t items_made;

static void item_retain(void *place)
{
    (void)place;
    items_live++;
}

static void item_release(void *place)
{
    (void)place;
    items_live--;
}

static const sley_type item_type = {
    .name = "item", .size = 8, .align = 8, .retain = item_retain, .release = item_release};

static int64_t item_new(int64_t n)
{
    items_live++;
    items_made++;
    return n;
}

// ---- rule: S70, S75 in small scenarios ------------------------------------------------------

ASYNC(taker, int64_t n; int64_t count; sley_chan *ch; sley_waiter w; sley_opt_int v;);
RESUME(taker)
{
    BEGIN(taker)
    for (; f->count > 0; f->count--) {
        AWAIT_TRY(1, sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t)))
        if (st != SLEY_OK) {
            say("%d:%s", (int)f->n, outcome_name(task, st));
            return st == SLEY_CANCELLED ? st : SLEY_OK;
        }
        if (f->v.some) {
            say("%d:%d", (int)f->n, (int)f->v.value);
        } else {
            say("%d:none", (int)f->n);
        }
    }
    END
}

ASYNC(giver, int64_t n; int64_t count; sley_chan *ch; sley_waiter w; int64_t v;);
RESUME(giver)
{
    BEGIN(giver)
    for (; f->count > 0; f->count--) {
        f->v = f->n++;
        AWAIT_TRY(1, sley_chan_send(task, self, &f->w, f->ch, &f->v, sizeof f->v))
        if (st == SLEY_ERROR) {
            sley_error *e = sley_catch(task);
            int64_t kept;
            memcpy(&kept, sley_closed_value(e), sizeof kept);
            say("%s(%d)", e->type->name, (int)kept);
            sley_error_release(e);
            return SLEY_OK;
        }
        if (st != SLEY_OK) return st;
        say("sent%d", (int)f->v);
    }
    END
}

ASYNC(rendezvous, sley_chan *ch; sley_wait w; bool sent; sley_opt_int v;);
RESUME(rendezvous)
{
    BEGIN(rendezvous)
    f->ch = sley_chan_new(task, &sley_type_int, 0, NULL);
    int64_t item = 1;
    sley_chan_try_send(task, f->ch, &item, &f->sent);
    say("%d", f->sent);
    sley_chan_try_recv(task, f->ch, &f->v);
    say("%d", f->v.some);
    SPAWN_DROP(NULL, giver, .n = 5, .count = 2, .ch = f->ch);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_try_recv(task, f->ch, &f->v);
    say("got%d", (int)f->v.value);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    SPAWN_DROP(NULL, taker, .n = 1, .count = 2, .ch = f->ch);
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1)))
    item = 9;
    sley_chan_try_send(task, f->ch, &item, &f->sent);
    say("%d", f->sent);
    // the item is the waiting receiver's: nobody else gets it
    sley_chan_try_recv(task, f->ch, &f->v);
    say("%d", f->v.some);
    AWAIT(4, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_release(f->ch);
    END
}

// rule: S70
static void test_rendezvous(void **state)
{
    (void)state;
    RUN(rendezvous, 0);
    assert_log("0 0 got5 sent5 1:6 sent6 1 0 1:9");
}

ASYNC(buffered, sley_chan *ch; sley_wait w;);
RESUME(buffered)
{
    BEGIN(buffered)
    f->ch = sley_chan_new(task, &sley_type_int, 2, NULL);
    SPAWN_DROP(NULL, giver, .n = 1, .count = 4, .ch = f->ch);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    say("len%d/%d", (int)sley_chan_len(f->ch), (int)sley_chan_cap(f->ch));
    SPAWN_DROP(NULL, taker, .n = 1, .count = 4, .ch = f->ch);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_release(f->ch);
    END
}

static void test_buffered(void **state)
{
    (void)state;
    RUN(buffered, 0);
    assert_log("sent1 sent2 len2/2 1:1 1:2 1:3 sent3 sent4 1:4");
}

ASYNC(closes, sley_chan *ch; sley_wait w; bool error;);
RESUME(closes)
{
    BEGIN(closes)
    f->ch = sley_chan_new(task, &sley_type_int, 1, NULL);
    SPAWN_DROP(NULL, giver, .n = 1, .count = 3, .ch = f->ch);
    SPAWN_DROP(NULL, giver, .n = 7, .count = 3, .ch = f->ch);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    if (f->error) {
        sley_chan_close_error(f->ch, sley_error_new(&rt_error_a));
    } else {
        sley_chan_close(f->ch);
    }
    sley_chan_close(f->ch);
    SPAWN_DROP(NULL, taker, .n = 1, .count = 3, .ch = f->ch);
    SPAWN_DROP(NULL, giver, .n = 9, .count = 1, .ch = f->ch);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    SPAWN_DROP(NULL, taker, .n = 2, .count = 1, .ch = f->ch);
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_release(f->ch);
    END
}

// rule: S75
static void test_close(void **state)
{
    (void)state;
    RUN(closes, 0);
    assert_log("sent1 Closed(2) Closed(7) 1:1 1:none 1:none Closed(9) 2:none");
    RUN(closes, .error = true);
    assert_log("sent1 Closed(2) Closed(7) 1:1 1:A Closed(9) 2:none");
}

ASYNC(close_wakes, sley_chan *ch; sley_wait w;);
RESUME(close_wakes)
{
    BEGIN(close_wakes)
    f->ch = sley_chan_new(task, &sley_type_int, 1, NULL);
    SPAWN_DROP(NULL, taker, .n = 1, .count = 1, .ch = f->ch);
    SPAWN_DROP(NULL, taker, .n = 2, .count = 1, .ch = f->ch);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_close_error(f->ch, sley_error_new(&rt_error_a));
    say("closed");
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    sley_chan_release(f->ch);
    END
}

// rule: S75, S1
static void test_close_wakes_receivers(void **state)
{
    (void)state;
    RUN(close_wakes, 0);
    assert_log("closed 1:A 2:none");
}

ASYNC(unbounded, sley_chan *ch; sley_waiter w; int64_t v; int64_t i; sley_opt_int o; int64_t sum;);
RESUME(unbounded)
{
    BEGIN(unbounded)
    f->ch = sley_chan_new_unbounded(task, &sley_type_int, NULL);
    for (f->i = 0; f->i < 5000; f->i++) {
        f->v = f->i;
        AWAIT(1, sley_chan_send(task, self, &f->w, f->ch, &f->v, sizeof f->v))
        if (f->i % 3 == 0) {
            AWAIT(2, sley_chan_recv(task, self, &f->w, f->ch, &f->o, sizeof f->v))
            assert_true(f->o.value == f->i / 3);
        }
    }
    sley_chan_close(f->ch);
    for (f->i = 1667;; f->i++) {
        AWAIT(3, sley_chan_recv(task, self, &f->w, f->ch, &f->o, sizeof f->v))
        if (!f->o.some) break;
        assert_true(f->o.value == f->i);
    }
    f->result = f->i;
    sley_chan_release(f->ch);
    END
}

static void test_unbounded_keeps_order(void **state)
{
    (void)state;
    assert_int_equal(RUN(unbounded, 0), 5000);
}

// ---- any schedule: sent == received + buffered + returned -----------------------------------

static int64_t got[512];
static int64_t count_got, count_closed, count_cancelled_sends;

ASYNC(any_sender, int64_t from; int64_t count; sley_chan *ch; sley_waiter w; int64_t v;);
RESUME(any_sender)
{
    BEGIN(any_sender)
    for (; f->count > 0; f->count--) {
        f->v = item_new(f->from++);
        AWAIT_TRY(1, sley_chan_send(task, self, &f->w, f->ch, &f->v, sizeof f->v))
        if (st == SLEY_ERROR) {
            count_closed++;
            caught(task);
        } else if (st == SLEY_CANCELLED) {
            count_cancelled_sends++;
            return st;
        }
    }
    END
}

ASYNC(any_receiver, sley_chan *ch; sley_waiter w; sley_opt_int v; sley_wait s; int64_t naps;);
RESUME(any_receiver)
{
    BEGIN(any_receiver)
    for (;;) {
        AWAIT_TRY(1, sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t)))
        if (st != SLEY_OK) return st;
        if (!f->v.some) break;
        got[f->v.value]++;
        count_got++;
        item_release(&f->v.value);
        if (f->naps > 0) {
            f->naps--;
            AWAIT_TRY(2, sley_yield(task, self))
            if (st != SLEY_OK) return st;
        }
    }
    END
}

ASYNC(any_schedule, int64_t cap; bool cancels; bool closes_early; sley_chan *ch; sley_task *s[4];
      sley_task *r[4]; int i;
      sley_waiter w; sley_wait t;);
RESUME(any_schedule)
{
    executor *x = full(task->base.executor);
    BEGIN(any_schedule)
    f->ch = sley_chan_new(task, &item_type, f->cap, NULL);
    for (f->i = 0; f->i < 4; f->i++) {
        f->s[f->i] = SPAWN(NULL, any_sender, .from = 100 * f->i, .count = 50, .ch = f->ch);
        f->r[f->i] = SPAWN(NULL, any_receiver, .ch = f->ch, .naps = 20);
    }
    for (f->i = 0; f->i < 40; f->i++) {
        AWAIT(1, sley_yield(task, self))
        if (f->cancels && f->i % 5 == 0) {
            uint64_t r = sley__executor_random(x);
            sley_task_cancel(r & 1 ? f->s[(r >> 1) % 4] : f->r[(r >> 1) % 3],
                             NULL); // one receiver stays
        }
    }
    if (f->closes_early) sley_chan_close(f->ch);
    for (f->i = 0; f->i < 4; f->i++) {
        AWAIT_TRY(2, sley_task_await(task, self, &f->w, f->s[f->i], NULL))
        sley_task_release(f->s[f->i]);
    }
    sley_chan_close(f->ch);
    for (f->i = 0; f->i < 4; f->i++) {
        AWAIT_TRY(3, sley_task_await(task, self, &f->w, f->r[f->i], NULL))
        sley_task_release(f->r[f->i]);
    }
    assert_int_equal(f->ch->end, f->ch->first);
    sley_chan_release(f->ch);
    END
}

// rule: S38, S48, S74, S75
static void test_nothing_lost_nothing_doubled(void **state)
{
    (void)state;
    static const int64_t caps[] = {0, 1, 3, 64};
    for (uint64_t seed = 1; seed <= 60; seed++) {
        for (int variant = 0; variant < 16; variant++) {
            memset(got, 0, sizeof got);
            count_got = count_closed = count_cancelled_sends = items_live = items_made = 0;
            rt_mode mode = {&sley_seam_sim, seed, seed > 1, seed % 3 == 0};
            RUN_IN(mode, any_schedule, .cap = caps[variant & 3], .cancels = variant & 4,
                    .closes_early = variant & 8);
            assert_int_equal(items_live, 0);
            assert_int_equal(items_made, count_got + count_closed + count_cancelled_sends);
            for (int i = 0; i < 512; i++) assert_true(got[i] <= 1);
            if (variant < 4) assert_int_equal(count_got, 200);
        }
    }
}

ASYNC(capacity, sley_chan *ch;);
RESUME(capacity)
{
    BEGIN(capacity)
    f->ch = sley_chan_new(task, &item_type, 8, NULL);
    for (int64_t i = 0; i < 5; i++) {
        bool sent;
        int64_t v = item_new(i);
        sley_chan_try_send(task, f->ch, &v, &sent);
    }
    sley_chan_release(f->ch); // what is in it goes with it
    END
}

static void test_free_drops_items(void **state)
{
    (void)state;
    items_live = 0;
    RUN(capacity, 0);
    assert_int_equal(items_live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rendezvous),
        cmocka_unit_test(test_buffered),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_close_wakes_receivers),
        cmocka_unit_test(test_unbounded_keeps_order),
        cmocka_unit_test(test_nothing_lost_nothing_doubled),
        cmocka_unit_test(test_free_drops_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
