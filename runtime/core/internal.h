// SPDX-License-Identifier: MIT
// core/internal.h - what runs tasks: the whole executor, and calls between the files of the core.
//
// In: functions to run (sley_fn), times, and what the outside makes ready through the seam. Out:
// the steps of tasks, in the order that the rules say. Values are moved by their sley_type alone.
// Who touches what: the fields of an executor are grouped by the file that writes them; a claim
// word is written through wait.h only, the ready ring through executor.h only.
//
// I1  There is one executor per thread; only that thread touches it and what belongs to it.
// I2  Nothing here runs Sley code except sched.c: all else only makes tasks and callbacks ready
//     (S1).
#ifndef SLEY_CORE_INTERNAL_H
#define SLEY_CORE_INTERNAL_H

#include <uv.h>

#include "core/seam.h"
#include "sley/await.h"
#include "sley/gen.h"
#include "sley/scope.h"
#include "sley/time.h"
#include "sley/var.h"
#include "value/internal.h"

// Under ASan each block comes from malloc, so that a use after free is seen (blocks.c).
#define BLOCKS_BY_MALLOC SLEY__SANITIZED

enum {
    TURN_BUDGET = 256, // resumes before a due timer fires although tasks are ready
    LONG_STEP = 32,    // what a step that spends all its credits takes of that budget
    IDLE_TURNS = 16,   // turns between looks at libuv while no task waits for it (signals)
    NANOS_PER_MS = 1000000,
};

// One armed timer. ORDER timer.c
typedef struct timer_entry {
    int64_t deadline;
    uint64_t order; // of registration: breaks ties (S7)
    sley_wait *wait;
} timer_entry;

typedef struct timer_wheel timer_wheel; // wheel.h

// A bit of sley_wait.index: the node is in the wheel; else its place in the heap + 1, or 0.
#define WHEEL_INDEX (UINT32_C(1) << 31)

// What a cancellation is to be passed on to, and the reason it came with; a reference of each.
typedef struct request_to {
    sley_awaitable *item;
    sley_str *reason; // NULL: none
} request_to;

typedef struct slab slab;

// What another thread has to tell: `run` is called on the executor's own. ORDER inbox.c
typedef struct inbox_item {
    struct inbox_item *next;
    void (*run)(struct inbox_item *item);
} inbox_item;

typedef struct inbox {
    uv_mutex_t lock;          // of first and last, the only fields that other threads touch
    inbox_item *first, *last; // in order of arrival
    uv_async_t bell;
    uint32_t expected; // while above 0 the loop stays alive
    bool is_open;      // it is made when something is first expected
} inbox;

enum { SLEY_NOTE_SIZE = 512 }; // of a failed test: sley_test_plan

