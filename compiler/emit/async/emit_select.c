// SPDX-License-Identifier: MIT
// emit_select.c - select: arms are filled, then waited for, then told apart.
//
//     sley_arm_recv(&f->a1.arm[0], f->a_input, &f->a1.v_0);
//     sley_arm_after(&f->a1.arm[1], f->a_quiet);
//     self->state = 1;
//     st = sley_select(task, self, f->a1.arm, 2);
//     (pending guard, label, failure guard)
//     if (task->won == 0) { .. } else { .. }
//
// An if chain, so that the `break` of a loop around it stays a break.

#include "emit/emitter.h"

#include <assert.h>

#include <string.h>

// Arms lie in the await area, or, when it cannot wait, in C locals.
static void put_arm_part(emitter *e, const ir_node *node, const char *what, size_t index)
{
    const ir_suspend *suspend = node->select.suspend;
    bool is_arm = what[0] == 'a';
    if (suspend != NULL) {
        emit_async_area(e, suspend);
        text_printf(e->out, is_arm ? ".%s[%zu]" : ".%s_%zu", what, index);
    } else {
        text_printf(e->out, is_arm ? "%s_%u[%zu]" : "%s_%u_%zu", what, node->select.number, index);
    }
}

static const type *arm_type(emitter *e, const ir_arm *arm)
{
    switch (arm->kind) {
    case IRARM_RECV: return type_optional(e->prog, arm->subject.type->element);
    case IRARM_SEND:
    case IRARM_PUT:
    case IRARM_GET: return arm->subject.type->element;
    case IRARM_JOIN:
    case IRARM_FUTURE: return arm->result != NULL ? arm->result->type : NULL;
    default: return NULL;
    }
}

static void declare_arms(emitter *e, const ir_node *node)
{
    put_decl(e, "sley_waiter arm_%u[%z];", node->select.number, node->select.arm_count);
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const type *t = arm_type(e, &node->select.arms[i]);
        if (t == NULL) continue;
        writer_begin(e->w);
        emit_type_for(e, t);
        put_arm_part(e, node, "v", i);
        put_f(e, " = %0;", t);
        writer_end(e->w);
    }
}

static const char *const arm_names[] = {
    [IRARM_RECV] = "recv",   [IRARM_SEND] = "send", [IRARM_JOIN] = "join",
    [IRARM_AFTER] = "after", [IRARM_AT] = "at",     [IRARM_FUTURE] = "wait",
};

// Of `lock.acquire()`, sley_lock_acquire: sley_arm_lock_acquire.
static const char *arm_name(const ir_arm *arm)
{
    bool by_builtin = arm->kind == IRARM_BUILTIN || arm->kind == IRARM_PUT ||
                      arm->kind == IRARM_GET;
    return by_builtin ? arm->builtin->c_name + strlen("sley_")
                                      : arm_names[arm->kind];
}

static bool takes_value(const ir_arm *arm)
{
    return arm->kind == IRARM_SEND || arm->kind == IRARM_PUT;
}

// The value to be sent; the channel or queue takes it, or the select releases it.
static void emit_arm_value(emitter *e, const ir_node *node, size_t index)
{
    const ir_arm *arm = &node->select.arms[index];
    if (!takes_value(arm)) return;
    writer_begin(e->w);
    put_arm_part(e, node, "v", index);
    put_f(e, " = %v;", &arm->value);
    writer_end(e->w);
}

