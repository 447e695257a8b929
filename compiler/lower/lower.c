// SPDX-License-Identifier: MIT
// lower.c - the tools of the lowering: scopes, operations, variables, sites.

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lower/lower_fn.h"

enum {
    SITE_COLUMNS = 30,   // of source text, in bytes: a character that begins before is whole
    SITE_WORD = 32,      // room for the word before it, and for the one after
};

void lower_impossible(const lower *l, span at, const char *what)
{
    source_place place = source_locate(l->prog, at.start);
    fprintf(stderr, "sley: internal error in lower: %s:%u: %s\n",
            place.file != NULL ? place.file->path : "?", (unsigned)place.line, what);
    exit(70);
}

// ---- sequences and scopes --------------------------------------------------------

ir_node *lower_seq_open(lower *l, span at)
{
    assert(l->seq != NULL);
    ir_node *outer = l->seq;
    l->seq = ir_seq_new(l->prog, at);
    return outer;
}

ir_node *lower_seq_close(lower *l, ir_node *outer, bool keep)
{
    assert(l->seq != NULL && l->seq != outer);
    ir_node *filled = l->seq;
    l->seq = outer;
    return filled->seq.count > 0 || keep ? filled : NULL;
}

void lower_scope_open(lower *l, lower_scope *inner, span at)
{
    assert(inner != l->fn->scope);
    *inner = (lower_scope){.outer = l->fn->scope};
    inner->around = lower_seq_open(l, at);
    l->fn->scope = inner;
}

void lower_scope_close(lower *l, lower_scope *inner)
{
    assert(l->fn->scope == inner);
    l->fn->scope = inner->outer;
    ir_node *body = lower_seq_close(l, inner->around, true);
    if (inner->vars.count == 0 && !(inner->is_region && body->seq.count > 0)) {
        // It is no scope.  Mostly nothing stands before it: then the array is handed over.
        if (l->seq->seq.count == 0) {
            l->seq->seq = body->seq;
            return;
        }
        for (uint32_t i = 0; i < body->seq.count; i++) lower_add(l, body->seq.items[i]);
        return;
    }
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, body->span);
    node->scope.kind = SCOPE_PLAIN;
    node->scope.vars = inner->vars.items;
    node->scope.var_count = inner->vars.count;
    node->scope.body = body;
    lower_add(l, node);
}

void lower_add(lower *l, ir_node *node)
{
    assert(l->seq != NULL);
    ir_seq_add(l->prog, l->seq, node);
}

// ---- operations ---------------------------------------------------------------------

ir_op *lower_op(lower *l, ir_opcode code, type *t, span at, uint32_t arg_count)
{
    assert(l->fn != NULL);
    ir_op *op = ir_walk_new_op(l->prog, l->fn->ir, code, t, at, arg_count);
    lower_add(l, ir_walk_op_node(l->prog, op));
    return op;
}

type *lower_part_type(lower *l, ir_opcode code, type *t)
{
    char result = ir_info(code)->result;
    bool is_part = t->kind == TYPE_UNIT && (result == 'a' || result == 'p');
    return is_part ? type_scalar(l->prog, TYPE_U8) : t;
}

ir_value lower_op1(lower *l, ir_opcode code, type *t, span at, ir_value a)
{
    assert(a.kind != IR_NOTHING);
    ir_op *op = lower_op(l, code, lower_part_type(l, code, t), at, 1);
    op->args[0] = a;
    return ir_temp_value(op);
}

ir_value lower_op2(lower *l, ir_opcode code, type *t, span at, ir_value a, ir_value b)
{
    assert(a.kind != IR_NOTHING && b.kind != IR_NOTHING);
    ir_op *op = lower_op(l, code, lower_part_type(l, code, t), at, 2);
    op->args[0] = a;
    op->args[1] = b;
    return ir_temp_value(op);
}

ir_value lower_field(lower *l, ir_value of, uint32_t index, type *t, span at)
{
    assert(of.type->kind == TYPE_TUPLE || of.type->kind == TYPE_STRUCT);
    type *held = of.type->kind == TYPE_STRUCT ? type_held(&of.type->decl->fields[index]) : t;
    ir_value part = lower_op1(l, IR_FIELD, held, at, of);
    part.op->aux.index = index;
    return lower_box_out(l, part, t, at);
}

