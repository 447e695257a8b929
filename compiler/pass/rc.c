// SPDX-License-Identifier: MIT
// rc.c - reference counts: who owns what, and when it is released.
//
// Requires: effects_run (fn.suspends).  Gives: op.uses, value.mode, op.result_owned,
// op.drop_result, op.assigns, var.is_owned, var.needs_clear, DROP operations.
//
// Callees borrow their arguments, results are owned, variables and containers
// own what they hold.  So:
//
//     let a = s.upper()        %0 = upper(s)       set a, move %0
//     xs.append(a)             append(xs, copy a)
//     return a                 drop b; return move a
//
// - An owned result that is consumed at once is moved.  One that is only
//   borrowed, or waits while something may fail, becomes a hidden variable.
// - A variable is moved at its last use, copied at the others.
// - A variable that only names a part of another one, or a parameter, which
//   nothing changes meanwhile, borrows: no reference at all.
// - A variable is dropped where its scope ends; `is_owned` says that it also
//   has to be dropped when the scope is left by an edge (failure, break ..).
//
// The order of decisions: owned results, aliases, variables that borrow, last
// uses, drops in front of guards, ways out, modes of the operands, edits of the tree.

#include "base/plant.h"

#include <assert.h>

#include "pass/rc.h"

#include "base/program.h"

// ---- what is inserted ------------------------------------------------------------

static ir_node *drop_node(rc *r, ir_var *var, span at)
{
    assert(var->type->counted);
    ir_op *drop = ir_walk_new_op(r->prog, r->fn, IR_DROP, type_scalar(r->prog, TYPE_UNIT), at, 0);
    drop->aux.target.var = var;
    return ir_walk_op_node(r->prog, drop);
}

// `var = value`, the value being moved into it.
static ir_node *set_node(rc *r, ir_var *var, ir_value from, span at)
{
    assert(from.mode == MODE_MOVE || from.mode == MODE_COPY);
    ir_op *set = ir_walk_new_op(r->prog, r->fn, IR_SET, type_scalar(r->prog, TYPE_UNIT), at, 1);
    set->aux.target.var = var;
    set->args[0] = from;
    return ir_walk_op_node(r->prog, set);
}

static ir_value temp_value(ir_op *op, ir_mode mode)
{
    assert(op->type->kind != TYPE_UNIT);
    ir_value v = {.kind = IR_TEMP, .mode = mode, .type = op->type};
    v.op = op;
    return v;
}

// The child of `seq` that holds this order, or NULL.
static ir_node *child_at(const ir_node *seq, uint32_t order)
{
    assert(seq->kind == NODE_SEQ);
    uint32_t low = 0;
    uint32_t high = seq->seq.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        ir_node *child = seq->seq.items[mid];
        if (order < child->first) {
            high = mid;
        } else if (order > child->last) {
            low = mid + 1;
        } else {
            return child;
        }
    }
    return NULL;
}

// ---- facts about events ------------------------------------------------------------

