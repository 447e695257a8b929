// SPDX-License-Identifier: MIT
// link.h - rings of nodes that lie in the objects themselves: the children of a group, failed
// tasks.
//
// I1  A ring has a head of its own; an empty one leads to itself.
// I2  `next` of a node in no ring is NULL.
#ifndef SLEY_LINK_H
#define SLEY_LINK_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// A node, or the head.
typedef struct sley_link {
    struct sley_link *next;
    struct sley_link *prev;
} sley_link;

static inline void sley__link_init(sley_link *head)
{
    head->next = head->prev = head;
}

static inline bool sley__link_is_empty(const sley_link *head)
{
    return head->next == head;
}

// At the end of the ring.
static inline void sley__link_add(sley_link *head, sley_link *link)
{
    link->next = head;
    link->prev = head->prev;
    head->prev->next = link;
    head->prev = link;
}

// For a node that is not looked at again: its own links stay as they are.
static inline void sley__link_cut(const sley_link *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
}

static inline void sley__link_remove(sley_link *link)
{
    sley__link_cut(link);
    link->next = NULL;
}

#ifdef __cplusplus
}
#endif

#endif
