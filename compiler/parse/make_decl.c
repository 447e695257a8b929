// SPDX-License-Identifier: MIT
// make_decl.c - constructors of declarations and signatures.
#include "parse/make.h"

#define NEW_DECL(p, kind, name, at, below) \
    ((decl_##name *)new_decl((p), DECL_##kind, sizeof(decl_##name), (at), (below)))

static void *new_decl(parser *p, decl_kind kind, size_t size, span at, uint16_t below)
{
    decl *d = arena_zero(p->unit, size);
    d->kind = kind;
    d->span = at;
    d->depth = make_depth(p, below, at);
    return d;
}

// ---- documents --------------------------------------------------------------

// The index after the last `///` line that belongs to what starts at `start`.
static uint32_t docs_behind(const parser *p, uint32_t start)
{
    uint32_t low = 0, high = p->lexed.docs.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->lexed.docs.items[middle].next <= start) low = middle + 1;
        else high = middle;
    }
    return low;
}

// The text of the `///` lines above, without the signs, joined by newlines.
static const char *find_doc(parser *p, uint32_t start)
{
    uint32_t end = docs_behind(p, start);
    uint32_t first = end;
    while (first > 0 && p->lexed.docs.items[first - 1].next == start) first--;
    if (first == end) return NULL;
    text joined;
    text_init(&joined);
    for (uint32_t i = first; i < end; i++) {
        size_t len;
        const char *line = source_text(p->prog, p->lexed.docs.items[i].span, &len);
        size_t skip = len > 3 && line[3] == ' ' ? 4 : 3;
        while (len > skip && (line[len - 1] == '\r' || line[len - 1] == ' ')) len--;
        if (i > first) text_putc(&joined, '\n');
        text_add(&joined, line + skip, len - skip);
    }
    const char *doc = arena_copy(p->unit, text_string(&joined), joined.len);
    text_fini(&joined);
    return doc;
}

// ---- modules ----------------------------------------------------------------

void make_decl_add(parser *p, decl *d)
{
    d->doc = find_doc(p, d->span.start);
    p->among_strays = false;
    array_push(p->unit, &p->module->decls, d);
    if (d->kind != DECL_EXTERN) return;
    const decl_list *members = &decl_as_extern(d)->members;
    for (uint32_t i = 0; i < members->count; i++) {
        array_push(p->unit, &p->module->decls, members->items[i]);
    }
}

decl *make_decl_export(parser *p, const token *t, decl *d)
{
    (void)p;
    d->is_exported = true;
    d->span = span_to(t->span, d->span);
    return d;
}

ast_name_list make_decl_path(parser *p, ast_name_list path, const token *name)
{
    if (path.count == 0) array_reserve(p->unit, &path, 1);   // most have one name
    array_push(p->unit, &path, make_name_of(name));
    return path;
}

decl *make_decl_import(parser *p, const token *t, ast_name_list path, const token *local)
{
    ast_name name = local != NULL ? make_name_of(local) : array_last(&path);
    decl_import *d = NEW_DECL(p, IMPORT, import, span_to(t->span, name.span), 0);
    d->head.name = name;
    d->path = path;
    return &d->head;
}

decl *make_decl_var(parser *p, const token *t, var_storage storage, const token *name,
                    type_expr *written, expr *init)
{
    span last = init != NULL ? init->span : written != NULL ? written->span : name->span;
    uint16_t below = make_max(make_below_type(written), make_below(init));
    decl_var *d = NEW_DECL(p, VAR, var, span_to(t->span, last), below);
    d->head.name = make_name_of(name);
    d->is_var = t->kind != TOK_LET;
    d->storage = storage;
    d->written = written;
    d->init = init;
    return &d->head;
}

// ---- functions --------------------------------------------------------------

static uint16_t below_params(param_list params)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < params.count; i++) {
        const param *one = params.items[i];
        below = make_max(below, make_max(make_below_type(one->written), make_below(one->init)));
    }
    return below;
}

static uint16_t below_type_params(type_param_list list)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < list.count; i++)
        below = make_max(below, make_below_types(list.items[i].bounds));
    return below;
}

type_param_list make_decl_type_params(parser *p, type_param_list list, const token *name,
                                      type_expr_list bounds)
{
    type_param one = {.name = make_name_of(name), .bounds = bounds};
    array_push(p->unit, &list, one);
    return list;
}

// Of `name: written = init`.
static span last_span(const token *name, const type_expr *written, const expr *init)
{
    return init != NULL ? init->span : written != NULL ? written->span : name->span;
}

