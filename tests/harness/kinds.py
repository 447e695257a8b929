# SPDX-License-Identifier: MIT
"""The kinds of tests: where each finds its files, and how one of them is judged."""
import difflib
import os
import re
import shutil
from pathlib import Path

from . import expect, messages, pattern
from .core import BUILD, PLAIN, ROOT, SCRATCH, SLEY, SLEYC, Case, execute, shorten
from .programs import Program, link_flags
from deadlock import generate as deadlocks
from matrix import await_matrix                       # beside this package: run.py puts tests/ on the path

TESTS = ROOT / "tests"
# What `sley emit --emit=STAGE` prints; "diag" is what `sley check` says, the last ones what `sley check --dump=PASS` does.
STAGES = ("tokens", "ast", "ir", "frames", "c", "header", "diag", "rc", "live", "frame")


# ---- programs of cmocka, and shell scripts: both speak TAP -------------------------------------------------

def read_tap(ended, name: str) -> list:
    """One outcome per line `ok N - what` or `not ok N - what`; what follows a failure belongs to it."""
    results = []
    for line in ended.out.decode(errors="replace").split("\n"):
        found = re.match(r"(not )?ok\b[ \d]*(?:- )?(.*)", line)
        if found:
            results.append([f"{name}: {found[2]}", "failed" if found[1] else None])
        elif results and results[-1][1] and line.strip():
            results[-1][1] += "\n" + line
    failed = any(wrong for _, wrong in results)
    if failed and ended.err:
        first = next(row for row in results if row[1])
        first[1] += "\n--- stderr\n" + shorten(ended.err.decode(errors="replace"))
    if ended.timed_out or not results or (ended.status != 0 and not failed):
        results.append([name, ended.describe()])
    return [tuple(row) for row in results]


def cmocka_cases(kind: str, folder: str) -> list:
    def case(source: Path) -> Case:
        binary = BUILD / "tests" / folder / source.stem
        env = {"CMOCKA_MESSAGE_OUTPUT": "TAP"}
        return Case(kind, source.stem, lambda: read_tap(execute([binary], cwd=ROOT, env=env, timeout=30), source.stem))
    return [case(it) for it in sorted((TESTS / folder).glob("test_*.c"))]


def script_cases(kind: str, folder: str, everything: bool) -> list:
    """tests/FOLDER/*.sh, each in an empty folder of its own; names that begin with slow_ are for `make test-all`."""
    def case(script: Path) -> Case:
        def check():
            scratch = SCRATCH / kind / script.stem
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir(parents=True)
            env = {"ROOT": ROOT, "SLEY": SLEY, "SLEYC": SLEYC, "BUILD": BUILD, "XDG_CACHE_HOME": scratch / ".cache"}
            env = {name: str(value) for name, value in env.items()} | PLAIN
            return read_tap(execute(["sh", script], cwd=scratch, env=env, timeout=300), script.stem)
        return Case(kind, script.stem, check)
    return [case(it) for it in sorted((TESTS / folder).glob("*.sh")) if everything or not it.name.startswith("slow_")]


def house_case() -> Case:
    """Includes look one way between the rooms of compiler/ and runtime/."""
    def check():
        ended = execute(["python3", "tests/tools/house_check.py", "--self-test"], cwd=ROOT, timeout=60)
        return None if ended.status == 0 and not ended.timed_out else ended.describe()
    return Case("unit", "rooms", check)


# ---- goldens -----------------------------------------------------------------------------------------------

def compare(got: bytes, golden: Path, update: bool):
    """None when the file holds just that; with `update` it is made so."""
    if update:
        if not golden.exists() or golden.read_bytes() != got:
            golden.write_bytes(got)
            print(f"rewritten: {golden.relative_to(ROOT)}")
        return None
    if not golden.exists():
        return f"{golden.relative_to(ROOT)} is missing: run `make golden` and review it"
    if golden.read_bytes() == got:
        return None
    old, new = (it.decode(errors="replace").split("\n") for it in (golden.read_bytes(), got))
    return "\n".join(difflib.unified_diff(old, new, str(golden.relative_to(ROOT)), "now", lineterm="", n=2))


def emitted(source: Path, stage: str) -> tuple:
    """(text of a stage, what went wrong)."""
    command = [SLEY, "emit", f"--emit={stage}", source.name]
    is_check = stage in STAGES[STAGES.index("diag"):]
    if is_check:
        command = [SLEY, "check", *([] if stage == "diag" else [f"--dump={stage}", "--verify"]), source.name]
    ended = execute(command, cwd=source.parent, env=PLAIN)
    if ended.timed_out or ended.status > (1 if stage == "diag" else 0):
        return b"", ended.describe()
    # where the standard library lies is no part of what is said about it
    return (ended.err if is_check else ended.out).replace(f"{BUILD}/std/".encode(), b"std/"), None


