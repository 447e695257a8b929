// SPDX-License-Identifier: MIT
// program.c - the beginning and the end of one run.
#include "base/program.h"

void program_init(program *prog)
{
    *prog = (program){.next_base = 1};   // source.h I1
    arena_init(&prog->memory, "program");
    arena_init(&prog->unit, "unit");
    arena_init(&prog->fn, "fn");
    arena_init(&prog->scratch, "scratch");
    intern_init(&prog->names, &prog->memory);
    map_init(&prog->modules_by_name, &prog->memory);
    map_init(&prog->lost_names, &prog->memory);
    prog->diags.max_errors = DIAG_MAX_ERRORS;
}

void program_fini(program *prog)
{
    intern_fini(&prog->names);
    arena_fini(&prog->scratch);
    arena_fini(&prog->fn);
    arena_fini(&prog->unit);
    arena_fini(&prog->memory);
}