param *make_decl_param(parser *p, const token *name, type_expr *written, expr *init)
{
    param *one = arena_new(p->unit, param);
    one->name = make_name_of(name);
    one->written = written;
    one->init = init;
    one->span = span_to(name->span, last_span(name, written, init));
    return one;
}

param *make_decl_variadic(parser *p, const token *name, type_expr *written, expr *init)
{
    param *one = make_decl_param(p, name, written, init);
    one->is_variadic = true;
    return one;
}

param *make_decl_c_param(parser *p, const token *word, const token *name, type_expr *written,
                         expr *init)
{
    param *one = make_decl_param(p, name, written, init);
    one->direction = word->kind == TOK_OUT ? PARAM_OUT : PARAM_INOUT;
    one->span = span_to(word->span, one->span);
    return one;
}

// `(...)`: one nameless parameter stands for it until make_decl_fn_head.
param_list make_decl_open_params(parser *p, const token *t)
{
    param *one = arena_new(p->unit, param);
    one->span = t->span;
    one->is_variadic = true;
    return make_decl_params(p, (param_list){0}, one);
}

param_list make_decl_params(parser *p, param_list list, param *one)
{
    if (list.count == 0) array_reserve(p->unit, &list, 2);   // most have one or two
    array_push(p->unit, &list, one);
    return list;
}

throws_clause make_decl_throws(const token *t, type_expr_list types)
{
    span at = types.count == 0 ? t->span : span_to(t->span, array_last(&types)->span);
    return (throws_clause){types, at};
}

throws_clause make_decl_throws_one(parser *p, const token *t, type_expr *one)
{
    return make_decl_throws(t, make_type_list(p, (type_expr_list){0}, one));
}

static bool is_open_list(param_list params)
{
    return params.count == 1 && params.items[0]->name.text == NULL;
}

decl_fn *make_decl_fn_head(parser *p, const token *t, const token *name,
                           type_param_list type_params, param_list params, const token *end,
                           type_expr *result, throws_clause throws)
{
    span at = span_to(t->span, end->span);
    if (result != NULL) at = span_to(at, result->span);
    if (throws.span.start != 0) at = span_to(at, throws.span);
    bool is_open = is_open_list(params);
    if (is_open) params = (param_list){0};
    uint16_t below = make_max(below_params(params), make_below_type(result));
    below = make_max(below,
                     make_max(make_below_types(throws.types), below_type_params(type_params)));
    decl_fn *d = NEW_DECL(p, FN, fn, at, below);
    d->head.name = make_name_of(name);
    d->signature = (fn_signature){
        .is_async = t->kind == TOK_ASYNC,
        .throws = throws.span.start != 0,
        .is_open = is_open,
        .type_params = type_params,
        .params = params,
        .result = result,
        .throws_list = throws.types,
        .span = at,
    };
    return d;
}

decl *make_decl_fn(parser *p, decl_fn *head, block *body)
{
    head->body = body;
    head->signature.has_yield = make_expr_take_yields(p, body->span);
    head->head.span = span_to(head->head.span, body->span);
    head->head.depth = make_max(head->head.depth, make_depth(p, body->depth, head->head.span));
    if (head->signature.is_open) diag_error(p->prog, head->signature.span, E0117);
    return &head->head;
}

decl *make_decl_bad_fn(parser *p, const token *t, block *body)
{
    decl_bad *d = NEW_DECL(p, BAD, bad, span_to(t->span, body->span), body->depth);
    d->head_span = t->span;
    d->is_async = t->kind == TOK_ASYNC;
    d->body = body;
    make_expr_take_yields(p, body->span);
    return &d->head;
}

decl *make_decl_bad(parser *p, const token *t, const token *end)
{
    return &NEW_DECL(p, BAD, bad, span_to(t->span, end->span), 0)->head;
}

decl_fn *make_decl_via(decl_fn *head, const token *name)
{
    head->via = make_name_of(name);
    head->head.span = span_to(head->head.span, name->span);
    return head;
}

decl_fn *make_decl_blocking(const token *t, decl_fn *head)
{
    head->is_blocking = true;
    head->head.span = span_to(t->span, head->head.span);
    return head;
}

// ---- struct, class, enum, interface, error ----------------------------------

static member_list *some_members(parser *p, member_list *list)
{
    return list != NULL ? list : arena_new(p->unit, member_list);
}

