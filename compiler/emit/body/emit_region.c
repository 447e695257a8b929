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

#include <assert.h>

// ---- leaving by a jump ---------------------------------------------------------------------

static void put_next(emitter *e, const plan_region *region)
{
    if (region->node->scope.next_in_frame) {
        e->f.seen.frame = true;
        text_puts(e->out, "f->");
    }
    text_printf(e->out, "next_%u", region->label);
}

void emit_region_jump(emitter *e, ir_node_kind kind, const ir_node *loop, const plan_jump *jump)
{
    const char *word = kind == NODE_BREAK ? "break" : "continue";
    switch (jump->way) {
    case WAY_FALLS: break;
    case WAY_REGION:
        assert(jump->region != NULL && (jump->falls || jump->region->has_label)); // plan.h I3
        if (jump->code != 0 && jump->region->has_next) {
            writer_begin(e->w);
            put_next(e, jump->region);
            text_printf(e->out, " = %u;", jump->code);
            writer_end(e->w);
        }
        if (!jump->falls) writer_line(e->w, "goto leave_%u;", jump->region->label);
        break;
    case WAY_NEAR:
        emit_stmt_drops(e, &jump->drops);
        writer_line(e->w, "%s;", word);
        break;
    case WAY_FAR:
        assert(kind == NODE_BREAK ? loop->loop.break_label : loop->loop.continue_label);
        emit_stmt_drops(e, &jump->drops);
        writer_line(e->w, "goto %s_%u;", word, loop->loop.number);
        break;
    case WAY_LEAVE: writer_line(e->w, "goto leave_1;"); break;
    case WAY_RETURN:
        if (e->f.plan->shape != PLAN_PLAIN) writer_line(e->w, "return SLEY_OK;");
        else writer_line(e->w, e->f.fn->result->kind != TYPE_UNIT ? "return result;" : "return;");
        break;
    }
}

// ---- return ----------------------------------------------------------------------------------

void emit_region_result(emitter *e)
{
    if (e->f.has_frame) e->f.seen.frame = true;
    else e->f.seen.result = true;
    text_puts(e->out, e->f.has_frame ? "f->result" : e->f.throws ? "*result" : "result");
}

void emit_region_result_address(emitter *e)
{
    if (!e->f.throws) {
        text_putc(e->out, '&');
        emit_region_result(e);
        return;
    }
    e->f.seen.result = true;
    text_puts(e->out, "result");
}

void emit_region_return(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_RETURN);
    assert(node->result.plan != NULL); // plan.h I2: what is not come to is not written
    const ir_value *value = &node->result.value;
    bool has_value = value->kind != IR_NOTHING && e->f.fn->result->kind != TYPE_UNIT;
    bool is_direct = has_value && e->f.plan->shape == PLAN_PLAIN &&
                     node->result.plan->way == WAY_RETURN;
    if (is_direct) {
        put_line(e, "return %v;", value);
        return;
    }
    if (has_value) {
        writer_begin(e->w);
        if (e->f.plan->result_may_go) {
            emit_type_op(e, e->f.fn->result, "assign(");
            emit_region_result_address(e);
            text_puts(e->out, ", ");
        } else {
            emit_region_result(e);
            text_puts(e->out, " = ");
        }
        put_f(e, e->f.plan->result_may_go ? "%v);" : "%v;", value);
        writer_end(e->w);
    }
    emit_region_jump(e, NODE_RETURN, NULL, node->result.plan);
}

// ---- throw -----------------------------------------------------------------------------------

void emit_region_throw(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_THROW);
    bool is_direct = emit_stmt_fail_returns(e, node->raise.fail);
    e->f.seen.st |= !is_direct;
    writer_begin(e->w);
    text_puts(e->out, is_direct ? "return " : "st = ");
    if (node->raise.error.kind == IR_NOTHING) {
        text_puts(e->out, "SLEY_CANCELLED;");
    } else if (node->raise.is_rethrow) {
        put_f(e, "sley_rethrow(%k, %v);", &node->raise.error);
    } else {
        put_f(e, "sley_throw(%k, %i, %v);", node->raise.site, &node->raise.error);
    }
    writer_end(e->w);
    if (!is_direct && node->raise.fail != FAIL_FALLS) emit_stmt_fail(e, node->raise.fail);
}

// ---- after a region's cleanup -----------------------------------------------------------------

