// SPDX-License-Identifier: MIT
// gen.c - generators: steps of their bodies, and how they are closed.
//
//     NEW --first step--> RUNNING --yield--> SUSPENDED --next, send, throw, close--> RUNNING
//                            \--the body ends--> DONE
//
// G1  A step begins in begin_step and ends in end_step, whatever comes of it.
// G2  While the body runs, the references of its asker keep the generator alive.
#include "core/internal.h"

#include <assert.h>

// What a step is for.
typedef enum step_kind {
    STEP_ASK,   // for the next value; also with an error thrown in
    STEP_CLOSE, // to be the last
    STEP_ENTER, // a context's first
    STEP_LEAVE, // a context's last
} step_kind;

static sley_frame *body_of(const sley_gen *g)
{
    return (sley_frame *)(uintptr_t)(g + 1);
}

static const char *name_of(const sley_gen *g)
{
    return sley_site_function(body_of(g)->fn->sites);
}

// ---- making and freeing ---------------------------------------------------------------------

static sley_resume step_resume;

// Row 0 is no place in the source: reports leave it out.
static const sley_site step_site = {0, 0, sizeof(sley_gen) - offsetof(sley_gen, step),
                                    SLEY_NAMED("", "")};
static const sley_fn step_fn = {
    .resume = step_resume, .sites = &step_site, .frame_size = sizeof(sley_frame), .site_count = 1};

sley_gen *sley_gen_new(const sley_fn *body)
{
    sley_executor *e = sley_here();
    size_t size = sizeof(sley_gen) + body->frame_size;
    size_t at = SLEY_CLASS_OF(size);
    sley_gen *g = (sley_gen *)sley__block_new(e, size);
    *g = (sley_gen){.head.refs = 1, .executor = e, .step.fn = &step_fn};
    g->size_class = at < SLEY_CLASS_COUNT ? (uint8_t)at : 0;
    const sley_type *type = body->result;
    if (type && !type->niche) g->offset = (uint8_t)type->align;
    full(e)->blocks++;
    return g;
}

sley_gen *sley_gen_of_optionals(sley_gen *g)
{
    g->offset = sizeof(void *);
    return g;
}

static void finish(sley_gen *g)
{
    if (g->state != SLEY_GEN_NEW) sley__link_remove(&g->open);
    g->state = SLEY_GEN_DONE;
    sley__task_drop_arguments(body_of(g));
}

static void free_block(void *object)
{
    sley_gen *g = object;
    if (g->state == SLEY_GEN_NEW) finish(g);
    full(g->executor)->blocks--;
    sley__block_free(g->executor, g, g->size_class);
}

static void close_later(sley_gen *g);

void sley_gen_free(sley_gen *g)
{
    assert(g->state != SLEY_GEN_RUNNING); // G2
    if (g->state == SLEY_GEN_SUSPENDED) close_later(g);
    else sley__free_holder(g, free_block);
}

// ---- a step ---------------------------------------------------------------------------------

static void give_none(const sley_gen *g, void *out)
{
    if (!out) return;
    // The value is zero, too (opt.h I1): what it was in the last round may be released again.
    if (g->offset) memset(out, 0, g->offset + body_of(g)->fn->result->size);
    else memset(out, 0, sizeof(void *));
}

// What was yielded is moved to where it is wanted.
static void give_value(const sley_gen *g, void *out)
{
    const sley_fn *fn = body_of(g)->fn;
    char *value = (char *)body_of(g) + fn->result_offset;
    if (!fn->result) return;
    if (!out) {
        sley_type_drop(fn->result, value);
        return;
    }
    if (g->step_kind == STEP_ENTER) { // a context always gives one
        memcpy(out, value, fn->result->size);
        return;
    }
    *(char *)out = 1;
    memcpy((char *)out + g->offset, value, fn->result->size);
}

static void panic_at_yield(const sley_gen *g, const char *what)
{
    const sley_frame *body = body_of(g);
    sley_panicf(&body->fn->sites[body->state], "`%s` %s", name_of(g), what);
}

// The error that was thrown into a context comes out again, as it went in: it is on its way through
// the `with` already.
static bool is_outcome(const sley_task *task, const sley_gen *g, sley_status st)
{
    return st == SLEY_ERROR && g->step_kind == STEP_LEAVE && task->base.error == g->outcome;
}