ir_value lower_unary(lower *l, ir_operator operator, ir_value a, span at)
{
    assert(operator <= IROP_INVERT);
    ir_value v = lower_op1(l, IR_UNARY, a.type, at, a);
    v.op->aux.operator = operator;
    if (lower_can_panic(operator, &a, &a)) v.op->site = lower_site(l, at);
    return v;
}

ir_value lower_binary(lower *l, ir_operator operator, type *t, ir_value a, ir_value b, span at)
{
    assert(operator > IROP_INVERT && operator < IROP_EQ);
    ir_value v = lower_op2(l, IR_BINARY, t, at, a, b);
    v.op->aux.operator = operator;
    if (lower_can_panic(operator, &a, &b)) v.op->site = lower_site(l, at);
    return v;
}

// Of any number of 64 bits, and of those of 128 that are within MOST_LIMIT.
__extension__ typedef __int128 limit_value;
#define MOST_LIMIT ((limit_value)1 << 100)

static ir_operator turned(ir_operator operator)
{
    switch ((int)operator) {
    case IROP_LT: return IROP_GT;
    case IROP_LE: return IROP_GE;
    case IROP_GT: return IROP_LT;
    case IROP_GE: return IROP_LE;
    default: return operator;
    }
}

// How many bits the numbers of the type have, and whether there are negative ones; 0: no numbers.
static unsigned number_bits(const type *t, bool *is_signed)
{
    *is_signed = type_is_integer(t) && type_is_signed(t);
    if (t->kind == TYPE_CHAR) return 32;
    return type_is_integer(t) ? type_bits(t) : 0;
}

bool lower_widens(const type *from, const type *to)
{
    bool from_signed, to_signed;
    unsigned from_bits = number_bits(from, &from_signed);
    unsigned to_bits = number_bits(to, &to_signed);
    if (from_bits == 0 || to_bits == 0 || to->kind == TYPE_CHAR) return false;
    if (from_signed && !to_signed) return false;
    return from_signed == to_signed ? from_bits <= to_bits : from_bits < to_bits;
}

// The smallest or largest value of an integer type or of char.
static bool is_limit(const ir_value *v, bool largest)
{
    bool is_number = type_is_integer(v->type) || v->type->kind == TYPE_CHAR;
    if (v->kind != IR_CONST || !is_number) return false;
    bool is_signed = type_is_signed(v->type);
    unsigned bits = v->type->kind == TYPE_CHAR ? 32 : type_bits(v->type);
    ir_wide top = ~(ir_wide)0 >> (128 - bits + is_signed);
    if (!largest) top = is_signed ? ~top : 0;
    return v->constant->i == top;
}

static bool is_same(const ir_value *a, const ir_value *b);

// The same operator of C, which cannot fail, on the same operands.
static bool is_same_operation(const ir_op *a, const ir_op *b)
{
    if (a->type != b->type || a->site != NULL || b->site != NULL) return false;
    if (a->code != IR_CONVERT && a->aux.operator != b->aux.operator) return false;
    for (uint32_t i = 0; i < a->arg_count; i++) {
        if (a->args[i].type != b->args[i].type || !is_same(&a->args[i], &b->args[i])) return false;
    }
    return true;
}

// Both read one variable, one field of it, or its tag, or compute the same from such.
static bool is_same(const ir_value *a, const ir_value *b)
{
    if (a->kind != b->kind) return false;
    if (a->kind == IR_VAR) return a->var == b->var;
    if (a->kind == IR_GLOBAL) return a->global == b->global;
    if (a->kind == IR_CONST && type_is_integer(a->type)) return a->constant->i == b->constant->i;
    if (a->kind != IR_TEMP || a->op->code != b->op->code) return false;
    switch ((int)a->op->code) {
    case IR_READ:
    case IR_TAG:
        return is_same(&a->op->args[0], &b->op->args[0]);
    case IR_FIELD:
        return a->op->aux.index == b->op->aux.index && is_same(&a->op->args[0], &b->op->args[0]);
    case IR_UNARY:
    case IR_BINARY:
    case IR_CONVERT:
        return is_same_operation(a->op, b->op);
    default:
        return false;
    }
}

