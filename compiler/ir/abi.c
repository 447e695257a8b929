// SPDX-License-Identifier: MIT
// abi.c - how large things are in C (abi.h).
#include "ir/abi.h"

#include <assert.h>

// ---- types -------------------------------------------------------------------

static uint32_t round_up(uint32_t size, uint32_t align)
{
    assert(align > 0);
    return (size + align - 1) / align * align;
}

void abi_append(abi_extent *e, uint32_t size, uint32_t align)
{
    assert(align > 0 && (align & (align - 1)) == 0);
    e->size = round_up(e->size, align) + size;
    if (align > e->align) e->align = align;
}

void abi_overlay(abi_extent *e, abi_extent part)
{
    if (part.size > e->size) e->size = part.size;
    if (part.align > e->align) e->align = part.align;
}

void abi_append_type(abi_extent *e, const type *t)
{
    abi_extent own = abi_type(t);
    abi_append(e, own.size, own.align);
}

abi_extent abi_closed(abi_extent e)
{
    e.size = round_up(e.size, e.align);
    return e;
}

// C has no empty struct: one without fields is printed with a `bool`.
static abi_extent fields_extent(const type_field *fields, size_t count)
{
    if (count == 0) return (abi_extent){1, 1};
    abi_extent e = {0, 1};
    for (size_t i = 0; i < count; i++) abi_append_type(&e, type_held(&fields[i]));
    return abi_closed(e);
}

static abi_extent enum_extent(const type_decl *decl)
{
    assert(decl->complete);
    abi_extent payload = {0, 1};
    for (size_t i = 0; i < decl->case_count; i++) {
        if (decl->cases[i].field_count == 0) continue;
        abi_overlay(&payload, fields_extent(decl->cases[i].fields, decl->cases[i].field_count));
    }
    abi_extent e = {4, 4};
    if (payload.size > 0) abi_append(&e, round_up(payload.size, payload.align), payload.align);
    return abi_closed(e);
}

abi_extent abi_type(const type *t)
{
    assert(t->kind != TYPE_POISON && t->kind != TYPE_KIND_COUNT && !t->is_open);
    abi_extent e = {SIZE_POINTER, SIZE_POINTER};
    uint32_t scalar = type_scalars[t->kind].size;
    if (scalar > 0) e = (abi_extent){scalar, scalar};
    switch (t->kind) {
    case TYPE_TUPLE:
        e = (abi_extent){0, 1};
        for (size_t i = 0; i < t->item_count; i++) abi_append_type(&e, t->items[i]);
        e = abi_closed(e);
        break;
    case TYPE_OPTIONAL:
        if (type_is_pointer(t->element)) break;
        e = (abi_extent){1, 1};
        abi_append_type(&e, t->element);
        e = abi_closed(e);
        break;
    case TYPE_STRUCT:
        e = fields_extent(t->decl->fields, t->decl->field_count);
        break;
    case TYPE_ENUM:
        e = enum_extent(t->decl);
        break;
    case TYPE_INTERFACE:
        e = (abi_extent){2 * SIZE_POINTER, SIZE_POINTER};
        break;
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_LIST:
    case TYPE_MAP:
    case TYPE_SET:
    case TYPE_CLASS:
    case TYPE_ERROR:
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_POINTER:
    case TYPE_OPAQUE:
    case TYPE_HOLDER:
    case TYPE_BOX:
    case TYPE_WEAK:
    case TYPE_PARAM:
    case TYPE_KIND_COUNT:
        break;
    }
    return e;
}

// ---- awaits ------------------------------------------------------------------

const char *abi_wait_area(const builtin *b, uint32_t *size)
{
    *size = b->id == BI_WAIT_FOR ? SIZE_WAIT_FOR
            : b->id == BI_SHIELD ? SIZE_WAITER
            : b->id == BI_WAIT   ? SIZE_GATHER
                                 : b->frame_size;
    if (b->id == BI_WAIT_FOR) return "sley_wait_for_area";
    if (b->id == BI_SHIELD) return "sley_waiter";
    return b->id == BI_WAIT ? "sley_gather_area" : b->wait_type;
}