static sley_status end_body(sley_task *task, sley_gen *g, sley_status st)
{
    if (g->step_kind == STEP_ENTER && st == SLEY_OK) {
        sley_panicf(body_of(g)->fn->sites, "context `%s` ends without a yield", name_of(g));
    }
    if (g->step_kind != STEP_ENTER) give_none(g, g->out);
    if (is_outcome(task, g, st)) {
        sley_error_release(sley_catch(task));
        g->outcome->trace_len = g->outcome_rows;
        st = SLEY_OK;
    }
    bool closes = g->step_kind == STEP_CLOSE || g->step_kind == STEP_LEAVE;
    if (closes && st == SLEY_CANCELLED && full(g->executor)->exiting == g->exits) st = SLEY_OK;
    finish(g);
    return st;
}

static sley_status end_step(sley_task *task, sley_gen *g, sley_status st)
{
    assert(g->state == SLEY_GEN_RUNNING && st != SLEY_PENDING);
    if (!g->yielded) return end_body(task, g, st);
    if (g->step_kind == STEP_CLOSE) panic_at_yield(g, "yields while it is closed");
    if (g->step_kind == STEP_LEAVE) panic_at_yield(g, "yields again where its `with` is left");
    g->state = SLEY_GEN_SUSPENDED;
    give_value(g, g->out);
    return SLEY_OK;
}

static sley_status step_resume(sley_task *task, sley_frame *self, sley_status st)
{
    return end_step(task, container_of(self, sley_gen, step), st);
}

// Resumes the body with `st`. `asker`: the frame that awaits the step; NULL: a plain function.
static sley_status begin_step(sley_task *task, sley_gen *g, sley_frame *asker, step_kind kind,
                              sley_status st)
{
    sley_frame *body = body_of(g);
    if (g->state == SLEY_GEN_NEW) {
        sley__link_add(&full(g->executor)->generators, &g->open);
        body->caller = &g->step;
    }
    g->state = SLEY_GEN_RUNNING;
    g->yielded = false;
    g->step_kind = (uint8_t)kind;
    g->exits = full(g->executor)->exiting;
    g->step.caller = asker;
    // On a deep C stack an async body runs from the scheduler, as any awaited function.
    bool may_wait = asker && st == SLEY_OK;
    st = may_wait ? sley_call(task, body) : body->fn->resume(task, body, st);
    return st == SLEY_PENDING ? st : end_step(task, g, st);
}

static void must_not_run(const sley_gen *g, const sley_site *site)
{
    if (SLEY_LIKELY(g->state != SLEY_GEN_RUNNING)) return;
    sley_panicf(site, "generator `%s` is asked for a value while it runs", name_of(g));
}

// next and send: `sent` is NULL for next.
static sley_status ask(sley_task *task, sley_gen *g, sley_frame *asker, const void *sent, void *out,
                       const sley_site *site)
{
    must_not_run(g, site);
    if (g->state == SLEY_GEN_DONE) {
        give_none(g, out);
        return SLEY_OK;
    }
    if (sent && g->state == SLEY_GEN_NEW) {
        sley_panicf(site, "`send` before the first `next` of generator `%s`", name_of(g));
    }
    g->sent = sent;
    g->out = out;
    return begin_step(task, g, asker, STEP_ASK, SLEY_OK);
}

const void *sley_gen_sent(sley_frame *self)
{
    const sley_gen *g = sley__gen_of(self);
    if (!g->sent) {
        sley_panicf(self->fn->sites,
                    "`next` of generator `%s`, which waits for a value: use `send`",
                    name_of(g));
    }
    return g->sent;
}

const void *sley_gen_sent_or(sley_frame *self, const void *none)
{
    const sley_gen *g = sley__gen_of(self);
    return g->sent ? g->sent : none;
}

static sley_status throw_in(sley_task *task, sley_gen *g, sley_frame *asker, sley_error *e,
                            void *out, const sley_site *site)
{
    must_not_run(g, site);
    sley_rethrow(task, sley_error_retain(e));
    if (g->state == SLEY_GEN_SUSPENDED) {
        g->out = out;
        return begin_step(task, g, asker, STEP_ASK, SLEY_ERROR);
    }
    if (g->state == SLEY_GEN_NEW) finish(g);
    give_none(g, out);
    return SLEY_ERROR;
}

static sley_status close_at(sley_task *task, sley_gen *g, sley_frame *asker, const sley_site *site)
{
    must_not_run(g, site);
    if (g->state == SLEY_GEN_NEW) finish(g);
    if (g->state == SLEY_GEN_DONE) return SLEY_OK;
    g->out = NULL;
    return begin_step(task, g, asker, STEP_CLOSE, SLEY_CANCELLED);
}

