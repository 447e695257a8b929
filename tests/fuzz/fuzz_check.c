// SPDX-License-Identifier: MIT
// fuzz_check.c - any text at all through lexer, parser and checker, and its
// diagnostics: many more runs than fuzz_compile.c, which goes on to C.
#include <stdint.h>

#include "check/check.h"
#include "parse/lex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    program prog;
    program_init(&prog);
    text out;
    text_init(&out);
    source *src = source_from_bytes(&prog, "fuzz.sley", (const char *)data, size);
    if (src != NULL && module_load_source(&prog, src) != NULL) {
        diag_start_muting(&prog);
        check_body_program(&prog);
    }
    diag_print_all(&prog, &out, false);
    text_fini(&out);
    program_fini(&prog);
    return 0;
}