static uint32_t first_event_after(const rc *r, uint32_t order)
{
    uint32_t low = 0;
    uint32_t high = r->events.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (r->events.items[mid].order <= order) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

// The place of the event, or of the next after it, by which control leaves.
static uint32_t exit_from(const rc *r, uint32_t at)
{
    assert(at <= r->events.count);
    return at < r->events.count ? r->events.items[at].exit : at;
}

static bool fails_between(const rc *r, uint32_t from, uint32_t to)
{
    uint32_t at = exit_from(r, first_event_after(r, from));
    return at < r->events.count && r->events.items[at].order < to;
}

// Something between the two orders may change what an alias of `root` shows.
static bool changed_between(const rc *r, rc_root root, uint32_t from, uint32_t to)
{
    for (uint32_t i = first_event_after(r, from);
         i < r->events.count && r->events.items[i].order < to; i++) {
        const rc_event *event = &r->events.items[i];
        if (event->kind != EVENT_EFFECT) continue;
        if (root.var != NULL && event->written == root.var) return true;
        if (root.through_heap && event->runs_code) return true;
    }
    return false;
}

// ---- how an operation takes its operands -----------------------------------------

static bool consumes(const ir_op *op, const ir_value *value)
{
    if (value == &op->aux.group && op->code == IR_SPAWN) return false;
    if (value == &op->aux.task_name && op->code == IR_SPAWN) return false;
    if (value == &op->aux.target_on && op->code == IR_SPAWN) return false;
    if (value < op->args || value >= op->args + op->arg_count) return false;
    const char *letters = ir_info(op->code)->args;
    if (letters[0] == '?') {
        if ((op->aux.builtin->flags & B_TAKES) == 0) return false;
        return value == &op->args[builtin_taken(op->aux.builtin, op->arg_count)];
    }
    // The last letter holds for all further operands.
    for (const ir_value *arg = op->args; arg < value && letters[1] != '\0'; arg++) letters++;
    return letters[0] == 'c';
}

static bool use_consumes(const rc_use *use)
{
    if (use->user != NULL) return consumes(use->user, use->value);
    if (use->node->kind == NODE_RETURN || use->node->kind == NODE_THROW) return true;
    if (use->node->kind != NODE_SELECT) return false;
    for (size_t i = 0; i < use->node->select.arm_count; i++) {
        if (use->value == &use->node->select.arms[i].value) return true;
    }
    return false;
}

// ---- step 1: owned results --------------------------------------------------------

// Uses of each temporary, those through aliases of it included.
static void note_temp_uses(rc *r)
{
    for (uint32_t i = 0; i < r->uses.count; i++) {
        const rc_use *use = &r->uses.items[i];
        if (use->value->kind != IR_TEMP) continue;
        rc_temp *t = &r->temps[use->value->op->id];
        t->use_count++;
        t->only = use;
        for (const ir_value *v = use->value; v != NULL && v->kind == IR_TEMP;) {
            rc_temp *part = &r->temps[v->op->id];
            uint32_t loop_end = rc_collect_loop_end(r, use->at->loop, part->at->loop);
            uint32_t order = loop_end > use->order ? loop_end : use->order;
            if (order > part->last) part->last = order;
            if (ir_info(v->op->code)->result != 'a') break;
            v = v->op->arg_count > 0 ? &v->op->args[0] : NULL;
        }
    }
}

static rc_var *add_hidden(rc *r, rc_temp *t, type *held, uint32_t start)
{
    ir_var *var = ir_walk_hidden_var(r->prog, r->fn, ir_stem(t->op), held, t->node->span);
    rc_var v = {.var = var,
                .scope = t->at->scope,
                .loop = t->at->loop,
                .first_seq = t->at->seq,
                .start = start,
                .end = t->at->scope->last,
                .set_count = 1,
                .is_counted = true};
    // It goes right after its last use, when that lies in the same sequence.
    const ir_node *last = child_at(t->at->seq, t->last);
    if (last != NULL) {
        v.drop_after = t->last;
        v.drop_seq = t->at->seq;
        v.end = last->last;
    }
    rc_scope_add(r, t->at->scope, var);
    array_push(&r->prog->scratch, &r->vars, v);
    t->var = var;
    return &array_last(&r->vars);
}

// The result goes to a hidden variable; its uses read that.
static void to_variable(rc *r, rc_temp *t, ir_mode mode)
{
    assert(t->op->type->counted);
    assert(t->var == NULL);
    rc_var *v = add_hidden(r, t, t->op->type, t->op->order);
    ir_node *set = set_node(r, t->var, temp_value(t->op, mode), t->op->span);
    set->op->args[0].mode = mode;
    t->op->uses = 1;   // the others read the variable: redirect_uses
    v->first_set = set->op;
    // In a loop's head the drop comes a round later: release what is there.
    if (v->drop_after == 0) set->op->assigns = v->var->needs_clear = true;
    rc_edit_add(r, t->at->seq, t->node->last, set);
}

static void decide_owned_results(rc *r)
{
    for (uint32_t i = 0; i < r->temp_count; i++) {
        rc_temp *t = &r->temps[i];
        if (t->op == NULL || !t->op->type->counted) continue;
        if (ir_info(t->op->code)->result != 'o') continue;
        t->op->result_owned = true;
        if (t->use_count == 0) {
            t->op->drop_result = true;
            continue;
        }
        if (t->use_count == 1) {
            const rc_use *use = t->only;
            if (use->user != NULL && use->user->code == IR_EVAL) {
                t->op->drop_result = true;
                continue;
            }
            bool waits = fails_between(r, t->op->order, use->order);
            if (use_consumes(use) && use->at->loop == t->at->loop && !waits) {
                use->value->mode = MODE_MOVE;
                continue;
            }
        }
        to_variable(r, t, MODE_MOVE);
    }
}

// ---- step 2: aliases that do not hold long enough ----------------------------------

// The user runs code that may change what the alias lies in.  `self.items.append(v)` does not: a
// built-in method that calls no function changes its receiver, not the field that holds it.
static bool user_runs_code(const rc_use *use)
{
    if (use->user == NULL) return use->node->kind == NODE_SELECT;
    const ir_op *op = use->user;
    bool is_receiver = op->code == IR_CALL_BUILTIN && use->value == &op->args[0];
    if (is_receiver && !ir_takes_function(op) && !ir_calls_own(op) && !op->can_throw &&
        !ir_can_exit(op)) {
        return false;
    }
    return ir_runs_code(op);
}

static void decide_aliases(rc *r)
{
    for (uint32_t i = 0; i < r->temp_count; i++) {
        rc_temp *t = &r->temps[i];
        if (t->op == NULL || t->use_count == 0 || !t->op->type->counted) continue;
        if (ir_info(t->op->code)->result != 'a' || t->op->code == IR_PLACE) continue;
        ir_value self = temp_value(t->op, MODE_BORROW);
        rc_root root = rc_collect_root_of(&self);
        bool hurt = changed_between(r, root, t->op->order, t->last);
        bool lent = !use_consumes(t->only) && root.through_heap && user_runs_code(t->only);
        if (hurt || lent) to_variable(r, t, MODE_COPY);
    }
}

// Every use of a temporary that became a variable now reads the variable.
static void redirect_uses(rc *r)
{
    for (uint32_t i = 0; i < r->uses.count; i++) {
        ir_value *v = r->uses.items[i].value;
        if (v->kind != IR_TEMP) continue;
        ir_var *var = r->temps[v->op->id].var;
        if (var != NULL) *v = ir_walk_var_value(var);
    }
}

// ---- step 3: variables that borrow --------------------------------------------------

static bool is_fixed(const rc *r, const ir_var *var)
{
    const rc_var *v = &r->vars.items[var->id];
    if (var->kind != IRVAR_LOCAL && var->kind != IRVAR_HIDDEN) {
        return v->set_count == 0 && v->store_count == 0;
    }
    return v->set_count == 1 && v->store_count == 0;
}

static bool holds_scope(const ir_node *outer, const ir_node *inner)
{
    return rc_collect_inside(outer, inner->first) && rc_collect_inside(outer, inner->last);
}

static void decide_borrowers(rc *r)
{
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        bool is_local = v->var->kind == IRVAR_LOCAL || v->var->kind == IRVAR_HIDDEN;
        if (!is_local || v->scope == NULL || !v->var->type->counted) continue;
        v->is_counted = true;
        if (!is_fixed(r, v->var) || v->first_set == NULL) continue;
        const ir_value *from = &v->first_set->args[0];
        rc_root root = rc_collect_root_of(from);
        if (root.var == NULL || root.var == v->var || root.through_heap) continue;
        if (!is_fixed(r, root.var)) continue;
        // A hidden variable of step 2 exists because the alias does not hold.
        if (from->mode == MODE_COPY) continue;
        // The one it borrows from must outlive it.
        const rc_var *lender = &r->vars.items[root.var->id];
        if (lender->scope != NULL && !holds_scope(lender->scope, v->scope)) continue;
        v->alias_of = v->var->borrows = root.var;
        v->is_counted = false;
    }
}

