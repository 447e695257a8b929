// SPDX-License-Identifier: MIT
// check_cover.c - does a match take every value, and can each arm be reached?
//
// Requires: the patterns are checked.  Both questions are one: is a pattern q
// *useful* after the rows above it, that is, is there a value that q takes and
// no row does?  The match is exhaustive when `_` is not useful after all rows;
// an arm is dead when its pattern is not useful after those before it.
//
//     case (true, _)     after it (_, false) is useful: (false, false);
//     case (_, false)    after both, `_` is useful: (false, true) is missing
//
// A column is looked at by its constructors: the cases of an enum, none and some
// of an optional, true and false, the one of a tuple; numbers are cut into the
// pieces that the ranges of the rows make.  Guards are no help: such rows are
// left out.  The work is bounded; beyond that an `else` is asked for.
#include "check/check_cover.h"

#include <stdlib.h>
#include <string.h>

#include "sema/const.h"

enum { MAX_STEPS = 4000000, MAX_DEPTH = 2000 };

typedef struct cover_rows {
    cover ***cells;          // cells[row][column]
    uint32_t count;
} cover_rows;

typedef struct coverage {
    checker *c;
    arena *memory;
    uint32_t steps;
    bool gave_up;
} coverage;

// ---- from patterns to rows ------------------------------------------------------

static cover *new_cover(coverage *v, cover_kind kind, type *t)
{
    cover *p = arena_new(v->memory, cover);
    p->kind = kind;
    p->type = t;
    return p;
}

static cover *new_case(coverage *v, type *t, uint32_t index, uint32_t count)
{
    cover *p = new_cover(v, COVER_CASE, t);
    p->index = index;
    p->count = count;
    p->parts = arena_new_array(v->memory, cover *, count);
    return p;
}

static bool is_ordered(const type *t)
{
    return type_is_integer(t) || t->kind == TYPE_CHAR || t->kind == TYPE_DURATION;
}

bool check_cover_is_signed(const type *t)
{
    return type_is_signed(t) || t->kind == TYPE_DURATION;
}

// Two's complement with the sign bit turned: ordered like the numbers.
static ast_wide order_bits(const constant *value, const type *t)
{
    ast_wide bits = const_bits(value);
    return check_cover_is_signed(t) ? bits ^ ((ast_wide)1 << 127) : bits;
}

static void type_range(const type *t, ast_wide *low, ast_wide *high)
{
    if (t->kind == TYPE_CHAR) {
        *low = 0;
        *high = 0x10FFFF;
        return;
    }
    unsigned bits = type_bits(t);
    if (check_cover_is_signed(t)) {
        ast_wide half = (ast_wide)1 << (bits - 1), zero = (ast_wide)1 << 127;
        *low = zero - half;
        *high = zero + half - 1;
    } else {
        *low = 0;
        *high = bits == 128 ? ~(ast_wide)0 : ((ast_wide)1 << bits) - 1;
    }
}

static type *part_type(const type *t, uint32_t index, uint32_t part)
{
    if (t->kind == TYPE_ENUM) return t->decl->cases[index].fields[part].type;
    if (t->kind == TYPE_TUPLE) return t->items[part];
    return t->element;
}

static uint32_t part_count(const type *t, uint32_t index)
{
    if (t->kind == TYPE_ENUM) return (uint32_t)t->decl->cases[index].field_count;
    if (t->kind == TYPE_TUPLE) return (uint32_t)t->item_count;
    return t->kind == TYPE_OPTIONAL && index == 1 ? 1 : 0;
}

// How many constructors; 0: this column is not looked at in this way.
static uint32_t case_count(const type *t)
{
    switch ((int)t->kind) {
    case TYPE_ENUM:
        return (uint32_t)t->decl->case_count;
    case TYPE_OPTIONAL:
    case TYPE_BOOL:
        return 2;
    case TYPE_TUPLE:
        return 1;
    default:
        return 0;
    }
}

static cover *convert(coverage *v, const pattern *p, type *t);

static cover *any_parts(coverage *v, type *t, uint32_t index)
{
    cover *made = new_case(v, t, index, part_count(t, index));
    for (uint32_t i = 0; i < made->count; i++) {
        made->parts[i] = new_cover(v, COVER_ANY, part_type(t, index, i));
    }
    return made;
}

