// SPDX-License-Identifier: MIT
// fold.c - operations that are printed where their result is used.
//
// Requires: await_run (op.uses).  Gives: op.folded, op.into.
//
//     %0 = binary * a, b        c = %0 + 1 is printed as   c = a * b + 1
//     %1 = binary + %0, 1
//     set c, %1
//
// Folding an operation moves its evaluation to the place of its only use, and
// makes its order among the operands of that use unspecified, as C leaves it.
// So between the two, and among the operands, must be nothing that it could
// tell apart:
//
//     - an EFFECT may only share an expression with PURE operations;
//     - nothing but PURE passes an EFFECT;
//     - nothing passes a write to a variable that it reads, nor its release: what it
//       reads is also what a borrowed result, kept in C, is a part of.
//
// This is the one place where an operand may come to be read later than the text
// says.  A read of a module-level variable is an operation like others (READ), so
// what may change it in between is seen; when it is free to move, the operand
// becomes the variable itself.
//
// Two operations that may panic can be swapped: which of two panics of one
// expression is reported is not promised.
//
// An operation that C cannot print as an expression (it throws, or gives its
// result through a pointer) writes straight to the variable that its result is
// assigned to: `op.into`, and the SET disappears.

#include "base/plant.h"
#include "base/program.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

enum {
    FOLD_SIZE = 24,     // operations in one C expression
    FOLD_REACH = 48,    // nodes between an operation and its use
    FOLD_READS = 12,    // different variables that one expression reads
};

// The expression that an operation and what is folded into it make.
typedef struct fold_info {
    ir_op *op;
    ir_node *seq;               // NULL: cannot be folded
    uint32_t index;             // of its node in seq
    ir_effect effect;
    uint32_t size;
    const ir_var *reads[FOLD_READS];
    uint32_t read_count;        // > FOLD_READS: too many to know
    const ir_var *takes[2];     // variables that it reads and clears, or that a call in it changes
    uint32_t take_count;
} fold_info;

typedef struct folder {
    program *prog;
    ir_fn *fn;
    fold_info *infos;           // by op.id
    bool any_idle;              // operations with unused results: drop_idle
} folder;

// ---- what an operation is ------------------------------------------------------

static uint32_t builtin_flags(const ir_op *op)
{
    return op->code == IR_CALL_BUILTIN ? op->aux.builtin->flags : 0;
}

// C can print it inside another expression.
static bool is_expression(const ir_op *op)
{
    if (op->suspend != NULL || op->can_throw) return false;
    if (op->type == NULL || op->type->kind == TYPE_UNIT) return false;
    switch (op->code) {
    case IR_SET:
    case IR_STORE:
    case IR_DROP:
    case IR_EVAL:
    case IR_SPAWN:
    case IR_GEN:
    case IR_CATCH:
    case IR_RACE_TAKE:
        return false;
    case IR_CALL_BUILTIN:
        return (builtin_flags(op) & (B_THROWS | B_OUT | B_OUT_SOME)) == 0;
    default:
        return true;
    }
}

// The C of the operation may name an operand twice.
static bool names_twice(const ir_op *op)
{
    switch (op->code) {
    case IR_INDEX:
    case IR_NTH:
    case IR_KEY_AT:
    case IR_VALUE_AT:
    case IR_PLACE:
    case IR_UNWRAP:
    case IR_OR_ELSE:
    case IR_CALL_VALUE:
    case IR_AWAIT_VALUE:
    case IR_ERROR_FIELD:
        return true;
    default:
        return false;
    }
}

static void add_read(fold_info *info, const ir_var *var)
{
    for (uint32_t i = 0; i < info->read_count && i < FOLD_READS; i++) {
        if (info->reads[i] == var) return;
    }
    if (info->read_count < FOLD_READS) info->reads[info->read_count] = var;
    info->read_count++;
}

static void add_reads(fold_info *info, const ir_var *var)
{
    for (; var != NULL; var = var->borrows) add_read(info, var);
}

