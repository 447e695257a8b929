// SPDX-License-Identifier: MIT
// ir_print.c - the stable dump of the IR: --emit=ir, --dump=PASS, the goldens.
//
//     fn add(a: int, b: int) -> int
//         | 2 return a + b
//         %0: int = binary + a, b @"a + b"
//         return %0
//
// `| 2 ..` quotes the source line of a statement.  `%n` is an operation's
// result, `@".."` its site, `[n a b]` the number of a suspension and what lives
// across it, `$name` a module-level variable.  Decisions of the passes show as words: an operand
// that is not borrowed as `copy x`, `move x`, `take x`; an operation's as
// `{owned folded ..}`; a variable's follow its declaration.

#include <inttypes.h>

#include "base/text.h"
#include "ir/ir_walk.h"

typedef struct printer {
    text *out;
    const ir_fn *fn;
    uint32_t depth;
} printer;

static void print_node(printer *p, const ir_node *node);

// ---- lines ------------------------------------------------------------------------

static void indent(printer *p)
{
    text_spaces(p->out, (size_t)p->depth * 4);
}

static void line(printer *p, const char *string)
{
    indent(p);
    text_puts(p->out, string);
    text_putc(p->out, '\n');
}

static uint32_t line_of(const source *src, uint32_t position)
{
    if (position < src->base || position > src->base + src->size) return 0;
    uint32_t offset = position - src->base;
    uint32_t low = 0;
    uint32_t high = src->line_count;
    while (low + 1 < high) {
        uint32_t mid = low + (high - low) / 2;
        if (src->line_starts[mid] <= offset) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return low + 1;
}

static void print_mark(printer *p, span at)
{
    const source *src = p->fn->module->source;
    uint32_t number = line_of(src, at.start);
    indent(p);
    text_printf(p->out, "| %" PRIu32, number);
    if (number > 0) {
        size_t len = 0;
        const char *bytes = source_line_text(src, number, &len);
        while (len > 0 && (bytes[0] == ' ' || bytes[0] == '\t')) {
            bytes++;
            len--;
        }
        text_putc(p->out, ' ');
        text_add(p->out, bytes, len);
    }
    text_putc(p->out, '\n');
}

// ---- operands ---------------------------------------------------------------------

static void print_wide(text *out, ir_wide value)
{
    char digits[40];
    size_t n = sizeof digits;
    do {
        digits[--n] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value != 0);
    text_add(out, digits + n, sizeof digits - n);
}

static void print_const(text *out, const ir_value *value)
{
    const ir_const *c = value->constant;
    if (c->is_none) {
        text_puts(out, "none");
        return;
    }
    switch (value->type->kind) {
    case TYPE_BOOL:
        text_puts(out, c->i != 0 ? "true" : "false");
        break;
    case TYPE_FLOAT:
    case TYPE_F32:
        text_printf(out, "%.17g", c->f);
        break;
    case TYPE_STR:
    case TYPE_BYTES:
        text_puts(out, value->type->kind == TYPE_BYTES ? "b\"" : "\"");
        text_escaped(out, c->text, c->text_len);
        text_putc(out, '"');
        break;
    default: {
        bool is_signed = type_is_signed(value->type) || value->type->kind == TYPE_DURATION ||
                         value->type->kind == TYPE_INSTANT;
        bool negative = is_signed && c->i >> 127 != 0;
        if (negative) text_putc(out, '-');
        print_wide(out, negative ? -c->i : c->i);
        if (value->type->kind == TYPE_DURATION) text_puts(out, "ns");
        break;
    }
    }
}

static void print_var(text *out, const ir_var *var)
{
    text_puts(out, var->name);
    // Names made by the compiler end in a dot, so that no name of the user is like them.
    if (var->kind == IRVAR_HIDDEN) text_putc(out, '.');
    if (var->shadow > 1) text_printf(out, "'%" PRIu32, var->shadow);
}

static void print_value(printer *p, const ir_value *value)
{
    switch (value->mode) {
    case MODE_BORROW: break;
    case MODE_COPY: text_puts(p->out, "copy "); break;
    case MODE_MOVE:
        if (value->kind == IR_VAR) text_puts(p->out, "move ");
        break;
    case MODE_TAKE: text_puts(p->out, "take "); break;
    }
    switch (value->kind) {
    case IR_NOTHING: text_putc(p->out, '-'); break;
    case IR_CONST: print_const(p->out, value); break;
    case IR_VAR: print_var(p->out, value->var); break;
    case IR_TEMP: text_printf(p->out, "%%%" PRIu32, value->op->id); break;
    case IR_GLOBAL: text_printf(p->out, "$%s", value->global->name); break;
    }
}

static void print_args(printer *p, const ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++) {
        text_puts(p->out, i == 0 ? " " : ", ");
        print_value(p, &op->args[i]);
    }
}