static cover *convert_case(coverage *v, const pattern_case *p, type *t)
{
    uint32_t index = p->symbol->case_index;
    cover *made = any_parts(v, t, index);
    const type_case *of = &t->decl->cases[index];
    for (uint32_t i = 0; i < p->args.count; i++) {
        uint32_t place = i;
        const char *name = p->args.items[i].name.text;
        for (uint32_t k = 0; name != NULL && k < of->field_count; k++) {
            if (of->fields[k].name == name) place = k;
        }
        made->parts[place] = convert(v, p->args.items[i].value, of->fields[place].type);
    }
    return made;
}

static cover *convert_literal(coverage *v, const expr *value, type *t)
{
    if (value->kind == EXPR_BOOL) {
        bool truth = expr_as_const_boolean(value)->value;
        return new_case(v, t, truth ? 1 : 0, 0);
    }
    if (is_ordered(t) && value->constant != NULL) {
        cover *made = new_cover(v, COVER_RANGE, t);
        made->low = made->high = order_bits(value->constant, t);
        return made;
    }
    cover *made = new_cover(v, COVER_TEXT, t);
    made->literal = value;
    return made;
}

// There is no end of types: each is a literal, of its name.
static cover *convert_type(coverage *v, const type_expr *written, type *t)
{
    text name;
    text_init(&name);
    text_printf(&name, "%u", written->type->id);
    expr_str *shown = arena_new(v->memory, expr_str);
    shown->head.kind = EXPR_STR;
    shown->head.span = written->span;
    shown->bytes = arena_copy(v->memory, text_string(&name), name.len);
    shown->len = name.len;
    text_fini(&name);
    cover *made = new_cover(v, COVER_TEXT, t);
    made->literal = &shown->head;
    return made;
}

static cover *convert_range(coverage *v, const pattern_range *p, type *t)
{
    cover *made = new_cover(v, COVER_RANGE, t);
    if (p->low->constant == NULL || p->high->constant == NULL) {
        made->kind = COVER_TEXT;   // takes nothing that is known
        made->literal = p->low;
        return made;
    }
    made->low = order_bits(p->low->constant, t);
    made->high = order_bits(p->high->constant, t) - (p->inclusive ? 0 : 1);
    return made;
}

static cover *convert_list(coverage *v, cover_kind kind, const pattern_list *items, type *t)
{
    cover *made = new_case(v, t, 0, items->count);
    made->kind = kind;
    for (uint32_t i = 0; i < items->count; i++) {
        type *part = kind == COVER_OR ? t : t->items[i];
        made->parts[i] = convert(v, items->items[i], part);
    }
    return made;
}

static bool is_none(const pattern *p)
{
    if (p->kind != PATTERN_LITERAL) return false;
    return pattern_as_const_literal(p)->value->kind == EXPR_NONE;
}

static cover *convert(coverage *v, const pattern *p, type *t)
{
    if (t->kind == TYPE_OPTIONAL && is_none(p)) return new_case(v, t, 0, 0);
    if (t->kind == TYPE_OPTIONAL && p->type != t) {   // it means the value inside
        cover *some = new_case(v, t, 1, 1);
        some->parts[0] = convert(v, p, t->element);
        return some;
    }
    const void *node = p;
    switch (p->kind) {
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_KIND_COUNT:
        break;
    case PATTERN_NAME: {
        const symbol *sym = ((const pattern_name *)node)->symbol;
        if (sym != NULL && sym->kind == SYM_CASE) return any_parts(v, t, sym->case_index);
        break;
    }
    case PATTERN_CASE:
        // A case of an enum that did not parse may have no symbol.
        if (((const pattern_case *)node)->symbol == NULL) break;
        return convert_case(v, node, t);
    case PATTERN_LITERAL:
        return convert_literal(v, ((const pattern_literal *)node)->value, t);
    case PATTERN_RANGE:
        return convert_range(v, node, t);
    case PATTERN_TYPE:
        return convert_type(v, ((const pattern_type *)node)->written, t);
    case PATTERN_TUPLE:
        return convert_list(v, COVER_CASE, &((const pattern_tuple *)node)->items, t);
    case PATTERN_OR:
        return convert_list(v, COVER_OR, &((const pattern_or *)node)->items, t);
    }
    return new_cover(v, COVER_ANY, t);
}

// ---- rows that are left when the first column is fixed ---------------------------

static bool same_text(const expr *a, const expr *b)
{
    if (a->constant != NULL && b->constant != NULL) {
        return const_number(a->constant) == const_number(b->constant);
    }
    if (a->kind != b->kind) return false;
    if (a->kind == EXPR_STR || a->kind == EXPR_BYTES) {
        const expr_str *x = (const void *)a, *y = (const void *)b;   // one layout for both
        return x->len == y->len && memcmp(x->bytes, y->bytes, x->len) == 0;
    }
    return false;
}