// A borrowed result that C keeps in a temporary is only as good as what it is a part
// of: as long as that variable holds it, and nothing is written through a reference.
static void read_borrowed(fold_info *info, const ir_value *value)
{
    while (value->kind == IR_TEMP && ir_info(value->op->code)->result == 'a') {
        bool is_shared = ir_effect_of(value->op) != EFFECT_PURE;
        if (is_shared && info->effect < EFFECT_READS) info->effect = EFFECT_READS;
        if (value->op->arg_count == 0) return;
        value = &value->op->args[0];
    }
    if (value->kind == IR_VAR) add_reads(info, value->var);
}

static void add_take(fold_info *info, const ir_var *var)
{
    if (info->take_count < 2) info->takes[info->take_count] = var;
    info->take_count++;
    info->effect = EFFECT_EFFECT;
}

static void read_value(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    fold_info *info = data;
    if (value->kind == IR_TEMP && value->type->counted) read_borrowed(info, value);
    if (value->kind != IR_VAR) return;
    add_reads(info, value->var);
    if (value->mode == MODE_TAKE) add_take(info, value->var);
}

static void sub_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    fold_info *info = data;
    ir_effect effect = ir_effect_of(op);
    info->size++;
    if (effect > info->effect) info->effect = effect;
}

static fold_info *make_info(folder *f, ir_op *op, ir_node *seq, uint32_t index)
{
    fold_info *info = &f->infos[op->id];
    info->op = op;
    info->seq = seq;
    info->index = index;
    info->effect = EFFECT_PURE;
    info->size = info->read_count = info->take_count = 0;
    ir_walker walker = {.data = info, .value = read_value, .op = sub_op};
    ir_walk_op(&walker, op, NULL);
    const ir_var *changed = ir_changed_by_call(op);
    if (changed != NULL) add_take(info, changed);
    return info;
}

// ---- may these two be swapped? ---------------------------------------------------

static bool reads_var(const fold_info *info, const ir_var *var)
{
    if (info->read_count > FOLD_READS) return true;
    for (uint32_t i = 0; i < info->read_count; i++) {
        if (info->reads[i] == var) return true;
    }
    return false;
}

static bool writes_read(const fold_info *writer, const fold_info *reader)
{
    const ir_op *op = writer->op;
    bool has_target = op->code == IR_SET || op->code == IR_STORE || op->code == IR_DROP;
    if (has_target && op->aux.target.var != NULL && reads_var(reader, op->aux.target.var)) {
        return true;
    }
    if (op->into != NULL && reads_var(reader, op->into)) return true;
    if (op->code == IR_NEXT && reads_var(reader, op->args[1].var)) return true;
    if (op->code == IR_NEXT && op->arg_count > 2 && reads_var(reader, op->args[2].var)) {
        return true;
    }
    if (writer->take_count > 2) return true;
    for (uint32_t i = 0; i < writer->take_count; i++) {
        if (reads_var(reader, writer->takes[i])) return true;
    }
    return false;
}

static bool passes(const fold_info *moved, const fold_info *other)
{
    if (other->effect == EFFECT_EFFECT && moved->effect != EFFECT_PURE) return false;
    if (moved->effect == EFFECT_EFFECT && other->effect != EFFECT_PURE && !PLANTED(6)) return false;
    return !writes_read(other, moved) && !writes_read(moved, other);
}

// Between the operation and node `to` of its sequence nothing stands in the way.
static bool way_is_free(const folder *f, const fold_info *moved, uint32_t to)
{
    for (uint32_t i = moved->index + 1; i < to; i++) {
        const ir_node *node = moved->seq->seq.items[i];
        if (node->kind == NODE_MARK) continue;
        if (node->kind != NODE_OP) return false;
        if (!passes(moved, &f->infos[node->op->id])) return false;
    }
    return true;
}

// ---- folding ------------------------------------------------------------------------

// The operand READ becomes the variable that it reads.
static void be_variable(ir_value *value)
{
    ir_mode mode = value->mode;
    value->op->uses = 0;
    *value = value->op->args[0];
    value->mode = mode;
}