// `(x & 8) == 7`: a bit is wanted that the mask takes away, or the other way round.
static bool is_masked_away(const ir_value *a, const ir_value *b)
{
    if (a->kind != IR_TEMP || a->op->code != IR_BINARY || b->kind != IR_CONST) return false;
    const ir_op *op = a->op;
    const ir_value *mask = &op->args[op->args[0].kind != IR_CONST];
    if (mask->kind != IR_CONST) return false;
    ir_wide wanted = b->constant->i, bits = mask->constant->i;
    if (op->aux.operator == IROP_BIT_AND) return (wanted & ~bits) != 0;
    return op->aux.operator == IROP_BIT_OR && (bits & ~wanted) != 0;
}

// C compares it by the operators of numbers and pointers.
static bool is_plainly_compared(const type *t)
{
    switch (t->kind) {
    case TYPE_BOOL:
    case TYPE_CHAR:
    case TYPE_DURATION:
    case TYPE_INSTANT:
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_POINTER:
    case TYPE_OPAQUE:
    case TYPE_CLASS:
    case TYPE_WEAK:
    case TYPE_HOLDER:
        return true;
    default:
        return type_is_integer(t);
    }
}

// `i128(n) == 2 ** 100`, `int(u) < 300`: no number of the narrower type makes a difference.
static bool is_out_of_range(ir_operator operator, const ir_value *what, const ir_value *limit,
                            bool *truth)
{
    if (limit->kind != IR_CONST || !type_is_integer(limit->type)) return false;
    const type *narrow = what->type;
    for (; what->kind == IR_TEMP && what->op->code == IR_CONVERT; what = &what->op->args[0]) {
        if (what->op->site != NULL) return false;
        narrow = what->op->args[0].type;
    }
    bool is_signed;
    unsigned bits = number_bits(narrow, &is_signed);
    if (narrow == limit->type || bits == 0 || bits > 64) return false;
    limit_value high = ((limit_value)1 << (bits - is_signed)) - 1, low = is_signed ? ~high : 0;
    limit_value number = (limit_value)limit->constant->i;
    bool is_huge = number < 0 && !type_is_signed(limit->type);
    bool is_above = is_huge || number > high, is_below = !is_huge && number < low;
    switch ((int)operator) {
    case IROP_LT: *truth = is_above; return is_above || is_below || number == low;
    case IROP_LE: *truth = is_above || number == high; return *truth || is_below;
    case IROP_GT: *truth = is_below; return is_above || is_below || number == high;
    case IROP_GE: *truth = is_below || number == low; return *truth || is_above;
    default: *truth = operator == IROP_NE; return is_above || is_below;
    }
}

// A comparison whose outcome the types tell, which C compilers complain about.
static bool is_known(ir_operator operator, const ir_value *a, const ir_value *b, bool *truth)
{
    *truth = operator == IROP_EQ || operator == IROP_LE || operator == IROP_GE;
    if (is_plainly_compared(a->type) && is_same(a, b)) return true;
    bool is_equality = operator == IROP_EQ || operator == IROP_NE;
    if (is_equality && (is_masked_away(a, b) || is_masked_away(b, a))) {
        *truth = operator == IROP_NE;
        return true;
    }
    bool is_other;
    if (is_out_of_range(operator, a, b, &is_other) ||
        is_out_of_range(turned(operator), b, a, &is_other)) {
        *truth = is_other;
        return true;
    }
    switch ((int)operator) {
    case IROP_GE:
    case IROP_LT:
        return is_limit(b, false) || is_limit(a, true);
    case IROP_LE:
    case IROP_GT:
        return is_limit(b, true) || is_limit(a, false);
    default:
        return false;
    }
}

// Two values of an enum without payloads: the tags say all.
static bool is_told_by_tags(ir_operator operator, const ir_value *a, const ir_value *b)
{
    if (operator != IROP_EQ && operator != IROP_NE) return false;
    if (a->type->kind != TYPE_ENUM || b->type != a->type || is_same(a, b)) return false;
    for (size_t i = 0; i < a->type->decl->case_count; i++) {
        if (a->type->decl->cases[i].field_count > 0) return false;
    }
    return true;
}

