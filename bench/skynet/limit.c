// SPDX-License-Identifier: MIT
// limit.c - skynet: a tree of tasks, ten children each, n leaves; each node waits for its
// children in order. The ready queue is first in, first out.
#include "../limit.h"

typedef struct node {
    task base;
    struct node *waiter; // who waits for this one, or NULL
    int64_t first;       // its number, then its sum
    int64_t size;
    int64_t sum;
    int done;
    int at; // the child that is waited for
    struct node *children[10];
} node;

// A leaf needs no children.
enum { LEAF_SIZE = offsetof(node, children) };

static node *free_nodes[2];

static node *node_new(int64_t first, int64_t size);

static inline void node_free(node *n)
{
    node **list = &free_nodes[n->size > 1];
    n->base.next = (task *)*list;
    *list = n;
}

static void node_end(node *n, int64_t sum)
{
    n->first = sum;
    n->done = 1;
    if (n->waiter) make_ready(&n->waiter->base);
}

static void node_resume(task *t)
{
    node *n = (node *)t;
    if (t->state == 1) goto resume_1;
    if (n->size == 1) {
        node_end(n, n->first);
        return;
    }
    int64_t part = n->size / 10;
    for (int i = 0; i < 10; i++) n->children[i] = node_new(n->first + i * part, part);
    for (n->at = 0; n->at < 10; n->at++) {
        if (!n->children[n->at]->done) {
            n->children[n->at]->waiter = n;
            t->state = 1;
            return;
        }
    resume_1:
        n->sum += n->children[n->at]->first;
        node_free(n->children[n->at]);
    }
    node_end(n, n->sum);
}

static node *node_new(int64_t first, int64_t size)
{
    node **list = &free_nodes[size > 1];
    node *n = *list;
    if (n) {
        *list = (node *)n->base.next;
    } else {
        n = malloc(size > 1 ? sizeof *n : LEAF_SIZE);
    }
    n->base = (task){node_resume, NULL, 0};
    n->waiter = NULL;
    n->first = first;
    n->size = size;
    n->sum = 0;
    n->done = 0;
    make_ready(&n->base);
    return n;
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 1000000);
    double start = now_ns();
    node *root = node_new(0, n);
    run_all();
    if (root->first != n * (n - 1) / 2) return 1;
    return limit_report(start, n);
}