// ---- contexts -------------------------------------------------------------------------------

static sley_status enter(sley_task *task, sley_gen *g, sley_frame *asker, void *out,
                         const sley_site *site)
{
    if (g->state != SLEY_GEN_NEW) sley_panicf(site, "context `%s` is entered twice", name_of(g));
    g->sent = NULL;
    g->out = out;
    return begin_step(task, g, asker, STEP_ENTER, SLEY_OK);
}

static sley_status leave(sley_task *task, sley_gen *g, sley_frame *asker, sley_error *outcome,
                         const sley_site *site)
{
    must_not_run(g, site);
    if (g->state != SLEY_GEN_SUSPENDED) return SLEY_OK;
    g->out = NULL;
    g->outcome = outcome;
    if (!outcome) return begin_step(task, g, asker, STEP_LEAVE, SLEY_OK);
    if (sley_error_is(outcome, &sley_error_cancelled)) {
        return begin_step(task, g, asker, STEP_LEAVE, SLEY_CANCELLED);
    }
    g->outcome_rows = outcome->trace_len;
    sley_rethrow(task, sley_error_retain(outcome));
    return begin_step(task, g, asker, STEP_LEAVE, SLEY_ERROR);
}

// ---- plain generators -----------------------------------------------------------------------

// In the task that plain code runs in, whatever error is on its way there. Such a generator throws
// nothing; what comes out otherwise is exit().
static sley_error *set_error_aside(sley_task *task)
{
    sley_error *error = task->base.error;
    task->base.error = NULL;
    return error;
}

static void end_plainly(sley_task *task, sley_error *error, sley_status st)
{
    assert(st != SLEY_ERROR && !task->base.error);
    if (SLEY_UNLIKELY(st == SLEY_CANCELLED)) sley__main_exit_goes_on(task->base.executor);
    task->base.error = error;
}

void sley_gen_next(sley_gen *g, void *out, const sley_site *site)
{
    sley_task *task = sley_here_task();
    sley_error *error = set_error_aside(task);
    end_plainly(task, error, ask(task, g, NULL, NULL, out, site));
}

void sley_gen_send(sley_gen *g, const void *v, void *out, const sley_site *site)
{
    sley_task *task = sley_here_task();
    sley_error *error = set_error_aside(task);
    end_plainly(task, error, ask(task, g, NULL, v, out, site));
}

void sley_gen_close(sley_gen *g, const sley_site *site)
{
    if (g->state == SLEY_GEN_DONE) return;
    sley_task *task = sley_here_task();
    sley_error *error = set_error_aside(task);
    end_plainly(task, error, close_at(task, g, NULL, site));
}

void sley_context_enter(sley_gen *g, void *out, const sley_site *site)
{
    sley_task *task = sley_here_task();
    sley_error *error = set_error_aside(task);
    end_plainly(task, error, enter(task, g, NULL, out, site));
}

void sley_context_exit(sley_gen *g, sley_error *outcome, const sley_site *site)
{
    sley_task *task = sley_here_task();
    sley_error *error = set_error_aside(task);
    end_plainly(task, error, leave(task, g, NULL, outcome, site));
}

sley_status sley_context_enter_throws(sley_task *task, sley_gen *g, void *out,
                                      const sley_site *site)
{
    return enter(task, g, NULL, out, site);
}

sley_status sley_context_exit_throws(sley_task *task, sley_gen *g, sley_error *outcome,
                                     const sley_site *site)
{
    return leave(task, g, NULL, outcome, site);
}

sley_status sley_gen_next_throws(sley_task *task, sley_gen *g, void *out, const sley_site *site)
{
    return ask(task, g, NULL, NULL, out, site);
}

sley_status sley_gen_send_throws(sley_task *task, sley_gen *g, const void *v, void *out,
                                 const sley_site *site)
{
    return ask(task, g, NULL, v, out, site);
}

sley_status sley_gen_throw_throws(sley_task *task, sley_gen *g, sley_error *e, void *out,
                                  const sley_site *site)
{
    return throw_in(task, g, NULL, e, out, site);
}

sley_status sley_gen_close_throws(sley_task *task, sley_gen *g, const sley_site *site)
{
    return close_at(task, g, NULL, site);
}

// ---- async generators -----------------------------------------------------------------------

// Steps that never wait spend credits, so that a loop over them can be interrupted (wait.h).
static sley_status ended(sley_task *task, sley_frame *self, sley_status st)
{
    return st == SLEY_PENDING ? st : sley__end(task, self, st);
}

