// SPDX-License-Identifier: MIT
// os.h - the process and its surroundings.
#ifndef SLEY_OS_H
#define SLEY_OS_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

sley_list *sley_os_args(void);      // without the program
sley_str *sley_os_program(void);
sley_str *sley_os_env(sley_str *name); // NULL: not set
int64_t sley_os_pid(void);
sley_str *sley_os_cwd(void);

#ifdef __cplusplus
}
#endif

#endif