static void emit_exits(emitter *e, const plan_region *region)
{
    for (uint32_t i = 0; i < region->exits.count; i++) {
        const plan_exit *x = &region->exits.items[i];
        if (!region->has_next) {
            emit_region_jump(e, x->kind, x->loop, &x->jump);
            return;
        }
        writer_begin(e->w);
        text_puts(e->out, "if (");
        put_next(e, region);
        text_printf(e->out, " == %u)", x->code);
        writer_end_open(e->w);
        emit_region_jump(e, x->kind, x->loop, &x->jump);
        writer_close(e->w, "");
    }
}

static void emit_guard(emitter *e)
{
    writer_begin(e->w);
    text_puts(e->out, "if (st != SLEY_OK) ");
    emit_stmt_put_fail(e, FAIL_JUMPS);
    writer_end(e->w);
}

// `guard`: whether a failure has to be looked for.
static void emit_after(emitter *e, const plan_region *region, bool guard)
{
    if (region->is_tail) {
        e->f.seen.st |= guard;
        return;
    }
    if (guard && !region->leave_falls) emit_guard(e);
    emit_exits(e, region);
}

static void emit_body(emitter *e, const ir_node *node)
{
    const plan_region *region = node->scope.plan, *outer = e->f.region;
    if (region->has_next) {
        writer_begin(e->w);
        put_next(e, region);
        text_puts(e->out, " = 0;");
        writer_end(e->w);
    }
    e->f.region = region;
    emit_stmt(e, node->scope.body);
    e->f.region = outer;
    if (region->has_label) {
        if (e->w->depth == 1) writer_blank(e->w);
        writer_label(e->w, "leave", region->label, "");
    }
    emit_stmt_drops(e, &region->drops);
}

// ---- the kinds ----------------------------------------------------------------------------------

static void put_storage(emitter *e, const ir_node *node, char letter)
{
    bool in_frame = e->f.has_frame && !(letter == 'u' && !node->scope.cleanup_suspends);
    if (in_frame) {
        e->f.seen.frame = true;
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

static void emit_region_call(emitter *e, const ir_node *node, const char *name, char letter)
{
    writer_begin(e->w);
    put_region_call(e, node, name, letter);
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_leave_call(emitter *e, const ir_node *node, const char *name, char letter)
{
    e->f.seen.st = true;
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, name, letter);
    text_puts(e->out, ", st);");
    writer_end(e->w);
}

static void emit_unwound_cleanup(emitter *e, const ir_node *node)
{
    const plan_region *region = node->scope.cleanup_plan, *outer = e->f.region;
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, "sley_unwind_enter", 'u');
    text_puts(e->out, ", st);");
    writer_end(e->w);
    e->f.region = region;
    emit_stmt(e, node->scope.cleanup);
    e->f.region = outer;
    if (region->has_label) writer_label(e->w, "leave", region->label, "");
    emit_stmt_drops(e, &region->drops);
    emit_leave_call(e, node, "sley_unwind_leave", 'u');
}

static void emit_cleanup_of(emitter *e, const ir_node *node)
{
    if (node->scope.cleanup_plan != NULL) emit_unwound_cleanup(e, node);
    else emit_stmt(e, node->scope.cleanup);
    const plan_region *region = node->scope.plan;
    if (!region->leaves) emit_after(e, region, region->guards);
    else if (region->guards) emit_stmt_fail(e, FAIL_JUMPS);
}

static ir_fail leave_fail(const ir_node *node)
{
    return node->scope.plan->leave_falls ? FAIL_FALLS : FAIL_JUMPS;
}

// `context.exit(outcome)`: what is under way while the cleanup runs.
void emit_region_outcome(emitter *e)
{
    const ir_node *node = e->f.cleanup;
    if (node->scope.cleanup_plan != NULL) {
        text_puts(e->out, "sley_unwind_outcome(&");
        put_storage(e, node, 'u');
        text_putc(e->out, ')');
    } else if (e->f.plan->shape != PLAN_PLAIN || node->scope.plan->fails) {
        e->f.seen.st = true;
        put_f(e, "sley_block_outcome(%k, st)");
    } else {
        text_puts(e->out, "NULL");
    }
}

static void emit_cleanup(emitter *e, const ir_node *node)
{
    emit_body(e, node);
    if (node->scope.plan->ends) return;
    const ir_node *outer = e->f.cleanup;
    e->f.cleanup = node;
    emit_cleanup_of(e, node);
    e->f.cleanup = outer;
}

static void emit_timeout(emitter *e, const ir_node *node)
{
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    put_region_call(e, node, node->scope.kind == SCOPE_TIMEOUT ? "sley_timeout_enter"
                                                               : "sley_timeout_at_enter", 's');
    put_f(e, ", %v);", &node->scope.operand);
    writer_end(e->w);
    emit_stmt_guard_failed(e, node->scope.site, FAIL_JUMPS);
    emit_body(e, node);
    emit_leave_call(e, node, "sley_timeout_leave", 's');
    emit_stmt_guard_failed(e, node->scope.site, leave_fail(node));
    emit_after(e, node->scope.plan, false);
}

static void emit_shield(emitter *e, const ir_node *node)
{
    emit_region_call(e, node, "sley_shield_enter", 's');
    emit_body(e, node);
    emit_region_call(e, node, "sley_shield_leave", 's');
    emit_after(e, node->scope.plan, node->scope.plan->fails);
}

static void emit_group(emitter *e, const ir_node *node)
{
    emit_region_call(e, node, "sley_group_enter", 'g');
    emit_body(e, node);
    writer_begin(e->w);
    put_f(e, "st = sley_group_leave(%k, %S, &", node->scope.suspend);
    put_storage(e, node, 'g');
    text_puts(e->out, ", st);");
    writer_end(e->w);
    emit_async_wait(e, node->scope.suspend, leave_fail(node));
    emit_after(e, node->scope.plan, false);
}

void emit_region(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_SCOPE);
    switch (node->scope.kind) {
    case SCOPE_CLEANUP: emit_cleanup(e, node); break;
    case SCOPE_TIMEOUT:
    case SCOPE_TIMEOUT_AT: emit_timeout(e, node); break;
    case SCOPE_GROUP: emit_group(e, node); break;
    case SCOPE_SHIELD: emit_shield(e, node); break;
    case SCOPE_PLAIN: break;
    }
}

