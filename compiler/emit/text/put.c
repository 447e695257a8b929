// SPDX-License-Identifier: MIT
// put.c - lines of C by a pattern: what stands in them, and where.
//
//     put_line(e, "%oretain(%v);", v->type, v);        sley_str_retain(v_name);
//     put_line(e, "%T%r = %0;", t, op, t);             int64_t t_3 = 0;
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
    case 'v': emit_value(e, va_arg(*args, const ir_value *), PREC_ANY); break;
    case 'p': emit_value_plain(e, va_arg(*args, const ir_value *), PREC_ANY); break;
    case 'A': {
        const ir_op *op = va_arg(*args, const ir_op *);
        emit_call_args(e, op, va_arg(*args, uint32_t), false);
        break;
    }
    case 'x': emit_value_var(e, va_arg(*args, ir_var *)); break;
    case 'n': emit_name_var(e->out, va_arg(*args, const ir_var *)); break;
    case 'r': emit_name_temp(e->out, va_arg(*args, const ir_op *)); break;
    case 't': emit_type(e, va_arg(*args, const type *)); break;
    case 'T': emit_type_for(e, va_arg(*args, const type *)); break;
    case 'c': emit_type_name(e, va_arg(*args, const type *)); break;
    case 'o': emit_type_op(e, va_arg(*args, const type *), ""); break;
    case 'e': emit_type_empty(e, va_arg(*args, const type *)); break;
    case '0': emit_type_zero(e, va_arg(*args, const type *)); break;
    case 'd': emit_glue_descriptor(e, va_arg(*args, const type *)); break;
    case 'D': cname_decl(e->out, va_arg(*args, const type_decl *)); break;
    case 'f': emit_name_fn(e->out, va_arg(*args, const ir_fn *)); break;
    case 'g': emit_name_global(e->out, va_arg(*args, const ir_global *)); break;
    case 'k': emit_value_task(e); break;
    case 'a': emit_async_area(e, va_arg(*args, const ir_suspend *)); break;
    case 'S':
        e->f.seen.self = e->f.seen.st = true;
        text_printf(e->out, "sley_at(self, %u)", va_arg(*args, const ir_suspend *)->number);
        break;
    case 'i': emit_table_site(e, va_arg(*args, ir_site *)); break;
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

void put_line(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    put_pattern(e, format, &args);
    writer_end(e->w);
    va_end(args);
}

void put_decl(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    writer_mend_label(e->w);
    put_pattern(e, format, &args);
    writer_end(e->w);
    va_end(args);
}

void put_open(emitter *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    writer_begin(e->w);
    put_pattern(e, format, &args);
    writer_end_open(e->w);
    va_end(args);
}
