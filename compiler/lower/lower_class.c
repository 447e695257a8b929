// SPDX-License-Identifier: MIT
// lower_class.c - objects: reading their fields, how `init` begins, values behind interfaces.
//
//     fn init(name: str) {             set self, object none, 0     (fields without a default
//         self.name = name                                           are empty)
//     }                                %1 = place self .0   store %1 = name
//                                      return self
//
// `init` is a plain function that gives the object: a failure in it drops what was made so far.
#include <assert.h>

#include "lower/lower_fn.h"

ir_value lower_class_field(lower *l, ir_value of, uint32_t index, type *t, span at)
{
    assert(of.type->kind == TYPE_CLASS || of.type->kind == TYPE_HOLDER);
    ir_value part = lower_op1(l, IR_OBJECT_FIELD, t, at, of);
    part.op->aux.index = index;
    return part;
}

void lower_class_init_begin(lower *l, const fn_info *info)
{
    type *t = info->made->type;
    const type_decl *body = t->decl;
    lower_values values = {0};
    for (size_t i = 0; i < body->field_count; i++) {
        const type_field *f = &body->fields[i];
        ir_value value = f->init != NULL ? lower_expr_to(l, f->init, f->type) : ir_nothing();
        array_push(&l->prog->scratch, &values, value);
    }
    ir_op *op = lower_op(l, IR_OBJECT, t, info->span, values.count);
    for (uint32_t i = 0; i < values.count; i++) op->args[i] = values.items[i];
    l->fn->made = lower_local(l, info->made);
    lower_set(l, l->fn->made, ir_temp_value(op), info->span);
}

ir_value lower_class_face(lower *l, ir_value value, type *to, span at)
{
    type *of = value.type;
    if (of->kind == TYPE_NEVER || of->kind == TYPE_POISON) return value;
    if (of->kind != TYPE_CLASS) value = lower_op1(l, IR_BOX, type_box(l->prog, of), at, value);
    ir_value face = lower_op1(l, IR_FACE, to, at, value);
    face.op->aux.of = of;
    return face;
}
