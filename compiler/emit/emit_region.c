// SPDX-License-Identifier: MIT
// emit_region.c - what has a leave_N: cleanup, timeouts, groups, shields, try;
// and the jumps that go through it: break, continue, return, throw.
//
//     defer c.close()                      next_2 = 0;
//     rest                                 rest: failures `goto leave_2`,
//                                          break: next_2 = 1; goto leave_2;
//                                      leave_2:
//                                          sley_conn_close(v_c);
//                                          if (st != SLEY_OK) goto leave_1;
//                                          if (next_2 == 1) break;
//
// The body and all that follows stand once, the cleanup stands once.  When only
// the function's end follows a region, every way out of it falls through, and
// neither the guards nor next_N are needed.

#include "emit/emitter.h"

// ---- places ---------------------------------------------------------------------------

static void open_region(emitter *e, emit_place *place, ir_node *node, uint32_t label)
{
    *place = (emit_place){.outer = e->f.place, .node = node, .catches = true, .label = label};
    e->f.place = place;
}

static void close_region(emitter *e, const emit_place *place)
{
    e->f.place = place->outer;
}

static void put_next(emitter *e, const emit_place *place)
{
    const ir_node *node = place->node;
    if (node->scope.next_in_frame) {
        e->f.uses_frame = true;
        text_puts(e->out, "f->");
    }
    text_printf(e->out, "next_%u", place->label);
}

static const emit_place *region_around(const emit_place *place, const ir_node *loop)
{
    for (; place != NULL && place->node != loop; place = place->outer) {
        if (place->is_region) return place;
    }
    return NULL;
}

// ---- leaving by a jump ---------------------------------------------------------------------

static uint32_t exit_code(emitter *e, emit_place *place, ir_node_kind kind, ir_node *loop)
{
    uint32_t wanted = kind == NODE_BREAK ? 1 : kind == NODE_CONTINUE ? 2 : 3;
    uint32_t highest = 4;
    for (uint32_t i = 0; i < place->exits.count; i++) {
        const emit_exit *x = &place->exits.items[i];
        if (x->kind == kind && x->loop == loop) return x->code;
        if (x->code == wanted) wanted = 0;
        if (x->code > highest) highest = x->code;
    }
    emit_exit x = {.kind = kind, .loop = loop, .code = wanted != 0 ? wanted : highest + 1};
    array_push(&e->prog->scratch, &place->exits, x);
    return x.code;
}

static void leave_by(emitter *e, emit_place *place, ir_node_kind kind, ir_node *loop)
{
    if (!(place->is_tail && kind == NODE_RETURN)) {
        writer_begin(e->w);
        put_next(e, place);
        text_printf(e->out, " = %u;", exit_code(e, place, kind, loop));
        writer_end(e->w);
    }
    place->is_reached = true;
    writer_line(e->w, "goto leave_%u;", place->label);
    e->f.ends = true;
}

// A variable that no text in front mentions has not been set in this turn.
static void drop_owned(emitter *e, const ir_node *scope)
{
    for (size_t i = scope->scope.var_count; i > 0; i--) {
        ir_var *var = scope->scope.vars[i - 1];
        if (var->is_owned && bitset_has(e->f.used, var->id)) emit_drop(e, var);
    }
}

// C's own break and continue reach the loop from here.
static bool is_near(const emitter *e, ir_node_kind kind, const ir_node *loop)
{
    if (kind == NODE_BREAK && loop->loop.else_body != NULL) return false;
    if (kind == NODE_CONTINUE && loop->loop.step != NULL && loop_step(loop) == NULL) return false;
    for (const emit_place *p = e->f.place; p != NULL && p->node != loop; p = p->outer) {
        if (p->node->kind == NODE_LOOP) return false;
        if (p->node->kind == NODE_SWITCH && kind == NODE_BREAK) return false;
    }
    return true;
}

