# SPDX-License-Identifier: MIT
"""The benchmarks, and the languages they are written in.

A benchmark is bench/NAME/NAME.sley and bench/NAME/limit.c, the same by hand in C. The peers' programs have one file each
for all of them, bench/peers/bench.*: `PROGRAM NAME N`.
"""
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CARGO_REGISTRY = Path("/usr/share/cargo/registry")      # where Debian's librust-*-dev packages lie


def same(n: int) -> int:
    return n


def fib_calls(n: int) -> int:
    a, b = 0, 1
    for _ in range(n + 1):
        a, b = b, a + b
    return 2 * a - 1


def tree_nodes(leaves: int) -> int:
    return leaves + (leaves - 1) // 9


@dataclass(frozen=True)
class Benchmark:
    name: str
    what: str
    count: int              # the N of the limit, of Sley, of Go and tokio
    bar: float              # at most so many times the limit
    small: tuple = ()       # the N of peers that are slower by ten and by a hundred; (): so many times less
    operations: object = same
    check: tuple = (1_000, 11_000)      # two N whose difference gives the instructions; (): it waits for the clock
    memory: bool = False    # peak memory is part of the result
    least: int = 16         # an N that takes no time

    def count_of(self, slowness: int) -> int:
        """N for who is slower than the others by ten to the power of this."""
        if slowness == 0:
            return self.count
        return self.small[slowness - 1] if self.small else self.count // 10 ** slowness


BENCHMARKS = {it.name: it for it in (
    Benchmark("switch", "a task gives way", 20_000_000, 2.0),
    Benchmark("switch2", "two tasks give way to each other", 20_000_000, 2.0),
    Benchmark("chan_pingpong", "round trip over two rendezvous channels", 5_000_000, 2.0),
    Benchmark("chan_buffered", "an item through a channel of 128", 20_000_000, 2.0),
    Benchmark("chan_buffered4", "the same, four senders and four receivers", 20_000_000, 2.0),
    Benchmark("spawn_join", "spawn a trivial task and await it", 5_000_000, 2.5),
    Benchmark("await_call", "await of a function that could suspend and does not", 50_000_000, 1.5),
    Benchmark("fib", "fib(32), async at each level, a call", 32, 2.0, small=(27, 22), operations=fib_calls, check=(7, 15), least=7),
    Benchmark("skynet", "a tree of tasks with a million leaves, a task", 1_000_000, 2.0, small=(100_000, 10_000), operations=tree_nodes,
              check=(10, 1_000), memory=True, least=10),
    Benchmark("sieve", "the first 1000 primes, a chain of tasks; a prime", 1_000, 2.0, small=(1_000, 1_000), check=(20, 60), least=1),
    Benchmark("mutex", "a lock of eight tasks, taken and given back", 20_000_000, 2.5),
    Benchmark("mutex_yield", "the same, held over a switch", 10_000_000, 2.0),
    Benchmark("select", "an item of one of four channels of 128", 10_000_000, 2.5),
    Benchmark("select0", "an item of one of four rendezvous channels", 10_000_000, 2.5),
    Benchmark("timers", "a task that sleeps until a moment of its own", 1_000_000, 2.0, check=(), memory=True),
    Benchmark("sleepers", "a task that sleeps for a second", 1_000_000, 2.0, check=(), memory=True),
)}


@dataclass(frozen=True)
class Contender:
    """Who takes part: build() gives the command before the arguments, or None when a tool is missing."""
    name: str
    build: object
    slowness: int = 0       # 1: it is slower by ten, 2: by a hundred


def run(*command, **options) -> None:
    subprocess.run([str(it) for it in command], check=True, stdout=subprocess.DEVNULL, **options)


def build_limit(scratch: Path, name: str, sley: str) -> list:
    run(os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", *os.environ.get("CFLAGS", "-O2").split(), "-o",
        scratch / f"{name}.limit", HERE / name / "limit.c")
    return [scratch / f"{name}.limit"]


def build_sley(scratch: Path, name: str, sley: str) -> list:
    run(sley, "build", "-O2", HERE / name / f"{name}.sley", "-o", scratch / f"{name}.sley")
    return [scratch / f"{name}.sley"]


def build_go(scratch: Path, name: str, sley: str) -> list | None:
    program = scratch / "bench.go.out"
    if not shutil.which("go"):
        return None
    if not program.exists():
        run("go", "build", "-o", program, HERE / "peers" / "bench.go", env={**os.environ, "GOCACHE": str(scratch / "gocache")})
    return [program, name]


def build_tokio(scratch: Path, name: str, sley: str) -> list | None:
    if not shutil.which("cargo") or not any(CARGO_REGISTRY.glob("tokio-1*")):
        return None
    crate = scratch / "tokio"
    program = crate / "target/release/bench"
    if not program.exists():
        (crate / "src").mkdir(parents=True)
        (crate / ".cargo").mkdir()
        shutil.copy(HERE / "peers" / "bench.rs", crate / "src/main.rs")
        (crate / "Cargo.toml").write_text('[package]\nname = "bench"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n'
                                          'tokio = { version = "1", features = ["rt", "sync", "time", "macros"] }\n')
        (crate / ".cargo/config.toml").write_text('[source.crates-io]\nreplace-with = "debian"\n[source.debian]\n'
                                                  f'directory = "{CARGO_REGISTRY}"\n')
        run("cargo", "build", "--release", "--offline", "--quiet", cwd=crate)
    return [program, name]


def build_cpp(scratch: Path, name: str, sley: str) -> list | None:
    program = scratch / "bench.cpp.out"
    if not shutil.which("g++"):
        return None
    if not program.exists():
        run("g++", "-std=c++20", "-O2", "-o", program, HERE / "peers" / "bench.cpp")
    return [program, name]


def build_node(scratch: Path, name: str, sley: str) -> list | None:
    return ["node", HERE / "peers" / "bench.js", name] if shutil.which("node") else None


def build_python(scratch: Path, name: str, sley: str) -> list | None:
    return ["python3", HERE / "peers" / "bench.py", name] if shutil.which("python3") else None


CONTENDERS = (Contender("limit", build_limit), Contender("sley", build_sley), Contender("C++20", build_cpp),
              Contender("go", build_go), Contender("tokio", build_tokio), Contender("node", build_node, slowness=1),
              Contender("python", build_python, slowness=2))
