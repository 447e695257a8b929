/* SPDX-License-Identifier: MIT
 * shield.pml - a shield, a timeout around it, requests at any moment (scope.h I1, S37).
 *
 * The task opens a timeout, in it a shield, waits in the shield, leaves it, waits again, leaves the timeout. A request for
 * the task and the deadline may come before each step. `due` is the bit that leaf operations look at.
 * Holds: `due` is what follows from the marks, after every step; the wait in the shield is never ended by a request; a
 * request that came before the second wait ends it.
 * -DPLANT=1: leaving the shield does not look again.     2: a request inside the shield ends the wait there.
 */
#ifndef PLANT
#define PLANT 0
#endif

bool in_timeout, in_shield, task_asked, timeout_asked, due, waiting, cut, over;
byte cuts_in_shield;

#define EXPECTED ((timeout_asked && in_timeout && !in_shield) || (task_asked && !in_shield))

inline refresh() { due = EXPECTED }
inline deliver() {
    if
    :: waiting && (due || (PLANT == 2 && in_shield)) ->
        waiting = false; cut = true;
        cuts_in_shield = cuts_in_shield + in_shield
    :: else
    fi
}

proctype Task() {
    atomic { in_timeout = true; refresh() }
    atomic { in_shield = true; refresh() }
    atomic { waiting = true; cut = false }
    atomic { !waiting || true -> waiting = false }     /* its operation completed, or it was cut */
    atomic {
        in_shield = false;
        if :: PLANT == 1 -> skip :: else -> refresh() fi;
        assert(due == EXPECTED)
    }
    atomic { cut = due; waiting = !due }
    /* the operation never completes: only a request ends it */
    (!waiting);
    atomic { in_timeout = false; refresh(); assert(due == EXPECTED); over = true }
}

proctype Request() { atomic { task_asked = true; refresh(); deliver() } }
proctype Deadline() { atomic { if :: in_timeout -> timeout_asked = true; refresh(); deliver() :: else fi } }

init {
    atomic { run Task(); run Request(); run Deadline() }
    (_nr_pr == 1);
    assert(over && cuts_in_shield == 0)
}