// A value that is not used after all: what it may do besides stays.
static void evaluate(lower *l, const ir_value *v, span at)
{
    if (v->kind != IR_TEMP || v->op->code == IR_READ) return;
    ir_effect effect = ir_effect_of(v->op);
    if (effect == EFFECT_PURE || effect == EFFECT_EFFECT) return;
    if (ir_is_arithmetic(v->op) && v->op->site == NULL) {
        for (uint32_t i = 0; i < v->op->arg_count; i++) evaluate(l, &v->op->args[i], at);
    } else {
        lower_op1(l, IR_EVAL, l->unit, at, *v);
    }
}

ir_value lower_compare(lower *l, ir_operator operator, ir_value a, ir_value b, span at)
{
    assert(operator >= IROP_EQ && operator < IROP_COUNT);
    if (is_told_by_tags(operator, &a, &b)) {
        type *u32 = type_scalar(l->prog, TYPE_U32);
        a = lower_op1(l, IR_TAG, u32, at, a);
        b = lower_op1(l, IR_TAG, u32, at, b);
    }
    bool truth;
    if (is_known(operator, &a, &b, &truth)) {
        evaluate(l, &a, at);
        evaluate(l, &b, at);
        return ir_bool_value(l->prog, truth);
    }
    ir_value v = lower_op2(l, IR_COMPARE, l->boolean, at, a, b);
    v.op->aux.operator = operator;
    return v;
}

// A comparison of something with a constant, as `what operator limit`.
typedef struct bound {
    const ir_value *what;
    ir_operator operator;
    limit_value limit;
} bound;

static ir_operator negated(ir_operator operator)
{
    switch ((int)operator) {
    case IROP_EQ: return IROP_NE;
    case IROP_NE: return IROP_EQ;
    case IROP_LT: return IROP_GE;
    case IROP_LE: return IROP_GT;
    case IROP_GT: return IROP_LE;
    default: return IROP_LT;
    }
}

static bool is_bound(const ir_value *v, bool is_or, bound *out)
{
    bool negate = is_or;
    if (v->kind == IR_TEMP && v->op->code == IR_UNARY && v->op->aux.operator == IROP_NOT) {
        v = &v->op->args[0];
        negate = !negate;
    }
    if (v->kind != IR_TEMP || v->op->code != IR_COMPARE) return false;
    const ir_op *op = v->op;
    bool is_turned = op->args[0].kind == IR_CONST;
    const ir_value *limit = &op->args[!is_turned];
    const type *t = limit->type;
    bool is_number = type_is_integer(t) || t->kind == TYPE_CHAR || t->kind == TYPE_DURATION;
    if (limit->kind != IR_CONST || !is_number) return false;
    out->what = &op->args[is_turned];
    out->operator = is_turned ? turned(op->aux.operator) : op->aux.operator;
    if (negate) out->operator = negated(out->operator);
    bool is_unsigned = type_is_integer(t) && !type_is_signed(t);
    if (type_is_integer(t) && type_bits(t) > 64) out->limit = (limit_value)limit->constant->i;
    else if (is_unsigned) out->limit = (limit_value)(uint64_t)limit->constant->i;
    else out->limit = (limit_value)(int64_t)limit->constant->i;
    return -MOST_LIMIT < out->limit && out->limit < MOST_LIMIT;
}

static void range_of(const bound *b, limit_value *low, limit_value *high)
{
    *low = -MOST_LIMIT;
    *high = MOST_LIMIT;
    if (b->operator == IROP_EQ) *low = *high = b->limit;
    if (b->operator == IROP_GT) *low = b->limit + 1;
    if (b->operator == IROP_GE) *low = b->limit;
    if (b->operator == IROP_LT) *high = b->limit - 1;
    if (b->operator == IROP_LE) *high = b->limit;
}