def golden_cases(update: bool) -> list:
    def case(source: Path, stage: str) -> Case:
        def check():
            got, wrong = emitted(source, stage)
            return wrong or compare(got, source.with_suffix("." + stage), update)
        return Case("golden", f"{stage}/{source.stem}", check)
    found = [case(it, stage) for stage in STAGES for it in sorted((TESTS / "golden" / stage).glob("*.sley"))]
    return found + [readme_case()]


# ---- diagnostics -------------------------------------------------------------------------------------------

def error_cases() -> list:
    """tests/errors/E0012_NAME.sley, or a folder of that name with main.sley in it."""
    def case(name: str, source: Path) -> Case:
        def check():
            ended = execute([SLEY, expect.read(source).verb, source.name], cwd=source.parent, env=PLAIN)
            text = ended.err.decode(errors="replace")
            got = sorted((found[1], int(found[2]), found[5]) for found in map(messages.REPORT.match, text.split("\n")) if found)
            files = sorted(filter(Path.is_file, source.parent.glob("*.sley"))) if source.stem == "main" else [source]
            wanted = sorted((it.name, *report) for it in files for report in expect.read(it).reports)
            code = name.split("_")[0]
            if not any(it[2].startswith("W") for it in wanted):
                got = [it for it in got if it[2].startswith("E")]   # warnings count where they are the matter
            status = 1 if any(it[2].startswith("E") for it in wanted) else 0
            if ended.status != status or ended.timed_out:
                return f"expected status {status}: {ended.describe()}"
            if code not in (it[2] for it in wanted):
                return f"no line expects {code}"
            if got != wanted:
                return f"expected {wanted}\ngot      {got}\n{shorten(text)}"
            return None
        return Case("errors", name, check)
    folder = TESTS / "errors"
    cases = [case(it.stem, it) for it in sorted(folder.glob("*.sley"))] 
    cases += messages.cases()
    return cases + [case(it.parent.name, it) for it in sorted(folder.glob("*/main.sley"))] + [all_codes_case()]


def readme_case() -> Case:
    """The C that the README shows is that of the sample."""
    def check():
        shown = re.search(r"```c\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
        golden = (ROOT / "samples/pipeline.c").read_text()
        return None if shown and shown[1] in golden else "README.md: its C is not in samples/pipeline.c"
    return Case("golden", "README", check)


def all_codes_case() -> Case:
    def check():
        table = ROOT / "compiler/base/diag.def"
        codes = re.findall(r"^\s*(?:ERROR|WARNING)\(\s*([EW]\d{4})", table.read_text(), re.M) if table.exists() else []
        tested = {it.name.split("_")[0] for it in (TESTS / "errors").glob("*_*")}
        missing = [code for code in codes if code not in tested]
        return f"{len(missing)} codes of diag.def have no test: {' '.join(missing)}" if missing else None
    return Case("errors", "every code has a test", check)


# ---- programs that run -------------------------------------------------------------------------------------

def run_programs(kind: str, only: str) -> list:
    """(program, what it says of itself): tests/KIND/**/NAME.sley; a folder with main.sley is one program."""
    found = []
    folder = TESTS / kind
    for source in sorted(folder.rglob("*.sley")):
        home = next((it for it in source.parents if it.is_relative_to(folder) and (it / "main.sley").exists()), None)
        if home is not None and source != home / "main.sley":
            continue                                   # a module of the program in that folder
        path = home or source.with_suffix("")
        name = str(path.relative_to(folder))
        if only in name:
            found.append((Program(re.sub(r"\W", "_", f"{kind}_{name}"), source, home is not None), expect.read(source)))
    return found


def matrix_programs(everything: bool) -> list:
    """The programs of the await matrix, one for each position; the quick set takes a few positions."""
    sample = ("matrix_operand_right", "matrix_finally", "matrix_match")
    files = await_matrix.write_programs(SCRATCH / "matrix")
    return [(Program(source.stem, source), expect.read(source)) for source in files
            if everything or source.stem in sample]


def deadlock_programs(everything: bool) -> list:
    """Generated programs that end in a deadlock, and their twins that do not."""
    count = 63 if everything else 9
    made = deadlocks.write_programs(SCRATCH / "deadlock", range(count))
    return [(Program(source.stem, source), ending) for source, *ending in made]


def deadlock_case(program: Program, ending: list, mode) -> Case:
    """The report is the expected one, whole; or there is none."""
    status, report = ending

    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str):
            return command
        seeds = range(1, mode.seeds + 1) if mode.seeds else [0]
        for seed in seeds:
            env = {**mode.env, **({"SLEY_POLICY": "random", "SLEY_SEED": str(seed)} if seed else {})}
            ended = execute(command, env=env, timeout=mode.seconds)
            if ended.status != status or ended.timed_out:
                return f"seed {seed}: {ended.describe()}\nexpected status {status} and\n{report}"
            got = ended.err.decode(errors="replace")
            if got != report:
                return f"seed {seed}: the report is not\n{report}\nbut\n{got}"
        return None
    return Case("deadlock", f"{program.name} [{mode.name}]", check)


