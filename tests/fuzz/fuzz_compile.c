// SPDX-License-Identifier: MIT
// fuzz_compile.c - any text at all through the whole compiler, in one process.
//
// Nothing may crash, hang or leak, and a text without errors must reach C with
// the IR verified after each pass.  With libFuzzer: `make fuzz`; with replay.c
// as main(): kept inputs, in `make test`.
#include <stdint.h>

#include "check/check.h"
#include "cmd/driver.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void print(program *prog, ir_module *ir, emit_stage stage)
{
    output out = {0};
    driver_print(prog, ir, stage, &out);
    text_fini(&out.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    program prog;
    program_init(&prog);
    prog.options.debug_verify = size % 2 == 0;   // in batches, and pass by pass
    prog.options.line_directives = true;
    text out;
    text_init(&out);
    source *src = source_from_bytes(&prog, "fuzz.sley", (const char *)data, size);
    if (src != NULL && module_load_source(&prog, src) != NULL) {
        diag_start_muting(&prog);
        check_body_program(&prog);
    }
    diag_print_all(&prog, &out, false);
    if (src != NULL && !diag_failed(&prog)) {
        ir_module **modules = driver_lower(&prog, STAGE_C);
        for (uint32_t i = 0; i < prog.order.count; i++) {
            print(&prog, modules[i], STAGE_C);
            print(&prog, modules[i], STAGE_HEADER);
            if (prog.options.debug_verify) print(&prog, modules[i], STAGE_FRAMES);
        }
    }
    text_fini(&out);
    program_fini(&prog);
    return 0;
}