// ---- try ----------------------------------------------------------------------------------------

static void put_catch_test(emitter *e, const ir_catch *c)
{
    if (c->is_cancelled) {
        text_puts(e->out, "st == SLEY_CANCELLED");
        return;
    }
    text_puts(e->out, "st == SLEY_ERROR");
    if (c->takes_rest) return;
    put_f(e, " && sley_catches(%k, &");
    emit_error_type(e, c->type);
    text_putc(e->out, ')');
}

static bool emit_catch(emitter *e, const ir_catch *c)
{
    bool drops = !c->is_cancelled && c->var == NULL;
    put_line(e, drops ? "st = sley_drop_error(%k);" : "st = SLEY_OK;");
    return emit_stmt_block(e, c->body);
}

// `if (test) {`, `} else if (test) {`; the part that takes all that is left over
// needs no test, and when it is the only one no braces either.
typedef struct catch_chain {
    bool first;          // nothing was written yet
    bool is_open;        // a brace waits to be closed
    bool all_end;        // no part goes on after the chain
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

// Only failures come to the label when the body ends.
static void emit_catches(emitter *e, const ir_node *node)
{
    bool body_ends = node->attempt.body->ends;
    catch_chain chain = {.first = true, .all_end = body_ends};
    if (node->attempt.else_body != NULL && !body_ends) {
        open_part(e, &chain, false);
        text_puts(e->out, "st == SLEY_OK");
        end_part_head(e, &chain, false);
        chain.all_end = emit_stmt_block(e, node->attempt.else_body);
    }
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        const ir_catch *c = &node->attempt.catches[i];
        open_part(e, &chain, c->is_rest);
        if (!c->is_rest) put_catch_test(e, c);
        end_part_head(e, &chain, c->is_rest);
        chain.all_end &= emit_catch(e, c);
        if (c->is_rest) break;
    }
    bool only_failures = body_ends || node->attempt.else_body != NULL;
    bool passes_on = node->attempt.passes_on && !node->attempt.rest_falls;
    bool is_else = passes_on && only_failures && !(chain.is_open && chain.all_end);
    if (is_else) {
        open_part(e, &chain, true);
        end_part_head(e, &chain, true);
        emit_stmt_fail(e, FAIL_JUMPS);
    }
    if (chain.is_open) writer_close(e->w, "");
    if (passes_on && only_failures && !is_else) emit_stmt_fail(e, FAIL_JUMPS);
    if (passes_on && !only_failures) emit_guard(e);
}

void emit_region_try(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_TRY);
    const plan_region *region = node->attempt.plan, *outer = e->f.region;
    e->f.region = region;
    emit_stmt(e, node->attempt.body);
    e->f.region = outer;
    if (!region->is_reached) {
        if (!node->attempt.body->ends) emit_stmt_block(e, node->attempt.else_body);
        return;
    }
    if (region->has_label) writer_label(e->w, "leave", region->label, "");
    emit_stmt_drops(e, &region->drops);
    emit_catches(e, node);
}