typedef struct executor {
    sley_executor hot; // first: what inlines see

    // sched.c
    const sley_awaitable *until; // the run ends when this has ended
    bool stopping;               // the run ends with this batch
    bool running;
    bool in_turn;        // the budget in use is a turn's, and not cut
    uint32_t pass_end;   // what was ready when the batch began ends here (S13)
    uint32_t idle_turns; // since libuv was looked at

    // gen.c
    sley_link generators; // those that have begun and not ended, in the order of their beginning

    // task.c
    sley_link failed;     // tasks that failed, whose error no one has looked at yet
    uint32_t handles;     // callbacks; hot.ring_users counts these and the live tasks
    uint32_t chan_number; // given to the last channel
    uint32_t sync_number; // to the last lock, semaphore, event, ..., queue

    // cancel.c C1
    request_to *asked; // a stack
    uint32_t asked_count;
    uint32_t asked_cap;
    bool asking; // it is being worked through

    // timer.c
    timer_entry *heap; // 4-ary, by (deadline, order)
    uint32_t heap_count;
    uint32_t heap_cap;
    timer_wheel *wheel; // NULL: there were never many
    uint64_t timer_order;
    int64_t last_now; // the clock, as the scheduler read it last for a timer

    // seam
    const sley_seam *seam;
    uint64_t random;     // state of the schedule's generator; never 0
    uint64_t seed;       // it began with
    uint8_t policy;      // SLEY_POLICY_*: which of those that are ready is next (policy.c)
    uint64_t steps;      // that a policy has picked
    uint64_t traced;     // steps that were told
    uint32_t lowered[3]; // pct: numbers of tasks, plus 1, whose priority was lowered; in order
    uint32_t lowered_count;
    // Tells each step before it is made; NULL: no.
    void (*trace)(struct executor *x, uintptr_t entry);
    // Makes each step by calling `run`, and tells of one that takes too long; NULL: no.
    void (*timed)(struct executor *x, uintptr_t entry, void (*run)(struct executor *, uintptr_t));
    int64_t slow_step; // ns that are too long
    bool checks_leaks;   // of a test: what is held at its end is a failure
    bool scrub;          // overwrite the C stack between steps
    int64_t virtual_now; // of the sim
    bool waited_in_vain; // of the sim: nothing came while it gave the outside a moment
    uint32_t looks;      // at the outside since its clock moved
    uint32_t lookups;     // of names, on libuv's threads: one that runs cannot be cancelled
    uint32_t connections; // open ones that servers accepted
    uint32_t sources;    // waits that something outside can complete (sley__executor_hold_source)
    uv_loop_t *loop;      // its own, or that of a host (program/attach.c)
    uv_loop_t own_loop;
    uv_timer_t poll_timer;
    uv_signal_t dump_signal;
    uv_async_t interrupt; // SIGINT, from its handler
    bool has_signal[2]; // SIGINT, SIGTERM are ours
    inbox inbox;
    sley_link open; // what lives on the loop and has to be closed (open_link)

    // io/input.c
    struct sley_conn *input;               // standard input, once it is used
    void (*drop_input)(struct executor *); // set with it

    // io/signal.c
    struct signal_state *signals; // what the program handles; NULL: it never asked
    // program/main.c: does with a signal what the runtime did at the start; NULL: nothing
    void (*take_signal)(struct executor *x, int signo);
    bool (*owns_signal)(const struct executor *x, int signo); // ... and whether that is its own

    // blocks.c
    slab *slabs;
    size_t blocks; // given out and not returned
    size_t module_blocks; // of these, made by the initialisers of modules

    // Where the one that runs was registered; NULL: none runs, or unknown.
    const sley_site *callback;

    // program
    const char *test; // name of the test block that runs; NULL: a program
    char *test_note;  // SLEY_NOTE_SIZE bytes for why it fails; NULL: not wanted
    const char *name; // of the thread; NULL: the first one
    uint32_t away;    // tasks whose work other threads do; the end of the program waits for it
    uint32_t daemons; // those that it does not wait for
    sley_task *main; // NULL once it has ended
    const sley_site *main_cancelled_at; // where a Cancelled came out in main, last; NULL: nowhere
    sley_str *main_cancelled;           // whose it was, and why; NULL: nothing to tell
    bool exiting;    // exit() was called, or SIGINT came
    int exit_code;
    sley_str *exit_text;
    int64_t shutdown_bound; // ns
    uint32_t closers; // tasks of gen.c that close a generator
    uint32_t kept;   // of the live tasks at the end: those that cannot end
    void (*unhandled)(void *context, const char *message, sley_error *error); // NULL: reported
    void *unhandled_context;
    sley_closure *unhandled_fn; // of on_unhandled, a reference; NULL: none
    sley_closure *on_spawn;   // a reference; NULL: none
    struct sley_loop *manual; // the open manual loop, or the handle of the one that runs main
    struct sley_host *host;   // whose loop it is; NULL: its own, which sley__sched_run runs

    // The task that callbacks and plain code run in: it has no frame, and is not in the ring.
    sley_task own;
} executor;

static inline executor *full(const sley_executor *e)
{
    return (executor *)(uintptr_t)e; // hot is the first member
}

// ---- executor.c -----------------------------------------------------------------------------

// Opens the executor of this thread. What the environment sets is up to the caller.
executor *sley__executor_open(const sley_seam *seam, uint64_t seed);
// The same on a loop that belongs to a host, which runs and closes it.
executor *sley__executor_open_on(const sley_seam *seam, uint64_t seed, uv_loop_t *loop);
// Frees everything; leftover tasks have been dealt with. True: a block or a task is still held.
bool sley__executor_close(executor *x);
// Its part that has nothing to do with the loop, whose handles are closed already.
bool sley__executor_free(executor *x);
uint64_t sley__executor_random(executor *x);
executor *sley__executor_here(void); // this thread's; NULL: none
// Callbacks that have not run are destroyed: those that are ready, and those that wait for a time
// (S14).
void sley__executor_drop_callbacks(executor *x);

