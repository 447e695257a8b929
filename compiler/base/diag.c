// SPDX-License-Identifier: MIT
// diag.c - collecting, sorting and printing what the user is told.
//
// A report is made in pieces (headline, labels, notes) and kept in `program`;
// nothing is printed before diag_flush, so that the order is that of the
// source, whatever pass found the fault first.  A report that is not to be
// shown (a repetition, or one over the limit) is built all the same and left
// out of the list: the caller need not care.
#include "base/diag.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/program.h"

static const struct {
    const char *code;
    const char *warning;   // its name for -W; NULL for an error
    const char *text;
    const char *why;
} table[] = {
#define ERROR(code, text, why) {#code, NULL, text, why},
#define WARNING(code, name, text, why) {#code, name, text, why},
#include "base/diag.def"
#undef ERROR
#undef WARNING
};

const char *diag_code_name(diag_code code)
{
    assert(code < DIAG_COUNT);
    return table[code].code;
}

const char *diag_warning_name(diag_code code)
{
    assert(code < DIAG_COUNT);
    return table[code].warning;
}

diag_code diag_warning_find(const char *name)
{
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (table[i].warning != NULL && strcmp(table[i].warning, name) == 0) return (diag_code)i;
    return DIAG_COUNT;
}

const char *diag_text(diag_code code)
{
    assert(code < DIAG_COUNT);
    return table[code].text;
}

const char *diag_why(diag_code code)
{
    assert(code < DIAG_COUNT);
    return table[code].why;
}

diag_code diag_code_find(const char *name)
{
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (strcmp(table[i].code, name) == 0) return (diag_code)i;
    return DIAG_COUNT;
}

// ---- formats -----------------------------------------------------------------

// Adds source text so that it takes the columns the carets are counted in: tabs
// and line ends become single blanks, other control characters and what is no
// UTF-8 become '?'.
static void add_visible(text *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + i,
                                                 (utf8proc_ssize_t)(len - i), &point);
        if (size > 1) {
            text_add(out, bytes + i, (size_t)size);
            i += (size_t)size;
            continue;
        }
        char c = bytes[i++];
        bool is_blank = c == '\t' || c == '\n' || c == '\r';
        text_putc(out, is_blank ? ' ' : size <= 0 || point < 0x20 || point == 0x7f ? '?' : c);
    }
}

// %S: the first line of the text there, at most 40 bytes of it.
static void format_span(program *prog, text *out, span at)
{
    size_t len;
    const char *bytes = source_text(prog, at, &len);
    const char *line_end = len == 0 ? NULL : memchr(bytes, '\n', len);
    size_t shown = line_end == NULL ? len : (size_t)(line_end - bytes);
    if (shown > 40) {
        shown = 40;
        while (shown > 0 && ((unsigned char)bytes[shown] & 0xc0) == 0x80) shown--;
    }
    text_putc(out, '`');
    add_visible(out, bytes, shown);
    text_puts(out, shown < len ? "...`" : "`");
}

// %R: the same without backquotes and as a whole, for forms to write.
static void format_source(program *prog, text *out, span at)
{
    size_t len;
    const char *bytes = source_text(prog, at, &len);
    add_visible(out, bytes, len);
}

static void print_type(program *prog, text *out, const struct type *t)
{
    if (prog->diags.print_type != NULL) prog->diags.print_type(out, t);
    else text_puts(out, "type");
}

static void format_type(program *prog, text *out, const struct type *t)
{
    text_putc(out, '`');
    print_type(prog, out, t);
    text_putc(out, '`');
}

// One conversion of printf's; *format stands after the '%'.
static void format_plain(text *out, const char **format, va_list *args)
{
    const char *p = *format;
    char conversion[16] = "%";
    size_t n = 1;
    while (strchr("0123456789.-lz", *p) != NULL && *p != '\0' && n < sizeof conversion - 2)
        conversion[n++] = *p++;
    conversion[n++] = *p;
    conversion[n] = '\0';
    bool is_wide = strstr(conversion, "ll") != NULL;
    switch (*p) {
    case 's': text_puts(out, va_arg(*args, const char *)); break;
    case 'c': text_putc(out, (char)va_arg(*args, int)); break;
    case '%': text_putc(out, '%'); break;
    default: {
        char digits[64];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        if (is_wide)
            snprintf(digits, sizeof digits, conversion, va_arg(*args, long long));
        else if (strchr(conversion, 'z') != NULL)
            snprintf(digits, sizeof digits, conversion, va_arg(*args, size_t));
        else
            snprintf(digits, sizeof digits, conversion, va_arg(*args, int));
#pragma GCC diagnostic pop
        text_puts(out, digits);
    }
    }
    *format = p + (*p != '\0');
}

