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
// A name that is empty or has a '=', and a NUL in either, are panics.
void sley_os_setenv(sley_str *name, sley_str *value, const sley_site *site);
void sley_os_unsetenv(sley_str *name, const sley_site *site);
sley_str *sley_os_hostname(void);
int64_t sley_os_cpus(void);         // at least 1
int64_t sley_os_pid(void);
int64_t sley_os_parent_pid(void);
sley_str *sley_os_cwd(void);

#ifdef __cplusplus
}
#endif

#endif