// ---- step 4: last uses ----------------------------------------------------------------

static void note_var_use(rc *r, const rc_use *use, ir_var *var)
{
    while (var != NULL) {
        rc_var *v = &r->vars.items[var->id];
        uint32_t loop_end = rc_collect_loop_end(r, use->at->loop, v->loop);
        uint32_t order = loop_end > use->order ? loop_end : use->order;
        if (order >= v->last) {
            v->last = order;
            // A use that comes again in the next round is never the last one.
            bool direct = use->value->kind == IR_VAR && use->value->var == var;
            v->last_value = direct && loop_end == 0 ? use->value : NULL;
        }
        var = v->alias_of;
    }
}

static void note_var_uses(rc *r)
{
    for (uint32_t i = 0; i < r->uses.count; i++) {
        const rc_use *use = &r->uses.items[i];
        rc_root root = rc_collect_root_of(use->value);
        if (root.var != NULL) note_var_use(r, use, root.var);
    }
    // Lenders of hidden variables live until these are dropped.
    for (uint32_t i = 0; i < r->vars.count; i++) {
        const rc_var *v = &r->vars.items[i];
        if (v->alias_of == NULL) continue;
        rc_var *lender = &r->vars.items[v->alias_of->id];
        if (v->last >= lender->last) {
            lender->last = v->last;
            lender->last_value = NULL;
        }
    }
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        if (v->drop_after == 0 || v->last <= v->drop_after) continue;
        // Borrowers made it live longer than its own uses did.
        ir_node *child = child_at(v->drop_seq, v->last);
        v->drop_after = child != NULL ? v->last : 0;
        v->end = child != NULL ? child->last : v->scope->last;
    }
}