void diag_vformat(program *prog, text *out, const char *format, va_list given)
{
    va_list args;
    va_copy(args, given);
    while (*format != '\0') {
        if (*format != '%') {
            size_t plain = strcspn(format, "%");
            text_add(out, format, plain);
            format += plain;
            continue;
        }
        format++;
        switch (*format) {
        case 'T': format_type(prog, out, va_arg(args, const struct type *)); format++; break;
        case 't': print_type(prog, out, va_arg(args, const struct type *)); format++; break;
        case 'N': text_printf(out, "`%s`", va_arg(args, const char *)); format++; break;
        case 'S': format_span(prog, out, va_arg(args, span)); format++; break;
        case 'R': format_source(prog, out, va_arg(args, span)); format++; break;
        default: format_plain(out, &format, &args);
        }
    }
    va_end(args);
}

static const char *format_new(program *prog, const char *format, va_list args)
{
    text out;
    text_init(&out);
    diag_vformat(prog, &out, format, args);
    const char *made = arena_copy(&prog->memory, text_string(&out), out.len);
    text_fini(&out);
    return made;
}

// ---- collecting --------------------------------------------------------------

static bool is_repetition(const diag_state *state, const diag *fresh)
{
    // Repetitions come from one construct seen twice, so they are near.
    uint32_t count = state->reports.count;
    for (uint32_t i = count; i > 0 && count - i < 64; i--) {
        const diag *d = state->reports.items[i - 1];
        bool same_place = d->at.start == fresh->at.start && d->at.end == fresh->at.end;
        if (d->code != fresh->code || !same_place) continue;
        // Without a place, only the text tells two reports apart.
        if (d->at.start != 0 || strcmp(d->message, fresh->message) == 0) return true;
    }
    return false;
}

// ---- muting ------------------------------------------------------------------

void diag_mute(program *prog, span at)
{
    array_push(&prog->memory, &prog->diags.muted, at);
}

static int by_start(const void *left, const void *right)
{
    const span *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

// Lines with an error are muted as a whole; then the spans are sorted and joined.
void diag_start_muting(program *prog)
{
    diag_state *state = &prog->diags;
    for (uint32_t i = 0; i < state->reports.count; i++) {
        const diag *d = state->reports.items[i];
        source_place place = source_locate(prog, d->at.start);
        if (place.file == NULL || d->severity == DIAG_WARNING) continue;
        size_t len;
        source_line_text(place.file, place.line, &len);
        uint32_t start = place.file->base + place.file->line_starts[place.line - 1];
        diag_mute(prog, (span){start, start + (uint32_t)len});
    }
    state->mutes = state->muted.count > 0;
    if (!state->mutes) return;
    span *spans = state->muted.items;
    qsort(spans, state->muted.count, sizeof *spans, by_start);
    uint32_t kept = 0;
    for (uint32_t i = 1; i < state->muted.count; i++) {
        if (spans[i].start > spans[kept].end) spans[++kept] = spans[i];
        else if (spans[i].end > spans[kept].end) spans[kept].end = spans[i].end;
    }
    state->muted.count = kept + 1;
}

static bool is_muted(const diag_state *state, uint32_t position)
{
    if (!state->mutes) return false;
    uint32_t low = 0, high = state->muted.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (state->muted.items[middle].start <= position) low = middle + 1;
        else high = middle;
    }
    return low > 0 && position <= state->muted.items[low - 1].end;
}

diag *diag_error(program *prog, span at, diag_code code, ...)
{
    diag_state *state = &prog->diags;
    diag *d = arena_new(&prog->memory, diag);
    bool is_warning = table[code].warning != NULL;
    d->code = code;
    d->at = at;
    bool is_ignored = is_warning && state->warning_modes[code] == DIAG_IGNORE;
    bool is_error = !is_warning || state->warning_modes[code] == DIAG_AS_ERROR;
    d->severity = is_error ? DIAG_ERROR : DIAG_WARNING;
    d->order = state->reports.count;
    va_list args;
    va_start(args, code);
    d->message = format_new(prog, table[code].text, args);
    va_end(args);
    if (is_repetition(state, d) || is_muted(state, at.start)) {
        state->hidden_count++;
        return d;
    }
    if (is_ignored) return d;
    if (is_warning && state->mutes) return d;   // the damaged pieces may tell otherwise
    if (d->severity == DIAG_WARNING) {
        state->warning_count++;
    } else {
        state->error_count++;
        if (state->max_errors != 0 && state->error_count > state->max_errors) return d;
    }
    array_push(&prog->memory, &state->reports, d);
    return d;
}