field *make_decl_field(parser *p, const token *word, const token *name, type_expr *written,
                       expr *init)
{
    field *one = arena_new(p->unit, field);
    one->name = make_name_of(name);
    one->is_var = word != NULL && word->kind == TOK_VAR;
    one->written = written;
    one->init = init;
    one->span = span_to(word != NULL ? word->span : name->span, last_span(name, written, init));
    one->doc = find_doc(p, one->span.start);
    return one;
}

member_list *make_decl_damaged_members(parser *p, member_list *list)
{
    list = some_members(p, list);
    list->is_damaged = true;
    return list;
}

member_list *make_decl_add_field(parser *p, member_list *list, field *one)
{
    list = some_members(p, list);
    array_push(p->unit, &list->fields, *one);
    return list;
}

member_list *make_decl_add_method(parser *p, member_list *list, decl *method)
{
    list = some_members(p, list);
    method->doc = find_doc(p, method->span.start);
    array_push(p->unit, &list->methods, method);
    if (method->kind == DECL_BAD) parse_error_lose_name(p, intern_string(&p->prog->names, "self"));
    return list;
}

decl *make_decl_mut(decl *method)
{
    if (method->kind == DECL_FN) decl_as_fn(method)->signature.is_mut = true;
    return method;
}

member_list *make_decl_add_case(parser *p, member_list *list, enum_case *one)
{
    list = some_members(p, list);
    array_push(p->unit, &list->cases, *one);
    return list;
}

enum_case *make_decl_case(parser *p, const token *name, param_list payload, const token *end)
{
    enum_case *one = arena_new(p->unit, enum_case);
    one->name = make_name_of(name);
    one->payload = payload;
    one->span = span_to(name->span, end->span);
    one->doc = find_doc(p, name->span.start);
    return one;
}

enum_case *make_decl_numbered_case(enum_case *one, expr *number)
{
    one->number = number;
    one->span = span_to(one->span, number->span);
    return one;
}

static uint16_t below_members(const member_list *list)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < list->fields.count; i++) {
        const field *one = &list->fields.items[i];
        below = make_max(below, make_max(make_below_type(one->written), make_below(one->init)));
    }
    for (uint32_t i = 0; i < list->cases.count; i++) {
        const enum_case *one = &list->cases.items[i];
        below = make_max(below, make_max(below_params(one->payload), make_below(one->number)));
    }
    for (uint32_t i = 0; i < list->methods.count; i++)
        below = make_max(below, list->methods.items[i]->depth);
    return below;
}

// `let x: int` in a struct would promise what does not hold.
static void refuse_words(parser *p, const field_list *fields)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        const field *one = &fields->items[i];
        if (one->span.start == one->name.span.start) continue;
        span word = {one->span.start, one->span.start + 3};
        diag *d = diag_error(p->prog, word, E0126, one->name.text);
        diag_help(p->prog, d, "write `%R`", (span){one->name.span.start, one->span.end});
    }
}

decl *make_decl_struct(parser *p, const token *t, const token *name, type_param_list type_params,
                       member_list *members, const token *end)
{
    members = some_members(p, members);
    refuse_words(p, &members->fields);
    uint16_t below = make_max(below_members(members), below_type_params(type_params));
    decl_struct *d = NEW_DECL(p, STRUCT, struct, span_to(t->span, end->span), below);
    d->head.name = make_name_of(name);
    d->type_params = type_params;
    d->fields = members->fields;
    d->methods = members->methods;
    d->is_damaged = members->is_damaged;
    return &d->head;
}

decl *make_decl_class(parser *p, const token *t, const token *name, type_param_list type_params,
                      member_list *members, const token *end)
{
    members = some_members(p, members);
    uint16_t below = make_max(below_members(members), below_type_params(type_params));
    decl_class *d = NEW_DECL(p, CLASS, class, span_to(t->span, end->span), below);
    d->head.name = make_name_of(name);
    d->type_params = type_params;
    d->fields = members->fields;
    d->methods = members->methods;
    d->is_damaged = members->is_damaged;
    return &d->head;
}

decl *make_decl_enum(parser *p, const token *t, const token *name, type_param_list type_params,
                     member_list *members, const token *end)
{
    members = some_members(p, members);
    uint16_t below = make_max(below_members(members), below_type_params(type_params));
    decl_enum *d = NEW_DECL(p, ENUM, enum, span_to(t->span, end->span), below);
    d->head.name = make_name_of(name);
    d->type_params = type_params;
    d->cases = members->cases;
    d->methods = members->methods;
    return &d->head;
}

