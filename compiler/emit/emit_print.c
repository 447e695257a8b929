// SPDX-License-Identifier: MIT
// emit_print.c - lines of C by a pattern: what stands in them, and where.
//
//     emit_line(e, "%oretain(%v);", v->type, v);        sley_str_retain(v_name);
//     emit_line(e, "%T%r = %0;", t, op, t);             int64_t t_3 = 0;
//
// The directives are those of emitter.h; each is one put_ function.

#include <assert.h>
#include <stdarg.h>

#include "emit/emitter.h"

static void put_directive(emitter *e, char directive, va_list *args)
{
    switch (directive) {
    case '%': text_putc(e->out, '%'); break;
    case 's': text_puts(e->out, va_arg(*args, const char *)); break;
    case 'u': text_uint(e->out, va_arg(*args, uint32_t)); break;
    case 'z': text_uint(e->out, va_arg(*args, size_t)); break;
    case 'v': put_value(e, va_arg(*args, const ir_value *), PREC_ANY); break;
    case 'p': put_plain(e, va_arg(*args, const ir_value *), PREC_ANY); break;
    case 'A': {
        const ir_op *op = va_arg(*args, const ir_op *);
        put_args(e, op, va_arg(*args, uint32_t), false);
        break;
    }
    case 'x': put_var(e, va_arg(*args, ir_var *)); break;
    case 'n': name_var(e->out, va_arg(*args, const ir_var *)); break;
    case 'r': name_temp(e->out, va_arg(*args, const ir_op *)); break;
    case 't': put_type(e, va_arg(*args, const type *)); break;
    case 'T': put_type_for(e, va_arg(*args, const type *)); break;
    case 'c': put_c_name(e, va_arg(*args, const type *)); break;
    case 'o': put_op(e, va_arg(*args, const type *), ""); break;
    case 'e': put_empty(e, va_arg(*args, const type *)); break;
    case '0': put_zero(e, va_arg(*args, const type *)); break;
    case 'd': put_descriptor(e, va_arg(*args, const type *)); break;
    case 'D': cname_decl(e->out, va_arg(*args, const type_decl *)); break;
    case 'f': name_fn(e->out, va_arg(*args, const ir_fn *)); break;
    case 'g': name_global(e->out, va_arg(*args, const ir_global *)); break;
    case 'k': put_task(e); break;
    case 'a': put_area(e, va_arg(*args, const ir_suspend *)); break;
    case 'S':
        e->f.seen.self = e->f.seen.st = true;
        text_printf(e->out, "sley_at(self, %u)", va_arg(*args, const ir_suspend *)->number);
        break;
    case 'i': put_site(e, va_arg(*args, ir_site *)); break;
    default: assert(false && "a directive of emitter.h");
    }
}

static void put_pattern(emitter *e, const char *format, va_list *args)
{
    while (*format != '\0') {
        const char *piece = format;
        while (*format != '\0' && *format != '%') format++;
        text_add(e->out, piece, (size_t)(format - piece));
        if (*format == '\0') break;
        put_directive(e, format[1], args);
        format += 2;
    }
}

void put_f(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_pattern(e, format, &args);
    va_end(args);
}

void emit_line(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    put_pattern(e, format, &args);
    writer_end(e->w);
    va_end(args);
}

void emit_decl(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    writer_mend_label(e->w);
    put_pattern(e, format, &args);
    writer_end(e->w);
    va_end(args);
}

void emit_open(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    put_pattern(e, format, &args);
    writer_end_open(e->w);
    va_end(args);
}