bool lower_decides(bool is_or, const ir_value *left, const ir_value *right)
{
    // `a or b` always holds when `not a and not b` never does.
    bound a, b;
    if (!is_bound(left, is_or, &a) || !is_bound(right, is_or, &b)) return false;
    if (!is_same(a.what, b.what)) return false;
    bool excludes = a.operator == IROP_NE || b.operator == IROP_NE;
    if (excludes) {
        bool is_one = a.operator == IROP_EQ || b.operator == IROP_EQ;
        return is_one && a.limit == b.limit;
    }
    limit_value low, high, other_low, other_high;
    range_of(&a, &low, &high);
    range_of(&b, &other_low, &other_high);
    return low > other_high || other_low > high;
}

void lower_set(lower *l, ir_var *var, ir_value value, span at)
{
    assert(var != NULL);
    if (value.kind == IR_NOTHING) return;
    ir_op *op = lower_op(l, IR_SET, l->unit, at, 1);
    op->aux.target.var = var;
    op->args[0] = value;
}

void lower_flag(lower *l, ir_var *var, bool truth, span at)
{
    assert(var->type->kind == TYPE_BOOL);
    lower_set(l, var, ir_bool_value(l->prog, truth), at);
}

ir_node *lower_if(lower *l, ir_node *head, ir_value cond, span at)
{
    assert(cond.type != NULL && cond.type->kind == TYPE_BOOL);
    ir_node *node = ir_node_new(l->prog, NODE_IF, at);
    node->branch.head = head;
    node->branch.cond = cond;
    lower_add(l, node);
    return node;
}

static bool is_checked_number(const type *t)
{
    return type_is_integer(t) || t->kind == TYPE_DURATION || t->kind == TYPE_INSTANT;
}

// Never fails: the divisor is neither 0 nor -1 (the lowest value has no opposite).  What C
// divides as an int has to be narrowed again, by the function that checks.
static bool divides_safely(const ir_value *left, const ir_value *right)
{
    const type *t = right->type;
    if (right->kind != IR_CONST || !is_checked_number(t)) return false;
    if (type_is_integer(left->type) && type_bits(left->type) < 32) return false;
    bool is_unsigned = type_is_integer(t) && !type_is_signed(t);
    return right->constant->i != 0 && (is_unsigned || right->constant->i != ~(ir_wide)0);
}

bool lower_can_panic(ir_operator operator, const ir_value *left, const ir_value *right)
{
    bool is_checked = is_checked_number(left->type) || is_checked_number(right->type);
    switch (operator) {
    case IROP_NEG:
    case IROP_ADD:
    case IROP_SUB:
    case IROP_MUL:
    case IROP_POW:
    case IROP_SHL:
    case IROP_SHR: return is_checked;
    case IROP_DIV:
    case IROP_MOD: return is_checked && !divides_safely(left, right);
    case IROP_NOT:
    case IROP_INVERT:
    case IROP_WRAP_ADD:
    case IROP_WRAP_SUB:
    case IROP_WRAP_MUL:
    case IROP_BIT_AND:
    case IROP_BIT_OR:
    case IROP_BIT_XOR:
    case IROP_EQ:
    case IROP_NE:
    case IROP_LT:
    case IROP_LE:
    case IROP_GT:
    case IROP_GE:
    case IROP_COUNT:
        return false;
    }
    return false;
}

// ---- variables ------------------------------------------------------------------------

ir_var *lower_var_new(lower *l, ir_var_kind kind, const char *name, type *t, span at)
{
    assert(t != NULL && t->kind != TYPE_POISON);
    ir_fn *fn = l->fn->ir;
    bool is_seen_outside = kind == IRVAR_PARAM || kind == IRVAR_CAPTURE;
    ir_var *var = arena_new(is_seen_outside ? &l->prog->memory : &l->prog->fn, ir_var);
    var->kind = kind;
    var->id = fn->vars.count;
    var->name = name;
    var->shadow = 1;
    var->type = t;
    var->span = at;
    array_push(&l->prog->fn, &fn->vars, var);
    if (kind == IRVAR_LOCAL || kind == IRVAR_HIDDEN) {
        array_push(&l->prog->fn, &l->fn->scope->vars, var);
    }
    return var;
}