member_list *make_decl_add_signature(parser *p, member_list *list, decl_fn *head)
{
    list = some_members(p, list);
    head->head.doc = find_doc(p, head->head.span.start);
    array_push(p->unit, &list->methods, &head->head);
    return list;
}

member_list *make_decl_embed(parser *p, member_list *list, type_expr *written)
{
    list = some_members(p, list);
    array_push(p->unit, &list->embedded, written);
    return list;
}

static uint16_t below_decls(decl_list list)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < list.count; i++) below = make_max(below, list.items[i]->depth);
    return below;
}

decl *make_decl_interface(parser *p, const token *t, const token *name, type_param_list type_params,
                          member_list *members, const token *end)
{
    members = some_members(p, members);
    uint16_t below = make_max(below_decls(members->methods), below_type_params(type_params));
    for (uint32_t i = 0; i < members->embedded.count; i++)
        below = make_max(below, members->embedded.items[i]->depth);
    decl_interface *d = NEW_DECL(p, INTERFACE, interface, span_to(t->span, end->span), below);
    d->head.name = make_name_of(name);
    d->type_params = type_params;
    d->methods = members->methods;
    d->embedded = members->embedded;
    return &d->head;
}

decl *make_decl_error(parser *p, const token *t, const token *name, param_list fields,
                      const token *end, type_expr *parent)
{
    span at = span_to(t->span, parent == NULL ? end->span : parent->span);
    uint16_t below = make_max(below_params(fields), make_below_type(parent));
    decl_error *d = NEW_DECL(p, ERROR, error, at, below);
    d->head.name = make_name_of(name);
    d->fields = fields;
    d->parent = parent;
    return &d->head;
}

// ---- extern and test --------------------------------------------------------

const char *make_decl_plain_text(parser *p, const token *t)
{
    expr *e = make_literal_string(p, t);
    if (e->kind != EXPR_STR) return "";
    return intern(&p->prog->names, expr_as_str(e)->bytes, expr_as_str(e)->len);
}

static ast_name quoted_name(parser *p, const token *t)
{
    return t != NULL ? (ast_name){make_decl_plain_text(p, t), t->span} : (ast_name){0};
}

decl *make_decl_extern_type(parser *p, const token *t, const token *name, const token *c_name)
{
    span end = c_name != NULL ? c_name->span : name->span;
    decl_type *d = NEW_DECL(p, TYPE, type, span_to(t->span, end), 0);
    d->head.name = make_name_of(name);
    d->c_name = quoted_name(p, c_name);
    return &d->head;
}

decl *make_decl_extern_struct(parser *p, const token *t, const token *name, const token *c_name,
                              member_list *members, const token *end)
{
    decl *d = make_decl_struct(p, t, name, (type_param_list){0}, members, end);
    decl_as_struct(d)->c_name = quoted_name(p, c_name);
    return d;
}

decl_list make_decl_add_extern(parser *p, decl_list list, decl *d)
{
    d->doc = find_doc(p, d->span.start);
    array_push(p->unit, &list, d);
    return list;
}

static void set_block(decl *d, decl_extern *of)
{
    if (d->kind == DECL_FN) decl_as_fn(d)->block = of;
    if (d->kind == DECL_STRUCT) decl_as_struct(d)->block = of;
    if (d->kind == DECL_TYPE) decl_as_type(d)->block = of;
}

decl *make_decl_extern(parser *p, const token *t, const token *header, const token *library,
                       decl_list members, const token *end)
{
    decl_extern *d = NEW_DECL(p, EXTERN, extern, span_to(t->span, end->span), below_decls(members));
    d->header = quoted_name(p, header);
    d->library = quoted_name(p, library);
    d->members = members;
    for (uint32_t i = 0; i < members.count; i++) set_block(members.items[i], d);
    return &d->head;
}

decl *make_decl_test(parser *p, const token *t, const token *name, block *body)
{
    decl_test *d = NEW_DECL(p, TEST, test, span_to(t->span, body->span), body->depth);
    d->head.name = (ast_name){make_decl_plain_text(p, name), name->span};
    d->body = body;
    return &d->head;
}

decl *make_decl_type(parser *p, const token *t, const token *name, type_expr *written)
{
    decl_type *d = NEW_DECL(p, TYPE, type, span_to(t->span, written->span), written->depth);
    d->head.name = make_name_of(name);
    d->written = written;
    return &d->head;
}