def explore_cases(everything: bool) -> list:
    """Scenarios with invariants, under many schedules; `make explore` runs more of them."""
    seeds = 1000 if everything else 30
    ways = {f"{policy}, {seeds} seeds": ["--seeds", str(seeds), "--policy", policy] for policy in ("random", "pct")}
    ways["cancelled at each await"] = ["--cancel-fuzz"]

    def case(file: Path, way: str) -> Case:
        def check():
            ended = execute([SLEY, "test", *ways[way], file.name], cwd=file.parent, env={"TMPDIR": str(SCRATCH)}, timeout=300)
            return None if ended.status == 0 and not ended.timed_out else ended.describe()
        return Case("explore", f"{file.stem} [{way}]", check)
    return [case(file, way) for file in sorted((TESTS / "explore").glob("*.sley")) for way in ways]


def run_case(program: Program, it: expect.Expectation, mode) -> Case:
    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str):
            return command
        for env, is_judged in mode.runs(it):
            cwd = SCRATCH / "cwd" / f"{program.name}-{mode.name}"
            cwd.mkdir(parents=True, exist_ok=True)
            ended = execute(command + it.args, cwd=cwd, env={**env, **it.env}, stdin=it.stdin.encode(),
                            timeout=mode.seconds)
            wrong = expect.judge(it, ended) if is_judged else expect.sane(it, ended)
            if wrong:
                shown = " ".join(f"{name}={value}" for name, value in env.items())
                return f"{shown} {' '.join(command)}\n{wrong}".lstrip()
        return None
    kind, name = program.name.split("_", 1)
    return Case(kind, f"{name} [{mode.name}]", check)


def sample_programs(only: str) -> list:
    """(program, pattern): samples/**/NAME.sley that have a NAME.out beside them."""
    found = []
    for source in sorted((ROOT / "samples").rglob("*.sley")):
        out = source.with_suffix(".out")
        name = str(source.relative_to(ROOT / "samples").with_suffix(""))
        if out.exists() and only in name:
            program = Program(re.sub(r"\W", "_", f"sample_{name}"), source)
            found.append((program, pattern.parse(out.read_text(encoding="utf-8"))))
    return found


def sample_case(program: Program, it: pattern.Pattern, mode) -> Case:
    def check():
        command = program.commands[mode.build.name]
        if isinstance(command, str):
            return command
        env = {} if it.real else {"SLEY_VTIME": "1"}
        ended = execute(command + it.args, cwd=program.source.parent, env={**env, **mode.env},
                        stdin=it.stdin.encode(), timeout=mode.seconds)
        return pattern.judge(it, ended)
    return Case("samples", f"{program.name.removeprefix('sample_')} [{mode.name}]", check)


def sample_golden_cases(update: bool, only: str) -> list:
    """The generated C of every sample is kept beside it."""
    def case(source: Path) -> Case:
        def check():
            got, wrong = emitted(source, "c")
            return wrong or compare(got, source.with_suffix(".c"), update)
        return Case("samples", f"{source.relative_to(ROOT / 'samples').with_suffix('.c')}", check)
    return [case(it) for it in sorted((ROOT / "samples").rglob("*.sley")) if only in it.stem]


