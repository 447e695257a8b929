# SPDX-License-Identifier: MIT
"""Ways in which tasks can wait for ever, and what the deadlock report must say of each.

A knot adds objects, functions and tasks to a Deadlock (generate.py). What is expected follows from the rules alone: who
waits where, for what, who holds it, and which tasks wait for each other in a cycle. Every knot ends in one state,
whatever the order in which tasks run: who takes something first sleeps before it takes the next.
"""


def plural(n: int, one: str) -> str:
    return f"{n} {one}" if n == 1 else f"{n} {one}s"


def locks_in_a_cycle(d, rng):
    size = rng.randint(1, 5)
    locks = [d.sync("Lock", "Lock()") for _ in range(size)]
    fn = d.function("first: Lock, second: Lock", ["await first.acquire()", "await sleep(1ms)",
                                                  "@await second.acquire()"])
    tasks = [d.task(fn, [locks[i], locks[(i + 1) % size]]) for i in range(size)]
    for i, task in enumerate(tasks):
        other = tasks[(i + 1) % size]
        task.waits("acquire", lambda i=i, other=other:
                   f'{locks[(i + 1) % size].shown()}, held by task "{other.name}"', for_task=other)


def lock_of_the_dead(d, rng):
    lock = d.sync("Lock", "Lock()")
    taker = d.function("l: Lock", ["await l.acquire()"])
    d.task(taker, [lock], ends=True)
    fn = d.function("l: Lock", ["await sleep(1ms)", "@await l.acquire()"])
    for _ in range(rng.randint(1, 3)):
        d.task(fn, [lock]).waits("acquire", lambda: f"{lock.shown()}, held by a task that has ended")


def reentrant(d, rng):
    lock = d.sync("RLock", "RLock()")
    depth = rng.randint(1, 3)
    holds = d.function("l: RLock, e: Event", ["await l.acquire()"] * depth + ["@await e.wait()"])
    gate = d.sync("Event", "Event()")
    wants = d.function("l: RLock", ["await sleep(1ms)", "@await l.acquire()"])
    owner = d.task(holds, [lock, gate])
    owner.waits("wait", lambda: f"{gate.shown()}, not set")
    for _ in range(rng.randint(1, 2)):
        d.task(wants, [lock]).waits("acquire", lambda: f'{lock.shown()}, held by task "{owner.name}"', for_task=owner)


def readers_and_a_writer(d, rng):
    lock = d.sync("RWLock", "RWLock()")
    readers = rng.randint(1, 3)
    gate = d.sync("Event", "Event()")
    reads = d.function("l: RWLock, e: Event", ["async with l.read() {", "    @await e.wait()", "}"])
    writes = d.function("l: RWLock", ["await sleep(1ms)", "@await l.acquire_write()"])
    for _ in range(readers):
        d.task(reads, [lock, gate]).waits("wait", lambda: f"{gate.shown()}, not set")
    d.task(writes, [lock]).waits("acquire_write", lambda: f"{lock.shown()}, held by {plural(readers, 'reader')}")


def writer_reads(d, rng):
    lock = d.sync("RWLock", "RWLock()")
    fn = d.function("l: RWLock", ["async with l.write() {", "    @await l.acquire_read()", "}"])
    task = d.task(fn, [lock])
    task.waits("acquire_read", lambda: f'{lock.shown()}, held by task "{task.name}"', for_task=task)


def permits(d, rng):
    count = rng.randint(0, 3)
    kind = rng.choice(["Semaphore", "BoundedSemaphore"])
    sem = d.sync(kind, f"{kind}({count})")
    fn = d.function(f"s: {kind}", [f"for _ in 0..{count} {{ await s.acquire() }}", "await sleep(1ms)",
                                   "@await s.acquire()"])
    d.task(fn, [sem]).waits("acquire", lambda: f"{sem.shown()}, 0 of {count} permits free")


