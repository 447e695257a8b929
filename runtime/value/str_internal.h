// SPDX-License-Identifier: MIT
// str_internal.h - what str.c, str_ops.c and bytes.c share.
#ifndef SLEY_STR_INTERNAL_H
#define SLEY_STR_INTERNAL_H

#include "value/internal.h"

// A str of a copy; `chars` must be right.  Empty: sley_str_empty.
sley_str *sley__str_make(const char *data, size_t len, size_t chars);
// The bytes from..to of s, which are `chars` whole code points: s itself, a copy when
// short, else a slice.
sley_str *sley__str_part(sley_str *s, size_t from, size_t to, size_t chars);
bool sley__str_is_ascii(const sley_str *s);
size_t sley__str_chars_between(const sley_str *s, size_t from, size_t to);
// Fails the task with a ParseError: "text" is not `what`.
sley_status sley__str_ops_parse_fail(sley_task *task, const sley_str *text, const char *what);

#endif