void emit_jump(emitter *e, ir_node_kind kind, ir_node *loop)
{
    emit_place *region = (emit_place *)(uintptr_t)region_around(e->f.place, loop);
    if (region != NULL) {
        leave_by(e, region, kind, loop);
        return;
    }
    for (const emit_place *p = e->f.place; p != NULL && p->node != loop; p = p->outer) {
        bool plain = p->node->kind == NODE_SCOPE && p->node->scope.kind == SCOPE_PLAIN;
        if (plain) drop_owned(e, p->node);
    }
    const char *word = kind == NODE_BREAK ? "break" : "continue";
    if (is_near(e, kind, loop)) {
        writer_line(e->w, "%s;", word);
    } else {
        bitset_add(kind == NODE_BREAK ? e->f.breaks : e->f.continues, loop->loop.number);
        writer_line(e->w, "goto %s_%u;", word, loop->loop.number);
    }
    e->f.ends = true;
}

// ---- return ----------------------------------------------------------------------------------

// The result is where it has to be: leave the function.
static void finish_return(emitter *e, bool is_tail)
{
    emit_place *region = (emit_place *)(uintptr_t)region_around(e->f.place, NULL);
    if (region != NULL) {
        if (is_tail) return;
        leave_by(e, region, NODE_RETURN, NULL);
        return;
    }
    if (is_tail) return;
    e->f.ends = true;
    if (e->f.cleans_up) {
        e->f.leave_reached = true;
        writer_line(e->w, "goto leave_1;");
    } else if (e->f.has_frame || e->f.throws) {
        writer_line(e->w, "return SLEY_OK;");
    } else {
        writer_line(e->w, e->f.uses_result ? "return result;" : "return;");
    }
}

void put_result_place(emitter *e)
{
    if (e->f.has_frame) {
        e->f.uses_frame = true;
        text_puts(e->out, "f->result");
    } else if (e->f.throws) {
        e->f.uses_result = true;
        text_puts(e->out, "*result");
    } else {
        e->f.uses_result = true;
        text_puts(e->out, "result");
    }
}

void put_result_address(emitter *e)
{
    if (!e->f.has_frame) {
        e->f.uses_result = true;
        text_puts(e->out, e->f.throws ? "result" : "&result");
        return;
    }
    text_putc(e->out, '&');
    put_result_place(e);
}

void emit_return(emitter *e, ir_node *node, bool is_tail)
{
    const ir_value *value = &node->result.value;
    bool has_value = value->kind != IR_NOTHING && e->f.fn->result->kind != TYPE_UNIT;
    bool inside = region_around(e->f.place, NULL) != NULL;
    bool direct = !inside && !e->f.cleans_up && !e->f.has_frame && !e->f.throws;
    if (has_value) {
        writer_begin(e->w);
        if (direct) {
            text_puts(e->out, "return ");
        } else if (e->f.result_may_go) {
            put_op(e, e->f.fn->result, "assign(");
            put_result_address(e);
            text_puts(e->out, ", ");
        } else {
            put_result_place(e);
            text_puts(e->out, " = ");
        }
        put_value(e, value, PREC_ANY);
        text_puts(e->out, !direct && e->f.result_may_go ? ");" : ";");
        writer_end(e->w);
        if (direct) {
            e->f.ends = true;
            return;
        }
    }
    finish_return(e, is_tail);
}

// ---- throw -----------------------------------------------------------------------------------

static bool returns_failure(const emitter *e)
{
    for (const emit_place *p = e->f.place; p != NULL; p = p->outer) {
        if (p->catches) return false;
    }
    return !e->f.cleans_up;
}

void emit_throw(emitter *e, ir_node *node)
{
    bool direct = returns_failure(e);
    writer_begin(e->w);
    text_puts(e->out, direct ? "return " : "st = ");
    if (node->raise.error.kind == IR_NOTHING) {
        text_puts(e->out, "SLEY_CANCELLED;");
    } else {
        put_f(e, "%s%k, ", node->raise.is_rethrow ? "sley_rethrow(" : "sley_throw(");
        if (!node->raise.is_rethrow) {
            put_site(e, node->raise.site);
            text_puts(e->out, ", ");
        }
        put_value(e, &node->raise.error, PREC_ANY);
        text_puts(e->out, ");");
    }
    writer_end(e->w);
    e->f.ends = true;
    if (!direct) emit_fail(e);
}