// Does the cell take all values of `head` (a case, a piece, a string, or any)?
static bool takes(const cover *cell, const cover *head)
{
    if (cell->kind == COVER_ANY) return true;
    if (cell->kind != head->kind) return false;
    switch (head->kind) {
    case COVER_CASE:
        return cell->index == head->index;
    case COVER_RANGE:
        return cell->low <= head->low && head->high <= cell->high;
    case COVER_TEXT:
        return same_text(cell->literal, head->literal);
    case COVER_ANY:
    case COVER_OR:
        return false;
    }
    return false;
}

// The row after its first cell, with the parts of that cell in front.
static cover **open_row(coverage *v, cover **cells, uint32_t width, const cover *first,
                        const cover *head)
{
    uint32_t parts = head->kind == COVER_CASE ? head->count : 0;
    cover **made = arena_new_array(v->memory, cover *, parts + width - 1);
    for (uint32_t i = 0; i < parts; i++) {
        made[i] = first->kind == COVER_CASE
                      ? first->parts[i]
                      : new_cover(v, COVER_ANY, part_type(head->type, head->index, i));
    }
    memcpy(made + parts, cells + 1, (width - 1) * sizeof *made);
    return made;
}

static void keep_row(coverage *v, cover_rows *kept, cover **cells, uint32_t width,
                     const cover *first, const cover *head)
{
    if (first->kind == COVER_OR) {
        for (uint32_t i = 0; i < first->count; i++) {
            keep_row(v, kept, cells, width, first->parts[i], head);
        }
        return;
    }
    v->steps++;
    if (!takes(first, head)) return;
    if ((kept->count & (kept->count - 1)) == 0) {   // grows at powers of two
        uint32_t cap = kept->count == 0 ? 1 : kept->count * 2;
        cover ***more = arena_new_array(v->memory, cover **, cap);
        if (kept->count > 0) memcpy(more, kept->cells, kept->count * sizeof *more);
        kept->cells = more;
    }
    kept->cells[kept->count++] = open_row(v, cells, width, first, head);
}

static cover_rows specialise(coverage *v, const cover_rows *rows, uint32_t width,
                             const cover *head)
{
    cover_rows kept = {NULL, 0};
    for (uint32_t i = 0; i < rows->count; i++) {
        keep_row(v, &kept, rows->cells[i], width, rows->cells[i][0], head);
    }
    return kept;
}

// ---- usefulness ---------------------------------------------------------------------

// A value that `query` takes and no row does, as `width` cells; NULL: none.
static cover **find_missing(coverage *v, const cover_rows *rows, cover **query, uint32_t width,
                            uint32_t depth);

// The first column is `head`: what is missing then, with head put together again.
static cover **missing_under(coverage *v, const cover_rows *rows, cover **query, uint32_t width,
                             const cover *first, cover *head, uint32_t depth)
{
    cover_rows kept = specialise(v, rows, width, head);
    cover **inner = open_row(v, query, width, first, head);
    uint32_t parts = head->kind == COVER_CASE ? head->count : 0;
    cover **found = find_missing(v, &kept, inner, parts + width - 1, depth + 1);
    if (found == NULL) return NULL;
    cover **made = arena_new_array(v->memory, cover *, width);
    made[0] = head;
    if (parts > 0) {
        made[0] = new_case(v, head->type, head->index, parts);
        memcpy(made[0]->parts, found, parts * sizeof *found);
    }
    memcpy(made + 1, found + parts, (width - 1) * sizeof *made);
    return made;
}

typedef struct used_cases {
    bool *is_used;
    uint32_t count;
} used_cases;

static void note_cases(used_cases *used, const cover *cell)
{
    if (cell->kind == COVER_OR) {
        for (uint32_t i = 0; i < cell->count; i++) note_cases(used, cell->parts[i]);
    } else if (cell->kind == COVER_CASE && !used->is_used[cell->index]) {
        used->is_used[cell->index] = true;
        used->count++;
    }
}

