/* SPDX-License-Identifier: MIT
 * claim.pml - a select over a channel and a timer, completions and a cancellation in any order.
 *
 * One executor: what stands in an atomic is one step of the runtime, and steps come in any order. A claim unlinks all
 * nodes of the wait and makes the task ready (wait.h I2); a cancellation that finds it claimed stays pending (I4).
 * Holds: a task is made ready once for each wait; an item is in the channel, with a receiver, or still the sender's.
 * -DPLANT=1: a claim leaves the node in the channel's line.     2: a cancellation withdraws a claimed task.
 */
#ifndef PLANT
#define PLANT 0
#endif
#define N 2                     /* receivers; as many items are sent */

mtype = { IDLE, SELECT, TAKEN, DONE };
mtype claim[N] = IDLE;
bool in_line[N], timer[N], has_item[N], asked[N];
byte ready[N], sent, ring, got, ended;

inline unlink(i) { in_line[i] = false; timer[i] = false }
inline wake(i) { ready[i]++; assert(ready[i] == 1); claim[i] = TAKEN }

proctype Receiver(byte i) {
    atomic {
        if
        :: asked[i] -> claim[i] = DONE; ended++
        :: !asked[i] && ring > 0 -> ring--; got++; claim[i] = DONE; ended++
        :: else -> in_line[i] = true; timer[i] = true; claim[i] = SELECT
        fi
    }
    if
    :: claim[i] == DONE
    :: atomic { claim[i] == TAKEN -> ready[i]--; got = got + has_item[i]; claim[i] = DONE; ended++ }
    fi
}

proctype Sender() {
    byte n, j;
    for (n : 1 .. N) {
        atomic {
            sent++;
            if
            :: in_line[0] -> j = 0
            :: !in_line[0] && in_line[1] -> j = 1
            :: else -> j = N
            fi;
            if
            :: j == N -> ring++
            :: else -> has_item[j] = true;
#if PLANT == 1
                timer[j] = false;
#else
                unlink(j);
#endif
                wake(j)
            fi
        }
    }
}

proctype Timer(byte i) {
    atomic { if :: timer[i] -> unlink(i); wake(i) :: else fi }
}

proctype Canceller(byte i) {
    atomic {
        asked[i] = true;
        if
        :: claim[i] == SELECT -> unlink(i); wake(i)
#if PLANT == 2
        :: claim[i] == TAKEN -> has_item[i] = false
#endif
        :: else
        fi
    }
}

init {
    atomic {
        byte i;
        run Sender();
        for (i : 0 .. N - 1) { run Receiver(i); run Timer(i); run Canceller(i) }
    }
    (_nr_pr == 1) || timeout;
    /* who waits still has its node in the line; nothing else is lost */
    assert(sent == N && got + ring == sent);
    assert(ended == N)
}