// ---- open.c ---------------------------------------------------------------------------------

// Something that lives on the loop until it is closed: a stream, a server.
typedef struct open_link {
    sley_link ring;
    void (*end)(struct open_link *); // closes at once; called once, out of the ring
    bool (*busy)(struct open_link *); // something is still to be sent
} open_link;

void sley__open_add(executor *x, open_link *link);
// Does nothing when it is in no ring.
void sley__open_remove(open_link *link);
// Waits, for at most the shutdown bound, until nothing is busy, then ends all.
void sley__open_end_all(executor *x);
bool sley__open_any_busy(executor *x);
void sley__open_end_now(executor *x); // ends all, and runs nothing

// The flags of a descriptor that others share are set back when the program ends.
void sley__open_keep_flags(int fd);
void sley__open_restore_flags(void);
// The same for the mode of the terminal at standard input, which the first call tells.
struct termios;
void sley__open_keep_terminal(const struct termios *mode);
void sley__open_restore_terminal(void);
// _exit() with that; may be called in a signal handler.
SLEY_NORETURN void sley__open_leave(int code);
// What is closed of 0, 1 and 2 leads to /dev/null.
void sley__open_standard_files(void);

// ---- inbox.c --------------------------------------------------------------------------------

void sley__inbox_expect(executor *x); // one more item will come
void sley__inbox_got(executor *x);    // one that was expected has come
void sley__inbox_put(executor *x, inbox_item *item); // on any thread, while one is expected
void sley__inbox_fini(executor *x);   // its handle is closed with the loop's others

// ---- blocks.c --------------------------------------------------------------------------------

void sley__blocks_close(executor *x);
void sley__blocks_free_alone(executor *x, void *block);

// `at`: its size class, 0 when it is larger than any.
static inline void sley__block_free(sley_executor *e, void *block, size_t at)
{
    if (BLOCKS_BY_MALLOC || SLEY_UNLIKELY(at == 0)) {
        sley__blocks_free_alone(full(e), block);
        return;
    }
    memcpy(block, &e->free_blocks[at], sizeof(void *));
    e->free_blocks[at] = block;
}

sley_task_extra *sley__blocks_task_extra(sley_task *task); // made when it is first asked for
void sley__blocks_free_arena(sley_task *task);

// ---- var.c -----------------------------------------------------------------------------------

sley_vars *sley__var_retain(sley_vars *vars); // NULL is the empty list
void sley__var_release(sley_vars *vars);
sley_vars *sley__var_here(const sley_executor *e); // those of the task that runs, +1
// Gives the task another list, taken; the one it had goes to the caller.
sley_vars *sley__var_swap(sley_task *task, sley_vars *vars);

// ---- sched.c --------------------------------------------------------------------------------

// An entry of the ready ring is a task; or a handle with the first bit set; or, with two bits, the
// task whose step has not ended, always at the head (sley__sched_call_fresh).
#define ENTRY_HANDLE ((uintptr_t)1)
#define ENTRY_GOES_ON ((uintptr_t)3)

static inline bool sley__entry_goes_on(uintptr_t entry)
{
    return (entry & ENTRY_GOES_ON) == ENTRY_GOES_ON;
}

// Runs until `until` has ended or the run is stopped; false: nothing can ever run again.
bool sley__sched_run(executor *x, const sley_awaitable *until);
// One turn; false: nothing was ready, nothing is armed, nothing outside can come.
bool sley__sched_turn(executor *x);
void sley__sched_run_ready(executor *x, uint32_t budget); // at most so many resumes
// A step has spent all its credits: it counts for many in the budget of the turn.
void sley__sched_run_long_step(executor *x);
// The run ends after what is ready now, or (batch) was ready when the batch in progress began.
void sley__sched_run_cut(executor *x, bool batch);
void sley__callback_run(executor *x, sley_handle *h);

