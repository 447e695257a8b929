// SPDX-License-Identifier: MIT
// emit_async.c - what suspends: awaits of calls, tasks and the runtime's
// operations, gather, race; spawn; the dispatch table.
//
// Each await is: fill the area, call (which notes the state), pending guard, label,
// failure guard.
//
//     m_stats__weigh__begin(&f->a2, self, v_n);
//     st = SLEY_AWAIT(m_stats__weigh, task, self, 2, f->a2);
//     if (st == SLEY_PENDING) return st;
// resume_2: if (sley_failed(task, self, st)) goto leave_1;
//
// The result stays in the area and is read there; nothing uses it after the
// next suspension (await.c).

#include "emit/emitter.h"

#include <assert.h>


// ---- the parts of every await -------------------------------------------------------

void emit_async_area(emitter *e, const ir_suspend *suspend)
{
    e->f.seen.frame = true;
    text_puts(e->out, "f->a");
    text_uint(e->out, suspend->number);
}

static void emit_pending_guard(emitter *e, const ir_suspend *suspend)
{
    if (!e->prog->options.hostile) {
        writer_line(e->w, "if (st == SLEY_PENDING) return st;");
        return;
    }
    writer_open(e->w, "if (st == SLEY_PENDING)");
    emit_poison(e, suspend);
    writer_line(e->w, "return st;");
    writer_close(e->w, "");
}

// Where a failure returns, one guard does for both.
void emit_async_wait(emitter *e, const ir_suspend *suspend, ir_fail fail)
{
    bool is_one = emit_stmt_fail_returns(e, fail) && !suspend->in_arena &&
                  !e->prog->options.hostile;
    e->f.seen.st = e->f.seen.self = true;
    if (!is_one) emit_pending_guard(e, suspend);
    writer_begin_label(e->w, "resume", suspend->number);
    if (suspend->in_arena) {
        put_f(e, "sley_frame_pop(%k, %a);", suspend);
        writer_end(e->w);
        writer_begin(e->w);
    }
    if (fail == FAIL_FALLS) {
        put_f(e, "sley_note_failure(%k, self, st);");
    } else {
        put_f(e, is_one ? "if (sley_stops(%k, self, st)) " : "if (sley_failed(%k, self, st)) ");
        emit_stmt_put_fail(e, fail);
    }
    writer_end(e->w);
}

void emit_async_awaited(emitter *e, const ir_op *op)
{
    const ir_suspend *suspend = op->suspend;
    assert(suspend != NULL || op->code == IR_RACE || op->code == IR_GATHER);
    switch (op->code) {
    case IR_AWAIT_CALL:
        emit_async_area(e, suspend);
        text_puts(e->out, suspend->in_arena ? "->result" : ".result");
        break;
    case IR_AWAIT_VALUE:
        put_f(e, "SLEY_RESULT_OF(%t, %a)", op->type, suspend);
        break;
    case IR_GATHER:
    case IR_YIELD: emit_name_temp(e->out, op); break;
    case IR_RACE:
        emit_value_task(e);
        text_puts(e->out, "->won");
        break;
    case IR_AWAIT_BUILTIN:
        emit_async_area(e, suspend);
        text_puts(e->out,
                  (op->aux.builtin->flags & (B_CALLEE | B_OUT)) == B_CALLEE ? ".result" : ".v");
        break;
    default:
        emit_async_area(e, suspend);
        text_puts(e->out, ".v");
        break;
    }
}

// ---- calls -----------------------------------------------------------------------------

static void emit_call_resume(emitter *e, const ir_op *op, bool by_value)
{
    const ir_suspend *suspend = op->suspend;
    uint32_t state = suspend->number;
    if (by_value) {
        put_line(e, "st = sley_call(%k, sley_awaits(self, %u, %a));", state, suspend);
    } else if (suspend->in_arena) {
        put_line(e, "st = sley_call(%k, sley_awaits(self, %u, &%a->base));", state, suspend);
    } else {
        put_line(e, "st = SLEY_AWAIT(%f, %k, self, %u, %a);", op->aux.callee, state, suspend);
    }
    emit_async_wait(e, suspend, (ir_fail)op->fail);
}