def sample_shape_cases() -> list:
    """The generated C is of a shape that people read, and of a size: lines of C for a line of Sley."""
    def case(name: str, sources: list, *bars) -> Case:
        def check():
            words = [word for it in sources for word in ("--sley", it)] + [it.with_suffix(".c") for it in sources]
            ended = execute(["python3", "tests/tools/c_shape.py", *bars, *words], cwd=ROOT, timeout=60)
            return None if ended.status == 0 and not ended.timed_out else ended.describe()
        return Case("samples", f"shape of {name}", check)
    # Two servers of a few lines, all of them async closures and calls of std.http: see docs/decisions/078.
    uncounted = {"folder", "proxy"}
    all_of_them = [it for it in sorted((ROOT / "samples").rglob("*.sley")) if it.stem not in uncounted]
    main = [it for it in all_of_them if it.parent.name == "samples"]
    return [case("the main samples", main, "--max-ratio", "4.5", "--max-body-ratio", "2.5"),
            case("all samples", all_of_them, "--max-ratio", "4.75", "--max-body-ratio", "2.6"),
            *(case(it.name, [it]) for it in main)]


# ---- hostile input, and the checkers of tests/tools --------------------------------------------------------

def fuzz_cases() -> list:
    """Replays each kept input, and every Sley file of the tests, through the fuzz targets; 100 files to a process."""
    cases = []
    for target in sorted((TESTS / "fuzz").glob("fuzz_*.c")):
        files = sorted(it for it in (TESTS / "fuzz/corpus").glob("*") if it.is_file())
        files += [it for folder in (TESTS, ROOT / "samples") for it in sorted(folder.rglob("*.sley")) if it.is_file()]
        binary = BUILD / "tests/fuzz" / f"{target.stem}-replay"
        for at in range(0, len(files), 100):
            def check(binary=binary, part=files[at:at + 100]):
                ended = execute([binary, *part], cwd=ROOT, timeout=120)
                return None if ended.status == 0 and not ended.timed_out else ended.describe()
            cases.append(Case("fuzz", f"{target.stem} files {at}..{min(at + 100, len(files)) - 1}", check))
    return cases


def diff_cases(everything: bool) -> list:
    """Random programs beside the interpreter of tests/diff, and whether planted miscompiles are noticed."""
    def case(name: str, *command) -> Case:
        def check():
            ended = execute(["python3", *command], cwd=ROOT, env={"BUILD": str(BUILD)}, timeout=3600)
            return None if ended.status == 0 and not ended.timed_out else ended.describe()
        return Case("diff", name, check)
    if not everything:
        return [case("15 random programs", "tests/diff/campaign.py", "--programs", "15", "--builds", "gcc-O2", "--only",
                     "--batch", "10")]
    return [case("300 random programs", "tests/diff/campaign.py", "--programs", "300"),
            case("planted miscompiles are found", "tests/diff/plants.py")]


def bench_cases() -> list:
    """No core operation takes more instructions than bench/baseline.json says."""
    def check():
        return read_tap(execute(["python3", "bench/check.py", SLEY], cwd=ROOT, timeout=300), "instructions")
    return [Case("bench", "instructions", check)]


def tool_cases() -> list:
    """Shape and strictness of all C that is kept, and the compiler's growth on deep and long input."""
    def tool(name: str, *command, timeout: float = 600) -> Case:
        def check():
            env = {"PATH": f"{BUILD}:{os.environ['PATH']}", "SLEY_CFLAGS": f"-I{BUILD}/include",
                   "SLEY_LIBS": " ".join([str(library), *link_flags()])}
            ended = execute(list(command), cwd=ROOT, env=env, timeout=timeout)
            return None if ended.status == 0 and not ended.timed_out else ended.describe()
        return Case("tools", name, check)
    library = BUILD / "gcc-O2/libsley.a"
    kept = sorted((ROOT / "samples").rglob("*.c")) + sorted((TESTS / "golden/c").glob("*.c"))
    cases = [tool(f"cstrict {it.relative_to(ROOT)}", "sh", "tests/tools/cstrict.sh", it, "--", "-I",
                   BUILD / "include") for it in kept]
    programs = [*(TESTS / "run").glob("*.sley"), *(ROOT / "samples").rglob("*.sley")]
    cases += [tool(f"frames {at}", "python3", "tests/tools/frame_check.py", "--sley", SLEY, "--library", library,
                   "--libs", " ".join(link_flags()), *sorted(programs)[at:at + 20])
              for at in range(0, len(programs), 20)]
    cases.append(tool("rules of docs/semantics.md", "python3", "tests/tools/rules.py"))
    cases += [tool(f"scaling of {verb}", "python3", "tests/tools/scaling_check.py", "--cmd", f"{SLEY} {verb}")
              for verb in ("check", "emit")]
    cases.append(tool("models of the runtime, and mistakes planted in them", "sh", "tests/models/check.sh"))
    cases.append(tool("control flow against a model", "python3", "tests/tools/flow_check.py", "--seeds", "1:7"))
    return cases