static bool reads_twice(const rc_use *use, const ir_var *var)
{
    if (use->user == NULL) return false;
    for (uint32_t i = 0; i < use->user->arg_count; i++) {
        const ir_value *other = &use->user->args[i];
        if (other == use->value || other->kind == IR_NOTHING) continue;
        if (rc_collect_root_of(other).var == var) return true;
    }
    return false;
}

// A region between the node and `outer` whose end must be passed on the way.
static bool crosses_region(const rc *r, const ir_node *node, const ir_node *outer)
{
    for (ir_node *at = rc_collect_parent(r, node); at != NULL && at != outer;
         at = rc_collect_parent(r, at)) {
        if (at->kind == NODE_SCOPE && at->scope.kind != SCOPE_PLAIN) return true;
    }
    return false;
}

// `let b = a`, when b only shows what a holds; also if b is not read.
static bool lends(const rc *r, const rc_use *use)
{
    const ir_op *op = use->user;
    if (op == NULL || op->code != IR_SET || op->aux.target.var == NULL) return false;
    return r->vars.items[op->aux.target.var->id].alias_of != NULL;
}

// Consuming uses that are the last use of their variable move it.
static void decide_moves(rc *r)
{
    for (uint32_t i = 0; i < r->uses.count; i++) {
        rc_use *use = &r->uses.items[i];
        ir_value *value = use->value;
        if (value->kind == IR_NOTHING || !value->type->counted || !use_consumes(use)) continue;
        if (value->kind == IR_CONST) {
            value->mode = MODE_MOVE;   // literals are never counted
            continue;
        }
        if (value->kind == IR_TEMP) {
            if (ir_info(value->op->code)->result == 'a' && !PLANTED(7)) value->mode = MODE_COPY;
            continue;
        }
        value->mode = MODE_COPY;
        if (value->kind != IR_VAR || lends(r, use)) continue;
        rc_var *v = &r->vars.items[value->var->id];
        if (!v->is_counted) continue;
        bool leaves = use->node->kind == NODE_RETURN && !crosses_region(r, use->node, NULL);
        if (v->last_value != value && !leaves) continue;
        if (reads_twice(use, value->var)) continue;
        value->mode = MODE_TAKE;
        // On the straight path from its first SET, and not written again: nothing is left to drop.
        bool is_last = v->last_value == value && v->last_write <= use->order;
        if (is_last && use->at->seq == v->first_seq && v->first_set != NULL) {
            v->is_moved = true;
            v->end = use->order;
        }
    }
}

// ---- step 5: ways out -----------------------------------------------------------------

static bool is_live_at(const rc_var *v, uint32_t order)
{
    return v->is_counted && v->start != 0 && v->start < order && order < v->end;
}

// What only an operation that may fail uses is dropped in front of its guard: no way out has to.
//     st = f(task, t_list);   release t_list;   if failed goto leave_1
static void decide_early(rc *r)
{
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        if (v->drop_after == 0 || v->is_moved || !v->is_counted) continue;
        const ir_node *child = child_at(v->drop_seq, v->drop_after);
        if (child == NULL || child->kind != NODE_OP || child->op->order != v->drop_after) continue;
        if (!ir_fails_plainly(child->op)) continue;
        v->is_early = child->op->drops_early = true;
        v->end = v->drop_after;
    }
}