def barrier_short_of_a_party(d, rng):
    parties = rng.randint(2, 5)
    there = rng.randint(1, parties - 1)
    barrier = d.sync("Barrier", f"Barrier({parties})")
    # a party that is cancelled breaks it for the others (S67)
    fn = d.function("b: Barrier", ["try {", "    @await b.wait()", "} catch e: BrokenBarrier {}"])
    for _ in range(there):
        d.task(fn, [barrier]).waits("wait", lambda: f"{barrier.shown()}, {there} of {parties} parties are there")


def condition_never_notified(d, rng):
    lock = d.sync("Lock", "Lock()")
    condition = d.sync("Condition", lambda: f"Condition({lock.name})")
    fn = d.function("c: Condition", ["async with c {", "    @await c.wait()", "}"], throws=True)
    for _ in range(rng.randint(1, 3)):
        d.task(fn, [condition]).waits("wait", lambda: f"{condition.shown()}, never notified")


def event_never_set(d, rng):
    event = d.sync("Event", "Event()")
    inner = d.function("e: Event", ["@await e.wait()"])
    outer = d.function("e: Event", [f"@await {inner.name}(e)"], inner=inner)
    for _ in range(rng.randint(1, 3)):
        d.task(rng.choice([inner, outer]), [event]).waits("wait", lambda: f"{event.shown()}, not set")


def work_never_done(d, rng):
    left = rng.randint(1, 4)
    group = d.sync("WaitGroup", "WaitGroup()")
    fn = d.function("w: WaitGroup", [f"w.add({left})", "await sleep(1ms)", "@await w.wait()"], throws=True)
    d.task(fn, [group]).waits("wait", lambda: f"{group.shown()}, {left} not done")


def queue(d, rng):
    cap = rng.randint(1, 3)
    kind = rng.choice(["Queue", "LifoQueue", "PriorityQueue"])
    full = d.sync(kind, f"{kind}[int]({cap})")
    puts = d.function(f"q: {kind}[int]", [f"for i in 0..{cap} {{ await q.put(i) }}", "@await q.put(9)"])
    d.task(puts, [full]).waits("put", lambda: f"{full.shown()}, {plural(cap, 'item')} of {cap}")
    joins = d.function(f"q: {kind}[int]", ["await sleep(1ms)", "@await q.join()"])
    d.task(joins, [full]).waits("join", lambda: f"{full.shown()}, {plural(cap, 'item')} of {cap}")
    empty = d.sync(kind, f"{kind}[int]()")
    gets = d.function(f"q: {kind}[int]", ["@await q.get()"])
    for _ in range(rng.randint(1, 3)):
        d.task(gets, [empty]).waits("get", lambda: f"{empty.shown()}, 0 items")


def missing_sender(d, rng):
    ch = d.chan(rng.randint(0, 3))
    fn = d.function("c: chan[int].receiver", ["@await c.recv()"])
    for _ in range(rng.randint(1, 3)):
        d.task(fn, [ch]).waits("recv", ch.shown)


def missing_receiver(d, rng):
    cap = rng.randint(0, 3)
    ch = d.chan(cap)
    fn = d.function("c: chan[int].sender", [f"for i in 0..{cap} {{ await c.send(i) }}", "@await c.send(9)"], throws=True)
    d.task(fn, [ch]).waits("send", ch.shown)


def channels_in_a_cycle(d, rng):
    size = rng.randint(2, 5)
    chans = [d.chan(rng.randint(0, 2)) for _ in range(size)]
    fn = d.function("from: chan[int], to: chan[int]", ["@async for v in from {", "    await to.send(v)", "}"],
                    throws=True)
    for i in range(size):
        d.task(fn, [chans[i], chans[(i + 1) % size]]).waits("recv", chans[i].shown)


def slow_subscription(d, rng):
    cap = rng.randint(1, 3)
    cast = d.sync("broadcast", f"broadcast[int]({cap})")
    subscribers = rng.randint(1, 3)
    for _ in range(subscribers):
        d.chan(None, lambda: f"{cast.name}.subscribe()")
    fn = d.function("b: broadcast[int]", [f"for i in 0..{cap} {{ await b.send(i) }}", "@await b.send(9)"], throws=True)
    d.task(fn, [cast]).waits("send", lambda: f"{cast.shown()}, {plural(subscribers, 'subscription')}")