// ---- policy.c -------------------------------------------------------------------------------

typedef enum sley_policy {
    SLEY_POLICY_FIFO,
    SLEY_POLICY_RANDOM,
    SLEY_POLICY_REVERSE,
    SLEY_POLICY_PCT,
} sley_policy;

bool sley__policy_named(const char *name, uint8_t *policy); // false: there is none
const char *sley__policy_name(uint8_t policy);
// Brings the one that is next to the head of the ring.
void sley__policy_pick(executor *x, bool begins_batch);

// ---- callback.c -----------------------------------------------------------------------------

extern const sley_wait_kind sley__handle_kind;                     // a handle's timer
// WAITS; two references.
sley_handle *sley__callback_new(sley_executor *e, sley_closure *fn, const sley_site *site);
void sley__callback_ready(sley_handle *h);

// ---- wait.c ---------------------------------------------------------------------------------

// The task leaves what it waits for; all nodes unlinked, their values dropped. Then ready with
// `st`.
void sley__wait_withdraw(sley_task *task, sley_status st);
// far.c: the claim of a wait at an object that executors share.
void sley__far_claim(sley_task *proxy, const sley_wait *won, sley_status st);

// ---- timer.c --------------------------------------------------------------------------------

void sley__timer_add(sley_executor *e, sley_wait *w, int64_t deadline);
void sley__timer_remove(sley_executor *e, sley_wait *w); // does nothing when it is not armed
bool sley__timer_fire(executor *x, int64_t now);         // the first one due; false: none
bool sley__timer_due(executor *x);                       // as that, by the clock
int64_t sley__timer_next(const executor *x);             // deadline; INT64_MAX: none
sley_wait *sley__timer_find(const executor *x, const sley_wait_kind *kind); // one of it; or NULL
void sley__timer_close(executor *x);
// Now + duration, saturating.
int64_t sley__clock_deadline(const sley_executor *e, int64_t duration);
int64_t sley__timer_deadline(const executor *x, const sley_wait *w);
sley_wait *sley__timer_first_of(const executor *x, const sley_task *task); // NULL: none
void sley__timer_check(const executor *x); // T1, T2 and the wheel's, in asserts

// ---- task.c ---------------------------------------------------------------------------------

// Releases the arguments that a frame owns: those of a task, or of a generator.
void sley__task_drop_arguments(sley_frame *root);
void sley__task_end(executor *x, sley_task *t, sley_status st);
// Starts a task that makes no steps: it is parked at `wait` until its work is done elsewhere.
void sley__task_park_elsewhere(sley_task *t, sley_group *group, sley_wait *wait);
static inline sley_task *sley__task_of(sley_link *link)
{
    return container_of(link, sley_task, siblings);
}

// A plain function that another thread is in the middle of.
static inline bool sley__runs_elsewhere(const sley_task *t)
{
    const sley_wait *at = t->parked_at;
    return t->base.claim == SLEY_CLAIM_QUEUED && at->kind->running && at->kind->running(at);
}

// Tasks that have not ended.
static inline uint32_t sley__live(const executor *x)
{
    return x->hot.ring_users - x->handles;
}

// Calls fn for every live task, spawn order within each owner, children after their owner.
void sley__task_each(executor *x, void (*fn)(sley_task *t, void *context), void *context);
const char *sley__task_label(const sley_task *t, char *out, size_t cap); // its name, for reports

// ---- awaitable.c: what tasks and futures share ----------------------------------------------

// What the core asks of a future, which it does not know otherwise (sync/future.c).
typedef struct future_face {
    const sley_type *(*type)(const sley_awaitable *a); // of its value; NULL: unit
    void *(*value)(sley_awaitable *a);
    const sley_site *(*site)(const sley_awaitable *a); // where it was made; may be NULL
    bool (*cancel)(sley_awaitable *a);
    void (*free)(sley_awaitable *a);
} future_face;
extern const future_face sley__future_face;


void sley__awaitable_tell(sley_awaitable *a);

