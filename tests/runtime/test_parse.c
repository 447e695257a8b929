// SPDX-License-Identifier: MIT
// test_parse.c - the errors that values throw: what they hold, what they say.

#include "rt.h"

#include "sley/bytes.h"
#include "sley/str.h"

SLEY_BYTES_LIT(broken, "ab\377");

// The message of the error in flight, which it takes; the trace must have the guard's row.
static void say_caught(sley_task *task, sley_status st, const sley_site *at)
{
    assert_true(sley_failed_at(task, at, st));
    sley_error *error = sley_catch(task);
    assert_int_equal(error->trace_len, 1);
    sley_text text;
    sley_text_init(&text);
    error->type->message(&text, error);
    say("%s: %.*s;", error->type->name, (int)text.len, text.data);
    sley_text_fini(&text);
    if (sley_error_is(error, &sley_error_decode)) {
        say("at %d;", (int)((sley_decode_error *)error)->at);
    }
    sley_error_release(error);
}

ASYNC(parses, sley_str *text;);
RESUME(parses)
{
    const sley_site *at = &parses__sites[9];
    int64_t number = 1;
    double real = 1;
    sley_bytes *octets = NULL;
    sley_str *decoded = NULL;
    BEGIN(parses)
    say_caught(task, sley_int_parse(task, f->text, &number), at);
    say_caught(task, sley_int_parse_base(task, f->text, 16, &number), at);
    say_caught(task, sley_float_parse(task, f->text, &real), at);
    say_caught(task, sley_bytes_from_hex(task, f->text, &octets), at);
    say_caught(task, sley_bytes_decode(task, &broken, &decoded), at);
    assert_int_equal(number, 0);
    assert_null(octets);
    assert_null(decoded);
    END
}

static void errors_say_what_was_read(void **state)
{
    (void)state;
    sley_str *text = sley_str_from_cstr("4x \"");
    assert_int_equal(RUN(parses, .text = text), 0);
    assert_log("ParseError: \"4x \\\"\" is not an int; ParseError: \"4x \\\"\" is not an int; "
               "ParseError: \"4x \\\"\" is not a float; "
               "ParseError: \"4x \\\"\" is not an even number of hex digits; "
               "DecodeError: invalid UTF-8 at byte 2; at 2;");
    sley_str_release(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(errors_say_what_was_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
