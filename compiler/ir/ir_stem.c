// SPDX-License-Identifier: MIT
// ir_stem.c - what to call the result of an operation in C: after what it holds.
//
//     conn.peer()        t_peer        "{a} {b}"        t_text
//     weigh(n)           t_weigh       out.try_send(x)  t_sent
//     spawn f()          t_task        xs[i]            t_item

#include <string.h>

#include "ir/ir.h"

static const char *stem_of_type(const type *t)
{
    if (t->kind == TYPE_OPTIONAL) return "found";
    switch (t->kind) {
    case TYPE_STR: return "text";
    case TYPE_BYTES: return "bytes";
    case TYPE_LIST: return "list";
    case TYPE_MAP: return "map";
    case TYPE_SET: return "set";
    case TYPE_CHAN: return "chan";
    case TYPE_GEN: return t->is_context ? "context" : "gen";
    case TYPE_HOLDER: return t->holder->name[0] <= 'Z' ? "queue" : t->holder->name;
    case TYPE_TASK: return "task";
    case TYPE_FUTURE: return "future";
    case TYPE_ERROR: return "error";
    case TYPE_FN: return "fn";
    case TYPE_TUPLE: return "pair";
    case TYPE_CLASS: return "object";
    case TYPE_INTERFACE: return "face";
    case TYPE_BOOL: return "is";
    case TYPE_DURATION:
    case TYPE_INSTANT: return "time";
    case TYPE_CHAR: return "char";
    case TYPE_INT:
    case TYPE_FLOAT: return "number";
    default: return "value";
    }
}

// "serve", "Point.norm": without what it belongs to. Closures have no name of their own, and that
// of an instance, "zip_int_list_int", tells more than what it holds.
static const char *stem_of_fn(const ir_fn *fn, const type *t)
{
    if (fn->is_closure) return stem_of_type(t);
    const char *dot = strrchr(fn->name, '.');
    bool is_instance = dot == NULL && strchr(fn->shown, '[') != NULL;
    return is_instance ? stem_of_type(t) : dot != NULL ? dot + 1 : fn->name;
}

static const char *stem_of_builtin(const ir_op *op)
{
    const builtin *b = op->aux.builtin;
    if (b->id == BI_TRY_SEND) return "sent"; // whether it was
    bool is_part = op->type->kind == TYPE_STR || op->type->kind == TYPE_OPTIONAL;
    return is_part && (b->flags & B_PLACE) != 0 ? stem_of_type(op->type) : b->name;
}

const char *ir_stem(const ir_op *op)
{
    switch (op->code) {
    case IR_CALL:
    case IR_AWAIT_CALL: return stem_of_fn(op->aux.callee, op->type);
    case IR_CALL_BUILTIN:
    case IR_AWAIT_BUILTIN: return stem_of_builtin(op);
    case IR_SPAWN: return "task";
    case IR_YIELD: return "sent";
    case IR_OUTCOME: return "outcome";
    case IR_INDEX:
    case IR_NTH: return "item";
    case IR_LEN: return "len";
    case IR_TAG: return "tag";
    case IR_RACE: return "won";
    default: return stem_of_type(op->type);
    }
}
