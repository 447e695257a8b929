// SPDX-License-Identifier: MIT
// check_stmt.h - what stands around a statement: loops, try blocks, groups.
//
// Each is a record on the C stack of the function that checks the construct,
// linked from check_fn; a closure starts with empty lists of its own.
#ifndef SLEY_CHECK_STMT_H
#define SLEY_CHECK_STMT_H

#include "check/check.h"

struct check_loop {
    check_loop *outer;
    stmt *source;            // STMT_FOR or STMT_WHILE; NULL for a barrier
    const char *label;       // or NULL
    const char *barrier;     // "defer", "finally": nothing jumps out of it
    bool has_break;
};

enum { THROWN_MAX = 8 };

// What a try block was seen to throw; `any` when that is not known by type.
typedef struct check_thrown {
    type *types[THROWN_MAX];
    uint32_t count;
    bool any;
} check_thrown;

struct check_try {
    check_try *outer;
    const stmt_try *source;
    bool *is_useful;         // for each catch: something in the body can get there
    bool leaks;              // an error of the body can go past the clauses
    check_thrown thrown;
};

struct check_catch {
    check_catch *outer;
    const catch_clause *clause;
    const check_thrown *thrown;   // in the try block
};

struct check_group {
    check_group *outer;
    symbol *symbol;          // its name; NULL
    bool can_throw;          // a call that can throw was spawned into it
};

// Inside `defer` and `finally`: jumps stay inside.
typedef struct check_cleanup {
    check_loop barrier;
    const char *outer;
    uint32_t facts_hidden;   // check_narrow_show
} check_cleanup;

void check_try_cleanup_begin(checker *c, check_cleanup *cleanup, const char *what);
void check_try_cleanup_end(checker *c, const check_cleanup *cleanup);

void check_loop_while(checker *c, stmt_while *s, bool *ends);
void check_loop_for(checker *c, stmt_for *s, bool *ends);
void check_loop_break(checker *c, stmt_break *s);
void check_loop_continue(checker *c, stmt_continue *s);
void check_assign(checker *c, stmt_assign *s);
void check_with(checker *c, stmt_with *s, bool *ends);
void check_closure_local_fn(checker *c, stmt_decl *s);
// The condition of if and while.  A binding goes into the open scope.
void check_stmt_test(checker *c, condition *test);
// Something that can give way stands here: E0502 outside of async functions.
void check_async_can_wait(checker *c, span at, const char *what);

#endif
