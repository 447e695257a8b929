#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Are planted miscompiles found? Builds programs with a compiler that has one of them, until one differs.

usage: tests/diff/plants.py [--programs N] [--seed N] [--only N,N]

build/plants/sley is the compiler built with -DPLANTS (compiler/base/plant.h); SLEY_PLANT=n chooses the mistake. A
difference counts when the same program shows none without it. The status is 1 when a mistake is not found in N programs.
"""
import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import campaign                                        # noqa: E402
from campaign import BUILD, CONFIGS, HOME, Batch, Campaign      # noqa: E402

PLANTS = {
    1: "arguments are evaluated in the order of the parameters, not of the text",
    2: "a..=b ends before b",
    3: "the place of a compound assignment is read after its right side",
    4: "what the way out of a failure needs is not live across a wait",
    5: "a break through a cleanup goes on like a continue",
    6: "a call is moved over a read of what it changes",
    7: "a part of a value is stored without a reference of its own",
    8: "a break or continue does not release what its block holds",
    9: "not (a < b) becomes a > b",
    10: "a break passes by the cleanup of what it leaves",
}
BATCH = 25


def first_difference(plant: int, options):
    """(programs up to the one that shows the mistake, the difference), or (programs, None)."""
    settings = argparse.Namespace(sley=BUILD / "plants/sley", only=False)
    run = Campaign(settings)
    batch = Batch(run, HOME / f"plant{plant}")
    programs, seed, number = 0, options.seed, 0
    while programs < options.programs:
        made = [it for at in range(BATCH) if (it := campaign.make(seed + at, f"p{at}"))]
        configs = [CONFIGS["gcc-O2"]]                  # the mistakes are ours: one compiler shows them, optimising
        configs += [CONFIGS["hostile"]] * (number % campaign.HOSTILE_SHARE == 1)
        os.environ["SLEY_PLANT"] = str(plant)
        found = batch.check(list(made), configs)
        os.environ.pop("SLEY_PLANT")
        for difference in sorted(found, key=lambda it: it.seed):
            it = next(it for it in made if it.seed == difference.seed)
            if not batch.check([it], configs):
                return programs + made.index(it) + 1, difference
        programs, seed, number = programs + len(made), seed + BATCH, number + 1
    return programs, None


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--programs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=lambda text: [int(it) for it in text.split(",")], default=list(PLANTS))
    options = parser.parse_args()
    missed = 0
    for plant in options.only:
        programs, difference = first_difference(plant, options)
        shown = f"program {programs}, seed {difference.seed}: {difference.kind}" if difference else "NOT FOUND"
        print(f"plant {plant:2} {PLANTS[plant]}: {shown}", flush=True)
        missed += difference is None
    print(f"{len(options.only) - missed} of {len(options.only)} planted mistakes are found in {options.programs} programs")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