// `_` in a column of cases: each case that some row names, then the rest at once.
static cover **missing_case(coverage *v, const cover_rows *rows, cover **query, uint32_t width,
                            uint32_t depth)
{
    cover *any = query[0];
    type *t = any->type;
    uint32_t total = case_count(t);
    used_cases used = {arena_new_array(v->memory, bool, total), 0};
    for (uint32_t i = 0; i < rows->count; i++) note_cases(&used, rows->cells[i][0]);
    if (used.count < total) {
        cover *other = any;   // no row names a case: any will do
        for (uint32_t i = 0; used.count > 0 && i < total; i++) {
            if (used.is_used[i]) continue;
            other = any_parts(v, t, i);
            break;
        }
        // a case that no row names is taken by `_` only
        cover anything = {.kind = COVER_ANY, .type = t};
        cover **found = missing_under(v, rows, query, width, any, &anything, depth);
        if (found != NULL) {
            found[0] = other;
            return found;
        }
    }
    for (uint32_t i = 0; i < total; i++) {
        if (!used.is_used[i]) continue;
        cover **found = missing_under(v, rows, query, width, any, any_parts(v, t, i), depth);
        if (found != NULL || v->gave_up) return found;
    }
    return NULL;
}

// ---- numbers: pieces between the ends of the ranges ----------------------------------

typedef array_of(ast_wide) cover_ends;

static void note_ends(coverage *v, cover_ends *starts, const cover *cell, const cover *whole)
{
    if (cell->kind == COVER_OR) {
        for (uint32_t i = 0; i < cell->count; i++) note_ends(v, starts, cell->parts[i], whole);
    } else if (cell->kind == COVER_RANGE) {
        if (cell->low > whole->low && cell->low <= whole->high) {
            array_push(v->memory, starts, cell->low);
        }
        if (cell->high >= whole->low && cell->high < whole->high) {
            array_push(v->memory, starts, cell->high + 1);
        }
    }
}

static int compare_ends(const void *a, const void *b)
{
    ast_wide x = *(const ast_wide *)a, y = *(const ast_wide *)b;
    return x < y ? -1 : x > y;
}

static cover **missing_piece(coverage *v, const cover_rows *rows, cover **query, uint32_t width,
                             const cover *whole, uint32_t depth)
{
    cover_ends starts = {0};
    array_push(v->memory, &starts, whole->low);
    for (uint32_t i = 0; i < rows->count; i++) note_ends(v, &starts, rows->cells[i][0], whole);
    qsort(starts.items, starts.count, sizeof starts.items[0], compare_ends);
    for (uint32_t i = 0; i < starts.count; i++) {
        if (i > 0 && starts.items[i] == starts.items[i - 1]) continue;
        uint32_t next = i + 1;
        while (next < starts.count && starts.items[next] == starts.items[i]) next++;
        cover *piece = new_cover(v, COVER_RANGE, whole->type);
        piece->low = starts.items[i];
        piece->high = next < starts.count ? starts.items[next] - 1 : whole->high;
        cover **found = missing_under(v, rows, query, width, query[0], piece, depth);
        if (found != NULL || v->gave_up) return found;
    }
    return NULL;
}

static cover **missing_in_range(coverage *v, const cover_rows *rows, cover **query,
                                uint32_t width, uint32_t depth)
{
    const cover *first = query[0];
    if (first->kind == COVER_RANGE) return missing_piece(v, rows, query, width, first, depth);
    cover whole = {.kind = COVER_RANGE, .type = first->type};
    type_range(first->type, &whole.low, &whole.high);
    return missing_piece(v, rows, query, width, &whole, depth);
}

static cover **find_missing(coverage *v, const cover_rows *rows, cover **query, uint32_t width,
                            uint32_t depth)
{
    if (rows->count == 0) return query;
    if (width == 0) return NULL;
    if (v->steps++ > MAX_STEPS || depth > MAX_DEPTH) v->gave_up = true;
    if (v->gave_up) return NULL;
    cover *first = query[0];
    if (first->kind == COVER_OR) {
        for (uint32_t i = 0; i < first->count; i++) {
            cover **one = arena_new_array(v->memory, cover *, width);
            memcpy(one, query, width * sizeof *one);
            one[0] = first->parts[i];
            cover **found = find_missing(v, rows, one, width, depth + 1);
            if (found != NULL || v->gave_up) return found;
        }
        return NULL;
    }
    bool is_any = first->kind == COVER_ANY;
    if (is_any && case_count(first->type) > 0) return missing_case(v, rows, query, width, depth);
    if (first->kind == COVER_RANGE || (is_any && is_ordered(first->type))) {
        return missing_in_range(v, rows, query, width, depth);
    }
    // one case, one string, or `_` of a type with endless values
    return missing_under(v, rows, query, width, first, first, depth);
}

// ---- the two questions --------------------------------------------------------------------

static void add_row(coverage *v, cover_rows *rows, cover *p)
{
    cover **cells = arena_new(v->memory, cover *);
    cells[0] = p;
    rows->cells[rows->count++] = cells;
}

