// SPDX-License-Identifier: MIT
// io.h - standard input and output.
#ifndef SLEY_IO_H
#define SLEY_IO_H

#include "sley/net.h"

#ifdef __cplusplus
extern "C" {
#endif

sley_status sley_io_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w,
                              sley_str **result);
sley_status sley_io_read(sley_task *task, sley_frame *self, sley_conn_wait *w, int64_t n,
                         sley_bytes **result);
sley_status sley_io_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w,
                             sley_str **result);
// Shows the text, with what was printed before, and reads a line.
sley_status sley_io_prompt(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_str *text,
                           sley_str **result);
void sley_io_write(sley_str *text);
void sley_io_write_bytes(sley_bytes *data);
bool sley_io_is_terminal(int64_t fd);
int64_t sley_io_columns(void); // of the terminal; 0: there is none
int64_t sley_io_rows(void);
// Keys of standard input come one by one and are not shown, or as lines again. False: it is no
// terminal. The end of the program sets it back, also a panic.
bool sley_io_set_raw(bool on);
void sley_io_flush(void);

typedef struct sley_io_lines sley_io_lines;
sley_io_lines *sley_io_lines_new(void);
sley_io_lines *sley_io_lines_retain(sley_io_lines *l);
void sley_io_lines_release(sley_io_lines *l);
sley_status sley_io_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w,
                               sley_io_lines *l, sley_str **result);
extern const sley_type sley_type_io_lines;

#ifdef __cplusplus
}
#endif

#endif
