// SPDX-License-Identifier: MIT
// free.c - objects that hold objects are freed without deep recursion.
//
// Freeing a container releases what it holds, which may free the next container, and so on, as deep
// as the program built them. Up to FREE_DEPTH inside each other that is plain recursion; deeper
// ones wait in a list, which the outermost call works off.
#include "base/internal.h"

#include <stdlib.h>

enum { FREE_DEPTH = 64 };

typedef struct waiting {
    void *object;
    void (*free_it)(void *object);
} waiting;

// Of the running thread; the list is empty while depth is 0.
static _Thread_local struct {
    unsigned depth;
    size_t count, cap;
    waiting *items;
} freeing;

static void wait_in_list(void *object, void (*free_it)(void *object))
{
    if (freeing.count == freeing.cap) {
        freeing.cap = freeing.cap == 0 ? 64 : freeing.cap * 2;
        freeing.items = sley__alloc_resize(freeing.items,
                                           sley__alloc_size(freeing.cap, sizeof(waiting), 0));
    }
    freeing.items[freeing.count++] = (waiting){object, free_it};
}

void sley__free_holder(void *object, void (*free_it)(void *object))
{
    if (freeing.depth == FREE_DEPTH) {
        wait_in_list(object, free_it);
        return;
    }
    freeing.depth++;
    free_it(object);
    if (freeing.depth == 1 && freeing.count > 0) {
        while (freeing.count > 0) {
            waiting next = freeing.items[--freeing.count];
            next.free_it(next.object);
        }
        free(freeing.items);
        freeing.items = NULL;
        freeing.cap = 0;
    }
    freeing.depth--;
}