static void emit_await_call(emitter *e, ir_op *op)
{
    ir_fn *callee = op->aux.callee;
    const ir_suspend *suspend = op->suspend;
    emit_frame_need_resume(e, callee);
    if (suspend->in_arena) {
        put_line(e, "%a = sley_frame_push(%k, sizeof(%f__frame));", suspend, callee);
    }
    writer_begin(e->w);
    emit_name_fn_derived(e->out, callee, suspend->in_arena ? "begin(" : "begin(&");
    put_f(e, "%a, self%A);", suspend, op, 0u);
    writer_end(e->w);
    emit_call_resume(e, op, false);
}

static void emit_await_value(emitter *e, ir_op *op)
{
    writer_begin(e->w);
    emit_async_area(e, op->suspend);
    text_puts(e->out, " = ");
    emit_call_called(e, op);
    put_f(e, ", %k, self%A);", op, 1u);
    writer_end(e->w);
    emit_call_resume(e, op, true);
}

// ---- operations of the runtime --------------------------------------------------------------

static bool has_v(const ir_op *op)
{
    if (op->type->kind == TYPE_UNIT) return false;
    return op->code == IR_AWAIT_BUILTIN || op->uses > 0;
}

// `&f->a1.wait`, or the area itself when nothing else is in it.
static void put_wait(emitter *e, const ir_op *op)
{
    text_putc(e->out, '&');
    emit_async_area(e, op->suspend);
    if (has_v(op) || abi_holds_value(op)) text_puts(e->out, ".wait");
}

static void put_v(emitter *e, const ir_op *op)
{
    if (!has_v(op)) {
        text_puts(e->out, ", NULL");
        return;
    }
    put_f(e, ", &%a.v", op->suspend);
}

// st = NAME(task, self, &wait
static void open_leaf(emitter *e, const ir_op *op, const char *name)
{
    writer_begin(e->w);
    put_f(e, "st = %s(%k, %S, ", name, op->suspend);
    put_wait(e, op);
}