static void print_site(printer *p, const ir_site *site)
{
    if (site == NULL) return;
    text_puts(p->out, " @\"");
    text_escaped(p->out, site->text, strlen(site->text));
    text_putc(p->out, '"');
}

static void print_suspend(printer *p, const ir_suspend *suspend)
{
    if (suspend == NULL || suspend->number == 0) return;
    text_printf(p->out, " [%" PRIu32, suspend->number);
    for (uint32_t i = 0; suspend->live != NULL && i < p->fn->vars.count; i++) {
        if (!bitset_has(suspend->live, i)) continue;
        text_putc(p->out, ' ');
        print_var(p->out, p->fn->vars.items[i]);
    }
    text_putc(p->out, ']');
}

// ---- operations -------------------------------------------------------------------

static void print_fn_name(printer *p, const ir_fn *fn)
{
    text_putc(p->out, ' ');
    if (fn->module != p->fn->module) text_printf(p->out, "%s.", fn->module->name);
    text_puts(p->out, fn->name);
}

static void print_target(printer *p, const ir_target *target)
{
    text_putc(p->out, ' ');
    if (target->var != NULL) print_var(p->out, target->var);
    if (target->global != NULL) text_printf(p->out, "$%s", target->global->name);
    if (target->place != NULL) text_printf(p->out, "%%%" PRIu32, target->place->id);
    for (size_t i = 0; i < target->field_count; i++) {
        text_printf(p->out, ".%" PRIu32, target->fields[i]);
    }
}

static void print_builtin(printer *p, const ir_op *op)
{
    const builtin *b = op->aux.builtin;
    text_putc(p->out, ' ');
    if (b->receiver[0] != '\0') text_printf(p->out, "%s.", b->receiver);
    text_puts(p->out, b->name);
    if (op->aux.variant != 0) text_printf(p->out, "/%" PRIu32, op->aux.variant);
    for (size_t i = 0; i < 2 && op->aux.type_args[i] != NULL; i++) {
        text_puts(p->out, i == 0 ? " <" : ", ");
        type_print(p->out, op->aux.type_args[i]);
        if (i == 1 || op->aux.type_args[1] == NULL) text_putc(p->out, '>');
    }
}

static void print_part(printer *p, const ir_op *op, const ir_part *part)
{
    if (part->text != NULL) {
        text_puts(p->out, " \"");
        text_escaped(p->out, part->text, part->text_len);
        text_putc(p->out, '"');
        return;
    }
    text_puts(p->out, " {");
    print_value(p, &op->args[part->arg]);
    if (part->is_repr) text_puts(p->out, "!r");
    if (part->spec != NULL) {
        text_putc(p->out, ':');
        text_escaped(p->out, part->spec, part->spec_len);
    }
    if (part->width_arg != UINT32_MAX) {
        text_putc(p->out, ':');
        print_value(p, &op->args[part->width_arg]);
    }
    text_putc(p->out, '}');
}

// What stands between the operation's name and its operands.
static void print_aux(printer *p, const ir_op *op)
{
    switch (op->code) {
    case IR_UNARY:
    case IR_BINARY:
    case IR_COMPARE:
        text_printf(p->out, " %s", ir_operator_text(op->aux.operator));
        break;
    case IR_SET:
    case IR_STORE:
        print_target(p, &op->aux.target);
        if (op->arg_count > 0) text_puts(p->out, " =");
        break;
    case IR_DROP:
        print_target(p, &op->aux.target);
        break;
    case IR_FIELD:
    case IR_OBJECT_FIELD:
    case IR_RACE_TAKE:
        text_printf(p->out, " .%" PRIu32, op->aux.index);
        break;
    case IR_PAYLOAD:
        text_printf(p->out, " case %" PRIu32 " .%" PRIu32, op->aux.case_index, op->aux.index);
        break;
    case IR_CALL_VALUE:
    case IR_AWAIT_VALUE: {
        const symbol *method;
        ir_called(op, &method);
        if (method != NULL) text_printf(p->out, " .%s", method->name);
        break;
    }
    case IR_PLACE:
        if (op->arg_count == 1) text_printf(p->out, " .%" PRIu32, op->aux.index);
        break;
    case IR_CASE:
        text_printf(p->out, " %s", op->type->decl->cases[op->aux.case_index].name);
        break;
    case IR_ANY_IS:
        text_putc(p->out, ' ');
        type_print(p->out, op->aux.of);
        break;
    case IR_ERROR:
    case IR_ERROR_IS:
    case IR_ERROR_FIELD:
        text_printf(p->out, " %s", op->aux.of->decl != NULL ? op->aux.of->decl->name : "Error");
        if (op->code == IR_ERROR_FIELD) text_printf(p->out, " .%" PRIu32, op->aux.index);
        break;
    case IR_CALL:
    case IR_AWAIT_CALL:
    case IR_CLOSURE:
    case IR_FN_VALUE:
    case IR_SPAWN:
    case IR_GEN:
        print_fn_name(p, op->aux.callee);
        break;
    case IR_CALL_BUILTIN:
    case IR_AWAIT_BUILTIN:
    case IR_GATHER:
        print_builtin(p, op);
        break;
    default:
        break;
    }
}

