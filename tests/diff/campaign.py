#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Differential testing: random typed programs against an interpreter of the language reference.

usage: tests/diff/campaign.py [--seed N] [--programs N] [--batch N] [--jobs N] [--sley FILE] [--builds A,B] [--limit N]
                              [--rotate] [--record FILE]
       tests/diff/campaign.py --show SEED            # prints a program and what it must print
       tests/diff/campaign.py --replay SEED          # builds and runs one program, and reduces what differs

A program is made from its seed (gen.py, gen_expr.py: a tree, tree.py), interpreted (interp.py, tasks.py, values.py,
methods.py: written from docs/language.md, it knows nothing of the compiler) and written as Sley. Many programs make one
file, which is compiled once for each build, with all warnings as errors: gcc and clang, at -O0 and -O2, and for a share
of the batches as hostile C under ASan and UBSan. Output and exit status must be the interpreter's, stderr empty, and
nothing may be left at exit. What differs is reduced (shrink.py) and kept in build/diff/, by seed.

`make diff PROGRAMS=n SEED=n` is a campaign, `make test-all` runs 300 programs, `make test` a handful.

A long campaign is made in chunks: with `--rotate` a batch gets one build of gcc and one of clang, in turn -O0 and -O2, and with
`--record FILE` a chunk starts after the last seed of FILE and adds a line to it: commit, seeds, programs, what differs.
"""
import argparse
import itertools
import os
import re
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import interp                                          # noqa: E402
from gen import Generator                              # noqa: E402
from harness.core import BUILD, ROOT, SLEY, execute    # noqa: E402
from harness.programs import STRICT, link_flags        # noqa: E402
from tree import Writer                                # noqa: E402

HOME = BUILD / "diff"
STEPS = 4000                                           # a program that takes more is left out
PANICS = 0.1                                           # the share of those that panic that is kept
PLAIN_BUILDS = ("gcc-O0", "gcc-O2", "clang-O0", "clang-O2")
ROTATION = (("gcc-O0", "clang-O2"), ("gcc-O2", "clang-O0"))
HOSTILE_SHARE = 8                                      # one of so many batches
AVOID = frozenset()                                    # known faults that programs stay away from


@dataclass(frozen=True)
class Config:
    name: str
    command: tuple
    library: str
    emit: tuple = ()


# Without a new order gcc keeps the variables of the module that are only written: what they hold is no leak.
SANITIZE = ("-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer",
            "-fno-toplevel-reorder")
CONFIGS = {it.name: it for it in (
    Config("gcc-O0", ("gcc", "-O0", *STRICT), "gcc-O2"), Config("gcc-O2", ("gcc", "-O2", *STRICT), "gcc-O2"),
    Config("clang-O0", ("clang", "-O0", *STRICT), "gcc-O2"), Config("clang-O2", ("clang", "-O2", *STRICT), "gcc-O2"),
    Config("hostile", ("gcc", *SANITIZE), "asan", ("--hostile",)),
)}


@dataclass
class Made:
    """A program and what it must do."""
    seed: int
    name: str
    program: object
    lines: list
    status: int


@dataclass
class Difference:
    seed: int
    kind: str                                          # what it is, equal for what is likely one fault
    text: str


@dataclass
class Campaign:
    options: object
    differences: list = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)


# ---- programs ----------------------------------------------------------------------------------------------

def make(seed: int, name: str):
    """The program of a seed, or None when it is left out."""
    generator = Generator(seed, name, AVOID)
    program = generator.make_program()
    made = judge(seed, name, program)
    if made and made.status == 134 and generator.random.random() > PANICS:
        return None
    return made


def judge(seed: int, name: str, program):
    try:
        outcome = interp.run(program, name + "_start", STEPS)
    except (interp.TooLong, MemoryError, RecursionError):
        return None
    except Exception as mistake:
        raise AssertionError(f"seed {seed}: the interpreter fails") from mistake
    lines = "\n".join(outcome.lines).split("\n") if outcome.lines else []
    return Made(seed, name, program, lines, outcome.status)


def source(batch: list) -> tuple:
    """The Sley file of a batch, and the program that each of its lines belongs to."""
    writer, owners = Writer(), [None, None]
    writer.line("import os")
    for it in batch:
        writer.program(it.program)
        text = "\n".join(writer.lines)
        writer.lines = text.split("\n")
        owners += [it] * (len(writer.lines) + 1 - len(owners))
    writer.lines += ["async fn main() {", "    for name in os.args() {", '        print("== " + name)', "        match name {"]
    writer.lines += [f'            case "{it.name}" {{ await {it.name}_start() }}' for it in batch]
    writer.lines += ["            else {}", "        }", "    }", "}", ""]
    return "\n".join(writer.lines), owners


# ---- building ----------------------------------------------------------------------------------------------

class Shop:
    """Builds a batch in a folder of its own."""

    def __init__(self, folder: Path, sley: Path):
        self.folder, self.sley = folder, sley
        folder.mkdir(parents=True, exist_ok=True)

    def emit(self, text: str, config: Config):
        (self.folder / "batch.sley").write_text(text)
        name = f"batch{'-'.join(config.emit)}.c"
        ended = execute([self.sley, "emit", "--line", *config.emit, "batch.sley", "-o", name], cwd=self.folder, timeout=120,
                        env={"NO_COLOR": "1"})
        return (self.folder / name, ended)

    def build(self, unit: Path, config: Config):
        """(the program or None, how the compiler ended)"""
        out = self.folder / f"batch-{config.name}"
        command = [*config.command, "-std=c11", "-I", ROOT / "runtime/include", "-o", out, unit,
                   BUILD / config.library / "libsley.a", *link_flags()]
        ended = execute(command, cwd=self.folder, timeout=600)
        return (out if ended.status == 0 and not ended.timed_out else None, ended)


def run(binary: Path, names: list, config: Config):
    debug = "exit,poison" if config.emit else "exit"
    return execute([binary, *names], cwd=binary.parent, env={"SLEY_VTIME": "1", "SLEY_DEBUG": debug}, timeout=60)


def refusal(ended) -> str:
    found = re.search(rb"error\[(\w+)\]", ended.err)
    if found:
        return "refused " + found[1].decode()
    return "compiler ends with " + ("time-out" if ended.timed_out else str(ended.status))


def complaint(ended) -> str:
    found = re.search(rb"\[-W(?:error[=,])?(?:-W)?([\w-]+)", ended.err) or re.search(rb"error: ([\w ]+)", ended.err)
    return "C: " + (found[1].decode() if found else "does not compile")


def first_error(ended) -> str:
    text = ended.err.decode(errors="replace")
    return text[max(text.find("error"), 200) - 200:][:2000] or ended.describe()


# ---- one batch ---------------------------------------------------------------------------------------------

def compare(it: Made, got: list, status: int, err: str, is_exact: bool):
    """None, or the kind of difference."""
    if "LeakSanitizer" in err:
        return "leak from " + re.search(r"in (sley_[a-z]\w*|m_\w+)", err)[1]
    if "AddressSanitizer" in err or "runtime error" in err:
        found = re.search(r"Sanitizer: ([\w-]+)|runtime error: (.{0,30})", err)
        return "sanitizer " + (found[1] or found[2])
    if "left at exit" in err or "still held" in err:
        return "left at exit"
    if status != it.status:
        return f"status {status}, not {it.status}"
    if err and it.status == 0:
        return "writes to stderr"
    if is_exact and got != it.lines:
        return "output"
    return None


class Batch:
    """Checks programs together; what differs, alone."""

    def __init__(self, campaign: Campaign, folder: Path):
        self.campaign, self.folder = campaign, folder

    judge = staticmethod(judge)

    def check(self, programs: list, configs: list) -> list:
        """The differences of all programs."""
        found = []
        while programs:
            text, owners = source(programs)
            shop = Shop(self.folder, self.campaign.options.sley)
            units, blamed = {}, None
            for config in configs:
                if config.emit not in units:
                    unit, ended = shop.emit(text, config)
                    if ended.status != 0 or ended.timed_out:
                        blamed = (refusal(ended), ended, "")
                        break
                    units[config.emit] = unit
            if not blamed:
                binaries = {}
                for config in configs:
                    binary, ended = shop.build(units[config.emit], config)
                    if binary is None:
                        blamed = (complaint(ended), ended, config.name + ": ")
                        break
                    binaries[config.name] = binary
            if not blamed:
                return found + self.run_all(programs, configs, binaries)
            guilty = self.guilty(programs, owners, blamed[1])
            if guilty is None:
                if len(programs) == 1:
                    guilty = programs
                else:
                    half = len(programs) // 2
                    return found + self.check(programs[:half], configs) + self.check(programs[half:], configs)
            found += [Difference(it.seed, blamed[0], blamed[2] + first_error(blamed[1])) for it in guilty]
            programs = [it for it in programs if it not in guilty]
        return found

    @staticmethod
    def guilty(programs: list, owners: list, ended):
        """The programs in whose functions or lines the errors are."""
        names = {it.decode() for it in re.findall("In function ‘m_batch__(p\\d+)_".encode(), ended.err)}
        if names:
            return [it for it in programs if it.name in names]
        lines = [int(it) for it in re.findall(rb"batch\.sley:(\d+):\d+: error", ended.err)]
        found = [owners[line] for line in lines if line < len(owners) and owners[line]]
        return [it for it in programs if it in found] or None

    def run_all(self, programs, configs, binaries) -> list:
        found = {}
        for config in configs:
            together = [it for it in programs if it.status == 0]
            ended = run(binaries[config.name], [it.name for it in together], config)
            parts = self.split(ended.out.decode(errors="replace"), together)
            whole = ended.status == 0 and not ended.err
            for it in programs:
                if whole and it.status == 0 and (parts.get(it.name) == it.lines):
                    continue
                alone = run(binaries[config.name], [it.name], config)
                got = alone.out.decode(errors="replace").split("\n")[1:]
                got = got[:-1] if got and got[-1] == "" else got
                kind = compare(it, got, 137 if alone.timed_out else alone.status, alone.err.decode(errors="replace"),
                               not (config.emit and it.program.concurrent))
                if kind and it.seed not in found:
                    found[it.seed] = Difference(it.seed, kind, f"{config.name}: {alone.describe()}")
        return list(found.values())

    @staticmethod
    def split(text: str, programs: list) -> dict:
        parts, at = {}, None
        names = {"== " + it.name: it.name for it in programs}
        for line in text.split("\n")[:-1]:
            if line in names:
                at = parts.setdefault(names[line], [])
            elif at is not None:
                at.append(line)
        return parts


# ---- a campaign --------------------------------------------------------------------------------------------

def one_batch(campaign: Campaign, number: int, seeds: range) -> tuple:
    """(number of programs, their differences)"""
    options = campaign.options
    programs = []
    for at, seed in enumerate(seeds):
        made = make(seed, f"p{at}")
        campaign.counts["left out" if made is None else f"status {made.status}"] += 1
        if made:
            programs.append(made)
    configs = [CONFIGS[name] for name in (ROTATION[number % len(ROTATION)] if options.rotate else options.builds)]
    if number % HOSTILE_SHARE == 0 and not options.only:
        configs = configs + [CONFIGS["hostile"]]
    folder = HOME / f"batch{number % (2 * options.jobs)}-{os.getpid()}"
    found = Batch(campaign, folder).check(list(programs), configs) if programs else []
    shutil.rmtree(folder, ignore_errors=True)
    return len(programs), found


def campaign(options) -> int:
    """Batches from the first seed on, until the programs are enough; as many at a time as there are jobs."""
    it = Campaign(options)
    if options.record:
        options.seed = next_seed(options.record, options.seed)
    started, kinds, checked = time.monotonic(), Counter(), 0
    numbers = itertools.count()
    HOME.mkdir(parents=True, exist_ok=True)

    def next_batch():
        number = next(numbers)
        first = options.seed + number * options.batch
        return pool.submit(one_batch, it, number, range(first, first + options.batch))
    with ThreadPoolExecutor(options.jobs) as pool:
        running = [next_batch() for _ in range(options.jobs)]
        while running:
            size, differences = running.pop(0).result()
            checked += size
            for found in differences:
                kinds[found.kind] += 1
                keep(found, kinds[found.kind], options)
            if checked + len(running) * size < options.programs:
                running.append(next_batch())
            if options.verbose:
                print(f"{checked} programs, {sum(kinds.values())} differ, {time.monotonic() - started:.0f} s", flush=True)
    last = options.seed + next(numbers) * options.batch - 1
    shown = ", ".join(f"{count} {what}" for what, count in sorted(it.counts.items()))
    print(f"{checked} programs of the seeds {options.seed} to {last} ({shown}): {sum(kinds.values())} differ, "
          f"{time.monotonic() - started:.0f} s")
    for kind, count in kinds.most_common():
        print(f"  {count} x {kind}")
    if options.record:
        row = (commit(), options.seed, last, checked, sum(kinds.values()), "; ".join(f"{count} {kind}" for kind, count in kinds.items()))
        with options.record.open("a") as record:
            record.write("\t".join(map(str, row)).rstrip() + "\n")
    return 1 if kinds else 0


def next_seed(record: Path, first: int) -> int:
    """The seed after the last chunk of a record."""
    rows = record.read_text().splitlines() if record.exists() else []
    return int(rows[-1].split("\t")[2]) + 1 if rows else first


def commit() -> str:
    return execute(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT).out.decode().strip() or "unknown"


def keep(found: Difference, count: int, options) -> None:
    print(f"seed {found.seed}: {found.kind}", flush=True)
    if count > options.limit:
        return
    folder = HOME / re.sub(r"\W+", "-", found.kind)
    folder.mkdir(parents=True, exist_ok=True)
    made = make_again(found.seed)
    (folder / f"{found.seed}.sley").write_text(source([made])[0])
    (folder / f"{found.seed}.txt").write_text("expected:\n" + "\n".join(made.lines) + f"\nstatus {made.status}\n\n{found.text}\n")


def make_again(seed: int) -> Made:
    return judge(seed, "p0", Generator(seed, "p0", AVOID).make_program())


def replay(seed: int, options) -> int:
    """One program alone, in all builds; what differs is reduced."""
    import shrink
    made = make_again(seed)
    if made is None:
        print("this program takes too many steps")
        return 2
    configs = list(CONFIGS.values())
    batch = Batch(Campaign(options), HOME / f"replay-{os.getpid()}")
    found = batch.check([made], configs)
    if not found:
        print("no difference")
        return 0
    print(f"{found[0].kind}\n{found[0].text}\n")
    small, difference = shrink.reduce(made, found[0], batch, configs, options.tries)
    out = HOME / f"reduced-{seed}.sley"
    out.write_text(source([small])[0])
    print(f"--- {out}\n{source([small])[0]}\n--- expected, status {small.status}\n" + "\n".join(small.lines)
          + f"\n--- {difference.kind}\n{difference.text}")
    return 1


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--programs", type=int, default=300)
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--sley", type=Path, default=SLEY)
    parser.add_argument("--builds", type=lambda text: text.split(","), default=list(PLAIN_BUILDS))
    parser.add_argument("--only", action="store_true", help="just these builds, no share of hostile batches")
    parser.add_argument("--rotate", action="store_true", help="two builds for a batch, in turn")
    parser.add_argument("--record", type=Path, help="where the chunks of a campaign are written down")
    parser.add_argument("--limit", type=int, default=5, help="differences kept of a kind")
    parser.add_argument("--tries", type=int, default=600, help="programs that the reducer tries")
    parser.add_argument("--show", type=int)
    parser.add_argument("--replay", type=int)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    if options.show is not None:
        made = make_again(options.show)
        print(source([made])[0] if made else "too many steps")
        print("\n".join(made.lines) + f"\nstatus {made.status}" if made else "")
        return 0
    return replay(options.replay, options) if options.replay is not None else campaign(options)


if __name__ == "__main__":
    sys.exit(main())