// Folds the operand into the use at node `to` of `seq`, when that is allowed.
// `user` is what is known of the using operation, NULL for a node.
static void fold_value(folder *f, ir_value *value, fold_info *user, ir_node *seq, uint32_t to)
{
    if (value->kind != IR_TEMP) return;
    ir_op *op = value->op;
    fold_info *info = &f->infos[op->id];
    if (op->uses != 1 || op->folded || info->op != op || info->seq != seq) return;
    if (!is_expression(op) || to - info->index > FOLD_REACH) return;
    if (value->mode == MODE_COPY && info->effect == EFFECT_EFFECT) return;
    bool is_name = op->code == IR_READ;   // it can be printed twice
    if (user != NULL) {
        if (user->size + info->size > FOLD_SIZE) return;
        if (names_twice(user->op) && info->effect > EFFECT_PANICS && !is_name) return;
        bool is_opt = user->op->code == IR_UNWRAP || user->op->code == IR_OR_ELSE;
        if (is_opt && info->effect > EFFECT_PURE && !is_name) return;
        if (writes_read(user, info) && user->take_count > 0) return;
    }
    if (!way_is_free(f, info, to)) return;
    op->folded = true;
    if (is_name) be_variable(value);
    if (user == NULL) return;
    user->size += info->size;
    bool statement = user->op->code == IR_SET || user->op->code == IR_STORE;
    if (!statement && info->effect > user->effect) user->effect = info->effect;
    for (uint32_t i = 0; i < info->read_count && i < FOLD_READS; i++)
        add_read(user, info->reads[i]);
    if (info->read_count > FOLD_READS) user->read_count = FOLD_READS + 1;
    for (uint32_t i = 0; i < info->take_count && i < 2; i++) {
        if (user->take_count < 2) user->takes[user->take_count] = info->takes[i];
        user->take_count++;
    }
}

// `set v, %n` right after an operation that is no expression: it writes to v.
static void write_into(folder *f, ir_op *set, ir_node *seq, uint32_t index)
{
    if (set->aux.target.var == NULL || set->assigns || set->aux.target.var->by_reference) return;
    const ir_value *from = &set->args[0];
    if (from->kind != IR_TEMP || from->mode == MODE_COPY) return;
    ir_op *op = from->op;
    const fold_info *info = &f->infos[op->id];
    if (op->uses != 1 || op->folded || op->suspend != NULL || info->seq != seq) return;
    if (is_expression(op) || op->type != set->aux.target.var->type) return;
    if (op->code == IR_CATCH || op->code == IR_RACE_TAKE) return;
    for (uint32_t i = info->index + 1; i < index; i++) {
        const ir_node *node = seq->seq.items[i];
        bool is_folded = node->kind == NODE_OP && node->op->folded;
        if (node->kind != NODE_MARK && !is_folded && !ir_is_early_drop(node)) return;
    }
    op->into = set->aux.target.var;
    set->folded = true;
}

typedef struct node_use {
    folder *f;
    ir_node *seq;
    uint32_t index;
} node_use;

// C evaluates the operands of an arm only where its guard holds, the source always.
static bool is_skipped_by_guard(const ir_node *node, const ir_value *value)
{
    if (node->kind != NODE_SELECT || value->kind != IR_TEMP) return false;
    if (ir_effect_of(value->op) == EFFECT_PURE || value->op->code == IR_READ) return false;
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        bool is_its = value == &arm->subject || value == &arm->value;
        if (is_its) return arm->guard.kind != IR_NOTHING;
    }
    return false;
}

static void fold_node_operand(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    node_use *use = data;
    if (is_skipped_by_guard(node, value)) return;
    fold_value(use->f, value, NULL, use->seq, use->index);
}

static void fold_sub_read(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)data;
    (void)user;
    (void)node;
    bool is_read = value->kind == IR_TEMP && value->op->code == IR_READ;
    if (is_read && value->op->uses == 1) be_variable(value);
}

// It only reads variables, and so do its operands.
static bool only_reads(const ir_op *op)
{
    bool reads = op->code == IR_READ || op->code == IR_COMPARE || op->code == IR_UNBOX;
    if (!reads && (!ir_is_arithmetic(op) || op->site != NULL)) return false;
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const ir_value *arg = &op->args[i];
        if (arg->kind == IR_TEMP && (arg->op->uses != 1 || !only_reads(arg->op))) return false;
    }
    return true;
}