static void decide_owned(rc *r)
{
    // Failures and jumps that leave a region.
    bool any = false;
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        if (!v->is_counted || v->start == 0) continue;
        uint32_t from = v->start;
        for (uint32_t k = exit_from(r, first_event_after(r, from));
             k < r->events.count && r->events.items[k].order < v->end;
             k = exit_from(r, k + 1)) {
            const rc_event *event = &r->events.items[k];
            if (event->kind == EVENT_FAIL) v->var->is_owned = true;
            if (event->kind == EVENT_JUMP &&
                crosses_region(r, event->node, event->node->jump.target)) {
                v->var->is_owned = true;
            }
            if (event->kind == EVENT_RETURN && crosses_region(r, event->node, NULL)) {
                v->var->is_owned = true;
            }
            if (v->var->is_owned) break;
        }
        any |= v->var->is_owned;
    }
    if (!any) return;
    // A return that goes to the function's cleanup anyway drops all there.
    for (uint32_t k = 0; k < r->events.count; k++) {
        const rc_event *event = &r->events.items[k];
        if (event->kind != EVENT_RETURN) continue;
        bool leaves = false;
        for (uint32_t i = 0; i < r->vars.count; i++) {
            const rc_var *v = &r->vars.items[i];
            leaves |= v->var->is_owned && is_live_at(v, event->order);
        }
        if (!leaves) continue;
        for (uint32_t i = 0; i < r->vars.count; i++) {
            rc_var *v = &r->vars.items[i];
            if (is_live_at(v, event->order)) v->var->is_owned = true;
        }
    }
}

// ---- step 6: drops ----------------------------------------------------------------------

static bool moved_by(const ir_node *node, const ir_var *var)
{
    if (node->kind != NODE_RETURN) return false;
    const ir_value *value = &node->result.value;
    return value->kind == IR_VAR && value->var == var && value->mode == MODE_TAKE;
}

// The value is computed and owned before what it may be a part of is dropped.
static void save_result(rc *r, ir_node *seq, ir_node *node)
{
    assert(node->kind == NODE_RETURN);
    ir_value *value = &node->result.value;
    if (value->mode != MODE_COPY) return;
    rc_root root = rc_collect_root_of(value);
    if (root.var == NULL || !r->vars.items[root.var->id].is_counted) {
        const rc_var *v = root.var != NULL ? &r->vars.items[root.var->id] : NULL;
        if (v == NULL || v->alias_of == NULL) return;
    }
    ir_var *var = ir_walk_hidden_var(r->prog, r->fn, "result", value->type, node->span);
    rc_var v = {.var = var, .scope = r->fn->body};
    array_push(&r->prog->scratch, &r->vars, v);
    rc_scope_add(r, r->fn->body, var);
    rc_edit_add(r, seq, node->first, set_node(r, var, *value, node->span));
    *value = ir_walk_var_value(var);
    value->mode = MODE_MOVE;
}

// Drops of what is alive and not dropped by the emitter at this way out.
static void drop_before(rc *r, ir_node *node, const ir_node *outer)
{
    bool first = true;
    ir_node *seq = r->inside[node->first]->seq;
    for (uint32_t i = r->vars.count; i > 0; i--) {
        rc_var *v = &r->vars.items[i - 1];
        if (!is_live_at(v, node->first) || v->var->is_owned || moved_by(node, v->var)) continue;
        if (!rc_collect_inside(v->scope, node->first)) continue;
        if (outer != NULL && !rc_collect_inside(outer, v->scope->first)) continue;
        if (first && node->kind == NODE_RETURN) save_result(r, seq, node);
        first = false;
        rc_edit_add(r, seq, node->first, drop_node(r, r->vars.items[i - 1].var, node->span));
    }
}

static void place_exit_drops(rc *r)
{
    for (uint32_t k = 0; k < r->events.count; k++) {
        const rc_event *event = &r->events.items[k];
        if (event->kind == EVENT_RETURN && !crosses_region(r, event->node, NULL)) {
            drop_before(r, event->node, NULL);
        }
        if (event->kind == EVENT_JUMP &&
            !crosses_region(r, event->node, event->node->jump.target)) {
            drop_before(r, event->node, event->node->jump.target);
        }
    }
}