// Adds the pattern's alternatives one by one; the first that is not useful is
// reported.  Rows that a guard may refuse do not count for later ones.
static void check_arm(coverage *v, cover_rows *rows, const pattern *p, bool has_guard, type *t)
{
    uint32_t before = rows->count;
    const pattern_or *either = NULL;
    if (p->kind == PATTERN_OR) either = pattern_as_const_or(p);
    uint32_t count = either != NULL ? either->items.count : 1;
    for (uint32_t i = 0; i < count; i++) {
        const pattern *one = either != NULL ? either->items.items[i] : p;
        cover *made = convert(v, one, t);
        cover **query = arena_new(v->memory, cover *);
        query[0] = made;
        bool is_useful = find_missing(v, rows, query, 1, 0) != NULL;
        if (!is_useful && !v->gave_up) diag_error(v->c->prog, one->span, E0702);
        add_row(v, rows, made);
    }
    if (has_guard) rows->count = before;
}

// ---- most matches -------------------------------------------------------------------------

// `_` or a new variable, in the place of a value of this type.
static bool takes_all(const pattern *p, const type *t)
{
    if (p->type != t) return false;   // of an optional it means the value inside
    if (p->kind == PATTERN_WILDCARD) return true;
    if (p->kind != PATTERN_NAME) return false;
    const symbol *sym = pattern_as_const_name(p)->symbol;
    return sym != NULL && sym->kind != SYM_CASE;
}

// The case of the enum that the pattern takes, whatever its parts are; NULL when it
// is not of that form.
static const symbol *whole_case(const pattern *p, const type *t)
{
    const symbol *sym = NULL;
    if (p->kind == PATTERN_NAME) sym = pattern_as_const_name(p)->symbol;
    if (p->kind == PATTERN_CASE) {
        const pattern_case *one = (const void *)p;
        sym = one->symbol;
        for (uint32_t i = 0; sym != NULL && i < one->args.count; i++) {
            const type_field *fields = t->decl->cases[sym->case_index].fields;
            const pattern_arg *arg = &one->args.items[i];
            if (arg->name.text != NULL || !takes_all(arg->value, fields[i].type)) return NULL;
        }
    }
    return sym != NULL && sym->kind == SYM_CASE ? sym : NULL;
}

// Each arm takes one case of an enum as a whole, none of them twice, and none is
// left over: nothing is missing or dead, which here is seen without rows.
static bool is_plain(const stmt_match *m, const type *t)
{
    if (t->kind != TYPE_ENUM || t->decl->case_count == 0 || t->decl->case_count > 64) return false;
    uint64_t taken = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < m->arms.count; i++) {
        const match_arm *arm = &m->arms.items[i];
        if (arm->pattern == NULL) return i + 1 == m->arms.count;
        const symbol *sym = whole_case(arm->pattern, t);
        if (sym == NULL || (taken >> sym->case_index & 1) != 0) return false;
        if (arm->guard != NULL) continue;
        taken |= (uint64_t)1 << sym->case_index;
        count++;
    }
    return count == t->decl->case_count;
}

void check_cover(checker *c, const stmt_match *m, type *t)
{
    if (is_plain(m, t)) return;
    coverage v = {.c = c, .memory = &c->prog->scratch};
    uint32_t total = 0;
    for (uint32_t i = 0; i < m->arms.count; i++) {
        const pattern *p = m->arms.items[i].pattern;
        if (p == NULL) continue;
        total += p->kind == PATTERN_OR ? pattern_as_const_or(p)->items.count : 1;
    }
    cover_rows rows = {arena_new_array(v.memory, cover **, total + 1), 0};
    bool is_covered = false;
    for (uint32_t i = 0; i < m->arms.count; i++) {
        const match_arm *arm = &m->arms.items[i];
        if (is_covered) {
            span at = arm->pattern != NULL ? arm->pattern->span
                                           : (span){arm->span.start, arm->span.start + 4};
            diag_error(c->prog, at, E0702);
        } else if (arm->pattern == NULL) {
            is_covered = true;
        } else {
            check_arm(&v, &rows, arm->pattern, arm->guard != NULL, t);
            bool is_open = arm->guard == NULL && rows.cells[rows.count - 1][0]->kind == COVER_ANY;
            is_covered = is_open;
        }
    }
    if (is_covered) return;
    cover **query = arena_new(v.memory, cover *);
    query[0] = new_cover(&v, COVER_ANY, t);
    v.steps = 0;
    v.gave_up = false;
    cover **missing = find_missing(&v, &rows, query, 1, 0);
    if (missing != NULL) check_witness(c, m, missing[0], t);
    else if (v.gave_up) check_witness(c, m, NULL, t);
}