// Its result is unused, and nothing else of it shows.
static bool is_idle(const ir_op *op)
{
    return op->uses == 0 && only_reads(op);
}

// An operation on the right of `and` or `or`.
static void fold_sub(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    folder *f = data;
    op->folded = true;
    f->any_idle |= is_idle(op);
}

static void fold_op(folder *f, ir_node *seq, uint32_t index, ir_op *op)
{
    fold_info *info = make_info(f, op, seq, index);
    if (op->code == IR_STORE && op->aux.target.place != NULL) {
        ir_value place = {.kind = IR_TEMP, .type = op->aux.target.place->type};
        place.op = op->aux.target.place;
        fold_value(f, &place, info, seq, index);
    }
    for (uint32_t i = op->arg_count; i > 0; i--) {
        fold_value(f, &op->args[i - 1], info, seq, index);
    }
    if (op->code == IR_SET) write_into(f, op, seq, index);
    f->any_idle |= is_idle(op);
    if ((op->code == IR_AND || op->code == IR_OR) && op->aux.sub != NULL) {
        ir_walker walker = {.data = f, .op = fold_sub, .value = fold_sub_read};
        ir_walk(&walker, op->aux.sub);
        fold_sub_read(f, &op->aux.sub_value, op, NULL);
    }
}

static void fold_seq(void *data, ir_node *seq)
{
    folder *f = data;
    if (seq->kind != NODE_SEQ) return;
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *node = seq->seq.items[i];
        if (node->kind == NODE_OP) {
            fold_op(f, seq, i, node->op);
            continue;
        }
        if (node->kind == NODE_MARK) continue;
        // A loop tests its condition in every round: only what its head computes.
        if (node->kind == NODE_LOOP) continue;
        if (node->kind == NODE_IF && node->branch.head != NULL &&
            node->branch.head->seq.count > 0) {
            continue;
        }
        node_use use = {.f = f, .seq = seq, .index = i};
        ir_walker walker = {.data = &use, .value = fold_node_operand};
        ir_walk_operands(&walker, node);
    }
}

// A condition that the operations of its own head compute.
static void fold_head(void *data, ir_node *node)
{
    folder *f = data;
    ir_node *head = NULL;
    ir_value *cond = NULL;
    if (node->kind == NODE_LOOP) {
        head = node->loop.head;
        cond = &node->loop.cond;
    } else if (node->kind == NODE_IF) {
        head = node->branch.head;
        cond = &node->branch.cond;
    }
    if (head != NULL) fold_value(f, cond, NULL, head, head->seq.count);
}

// Unused operations go, so that no variable seems to be read by it.  Backwards: what one
// of them used is then unused, too.
static void drop_idle(void *data, ir_node *node)
{
    (void)data;
    if (node->kind != NODE_SEQ) return;
    uint32_t first = node->seq.count;
    for (uint32_t i = node->seq.count; i > 0; i--) {
        ir_node *item = node->seq.items[i - 1];
        if (item->kind != NODE_OP || !is_idle(item->op)) {
            node->seq.items[--first] = item;
            continue;
        }
        for (uint32_t k = 0; k < item->op->arg_count; k++) {
            if (item->op->args[k].kind == IR_TEMP) item->op->args[k].op->uses--;
        }
    }
    node->seq.count -= first;
    for (uint32_t i = 0; i < node->seq.count; i++)
        node->seq.items[i] = node->seq.items[first + i];
}

// With it a walk goes through the right sides of `and` and `or`, too.
static void enter_right_sides(void *data, ir_op *op, ir_node *node)
{
    (void)data;
    (void)op;
    (void)node;
}

void fold_run(program *prog, ir_fn *fn)
{
    folder f = {.prog = prog, .fn = fn};
    // Not cleared, as it is large: an operation has one before it is used (ir.h I1).
    f.infos = arena_alloc(&prog->scratch, fn->op_count * sizeof *f.infos);
    ir_walker sequences = {.data = &f, .enter = fold_seq, .leave = fold_head};
    ir_walk(&sequences, fn->body);
    ir_walker dropping = {.op = enter_right_sides, .leave = drop_idle};
    if (f.any_idle) ir_walk(&dropping, fn->body);
    arena_reset(&prog->scratch);
}
