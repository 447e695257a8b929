// SPDX-License-Identifier: MIT
// site.h - places in Sley source, as const data: traces, dumps and panics tell them.
#ifndef SLEY_SITE_H
#define SLEY_SITE_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// A place in Sley source. Row k of a function's sites is where it is while its state is k; row 0
// is the declaration; after the awaits come throws and panics. Known to emit_table.c.
struct sley_site {
    uint32_t line;
    uint32_t row;     // its own number: `site - site->row` is row 0
    uint32_t child;   // await of a call: SLEY_CHILD or SLEY_CHILD_AT; 0: a leaf operation
    const char *text; // what is done there: "recv", "weigh(n)"; of row 0: SLEY_NAMED
};

// The `text` of row 0: the function's name, and after its NUL the name of the file.
#define SLEY_NAMED(NAME, FILE) NAME "\0" FILE

// The sites of a function: row 0 from its name, its file and the line where it begins, then the
// rows that follow.
#define SLEY_SITES(NAME, TEXT, FILE, LINE, ...) \
    static const sley_site NAME##__sites[] = {{LINE, 0, 0, SLEY_NAMED(TEXT, FILE)}, __VA_ARGS__}

// "stats.drain", the function that the site is in.
static inline const char *sley_site_function(const sley_site *site)
{
    return (site - site->row)->text;
}

// "stats.sley"
static inline const char *sley_site_file(const sley_site *site)
{
    const char *name = sley_site_function(site);
    return name + strlen(name) + 1;
}

#ifdef __cplusplus
}
#endif

#endif