sley_status sley_gen_next_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                void *out, const sley_site *site)
{
    w->callee = &g->step;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return ended(task, self, ask(task, g, self, NULL, out, site));
}

sley_status sley_gen_send_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                const void *v, void *out, const sley_site *site)
{
    w->callee = &g->step;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return ended(task, self, ask(task, g, self, v, out, site));
}

sley_status sley_gen_throw_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                 sley_error *e, void *out, const sley_site *site)
{
    w->callee = &g->step;
    return ended(task, self, throw_in(task, g, self, e, out, site));
}

sley_status sley_gen_close_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                 const sley_site *site)
{
    w->callee = &g->step;
    return close_at(task, g, self, site);
}

sley_status sley_context_enter_async(sley_task *task, sley_frame *self, sley_gen_wait *w,
                                     sley_gen *g, void *out, const sley_site *site)
{
    w->callee = &g->step;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return ended(task, self, enter(task, g, self, out, site));
}

sley_status sley_context_exit_async(sley_task *task, sley_frame *self, sley_gen_wait *w,
                                    sley_gen *g, sley_error *outcome, const sley_site *site)
{
    w->callee = &g->step;
    return leave(task, g, self, outcome, site);
}

// ---- closing by the runtime -----------------------------------------------------------------

// The task that closes a generator which no one holds, or which is open when the program ends.
typedef struct closer_frame {
    sley_frame base;
    sley_gen *gen; // its reference
    sley_gen_wait wait;
    sley_scope shield; // the end of the program waits for it (S21)
} closer_frame;

enum { CLOSER_BEGINS = 1, CLOSER_WAITS };

static sley_status closer_resume(sley_task *task, sley_frame *self, sley_status st)
{
    closer_frame *f = container_of(self, closer_frame, base);
    if (self->state == CLOSER_BEGINS) {
        self->state = CLOSER_WAITS;
        sley_shield_enter(task, &f->shield);
        st = sley_gen_close_async(task, self, &f->wait, f->gen, NULL);
        if (st == SLEY_PENDING) return st;
    }
    sley_shield_leave(task, &f->shield);
    full(task->base.executor)->closers--;
    sley_gen_release(f->gen);
    return st;
}

static const sley_site closer_sites[] = {
    {0, 0, 0, SLEY_NAMED("close", "")},
    {0, 1, 0, ""},
    {0, 2, (uint32_t)offsetof(closer_frame, wait) | 1u, "close"},
};
static const sley_fn closer_fn = {.resume = closer_resume,
                                  .sites = closer_sites,
                                  .frame_size = sizeof(closer_frame),
                                  .site_count = 3};

// Also when the program is ending, which cancels tasks that have not begun: so its state is not 0.
static void close_by_task(sley_gen *g)
{
    sley_executor *e = g->executor;
    sley_task *t = sley_task_new(&full(e)->own, &closer_fn, NULL);
    closer_frame *f = sley_task_frame(t);
    sley_frame_init(&f->base, NULL, &closer_fn);
    f->base.state = CLOSER_BEGINS;
    f->gen = g;
    t->group = NULL;
    full(e)->closers++;
    sley__task_enter(e, t, &e->tasks);
    sley_task_release(t);
}

static void close_later(sley_gen *g)
{
    g->head.refs = 1;
    close_by_task(g);
}

bool sley__gen_close_all(executor *x)
{
    bool any = false;
    for (sley_link *at = x->generators.next; at != &x->generators; at = at->next) {
        sley_gen *g = container_of(at, sley_gen, open);
        if (g->state != SLEY_GEN_SUSPENDED) continue;
        any = true;
        close_by_task(sley_gen_retain(g));
    }
    return any;
}

// ---- as a value -----------------------------------------------------------------------------

static void gen_print_at(sley_text *out, const void *place)
{
    static const char *const states[] = {
        [SLEY_GEN_NEW] = "new",
        [SLEY_GEN_SUSPENDED] = "suspended",
        [SLEY_GEN_RUNNING] = "running",
        [SLEY_GEN_DONE] = "done",
    };
    const sley_gen *g = *(sley_gen *const *)place;
    const char *name = strrchr(name_of(g), '.');
    sley_text_put_cstr(out, "<generator ");
    sley_text_put_cstr(out, name ? name + 1 : name_of(g));
    sley_text_put_cstr(out, " ");
    sley_text_put_cstr(out, states[g->state]);
    sley_text_put_cstr(out, ">");
}

HANDLE_TYPE(gen, "generator", .print = gen_print_at);