static void print_flags(printer *p, const ir_op *op)
{
    const char *words[8];
    size_t count = 0;
    if (op->can_throw) words[count++] = "throws";
    if (op->result_owned) words[count++] = "owned";
    if (op->drop_result) words[count++] = "dropped";
    if (op->assigns) words[count++] = "assigns";
    if (op->drops_early) words[count++] = "early";
    if (op->folded) words[count++] = "folded";
    for (size_t i = 0; i < count; i++) {
        text_puts(p->out, i == 0 ? " {" : " ");
        text_puts(p->out, words[i]);
    }
    if (count > 0) text_putc(p->out, '}');
    if (op->into != NULL) {
        text_puts(p->out, " -> ");
        print_var(p->out, op->into);
    }
}

static bool has_result(const ir_op *op)
{
    return ir_info(op->code)->result != '-' && op->type->kind != TYPE_UNIT &&
           op->type->kind != TYPE_NEVER;
}

static void print_op(printer *p, const ir_op *op)
{
    indent(p);
    if (has_result(op)) {
        text_printf(p->out, "%%%" PRIu32 ": ", op->id);
        type_print(p->out, op->type);
        text_puts(p->out, " = ");
    }
    text_puts(p->out, ir_info(op->code)->text);
    if (op->code == IR_FORMAT) {
        const char *stream = op->aux.to_stderr ? " stderr" : " stdout";
        if (op->type->kind == TYPE_UNIT) text_puts(p->out, stream);
        for (uint32_t i = 0; i < op->aux.part_count; i++) print_part(p, op, &op->aux.parts[i]);
    } else {
        print_aux(p, op);
        print_args(p, op);
    }
    if (op->code == IR_SPAWN) {
        if (op->aux.group.kind != IR_NOTHING) text_puts(p->out, " in ");
        if (op->aux.group.kind != IR_NOTHING) print_value(p, &op->aux.group);
        if (op->aux.task_name.kind != IR_NOTHING) text_puts(p->out, " as ");
        if (op->aux.task_name.kind != IR_NOTHING) print_value(p, &op->aux.task_name);
        if (op->aux.target_on.kind != IR_NOTHING) text_puts(p->out, " on ");
        if (op->aux.target_on.kind != IR_NOTHING) print_value(p, &op->aux.target_on);
    }
    print_suspend(p, op->suspend);
    print_site(p, op->site);
    print_flags(p, op);
    text_putc(p->out, '\n');
    if (op->code == IR_AND || op->code == IR_OR) {
        p->depth++;
        print_node(p, op->aux.sub);
        indent(p);
        text_puts(p->out, "gives ");
        print_value(p, &op->aux.sub_value);
        text_putc(p->out, '\n');
        p->depth--;
    }
}

// ---- regions ----------------------------------------------------------------------

static void print_deeper(printer *p, const ir_node *node)
{
    if (node == NULL) return;
    p->depth++;
    print_node(p, node);
    p->depth--;
}

static void print_part_of(printer *p, const char *name, const ir_node *node)
{
    if (node == NULL) return;
    line(p, name);
    print_deeper(p, node);
}

static void print_declaration(printer *p, const ir_var *var)
{
    print_var(p->out, var);
    text_puts(p->out, ": ");
    type_print(p->out, var->type);
    if (var->is_owned) text_puts(p->out, " owned");
    if (var->needs_clear) text_puts(p->out, " clear");
    if (var->in_frame) text_puts(p->out, " frame");
}

static void print_cond(printer *p, const char *word, const ir_value *cond)
{
    indent(p);
    text_puts(p->out, word);
    print_value(p, cond);
    text_putc(p->out, '\n');
}