void diag_caret(program *prog, diag *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    d->caret_text = format_new(prog, format, args);
    va_end(args);
}

void diag_label(program *prog, diag *d, span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *made = format_new(prog, format, args);
    va_end(args);
    if (at.start == 0) return;   // built-in things have no place
    array_push(&prog->memory, &d->ranges, (diag_range){at, made});
}

void diag_note(program *prog, diag *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *made = format_new(prog, format, args);
    va_end(args);
    array_push(&prog->memory, &d->remarks, (diag_remark){"note", made});
}

void diag_help(program *prog, diag *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *made = format_new(prog, format, args);
    va_end(args);
    array_push(&prog->memory, &d->remarks, (diag_remark){"help", made});
}

void diag_take_back(program *prog, const diag_state *mark)
{
    assert(mark->printed == prog->diags.printed);
    prog->diags.reports.count = mark->reports.count;
    prog->diags.error_count = mark->error_count;
    prog->diags.warning_count = mark->warning_count;
}

bool diag_failed(const program *prog)
{
    return prog->diags.error_count > 0;
}

uint32_t diag_mistakes(const program *prog)
{
    return prog->diags.error_count + prog->diags.hidden_count;
}

// ---- printing ----------------------------------------------------------------

typedef struct palette {
    const char *error, *warning, *range, *margin, *bold, *off;
} palette;

static const palette plain = {"", "", "", "", "", ""};
static const palette coloured = {"\033[1;31m", "\033[1;35m", "\033[1;36m",
                                 "\033[34m",   "\033[1m",    "\033[0m"};

// The stretch of a line around a span: very long lines are cut.
typedef struct window {
    size_t start, end;   // bytes of the line that are shown
} window;

#define LINE_SHOWN 160u

static window window_around(const char *bytes, size_t len, size_t caret)
{
    if (len <= LINE_SHOWN) return (window){0, len};
    size_t start = caret > LINE_SHOWN / 2 ? caret - LINE_SHOWN / 2 : 0;
    if (start + LINE_SHOWN > len) start = len - LINE_SHOWN;
    size_t end = start + LINE_SHOWN;
    while (start > 0 && ((unsigned char)bytes[start] & 0xc0) == 0x80) start--;
    while (end < len && ((unsigned char)bytes[end] & 0xc0) == 0x80) end++;
    return (window){start, end};
}

// What the report printed last: a line is shown once above all its marks.
typedef struct printed_line {
    const source *file;
    uint32_t line;
    size_t window_start;
} printed_line;

// One source line with marks below it.
static void print_range(program *prog, text *out, const palette *p, int margin, span at,
                        char mark, const char *colour, const char *label, printed_line *last)
{
    source_place place = source_locate(prog, at.start);
    if (place.file == NULL) return;
    size_t len;
    const char *line = source_line_text(place.file, place.line, &len);
    size_t start = at.start - place.file->base - place.file->line_starts[place.line - 1];
    if (start > len) start = len;
    size_t bytes_marked = at.end > at.start ? at.end - at.start : 0;
    size_t end = bytes_marked < len - start ? start + bytes_marked : len;
    window shown = window_around(line, len, start);
    if (end > shown.end) end = shown.end;
    printed_line now = {place.file, place.line, shown.start};
    if (now.file != last->file || now.line != last->line ||
        now.window_start != last->window_start) {
        text_printf(out, "%s%*u |%s ", p->margin, margin, place.line, p->off);
        add_visible(out, line + shown.start, shown.end - shown.start);
        text_putc(out, '\n');
    }
    *last = now;
    text_printf(out, "%s%*s |%s ", p->margin, margin, "", p->off);
    text_spaces(out, source_width(line + shown.start, start - shown.start));
    size_t width = source_width(line + start, end - start);
    text_puts(out, colour);
    do text_putc(out, mark); while (width-- > 1);
    if (label != NULL && label[0] != '\0') text_printf(out, " %s", label);
    text_printf(out, "%s\n", p->off);
}

static int digits_of(uint32_t line)
{
    int digits = 1;
    for (; line >= 10; line /= 10) digits++;
    return digits;
}

static int margin_of(program *prog, const diag *d)
{
    uint32_t widest = source_line(prog, d->at.start);
    for (uint32_t i = 0; i < d->ranges.count; i++) {
        uint32_t line = source_line(prog, d->ranges.items[i].at.start);
        if (line > widest) widest = line;
    }
    return digits_of(widest) + 1;
}

// Whether the line of `b` is printed before that of `a`: the file of the report comes
// first, the others in the order of their labels, the lines of a file from top to bottom.
static bool belongs_before(program *prog, const source *own, span b, span a)
{
    source_place first = source_locate(prog, a.start), second = source_locate(prog, b.start);
    if (first.file != second.file) return second.file == own && first.file != own;
    return second.line < first.line;
}

