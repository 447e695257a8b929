// SPDX-License-Identifier: MIT
// list.h - what extern.sley takes from C, so that the C it becomes can be compiled.
#ifndef LIST_H
#define LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct item item;
typedef struct point {
    int32_t x;
    double y;
} point;

typedef bool visitor(void *context, int32_t n, const char *name);
typedef void resolved(void *context, const char *name);

int64_t count(item *it, const char *text);
int32_t find(const char *name, item **found);
void each(item *it, visitor *visit, void *context);
point move(point at, double by);
int32_t load(const char *path, uint8_t *data, uint64_t *size);
void resolve(const char *name, resolved *done, void *context);

#endif