static void release_arm_part(emitter *e, const ir_node *node, size_t index, const type *t)
{
    writer_begin(e->w);
    put_f(e, "%orelease(", t);
    put_arm_part(e, node, "v", index);
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_arm(emitter *e, const ir_node *node, size_t index)
{
    const ir_arm *arm = &node->select.arms[index];
    const type *t = arm_type(e, arm);
    writer_begin(e->w);
    text_printf(e->out, "sley_arm_%s(&", arm_name(arm));
    put_arm_part(e, node, "arm", index);
    text_puts(e->out, ", ");
    emit_value(e, &arm->subject, PREC_ANY);
    if (t != NULL) {
        text_puts(e->out, ", &");
        put_arm_part(e, node, "v", index);
    } else if (arm->kind == IRARM_JOIN || arm->kind == IRARM_FUTURE) {
        text_puts(e->out, ", NULL");
    }
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_guarded_arm(emitter *e, const ir_node *node, size_t index)
{
    const ir_arm *arm = &node->select.arms[index];
    emit_arm_value(e, node, index);
    if (arm->guard.kind == IR_NOTHING) {
        emit_arm(e, node, index);
        return;
    }
    put_open(e, "if (%v)", &arm->guard);
    emit_arm(e, node, index);
    e->w->depth--;
    writer_line(e->w, "} else {");
    e->w->depth++;
    writer_begin(e->w);
    text_puts(e->out, "sley_arm_off(&");
    put_arm_part(e, node, "arm", index);
    text_puts(e->out, ");");
    writer_end(e->w);
    const type *t = arm_type(e, arm);
    if (takes_value(arm) && t->counted) release_arm_part(e, node, index, t);
    writer_close(e->w, "");
}

static const char *choosing_call(const ir_node *node)
{
    if (node->select.suspend != NULL) {
        return node->select.is_first ? "st = sley_select_first(" : "st = sley_select(";
    }
    if (node->select.default_body == NULL) {
        return node->select.can_throw ? "st = sley_select_blocking("
                                      : "(void)sley_select_blocking(";
    }
    return node->select.can_throw ? "st = sley_select_now(" : "(void)sley_select_now(";
}

static void emit_choose(emitter *e, const ir_node *node)
{
    const ir_suspend *suspend = node->select.suspend;
    writer_begin(e->w);
    put_f(e, "%s%k, ", choosing_call(node));
    if (suspend != NULL) {
        put_f(e, "%S, %a.arm, %z);", suspend, suspend, node->select.arm_count);
    } else {
        text_printf(e->out, "arm_%u, %zu, %s);", node->select.number, node->select.arm_count,
                    node->select.is_first ? "true" : "false");
    }
    writer_end(e->w);
    if (suspend == NULL && !node->select.can_throw) return;
    e->f.seen.st = true;
    if (suspend != NULL) emit_async_wait(e, suspend, false);
    else emit_stmt_guard_failed(e, node->select.site, FAIL_JUMPS);
}

void emit_select_given(emitter *e, const plan_given *given)
{
    put_arm_part(e, given->by, "v", given->index);
}

// The item that was promised to the arm leaves the queue.
static void emit_taken(emitter *e, const ir_node *node, size_t index)
{
    writer_begin(e->w);
    text_puts(e->out, "sley_queue_arm_take(&");
    put_arm_part(e, node, "arm", index);
    text_puts(e->out, ");");
    writer_end(e->w);
}

// An unused result is released.
static void emit_arm_body(emitter *e, const ir_node *node, size_t index)
{
    const ir_arm *arm = &node->select.arms[index];
    const type *t = arm_type(e, arm);
    if (arm->kind == IRARM_GET) emit_taken(e, node, index);
    bool releases = t != NULL && !takes_value(arm) && arm->result == NULL && t->counted;
    if (releases) release_arm_part(e, node, index, t);
    emit_stmt(e, arm->body);
}

static bool is_empty(const ir_node *body)
{
    return body == NULL || (body->kind == NODE_SEQ && body->seq.count == 0);
}

static void emit_arm_bodies(emitter *e, const ir_node *node)
{
    size_t count = node->select.arm_count;
    bool has_default = node->select.default_body != NULL;
    if (count == 1 && !has_default) {
        emit_arm_body(e, node, 0);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool rest = i + 1 == count && !has_default;
        if (i > 0) e->w->depth--;
        if (rest) writer_open(e->w, "} else");
        else put_open(e, i > 0 ? "} else if (%k->won == %z)" : "if (%k->won == %z)", i);
        emit_arm_body(e, node, i);
    }
    if (has_default && !is_empty(node->select.default_body)) {
        e->w->depth--;
        writer_line(e->w, "} else {");
        e->w->depth++;
        emit_stmt(e, node->select.default_body);
    }
    writer_close(e->w, "");
}

void emit_select(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_SELECT);
    if (node->select.suspend == NULL) declare_arms(e, node);
    for (size_t i = 0; i < node->select.arm_count; i++) emit_guarded_arm(e, node, i);
    emit_choose(e, node);
    emit_arm_bodies(e, node);
}