static void print_scope(printer *p, const ir_node *node)
{
    static const char *const words[] = {
        [SCOPE_PLAIN] = "scope",           [SCOPE_CLEANUP] = "cleanup scope",
        [SCOPE_TIMEOUT] = "timeout",       [SCOPE_TIMEOUT_AT] = "timeout_at",
        [SCOPE_GROUP] = "group",           [SCOPE_SHIELD] = "shield",
    };
    if (node->scope.is_function && node->scope.var_count == 0) {
        print_node(p, node->scope.body);
        return;
    }
    indent(p);
    text_puts(p->out, words[node->scope.kind]);
    if (node->scope.operand.kind != IR_NOTHING) {
        text_putc(p->out, ' ');
        print_value(p, &node->scope.operand);
    }
    if (node->scope.kind == SCOPE_GROUP) {
        text_putc(p->out, ' ');
        print_var(p->out, node->scope.var);
    }
    for (size_t i = 0; i < node->scope.var_count; i++) {
        text_puts(p->out, i == 0 ? " " : ", ");
        print_declaration(p, node->scope.vars[i]);
    }
    print_suspend(p, node->scope.suspend);
    print_site(p, node->scope.site);
    text_putc(p->out, '\n');
    print_deeper(p, node->scope.body);
    print_part_of(p, "cleanup", node->scope.cleanup);
}

static void print_loop(printer *p, const ir_node *node)
{
    indent(p);
    text_puts(p->out, "loop");
    if (node->loop.label != NULL) text_printf(p->out, " %s:", node->loop.label);
    if (node->loop.index != NULL) {
        text_puts(p->out, " index ");
        print_var(p->out, node->loop.index);
    }
    text_putc(p->out, '\n');
    print_deeper(p, node->loop.head);
    if (node->loop.cond.kind != IR_NOTHING) print_cond(p, "while ", &node->loop.cond);
    print_part_of(p, "do", node->loop.body);
    print_part_of(p, "step", node->loop.step);
    print_part_of(p, "else", node->loop.else_body);
}

static void print_switch(printer *p, const ir_node *node)
{
    print_cond(p, "switch ", &node->choice.subject);
    for (size_t i = 0; i < node->choice.case_count; i++) {
        const ir_case *choice = &node->choice.cases[i];
        indent(p);
        text_puts(p->out, "case");
        for (size_t k = 0; k < choice->value_count; k++) {
            text_printf(p->out, "%s %" PRId64, k > 0 ? "," : "", (int64_t)choice->values[k]);
        }
        text_putc(p->out, '\n');
        print_deeper(p, choice->body);
    }
    print_part_of(p, "default", node->choice.default_body);
}

static void print_select(printer *p, const ir_node *node)
{
    static const char *const words[] = {
        [IRARM_RECV] = "recv", [IRARM_SEND] = "send", [IRARM_JOIN] = "join",
        [IRARM_AFTER] = "after", [IRARM_AT] = "at", [IRARM_FUTURE] = "future",
        [IRARM_PUT] = "put",     [IRARM_GET] = "get",
    };
    indent(p);
    text_puts(p->out, node->select.is_first ? "select first" : "select");
    print_suspend(p, node->select.suspend);
    print_site(p, node->select.site);
    text_putc(p->out, '\n');
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        indent(p);
        text_printf(p->out, "arm %s ",
                    arm->kind == IRARM_BUILTIN ? arm->builtin->c_name : words[arm->kind]);
        print_value(p, &arm->subject);
        if (arm->value.kind != IR_NOTHING) text_puts(p->out, ", ");
        if (arm->value.kind != IR_NOTHING) print_value(p, &arm->value);
        if (arm->guard.kind != IR_NOTHING) text_puts(p->out, " if ");
        if (arm->guard.kind != IR_NOTHING) print_value(p, &arm->guard);
        if (arm->result != NULL) text_puts(p->out, " -> ");
        if (arm->result != NULL) print_var(p->out, arm->result);
        text_putc(p->out, '\n');
        print_deeper(p, arm->body);
    }
    print_part_of(p, "default", node->select.default_body);
}

static void print_try(printer *p, const ir_node *node)
{
    line(p, "try");
    print_deeper(p, node->attempt.body);
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        const ir_catch *clause = &node->attempt.catches[i];
        indent(p);
        text_puts(p->out, clause->is_cancelled ? "catch cancelled" : "catch ");
        if (clause->type != NULL) type_print(p->out, clause->type);
        if (clause->type == NULL && !clause->is_cancelled) text_puts(p->out, "any");
        if (clause->var != NULL) text_puts(p->out, " -> ");
        if (clause->var != NULL) print_var(p->out, clause->var);
        text_putc(p->out, '\n');
        print_deeper(p, clause->body);
    }
    print_part_of(p, "else", node->attempt.else_body);
}