// ---- behind a region's cleanup -----------------------------------------------------------------

static void emit_exits(emitter *e, const emit_place *place)
{
    for (uint32_t i = 0; i < place->exits.count; i++) {
        const emit_exit *x = &place->exits.items[i];
        writer_begin(e->w);
        text_puts(e->out, "if (");
        put_next(e, place);
        text_printf(e->out, " == %u)", x->code);
        writer_end_open(e->w);
        if (x->kind == NODE_RETURN) finish_return(e, false);
        else emit_jump(e, x->kind, x->loop);
        writer_close(e->w, "");
    }
    e->f.ends = false;
}

// `guard`: whether a failure has to be looked for.
static void emit_after(emitter *e, const emit_place *place, bool guard)
{
    if (place->is_tail) {
        e->f.st_at_end |= guard;
        e->f.uses_st |= guard;
        e->f.ends = false;
        return;
    }
    if (guard) {
        writer_begin(e->w);
        text_puts(e->out, "if (st != SLEY_OK) ");
        put_fail(e);
        writer_end(e->w);
    }
    emit_exits(e, place);
}

// A return at the very end needs no jump to the label.  What the body holds has to go
// here, too, when the region then waits: behind a resume C locals are empty.
static bool returns_into_wait(const emitter *e, const ir_node *node, bool is_tail)
{
    bool waits = node->scope.kind == SCOPE_GROUP || node->scope.cleanup_suspends;
    return !e->f.ends && is_tail && waits && (node->scope.exits & EXIT_RETURN) != 0;
}

static void emit_body(emitter *e, ir_node *node, emit_place *place, bool is_tail)
{
    open_region(e, place, node, node->scope.number);
    place->is_region = true;
    place->is_tail = is_tail;
    unsigned exits = node->scope.exits & ~(is_tail ? (unsigned)EXIT_RETURN : 0u);
    if (exits != 0) {
        writer_begin(e->w);
        put_next(e, place);
        text_puts(e->out, " = 0;");
        writer_end(e->w);
        if (!node->scope.next_in_frame) array_push(&e->prog->scratch, &e->f.nexts, place->label);
    }
    e->f.ends = false;
    emit_node(e, node->scope.body, is_tail);
    close_region(e, place);
    if (place->is_reached) {
        if (e->w->depth == 1) writer_blank(e->w);
        writer_label(e->w, "leave", place->label, "");
    }
    if (place->is_reached || returns_into_wait(e, node, is_tail)) {
        emit_region_drops(e, node->scope.body, true);
        e->f.ends = false;
    }
}

// ---- the kinds -----------------------------------------------------------------------------------

static void put_storage(emitter *e, const ir_node *node, char letter)
{
    bool in_frame = e->f.has_frame && !(letter == 'u' && !node->scope.cleanup_suspends);
    if (in_frame) {
        e->f.uses_frame = true;
        text_puts(e->out, "f->");
    }
    text_printf(e->out, "%c_%u", letter, node->scope.number);
}

// sley_timeout_leave(task, &f->s_2, st) and its like.
static void put_region_call(emitter *e, const ir_node *node, const char *name, char letter)
{
    put_f(e, "%s(%k, &", name);
    put_storage(e, node, letter);
}

static void emit_unwound_cleanup(emitter *e, ir_node *node)
{
    emit_place place;
    uint32_t label = ++e->f.last_number;
    if (!(e->f.has_frame && node->scope.cleanup_suspends)) {
        array_push(&e->prog->scratch, &e->f.unwinds, node->scope.number);
    }
    e->f.uses_st = true;
    writer_begin(e->w);
    put_region_call(e, node, "sley_unwind_enter", 'u');
    text_puts(e->out, ", st);");
    writer_end(e->w);
    writer_line(e->w, "st = SLEY_OK;");
    open_region(e, &place, node, label);
    emit_node(e, node->scope.cleanup, false);
    close_region(e, &place);
    if (place.is_reached) {
        writer_label(e->w, "leave", label, "");
        emit_region_drops(e, node->scope.cleanup, true);
    }
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, "sley_unwind_leave", 'u');
    text_puts(e->out, ", st);");
    writer_end(e->w);
}