static abi_extent waiter_and(const ir_op *op, uint32_t wait_size)
{
    abi_extent e = {wait_size, 8};
    if (op->uses > 0 && op->type->kind != TYPE_UNIT) abi_append_type(&e, op->type);
    return abi_closed(e);
}

bool abi_holds_value(const ir_op *op)
{
    if (op->code != IR_AWAIT_BUILTIN) return false;
    uint32_t last = op->arg_count - 1;
    bool by_place = op->arg_count > 0 && last < 32 && (op->aux.places >> last & 1) != 0;
    return (op->aux.builtin->flags & B_TAKES) != 0 || by_place;
}

static abi_extent builtin_extent(const ir_op *op)
{
    const builtin *b = op->aux.builtin;
    bool is_callee = (b->flags & B_CALLEE) != 0;
    if (is_callee && (b->flags & B_OUT) == 0) return (abi_extent){b->frame_size, 8};
    abi_extent e = {b->frame_size, 8};
    if (!is_callee) abi_wait_area(b, &e.size);
    // The runtime writes the result even if it is not read.
    if (op->type->kind != TYPE_UNIT) abi_append_type(&e, op->type);
    // A value that is sent lies beside the waiter until it is taken.
    if (abi_holds_value(op)) abi_append_type(&e, op->args[1].type);
    return abi_closed(e);
}

static abi_extent select_extent(const ir_node *node)
{
    assert(node->kind == NODE_SELECT && node->select.arm_count > 0);
    abi_extent e = {SIZE_WAITER * (uint32_t)node->select.arm_count, 8};
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        bool is_item = arm->kind == IRARM_SEND || arm->kind == IRARM_PUT || arm->kind == IRARM_GET;
        if (is_item) abi_append_type(&e, arm->subject.type->element);
        bool ends = arm->kind == IRARM_JOIN || arm->kind == IRARM_FUTURE;
        if (ends && arm->result != NULL) abi_append_type(&e, arm->result->type);
        if (arm->kind != IRARM_RECV) continue;
        abi_extent item = {1, 1};
        if (type_is_pointer(arm->subject.type->element)) {
            item = (abi_extent){SIZE_POINTER, SIZE_POINTER};
        } else {
            abi_append_type(&item, arm->subject.type->element);
        }
        item = abi_closed(item);
        abi_append(&e, item.size, item.align);
    }
    return abi_closed(e);
}

abi_extent abi_suspend(const ir_suspend *suspend)
{
    assert((suspend->op != NULL) != (suspend->node != NULL));
    if (suspend->node != NULL) {
        if (suspend->node->kind == NODE_SELECT) return select_extent(suspend->node);
        return (abi_extent){0, 1};   // a group waits in its own storage
    }
    const ir_op *op = suspend->op;
    if (suspend->in_arena || op->code == IR_AWAIT_VALUE) {
        return (abi_extent){SIZE_POINTER, SIZE_POINTER};
    }
    if (op->code == IR_AWAIT_CALL) {
        return (abi_extent){op->aux.callee->frame_size, op->aux.callee->frame_align};
    }
    if (op->code == IR_YIELD) return (abi_extent){0, 1};   // its value is the frame's result
    if (op->code == IR_AWAIT_BUILTIN) return builtin_extent(op);
    if (op->code == IR_GATHER || op->code == IR_RACE) {
        return (abi_extent){SIZE_GATHER + SIZE_GATHER_PART * op->arg_count, 8};
    }
    return waiter_and(op, SIZE_WAITER);
}

uint32_t abi_region(const ir_node *region)
{
    switch (region->scope.kind) {
    case SCOPE_GROUP: return SIZE_GROUP;
    case SCOPE_TIMEOUT:
    case SCOPE_TIMEOUT_AT: return SIZE_TIMEOUT;
    case SCOPE_SHIELD: return SIZE_SCOPE;
    case SCOPE_CLEANUP: return SIZE_UNWIND;
    case SCOPE_PLAIN: break;
    }
    return 0;
}