static void print_if(printer *p, const ir_node *node)
{
    print_part_of(p, "head", node->branch.head);
    print_cond(p, "if ", &node->branch.cond);
    print_deeper(p, node->branch.then_body);
    print_part_of(p, "else", node->branch.else_body);
}

static void print_throw(printer *p, const ir_node *node)
{
    indent(p);
    text_puts(p->out, node->raise.is_rethrow ? "rethrow" : "throw");
    if (node->raise.error.kind != IR_NOTHING) {
        text_putc(p->out, ' ');
        print_value(p, &node->raise.error);
    }
    print_site(p, node->raise.site);
    text_putc(p->out, '\n');
}

static void print_jump(printer *p, const ir_node *node, const char *word)
{
    indent(p);
    text_puts(p->out, word);
    const ir_node *loop = node->jump.target;
    if (loop->loop.label != NULL) text_printf(p->out, " %s", loop->loop.label);
    text_putc(p->out, '\n');
}

static void print_node(printer *p, const ir_node *node)
{
    if (node == NULL) return;
    switch (node->kind) {
    case NODE_MARK: print_mark(p, node->span); break;
    case NODE_OP: print_op(p, node->op); break;
    case NODE_SEQ:
        for (uint32_t i = 0; i < node->seq.count; i++) print_node(p, node->seq.items[i]);
        break;
    case NODE_SCOPE: print_scope(p, node); break;
    case NODE_IF: print_if(p, node); break;
    case NODE_LOOP: print_loop(p, node); break;
    case NODE_SWITCH: print_switch(p, node); break;
    case NODE_SELECT: print_select(p, node); break;
    case NODE_TRY: print_try(p, node); break;
    case NODE_BREAK: print_jump(p, node, "break"); break;
    case NODE_CONTINUE: print_jump(p, node, "continue"); break;
    case NODE_RETURN:
        if (node->result.value.kind == IR_NOTHING) {
            line(p, "return");
        } else {
            print_cond(p, "return ", &node->result.value);
        }
        break;
    case NODE_THROW: print_throw(p, node); break;
    }
}

// ---- functions and modules --------------------------------------------------------

static void print_vars(printer *p, const ir_vars *vars)
{
    for (uint32_t i = 0; i < vars->count; i++) {
        if (i > 0) text_puts(p->out, ", ");
        print_declaration(p, vars->items[i]);
    }
}

void ir_print_fn(text *out, const ir_fn *fn)
{
    printer p = {.out = out, .fn = fn};
    text_printf(out, "%sfn %s(", fn->is_async ? "async " : "", fn->name);
    print_vars(&p, &fn->params);
    text_putc(out, ')');
    if (fn->captures.count > 0) {
        text_puts(out, " captures (");
        print_vars(&p, &fn->captures);
        text_putc(out, ')');
    }
    if (fn->result->kind != TYPE_UNIT) {
        text_puts(out, " -> ");
        type_print(out, fn->result);
    }
    if (fn->can_throw) text_puts(out, " throws");
    if (fn->is_gen) text_puts(out, ", a generator");
    else if (fn->is_spawned) text_puts(out, ", spawned");
    if (fn->is_value) text_puts(out, ", a value");
    text_putc(out, '\n');
    p.depth = 1;
    print_node(&p, fn->body);
}

void ir_print(text *out, const ir_module *module)
{
    text_printf(out, "module %s\n", module->name);
    for (uint32_t i = 0; i < module->imports.count; i++) {
        text_printf(out, "import %s\n", module->imports.items[i]->name);
    }
    for (uint32_t i = 0; i < module->globals.count; i++) {
        const ir_global *global = module->globals.items[i];
        text_printf(out, "%s $%s: ", global->is_var ? "var" : "let", global->name);
        type_print(out, global->type);
        if (global->init != NULL) text_printf(out, " by %s", global->init->name);
        if (global->value != NULL) {
            ir_value value = {.kind = IR_CONST, .type = global->type};
            value.constant = global->value;
            text_puts(out, " = ");
            print_const(out, &value);
        }
        text_putc(out, '\n');
    }
    for (uint32_t i = 0; i < module->fns.count; i++) {
        text_putc(out, '\n');
        ir_print_fn(out, module->fns.items[i]);
    }
}
