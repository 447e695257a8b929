/* SPDX-License-Identifier: MIT
 * chan.pml - a channel with one place: two senders, two receivers, cancellations and close in any order (chan.h).
 *
 * Holds: a value that was accepted is received once or lies in the ring; one that was refused or whose send was cancelled is
 * neither; once closed no one waits (I3); every task ends.
 * -DPLANT=1: a value moves into the ring and its sender is not woken.   2: close drops the ring.
 * 3: what was handed to a receiver that is cancelled is lost.
 */
#ifndef PLANT
#define PLANT 0
#endif
#define N 2
#define CAP 1

mtype = { RUNS, WAITS, GIVEN, CLOSED, CANCELLED };
mtype sender[N] = RUNS, receiver[N] = RUNS;
byte ring, accepted, refused, withdrawn, got, ended;
bool closed, asked[4];

proctype Sender(byte i) {
    atomic {
        if
        :: closed -> refused++; sender[i] = CLOSED
        :: !closed && receiver[0] == WAITS -> receiver[0] = GIVEN; accepted++; sender[i] = GIVEN
        :: !closed && receiver[0] != WAITS && receiver[1] == WAITS -> receiver[1] = GIVEN; accepted++; sender[i] = GIVEN
        :: else ->
            if
            :: ring < CAP -> ring++; accepted++; sender[i] = GIVEN
            :: ring == CAP && asked[i] -> withdrawn++; sender[i] = CANCELLED
            :: else -> sender[i] = WAITS
            fi
        fi
    }
    atomic {
        sender[i] != WAITS;
        ended++
    }
}

inline refill() {
    if
    :: sender[0] == WAITS -> ring++; accepted++; if :: PLANT == 1 -> skip :: else -> sender[0] = GIVEN fi
    :: sender[0] != WAITS && sender[1] == WAITS -> ring++; accepted++; if :: PLANT == 1 -> skip :: else -> sender[1] = GIVEN fi
    :: else
    fi
}

proctype Receiver(byte i) {
    atomic {
        if
        :: ring > 0 -> ring--; got++; refill(); receiver[i] = CLOSED
        :: ring == 0 && closed -> receiver[i] = CLOSED
        :: ring == 0 && !closed && asked[N + i] -> receiver[i] = CANCELLED
        :: else -> receiver[i] = WAITS
        fi
    }
    atomic {
        receiver[i] != WAITS;
        if :: receiver[i] == GIVEN -> got++ :: else fi;
        ended++
    }
}

proctype Canceller(byte i) {
    atomic {
        asked[i] = true;
        if
        :: i < N && sender[i] == WAITS -> sender[i] = CANCELLED; withdrawn++
        :: i >= N && receiver[i - N] == WAITS -> receiver[i - N] = CANCELLED
        :: i >= N && receiver[i - N] == GIVEN && PLANT == 3 -> receiver[i - N] = CANCELLED
        :: else
        fi
    }
}

proctype Closer() {
    atomic {
        closed = true;
        if :: PLANT == 2 -> ring = 0 :: else fi;
        if :: receiver[0] == WAITS -> receiver[0] = CLOSED :: else fi;
        if :: receiver[1] == WAITS -> receiver[1] = CLOSED :: else fi;
        if :: sender[0] == WAITS -> sender[0] = CLOSED; refused++ :: else fi;
        if :: sender[1] == WAITS -> sender[1] = CLOSED; refused++ :: else fi
    }
}

init {
    atomic {
        byte i;
        for (i : 0 .. N - 1) { run Sender(i); run Receiver(i) }
        for (i : 0 .. 3) { run Canceller(i) }
        run Closer()
    }
    (_nr_pr == 1);
    assert(ended == 2 * N);
    assert(accepted + refused + withdrawn == N);
    assert(got + ring == accepted)
}