static void emit_cleanup(emitter *e, ir_node *node, bool is_tail)
{
    emit_place place;
    emit_body(e, node, &place, is_tail);
    if (e->f.ends) return;
    bool unwinds = frame_has_unwind(node);
    if (unwinds) emit_unwound_cleanup(e, node);
    else emit_node(e, node->scope.cleanup, false);
    emit_after(e, &place, place.fails || unwinds);
}

static void emit_timeout(emitter *e, ir_node *node, bool is_tail)
{
    emit_place place;
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, node->scope.kind == SCOPE_TIMEOUT ? "sley_timeout_enter"
                                                               : "sley_timeout_at_enter", 's');
    put_f(e, ", %v);", &node->scope.operand);
    writer_end(e->w);
    emit_guard_failed(e, node->scope.site);
    emit_body(e, node, &place, is_tail);
    e->f.uses_st = true;
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, "sley_timeout_leave", 's');
    text_puts(e->out, ", st);");
    writer_end(e->w);
    emit_guard_failed(e, node->scope.site);
    emit_after(e, &place, false);
}

static void emit_shield(emitter *e, ir_node *node, bool is_tail)
{
    emit_place place;
    writer_begin(e->w);
    put_region_call(e, node, "sley_shield_enter", 's');
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_body(e, node, &place, is_tail);
    writer_begin(e->w);
    put_region_call(e, node, "sley_shield_leave", 's');
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_after(e, &place, place.fails);
}

static void emit_group(emitter *e, ir_node *node, bool is_tail)
{
    emit_place place;
    writer_begin(e->w);
    put_region_call(e, node, "sley_group_enter", 'g');
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_body(e, node, &place, is_tail);
    e->f.uses_self = e->f.uses_st = true;
    writer_line(e->w, "self->state = %u;", node->scope.suspend->number);
    writer_begin(e->w);
    text_puts(e->out, "st = sley_group_leave(");
    put_task(e);
    text_puts(e->out, ", self, &");
    put_storage(e, node, 'g');
    text_puts(e->out, ", st);");
    writer_end(e->w);
    emit_wait(e, node->scope.suspend);
    emit_after(e, &place, false);
}

void emit_region(emitter *e, ir_node *node, bool is_tail)
{
    switch (node->scope.kind) {
    case SCOPE_CLEANUP: emit_cleanup(e, node, is_tail); break;
    case SCOPE_TIMEOUT:
    case SCOPE_TIMEOUT_AT: emit_timeout(e, node, is_tail); break;
    case SCOPE_GROUP: emit_group(e, node, is_tail); break;
    case SCOPE_SHIELD: emit_shield(e, node, is_tail); break;
    case SCOPE_PLAIN: break;
    }
}

// ---- try --------------------------------------------------------------------------------------------

static bool catches_all(const ir_catch *c)
{
    return !c->is_cancelled && (c->type == NULL || c->type->decl == NULL || c->type->decl->parent == NULL);
}

// The clause takes every error that is left when it is tried.
static bool takes_the_rest(const ir_node *node, size_t index)
{
    const ir_catch *c = &node->attempt.catches[index];
    if (c->is_cancelled || catches_all(c)) return !c->is_cancelled;
    for (size_t i = index + 1; i < node->attempt.catch_count; i++) {
        if (!node->attempt.catches[i].is_cancelled) return false;
    }
    return node->attempt.takes_all;
}

static void put_catch_test(emitter *e, const ir_catch *c, bool takes_the_rest)
{
    if (c->is_cancelled) {
        text_puts(e->out, "st == SLEY_CANCELLED");
        return;
    }
    text_puts(e->out, "st == SLEY_ERROR");
    if (takes_the_rest) return;
    text_puts(e->out, " && sley_catches(");
    put_task(e);
    text_puts(e->out, ", &");
    put_error_type(e, c->type);
    text_putc(e->out, ')');
}