// I3: the caret and the labels, sorted.  The caret comes first on its own line.
static void print_lines(program *prog, text *out, const palette *p, const diag *d, int margin,
                        const char *colour)
{
    const source *own = source_of(prog, d->at.start), *file = own;
    uint32_t count = d->ranges.count + 1;
    diag_range *rows = arena_new_array(&prog->memory, diag_range, count);
    for (uint32_t i = 0; i < count; i++) {   // by insertion: a report has few labels
        diag_range row = i == 0 ? (diag_range){d->at, d->caret_text} : d->ranges.items[i - 1];
        uint32_t at = i;
        while (at > 0 && belongs_before(prog, own, row.at, rows[at - 1].at)) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }
    printed_line last = {0};
    bool saw_caret = false;
    for (uint32_t i = 0; i < count; i++) {
        bool is_caret = !saw_caret && rows[i].text == d->caret_text &&
                        rows[i].at.start == d->at.start && rows[i].at.end == d->at.end;
        source_place other = source_locate(prog, rows[i].at.start);
        if (other.file != NULL && other.file != file) {
            text_printf(out, "%s%*s-->%s %s:%u:%u\n", p->margin, margin, "", p->off,
                        other.file->path, other.line, other.column);
            file = other.file;
        }
        print_range(prog, out, p, margin, rows[i].at, is_caret ? '^' : '-',
                    is_caret ? colour : p->range, rows[i].text, &last);
        saw_caret = saw_caret || is_caret;
    }
}

static void print_one(program *prog, text *out, const diag *d, const palette *p)
{
    source_place place = source_locate(prog, d->at.start);
    bool is_error = d->severity == DIAG_ERROR;
    text_puts(out, p->bold);
    if (place.file != NULL)
        text_printf(out, "%s:%u:%u: ", place.file->path, place.line, place.column);
    else
        text_puts(out, "sley: ");
    const char *colour = is_error ? p->error : p->warning;
    text_printf(out, "%s%s%s[%s]:%s %s%s%s", p->off, colour, is_error ? "error" : "warning",
                diag_code_name(d->code), p->off, p->bold, d->message, p->off);
    const char *name = diag_warning_name(d->code);
    if (name != NULL) text_printf(out, " [-W%s%s]", is_error ? "error=" : "", name);
    text_putc(out, '\n');
    int margin = margin_of(prog, d);
    print_lines(prog, out, p, d, margin, colour);
    for (uint32_t i = 0; i < d->remarks.count; i++)
        text_printf(out, "%s%*s =%s %s: %s\n", p->margin, margin, "", p->off,
                    d->remarks.items[i].kind, d->remarks.items[i].text);
}

static int by_place(const void *left, const void *right)
{
    const diag *a = *(diag *const *)left;
    const diag *b = *(diag *const *)right;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void diag_print_all(program *prog, text *out, bool colour)
{
    diag_state *state = &prog->diags;
    uint32_t fresh = state->reports.count - state->printed;
    if (fresh == 0) return;
    diag **first = state->reports.items + state->printed;
    qsort(first, fresh, sizeof *first, by_place);
    for (uint32_t i = 0; i < fresh; i++)
        print_one(prog, out, first[i], colour ? &coloured : &plain);
    state->printed = state->reports.count;
}

static bool wants_colour(const diag_state *state, FILE *out)
{
    if (state->colour != DIAG_COLOUR_AUTO) return state->colour == DIAG_COLOUR_ALWAYS;
    const char *term = getenv("TERM");
    const char *refused = getenv("NO_COLOR");
    const char *forced = getenv("CLICOLOR_FORCE");
    if (refused != NULL && refused[0] != '\0') return false;
    if (forced != NULL && forced[0] != '\0' && strcmp(forced, "0") != 0) return true;
    return term != NULL && strcmp(term, "dumb") != 0 && isatty(fileno(out)) != 0;
}

static void print_count(text *out, const diag_state *state)
{
    uint32_t errors = state->error_count;
    if (errors == 0) return;
    text_printf(out, "%u error%s", errors, errors == 1 ? "" : "s");
    if (state->max_errors != 0 && errors > state->max_errors)
        text_printf(out, ", the first %u shown", state->max_errors);
    text_putc(out, '\n');
}

void diag_flush(program *prog, FILE *out)
{
    if (prog->diags.printed == prog->diags.reports.count) return;
    text all;
    text_init(&all);
    diag_print_all(prog, &all, wants_colour(&prog->diags, out));
    print_count(&all, &prog->diags);
    text_write(&all, out);
    text_fini(&all);
}