ir_var *lower_local(lower *l, const symbol *sym)
{
    // A default value may stand in a function several times, beside names of its own.
    bool is_hidden = sym->shadow == LOWER_HIDDEN || (sym->fn != NULL && sym->fn->is_default);
    assert(!map_has(&l->fn->vars, sym) || is_hidden);
    ir_var *var;
    if (is_hidden) {
        var = lower_hidden(l, sym->name, sym->type, sym->span);
    } else {
        var = lower_var_new(l, IRVAR_LOCAL, sym->name, sym->type, sym->span);
        var->shadow = sym->shadow > 0 ? sym->shadow : 1;
    }
    var->is_assigned_again = sym->is_var;
    map_put(&l->fn->vars, sym, var);
    return var;
}

// Hidden variables of one stem are numbered, so that their names are unique.
ir_var *lower_hidden(lower *l, const char *stem, type *t, span at)
{
    stem = intern_string(&l->prog->names, stem);
    uintptr_t count = (uintptr_t)map_find(&l->fn->stems, stem) + 1;
    map_put(&l->fn->stems, stem, (void *)count);
    ir_var *var = lower_var_new(l, IRVAR_HIDDEN, stem, t, at);
    var->shadow = (uint32_t)count;
    return var;
}

ir_value lower_held(lower *l, ir_value value, const char *stem, span at)
{
    if (value.kind == IR_CONST || value.kind == IR_NOTHING) return value;
    if (value.kind == IR_VAR && !value.var->is_assigned_again) return value;
    type *t = value.type;
    value = lower_box_in_place(l, value);
    ir_var *var = lower_hidden(l, stem, value.type, at);
    lower_set(l, var, value, at);
    return lower_box_out(l, ir_walk_var_value(var), t, at);
}

ir_value lower_subject(lower *l, ir_value value, const char *stem, span at)
{
    return value.kind == IR_VAR ? value : lower_held(l, value, stem, at);
}

// ---- marks and sites ----------------------------------------------------------------

void lower_mark(lower *l, span at)
{
    uint32_t line = source_line(l->prog, at.start);
    if (line == l->fn->marked_line) return;
    l->fn->marked_line = line;
    ir_node *mark = ir_node_new(l->prog, NODE_MARK, at);
    mark->line = line;
    lower_add(l, mark);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Writes the source text on one line, blanks run together, cut at the limit; gives
// the end of what was written.
static char *put_source(const lower *l, char *to, span at)
{
    size_t len;
    const char *bytes = source_text(l->prog, at, &len);
    const char *begin = to, *from = bytes, *end = bytes + len;
    bool blank = false;
    while (from < end) {
        if (is_blank(*from)) {
            blank = true;
            from++;
            continue;
        }
        bool starts_char = ((unsigned char)*from & 0xc0) != 0x80;
        if (to - begin >= SITE_COLUMNS && starts_char) return stpcpy(to, "...");
        assert(to - begin < SITE_COLUMNS + 4);   // what does not parse is not lowered
        if (blank && to > begin) *to++ = ' ';
        blank = false;
        *to++ = *from++;
        // The rest of the word, as long as nothing has to be asked.
        while (from < end && *from > ' ' && to - begin < SITE_COLUMNS) *to++ = *from++;
    }
    return to;
}

static ir_site *make_site(lower *l, uint32_t line, const char *what, size_t len)
{
    lower_fn *f = l->fn;
    for (uint32_t i = 0; i < LOWER_RECENT_SITES; i++) {
        ir_site *old = f->recent[i];
        if (old != NULL && old->line == line && strcmp(old->text, what) == 0) return old;
    }
    ir_site *site = arena_new(&l->prog->fn, ir_site);
    site->index = UINT32_MAX;
    site->line = line;
    site->text = arena_copy(&l->prog->fn, what, len);
    f->recent[f->recent_next] = site;
    f->recent_next = (f->recent_next + 1) % LOWER_RECENT_SITES;
    return site;
}

ir_site *lower_site_text(lower *l, span at, const char *before, span of, const char *behind)
{
    char what[SITE_COLUMNS + 2 * SITE_WORD];
    assert(strlen(before) < SITE_WORD && strlen(behind) < SITE_WORD - 8);
    char *end = stpcpy(put_source(l, stpcpy(what, before), of), behind);
    return make_site(l, source_line(l->prog, at.start), what, (size_t)(end - what));
}

ir_site *lower_site(lower *l, span at)
{
    return lower_site_text(l, at, "", at, "");
}
