/* SPDX-License-Identifier: MIT
 * group.pml - a group whose children end, fail or are cancelled in any order (group.c G1 to G3).
 *
 * Holds: the owner goes on exactly once, when the body and all children have ended, cleanup included; every failure is among the
 * errors that come out; after the first one all that is left is asked to stop.
 * -DPLANT=1: the owner goes on while a child cleans up.     2: the second error is dropped.     3: a failure asks no one.
 */
#ifndef PLANT
#define PLANT 0
#endif
#define N 3

byte live = N, errors, failed, resumed;
bool closing, leaving, asked[N], child_over[N];

inline close() {
    if
    :: !closing -> closing = true;
        if :: PLANT == 3 -> skip :: else -> asked[0] = true; asked[1] = true; asked[2] = true fi
    :: else
    fi
}
inline settle() {
    if
    :: leaving && resumed == 0 && (live == 0 || (PLANT == 1 && live == 1)) -> resumed++
    :: else
    fi
}

proctype Child(byte i) {
    bool fails = false;
    if
    :: atomic { asked[i] -> skip }                      /* cancelled where it waits */
    :: atomic { fails = true }                          /* an error */
    :: skip                                             /* its end */
    fi;
    skip;                                               /* its cleanup, in which it can wait */
    atomic {
        child_over[i] = true;
        live--;
        if
        :: fails -> failed++;
            if :: PLANT == 2 && errors > 0 -> skip :: else -> errors++ fi;
            close()
        :: else
        fi;
        settle()
    }
}

proctype Owner() {
    atomic {
        leaving = true;
        if
        :: live == 0 -> resumed++
        :: else
        fi
    }
    (resumed == 1);
    assert(child_over[0] && child_over[1] && child_over[2]);
    assert(errors == failed);
    assert(failed == 0 || asked[0])
}

init {
    atomic { byte i; run Owner(); for (i : 0 .. N - 1) { run Child(i) } }
    (_nr_pr == 1);
    assert(resumed == 1 && live == 0)
}