def joins_in_a_cycle(d, rng):
    size = rng.randint(1, 4)
    known = d.plain("list[task[unit]]", "list[task[unit]]()")
    fn = d.function("ts: list[task[unit]], i: int", ["await sleep(1ms)", "@await ts[i]"])
    tasks = [d.task(fn, [known, str((i + 1) % size)], kept_in=known) for i in range(size)]
    for i, task in enumerate(tasks):
        other = tasks[(i + 1) % size]
        task.waits("await", lambda other=other: f'task "{other.name}"', for_task=other)


def tasks_of_all_kinds(d, rng):
    """Everything that waits for two tasks which wait for ever."""
    event = d.sync("Event", "Event()")
    known = d.plain("list[task[unit]]", "list[task[unit]]()")
    never = d.function("e: Event", ["@await e.wait()"])
    two = [d.task(never, [event], kept_in=known) for _ in range(2)]
    for task in two:
        task.waits("wait", lambda: f"{event.shown()}, not set")
    for how, words in rng.sample([("gather(ts)", "gather: 2 of 2"), ("wait(ts)", "wait: 2 of 2"),
                                  ("wait(ts, until: first)", "wait: 2 of 2"),
                                  ("shield(ts[0])", 'await shield: task "{0}"'),
                                  ("ts[1]", 'await: task "{1}"')], 3):
        fn = d.function("ts: list[task[unit]]", [f"@await {how}"])
        verb, what = words.split(": ", 1)
        target = two[0] if "{0}" in what else two[1] if "{1}" in what else None
        d.task(fn, [known]).waits(verb, lambda what=what: what.format(*[it.name for it in two]), for_task=target)


def future_never_resolved(d, rng):
    future = d.plain("future[int]", "future[int]()")
    fn = d.function("f: future[int]", ["@await f"], throws=True)
    for _ in range(rng.randint(1, 2)):
        d.task(fn, [future]).waits("await", lambda: "a future")


def once_inside_itself(d, rng):
    once = d.sync("Once", "Once()")
    fn = d.function("o: Once", ["@await o.run(async fn() throws { await o.run(async fn() throws {}) })"], throws=True)
    task = d.task(fn, [once], closure=True)
    task.waits("wait", lambda: f'{once.shown()}, held by task "{task.name}"', for_task=task)


def select_of_several(d, rng):
    """One task: its own send and receive on a rendezvous do not meet."""
    event, ch = d.sync("Event", "Event()"), d.chan(0)
    queue_ = d.sync("Queue", "Queue[int]()")
    arms = rng.sample([("e.wait()", lambda: f"wait: {event.shown()}, not set"), ("c.recv()", lambda: f"recv: {ch.shown()}"),
                       ("c.send(1)", lambda: f"send: {ch.shown()}"), ("q.get()", lambda: f"get: {queue_.shown()}, 0 items")],
                      rng.randint(2, 3))
    body = ["@await select {"] + [f"    case {it[0]} {{}}" for it in arms] + ["}"]
    fn = d.function("e: Event, c: chan[int], q: Queue[int]", body, throws=True)
    d.task(fn, [event, ch, queue_]).waits("select", lambda: ", ".join(it[1]() for it in arms))


def cleanup_that_waits(d, rng):
    event = d.sync("Event", "Event()")
    fn = d.function("e: Event", ["defer {", "    @await e.wait()", "}", "await sleep(1ms)"])
    d.task(fn, [event], stays=True).waits("wait", lambda: f"{event.shown()}, not set")


KNOTS = (locks_in_a_cycle, lock_of_the_dead, reentrant, readers_and_a_writer, writer_reads, permits,
         barrier_short_of_a_party, condition_never_notified, event_never_set, work_never_done, queue, missing_sender,
         missing_receiver, channels_in_a_cycle, slow_subscription, joins_in_a_cycle, tasks_of_all_kinds,
         future_never_resolved, once_inside_itself, select_of_several, cleanup_that_waits)