static void place_end_drops(rc *r)
{
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        if (!v->is_counted || v->is_moved || v->start == 0) continue;
        if (v->drop_after != 0) {
            ir_node *child = child_at(v->drop_seq, v->drop_after);
            ir_node *drop = drop_node(r, v->var, v->var->span);
            drop->op->drops_early = v->is_early;
            if (v->is_early) rc_edit_add_first(r, v->drop_seq, child->last, drop);
            else if (ir_falls_through(child)) rc_edit_add(r, v->drop_seq, child->last, drop);
            continue;
        }
        ir_node *body = rc_scope_body(v->scope);
        // `catch e {}`: nothing is there but what is added here, which has no order.
        if (body->seq.count == 0 || body->seq.items[0]->first == 0) {
            ir_seq_add(r->prog, body, drop_node(r, v->var, v->var->span));
            continue;
        }
        if (!ir_falls_through(body)) continue;
        ir_node *last = array_last(&body->seq);
        rc_edit_add(r, body, last->last, drop_node(r, v->var, v->var->span));
    }
}

// ---- step 7: what a SET finds, and the plain form of moves ------------------------------

static void settle_set(rc *r, ir_op *op)
{
    ir_var *var = op->aux.target.var;
    rc_var *v = &r->vars.items[var->id];
    if (var->by_reference) op->assigns = true;   // the caller owns what it holds
    if (!v->is_counted) {
        if (v->alias_of != NULL) op->args[0].mode = MODE_BORROW;
        return;
    }
    if (v->scope == NULL) return;
    bool is_init = op == v->first_set && v->first_seq == rc_scope_body(v->scope);
    if (!is_init && v->drop_seq == NULL) {
        op->assigns = true;
        var->needs_clear = true;
    }
}

static void settle_value(rc *r, const rc_use *use)
{
    ir_value *value = use->value;
    if (value->kind != IR_VAR || value->mode != MODE_TAKE) return;
    rc_var *v = &r->vars.items[value->var->id];
    if (v->var->is_owned) return;
    // It is not looked at again: the scope has no drop, or control leaves.
    if (v->is_moved || use->node->kind == NODE_RETURN) value->mode = MODE_MOVE;
}

static void settle(rc *r)
{
    for (uint32_t i = 0; i < r->writes.count; i++) {
        ir_op *op = r->writes.items[i];
        if (op->code == IR_SET && op->aux.target.var != NULL) {
            settle_set(r, op);
        } else {
            op->assigns = true;
        }
    }
    for (uint32_t i = 0; i < r->uses.count; i++) settle_value(r, &r->uses.items[i]);
    for (uint32_t i = 0; i < r->vars.count; i++) {
        rc_var *v = &r->vars.items[i];
        // Dropped at the end of its scope, but set only on some paths.
        bool certain = v->first_set != NULL && v->scope != NULL &&
                       (v->first_seq == rc_scope_body(v->scope) || v->drop_seq != NULL);
        if (v->is_counted && !v->is_moved && !certain && v->first_set != NULL) {
            v->var->needs_clear = true;
        }
    }
}

// ---- the whole --------------------------------------------------------------------------

// What a failure at a suspension has to find, to drop it.
static void note_held(rc *r)
{
    for (uint32_t i = 0; i < r->fn->suspends.count; i++) {
        ir_suspend *s = r->fn->suspends.items[i];
        uint32_t order = ir_walk_suspend_order(s);
        for (uint32_t k = 0; k < r->vars.count; k++) {
            const rc_var *v = &r->vars.items[k];
            if (v->var->is_owned && v->start < order && order < v->end) {
                array_push(&r->prog->fn, &s->held, v->var);
            }
        }
    }
}

void rc_run(program *prog, ir_fn *fn)
{
    rc r = {.prog = prog, .fn = fn};
    rc_collect(&r);
    if (r.has_counted) {
        note_temp_uses(&r);
        decide_owned_results(&r);
        decide_aliases(&r);
        redirect_uses(&r);
        decide_borrowers(&r);
        note_var_uses(&r);
        decide_moves(&r);
        decide_early(&r);
        decide_owned(&r);
        place_exit_drops(&r);
        place_end_drops(&r);
        settle(&r);
        note_held(&r);
        rc_edit_apply(&r);
        rc_scope_open(&r);
    }
    arena_reset(&prog->scratch);
}