static void emit_catch(emitter *e, ir_catch *c, bool is_tail)
{
    writer_line(e->w, "st = SLEY_OK;");
    if (!c->is_cancelled && c->var == NULL) {
        emit_line(e, "sley_error_release(sley_catch(%k));");
    } else if (!c->is_cancelled) {
        e->f.uses_task = true;
        e->f.given = c->var;
        e->f.given_value = "sley_catch(task)";
    }
    e->f.ends = false;
    emit_node(e, c->body, is_tail);
}

// `if (test) {`, `} else if (test) {`; the part that takes all that is left over
// needs no test, and when it is the only one no braces either.
typedef struct catch_chain {
    bool first;          // nothing was written yet
    bool is_open;        // a brace waits to be closed
    bool all_end;        // no part goes on behind the chain
} catch_chain;

static void open_part(emitter *e, catch_chain *chain, bool is_rest)
{
    if (chain->is_open) e->w->depth--;
    if (chain->first && is_rest) return;
    writer_begin(e->w);
    text_puts(e->out, is_rest ? "} else" : chain->first ? "if (" : "} else if (");
    chain->first = false;
    chain->is_open = true;
}

static void end_part_head(emitter *e, const catch_chain *chain, bool is_rest)
{
    if (!is_rest) text_putc(e->out, ')');
    if (chain->is_open) writer_end_open(e->w);
}

// `body_ends`: only failures come to the label.
static void emit_catches(emitter *e, ir_node *node, bool is_tail, bool body_ends)
{
    catch_chain chain = {.first = true, .all_end = body_ends};
    bool errors = false, cancels = false;
    bool has_status = e->f.has_frame || e->f.throws;
    if (node->attempt.else_body != NULL && !body_ends) {
        open_part(e, &chain, false);
        text_puts(e->out, "st == SLEY_OK");
        end_part_head(e, &chain, false);
        e->f.ends = false;
        emit_node(e, node->attempt.else_body, is_tail);
        chain.all_end = e->f.ends;
    }
    bool only_failures = body_ends || node->attempt.else_body != NULL;
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        ir_catch *c = &node->attempt.catches[i];
        bool takes_rest = takes_the_rest(node, i);
        errors |= takes_rest;
        cancels |= c->is_cancelled;
        bool is_rest = only_failures && errors && (cancels || !has_status);
        e->f.st_untested |= is_rest && chain.first;
        open_part(e, &chain, is_rest);
        if (!is_rest) put_catch_test(e, c, takes_rest);
        end_part_head(e, &chain, is_rest);
        emit_catch(e, c, is_tail);
        chain.all_end &= e->f.ends;
        if (is_rest) break;
    }
    bool passes_on = !errors || (has_status && !cancels);
    bool is_else = passes_on && only_failures && !(chain.is_open && chain.all_end);
    if (is_else) {
        open_part(e, &chain, true);
        end_part_head(e, &chain, true);
        emit_fail(e);
    }
    if (chain.is_open) writer_close(e->w, "");
    if (passes_on && only_failures && !is_else) emit_fail(e);
    if (passes_on && !only_failures) {
        writer_begin(e->w);
        text_puts(e->out, "if (st != SLEY_OK) ");
        put_fail(e);
        writer_end(e->w);
    }
    e->f.ends = chain.all_end;
}

void emit_try(emitter *e, ir_node *node, bool is_tail)
{
    emit_place place;
    open_region(e, &place, node, node->attempt.number);
    e->f.ends = false;
    // A return in the body leaves the function, not only the try.
    emit_node(e, node->attempt.body, false);
    bool body_ends = e->f.ends;
    close_region(e, &place);
    if (!place.is_reached) {
        if (!body_ends && node->attempt.else_body != NULL) {
            emit_node(e, node->attempt.else_body, is_tail);
        }
        return;
    }
    writer_label(e->w, "leave", place.label, "");
    emit_region_drops(e, node->attempt.body, false);
    emit_catches(e, node, is_tail, body_ends);
}