// The outcome is decided: tells all that wait, in order (S25). Result and error are in
// place. The run that waits for this one ends after what is ready now (S13, S21).
static inline void sley__awaitable_end(sley_awaitable *a, sley_outcome outcome)
{
    executor *x = full(a->executor);
    assert(a->outcome == SLEY_UNFINISHED && outcome != SLEY_UNFINISHED); // awaitable.c A1
    a->outcome = (uint8_t)outcome;
    if (SLEY_UNLIKELY(x->until == a)) sley__sched_run_cut(x, false);
    if (a->waiters) sley__awaitable_tell(a);
}

// Copies the outcome to a waiter: its value to `result`, its error into the task. The await's
// status.
sley_status sley__awaitable_deliver(sley_task *task, sley_awaitable *a, void *result);
bool sley__awaitable_cancel(sley_awaitable *a);
const sley_type *sley__awaitable_type(const sley_awaitable *a); // of its value; NULL: unit
void *sley__awaitable_value(sley_awaitable *a);
// `context`: whose task vars it has, as they are now; NULL: those of the caller.
void sley__awaitable_on_done(sley_awaitable *a, sley_closure *fn, const sley_context *context,
                             const sley_site *site);
const sley_site *sley__awaitable_site(const sley_awaitable *a); // where it was made; may be NULL
int64_t sley__awaitable_remove_on_done(sley_awaitable *a, sley_closure *fn);
sley_status sley__awaitable_result(sley_task *task, sley_awaitable *a, void *result);
sley_status sley__awaitable_error(sley_task *task, sley_awaitable *a, sley_error **error);
sley_status sley__awaitable_throw(sley_task *task, const sley_error_type *type);

// ---- cancel.c -------------------------------------------------------------------------------

void sley__cancel_refresh(sley_task *task);   // recomputes SLEY_CANCEL_DUE
// In the ring for its first step: it is cancelled there.
void sley__cancel_never_start(sley_task *task);
void sley__cancel_interrupt(sley_task *task); // delivers what is due to where the task waits
// From a wait's `cancel`: `a` is to be cancelled, too, for the reason that `from` has (NULL: none).
// Only listed: sley__cancel_now works through the list, unless it is being worked through already.
void sley__cancel_later(sley_awaitable *a, const sley_task *from);
void sley__cancel_now(sley_executor *e);
// Whether `t` awaits `target`, in one step or several.
bool sley__cancel_leads_to(const sley_task *t, const sley_task *target);
// For the report of a main that ends cancelled: the place where Cancelled came out of an operation,
// and the task or future that it was the outcome of.
void sley__cancel_at(sley_task *main, const sley_site *site);
void sley__cancel_by(const sley_task *task, const sley_awaitable *a);
// `top`; the root frame of a task that never starts.
const sley_frame *sley__cancel_task_at(const sley_task *t);
void sley__cancel_ask_scope(sley_scope *s); // cancel the scope's body
void sley__cancel_push_scope(sley_task *task, sley_scope *s, uint8_t kind);
void sley__cancel_pop_scope(sley_task *task, sley_scope *s);
void sley__cancel_for_exit(sley_task *t);

// ---- group.c --------------------------------------------------------------------------------

void sley__group_child_ended(sley_group *g, sley_task *child);

// ---- upwards: said here, done by the reports (report/unhandled.c) ----------------------------

// An error that no one handled (S19, S105): to the handler of on_unhandled, or to stderr. `where`:
// "task" with the task `t`, "a future", "a callback"; `at`: where that was made or registered, or
// NULL.
void sley__unhandled(executor *x, const char *where, const sley_task *t, sley_error *error,
                     const sley_site *at);

// The program ends now, as exit() in a plain generator has asked, since the plain function that
// drives it cannot unwind (program/main.c).
SLEY_NORETURN void sley__main_exit_goes_on(sley_executor *e);
// Nothing can ever run again (report/deadlock.c).
SLEY_NORETURN void sley__deadlock(executor *x, const sley_awaitable *until);

// ---- gen.c ----------------------------------------------------------------------------------

// Starts a task for each open generator, which closes it (S21). False: there is none.
bool sley__gen_close_all(executor *x);

// ---- stack.c --------------------------------------------------------------------------------

void sley__stack_guard(void); // of the thread that runs the program
// Of another, whose stack has so many bytes; at its start.
void sley__stack_guard_thread(size_t size);
void sley__stack_unguard_thread(void);      // at its end


#endif
