/* SPDX-License-Identifier: MIT
 * joins.pml - cancelling tasks that await each other, chains and cycles (cancel.c, S47).
 *
 * Task i awaits task next[i], any graph of N tasks. A request to a task that waits in a join goes on to the task it awaits, and the
 * waiter goes on when that has ended; a request that comes back to a task which has it ends the await there.
 * Holds: when one task is asked, every task that it leads to ends, and no other is asked.
 * -DPLANT=1: a request that comes back is dropped.
 */
#ifndef PLANT
#define PLANT 0
#endif
#define N 4
#define NONE N                  /* it waits for something that never comes: a request ends it */

byte next[N];
bool asked[N], over[N];

inline reaches_itself(i, yes) {
    look = next[i]; hops = 0;
    yes = false;
    do
    :: look == NONE || hops > N -> break
    :: look == i -> yes = true; break
    :: else -> look = next[look]; hops++
    od
}

proctype Cancel(byte first) {
    byte at = first, look, hops;
    bool back;
    do
    :: over[at] -> break
    :: !over[at] && asked[at] ->
        reaches_itself(at, back);
        if :: back && PLANT != 1 -> over[at] = true :: else fi;
        break
    :: else ->
        asked[at] = true;
        if
        :: next[at] == NONE -> over[at] = true; break
        :: else -> at = next[at]
        fi
    od
}

/* Who awaits a task that has ended goes on, and ends: it is cancelled. */
proctype Wake() {
    byte i, round;
    for (round : 1 .. N) {
        for (i : 0 .. N - 1) {
            if
            :: asked[i] && !over[i] && next[i] != NONE && over[next[i]] -> over[i] = true
            :: else
            fi
        }
    }
}

init {
    byte i, first, at, steps;
    for (i : 0 .. N - 1) { select(at : 0 .. N); next[i] = at }
    select(first : 0 .. N - 1);
    atomic { run Cancel(first) }
    (_nr_pr == 1);
    atomic { run Wake() }
    (_nr_pr == 1);
    at = first; steps = 0;
    do
    :: at == NONE || steps > N -> break
    :: else -> assert(over[at] && asked[at]); at = next[at]; steps++
    od
}