static void emit_await_task(emitter *e, ir_op *op)
{
    open_leaf(e, op, op->code == IR_AWAIT_TASK ? "sley_task_await" : "sley_future_await");
    emit_call_args(e, op, 0, false);
    put_v(e, op);
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void put_awaitable(emitter *e, const ir_value *v)
{
    text_puts(e->out, "SLEY_AWAITABLE(");
    emit_value(e, v, PREC_POSTFIX);
    text_putc(e->out, ')');
}

// wait_for and shield: any awaitable.
static void emit_await_any(emitter *e, ir_op *op)
{
    bool shield = op->aux.builtin->id == BI_SHIELD;
    open_leaf(e, op, shield                    ? "sley_shield_await"
                     : op->aux.variant != 0 ? "sley_wait_for_shielded"
                                              : "sley_wait_for");
    text_puts(e->out, ", ");
    put_awaitable(e, &op->args[0]);
    emit_call_args(e, op, 1, false);
    put_v(e, op);
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

// wait(ts, until, timeout): the two lists go into the result's tuple.
static void emit_wait_list(emitter *e, ir_op *op)
{
    static const char *const until[] = {"SLEY_UNTIL_ALL", "SLEY_UNTIL_FIRST",
                                        "SLEY_UNTIL_FIRST_ERROR"};
    const ir_value *limit = op->arg_count > 2 ? &op->args[2] : NULL;
    open_leaf(e, op, "sley_wait_list");
    put_f(e, ", %v, %s, ", &op->args[0],
          until[op->arg_count > 1 ? op->args[1].constant->i % 3 : 0]);
    bool none = limit == NULL || (limit->kind == IR_CONST && limit->constant->is_none);
    bool is_optional = !none && limit->type->kind == TYPE_OPTIONAL;
    if (none) text_puts(e->out, "sley_opt_duration_none());");
    else put_f(e, is_optional ? "%v);" : "sley_opt_duration_some(%v));", limit);
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
    writer_begin(e->w);
    text_puts(e->out, "sley_wait_take(");
    put_wait(e, op);
    put_f(e, ", &%d", op->args[0].type->element);
    for (int i = 0; i < 2; i++) {
        text_puts(e->out, ", &");
        emit_async_area(e, op->suspend);
        text_printf(e->out, ".v.f_%d", i);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_await_callee(emitter *e, ir_op *op)
{
    const char *name = op->aux.builtin->c_name;
    uint32_t number = op->suspend->number;
    if ((op->aux.builtin->flags & B_OUT) != 0) {
        put_line(e, "%s__begin(&%a.wait, self%A, &%a.v);", name, op->suspend, op, 0u, op->suspend);
        put_line(e, "st = SLEY_AWAIT(%s, %k, self, %u, %a.wait);", name, number, op->suspend);
    } else {
        put_line(e, "%s__begin(&%a, self%A);", name, op->suspend, op, 0u);
        put_line(e, "st = SLEY_AWAIT(%s, %k, self, %u, %a);", name, number, op->suspend);
    }
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void open_on_channel(emitter *e, const ir_op *op, const char *name)
{
    writer_begin(e->w);
    put_f(e, "st = %s(%k, %S, %a, %v", name, op->suspend, op->suspend, &op->args[0]);
}

// The value goes into the area first: it is the operation's from then on.
static void emit_await_send(emitter *e, ir_op *op)
{
    put_line(e, "%a.value = %v;", op->suspend, &op->args[1]);
    if (op->aux.builtin->id == BI_SEND) {
        open_on_channel(e, op, "SLEY_SEND");
    } else {
        open_leaf(e, op, op->aux.builtin->c_name);
        put_f(e, ", %v, &%a.value", &op->args[0], op->suspend);
        emit_call_args(e, op, 2, false);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void emit_await_recv(emitter *e, ir_op *op)
{
    open_on_channel(e, op, "SLEY_RECV");
    put_f(e, ", %t);", op->args[0].type->element);
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void emit_await_leaf(emitter *e, ir_op *op)
{
    const builtin *b = op->aux.builtin;
    if ((b->flags & B_TAKES) != 0) {
        emit_await_send(e, op);
        return;
    }
    if ((b->flags & B_SIZE) != 0) {
        emit_await_recv(e, op);
        return;
    }
    bool by_area = abi_holds_value(op);
    if (by_area) put_line(e, "%a.value = %v;", op->suspend, &op->args[op->arg_count - 1]);
    open_leaf(e, op, b->c_name);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        text_puts(e->out, ", ");
        bool by_place = by_area && i + 1 == op->arg_count;
        if (by_place) put_f(e, "&%a.value", op->suspend);
        else emit_value(e, &op->args[i], PREC_ANY);
    }
    if (has_v(op) || (b->flags & B_OUT) != 0) put_v(e, op);
    if ((b->flags & B_SITE) != 0) {
        text_puts(e->out, ", ");
        emit_table_site(e, op->site);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void emit_await_builtin(emitter *e, ir_op *op)
{
    const builtin *b = op->aux.builtin;
    if (b->id == BI_WAIT_FOR || b->id == BI_SHIELD) emit_await_any(e, op);
    else if (b->id == BI_WAIT) emit_wait_list(e, op);
    else if ((b->flags & B_CALLEE) != 0) emit_await_callee(e, op);
    else emit_await_leaf(e, op);
}

// ---- yield ------------------------------------------------------------------------------------

// The value becomes the frame's result; what is sent is copied where the body goes on.
static void emit_yield(emitter *e, const ir_op *op)
{
    if (op->arg_count > 0 && op->args[0].kind != IR_NOTHING) {
        e->f.seen.frame = true;
        put_line(e, "f->result = %v;", &op->args[0]);
    }
    if (e->prog->options.hostile) emit_poison(e, op->suspend);
    e->f.seen.self = e->f.seen.st = true;
    put_line(e, "return sley_gen_yield(self, %u);", op->suspend->number);
    writer_begin_label(e->w, "resume", op->suspend->number);
    ir_fail fail = (ir_fail)op->fail;
    if (fail == FAIL_FALLS) {
        put_f(e, "sley_note_failure(%k, self, st);");
    } else {
        put_f(e, "if (sley_failed(%k, self, st)) ");
        emit_stmt_put_fail(e, fail);
    }
    writer_end(e->w);
    if (op->type->kind == TYPE_UNIT || (op->uses == 0 && !op->drop_result)) return;
    writer_begin(e->w);
    put_f(e, "%T%r = ", op->type, op);
    if (op->type->counted) emit_type_op(e, op->type, "retain(");
    if (op->type->kind == TYPE_OPTIONAL)   // next() sends none
        put_f(e, "*(%Tconst *)sley_gen_sent_or(self, &(%t){0})", op->type, op->type);
    else put_f(e, "*(%Tconst *)sley_gen_sent(self)", op->type);
    text_puts(e->out, op->type->counted ? ");" : ";");
    writer_end(e->w);
}

// ---- gather and race --------------------------------------------------------------------------

static void emit_parts(emitter *e, const ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++) {
        writer_begin(e->w);
        emit_async_area(e, op->suspend);
        text_printf(e->out, ".part[%u].item = ", i);
        put_awaitable(e, &op->args[i]);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
}

static void emit_all_call(emitter *e, const ir_op *op, const char *name)
{
    put_line(e, "st = %s(%k, %S, &%a.all, %a.part, %u);", name, op->suspend, op->suspend,
             op->suspend, op->arg_count);
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
}

static void declare_result(emitter *e, const ir_op *op, bool cleared)
{
    emit_type_for(e, op->type);
    emit_name_temp(e->out, op);
    if (!cleared) return;
    put_f(e, " = %0;", op->type);
    writer_end(e->w);
}

// The list is borrowed for the length of the call: one that was given up for it
// is released right after it.
static void emit_gather_list(emitter *e, ir_op *op)
{
    ir_value items = op->args[0];
    bool given = items.mode == MODE_MOVE || items.mode == MODE_TAKE;
    if (items.mode == MODE_COPY) items.mode = MODE_BORROW;
    if (given) {
        put_decl(e, "sley_list *%r_items = %v;", op, &items);
    }
    writer_begin(e->w);
    put_f(e, "st = sley_gather_list(%k, %S, &%a.all, ", op->suspend, op->suspend);
    if (given) {
        emit_name_temp(e->out, op);
        text_puts(e->out, "_items");
    } else {
        emit_value(e, &items, PREC_ANY);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    if (given) {
        put_line(e, "sley_list_release(%r_items);", op);
    }
    emit_async_wait(e, op->suspend, (ir_fail)op->fail);
    writer_begin(e->w);
    if (op->args[0].type->element->element->kind == TYPE_UNIT) {
        put_f(e, "sley_gather_end(&%a.all);", op->suspend);
        writer_end(e->w);
        return;
    }
    bool wanted = op->uses > 0 || op->drop_result;
    if (wanted) {
        declare_result(e, op, false);
        text_puts(e->out, " = ");
    } else {
        text_puts(e->out, "sley_list_release(");
    }
    put_f(e, "sley_gather_take_list(&%a.all, ", op->suspend);
    emit_glue_descriptor_or_null(e, op->args[0].type->element->element);
    text_puts(e->out, wanted ? ");" : "));");
    writer_end(e->w);
}

// The result of one of the tasks that `all` waited for becomes that of `op`.
static void emit_take_part(emitter *e, ir_op *op, const ir_op *all, uint32_t index)
{
    bool wanted = op->type->kind != TYPE_UNIT &&
                  (op->uses > 0 || op->into != NULL || op->drop_result);
    text dest;
    text_init(&dest);
    const char *place = wanted ? emit_stmt_declare_dest(e, op, &dest, "&") : NULL;
    put_line(e, "sley_gather_take(&%a.part[%u], %s);", all->suspend, index,
             place != NULL ? place : "NULL");
    text_fini(&dest);
}

static void emit_gather(emitter *e, ir_op *op)
{
    bool is_list = op->arg_count == 1 && op->args[0].type->kind == TYPE_LIST;
    if (is_list) {
        emit_gather_list(e, op);
        return;
    }
    emit_parts(e, op);
    emit_all_call(e, op, op->aux.variant != 0 ? "sley_gather_keep" : "sley_gather");
    if (op->arg_count == 1) {
        emit_take_part(e, op, op, 0);
        return;
    }
    bool has_result = op->type->kind == TYPE_TUPLE;
    bool wanted = has_result && (op->uses > 0 || op->drop_result);
    if (wanted) {
        writer_begin(e->w);
        declare_result(e, op, true);
    }
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (wanted && op->type->items[i]->kind == TYPE_UNIT) {
            put_line(e, "%r.f_%u = 0;", op, i);
        }
        writer_begin(e->w);
        put_f(e, "sley_gather_take(&%a.part[%u], ", op->suspend, i);
        if (wanted && op->type->items[i]->kind != TYPE_UNIT) {
            put_f(e, "&%r.f_%u);", op, i);
        } else {
            text_puts(e->out, "NULL);");
        }
        writer_end(e->w);
    }
}

void emit_async_race_take(emitter *e, ir_op *op)
{
    assert(op->code == IR_RACE_TAKE);
    emit_take_part(e, op, op->args[0].op, op->aux.index);
    emit_stmt_release_result(e, op);
}

void emit_async_suspend(emitter *e, ir_op *op)
{
    switch (op->code) {
    case IR_AWAIT_CALL: emit_await_call(e, op); break;
    case IR_AWAIT_VALUE: emit_await_value(e, op); break;
    case IR_AWAIT_TASK:
    case IR_AWAIT_FUTURE: emit_await_task(e, op); break;
    case IR_AWAIT_BUILTIN: emit_await_builtin(e, op); break;
    case IR_GATHER: emit_gather(e, op); break;
    case IR_YIELD: emit_yield(e, op); break;
    case IR_RACE:
        emit_parts(e, op);
        emit_all_call(e, op, "sley_race");
        return;
    default: assert(false && "nothing that suspends"); break;
    }
    bool in_area = op->code != IR_AWAIT_TASK && op->code != IR_AWAIT_FUTURE;
    bool nothing = op->type->kind == TYPE_UNIT ||
                   (op->type->kind == TYPE_LIST && op->type->element->kind == TYPE_UNIT);
    if (op->drop_result && !nothing && (in_area || has_v(op))) {
        emit_stmt_release_result(e, op);
    }
}

// ---- spawn --------------------------------------------------------------------------------------

// Step by step: a function of another module, one with many parameters, a name, a target.
static void emit_spawn_steps(emitter *e, ir_op *op)
{
    ir_fn *callee = op->aux.callee;
    emit_frame_need_resume(e, callee);
    writer_begin(e->w);
    writer_mend_label(e->w);
    put_f(e, "sley_task *%r = sley_task_new(", op);
    emit_value_maker(e);
    put_f(e, ", &%f__fn, %i);", callee, op->site);
    writer_end(e->w);
    put_line(e, "%f__begin(sley_task_frame(%r), NULL%A);", callee, op, op, 0u);
    if (op->aux.task_name.kind != IR_NOTHING) {
        put_line(e, "sley_task_set_name(%r, %v);", op, &op->aux.task_name);
    }
    writer_begin(e->w);
    bool releases = op->into == NULL && op->uses == 0;
    if (op->into != NULL) {
        emit_stmt_target(e, op, op->into);
        text_puts(e->out, " = ");
    } else if (releases) {
        text_puts(e->out, "sley_task_release(");
    }
    if (op->aux.target_on.kind != IR_NOTHING) {
        put_f(e, "sley_task_start_on(%r, %v, SLEY_TARGET(%v)", op, &op->aux.group,
              &op->aux.target_on);
    } else {
        put_f(e, "sley_task_start(%r, %v", op, &op->aux.group);
    }
    text_puts(e->out, releases ? "));" : ");");
    writer_end(e->w);
}

// v_t = m_a__f__spawn(task, NULL, &sites[3], a_n);
void emit_async_spawn(emitter *e, ir_op *op)
{
    assert(op->code == IR_SPAWN);
    ir_fn *callee = op->aux.callee;
    bool is_bare = op->aux.target_on.kind == IR_NOTHING && op->aux.task_name.kind == IR_NOTHING;
    if (!is_bare || !emit_frame_has_spawn(e, callee)) {
        emit_spawn_steps(e, op);
        return;
    }
    if (!emit_need_fn(e, NEED_SPAWN, callee)) emit_frame_need_resume(e, callee);
    bool releases = op->into == NULL && op->uses == 0;
    writer_begin(e->w);
    if (op->into != NULL) {
        emit_stmt_target(e, op, op->into);
        text_puts(e->out, " = ");
    } else if (releases) {
        text_puts(e->out, "sley_task_release(");
    } else {
        writer_mend_label(e->w);
        put_f(e, "sley_task *%r = ", op);
    }
    put_f(e, "%f__spawn(", callee);
    emit_value_maker(e);
    put_f(e, ", %v, %i%A)", &op->aux.group, op->site, op, 0u);
    text_puts(e->out, releases ? ");" : ";");
    writer_end(e->w);
}

// ---- generators ---------------------------------------------------------------------------------

void emit_async_gen(emitter *e, ir_op *op)
{
    assert(op->code == IR_GEN);
    ir_fn *body = op->aux.callee;
    const type *item = op->type->element;
    emit_frame_need_resume(e, body);
    writer_begin(e->w);
    writer_mend_label(e->w);
    put_f(e, "sley_gen *%r = sley_gen_new(&%f__fn);", op, body);
    writer_end(e->w);
    bool is_bare = item->kind == TYPE_OPTIONAL && emit_type_is_pointer(item);
    if (is_bare) put_line(e, "sley_gen_of_optionals(%r);", op);
    put_line(e, "%f__begin(sley_gen_frame(%r), NULL%A);", body, op, op, 0u);
    if (op->into != NULL) {
        writer_begin(e->w);
        emit_stmt_target(e, op, op->into);
        put_f(e, " = %r;", op);
        writer_end(e->w);
    } else if (op->uses == 0) {
        put_line(e, "sley_gen_release(%r);", op);
    }
}

// ---- dispatch -----------------------------------------------------------------------------------

static void end_dispatch_line(emitter *e, uint32_t number, size_t start)
{
    const ir_site *site = e->f.fn->sites.items[number];
    size_t len = e->out->len - start;
    text_spaces(e->out, len < 32 ? 32 - len : 1);
    text_puts(e->out, "// ");
    text_uint(e->out, site->line);
    text_puts(e->out, ": ");
    emit_table_quote(e->out, site->text, strlen(site->text));
    writer_end(e->w);
}

enum { MOST_IFS = 3 };         // more awaits: a switch

void emit_async_dispatch(emitter *e)
{
    const ir_suspends *all = &e->f.fn->suspends;
    if (all->count == 0) return;
    if (all->count == 1 && all->items[0]->is_reached) {
        writer_begin(e->w);
        size_t start = e->out->len;
        text_puts(e->out, "if (sley_resumes(self)) goto resume_1;");
        end_dispatch_line(e, 1, start);
        return;
    }
    bool is_short = all->count <= MOST_IFS;
    assert(e->f.plan->shape == PLAN_ASYNC);
    if (!is_short) writer_line(e->w, "switch (self->state) {");
    for (uint32_t i = 1; i <= all->count; i++) {
        assert(all->items[i - 1]->number == i); // frame.h: row i of the sites is await i
        if (!all->items[i - 1]->is_reached) continue;
        writer_begin(e->w);
        size_t start = e->out->len;
        put_f(e, is_short ? "if (self->state == %u) goto resume_%u;" : "case %u: goto resume_%u;",
              i, i);
        end_dispatch_line(e, i, start);
    }
    writer_line(e->w, is_short ? "sley_starts(self);" : "default: sley_starts(self);");
    if (!is_short) writer_line(e->w, "}");
}
