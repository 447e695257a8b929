# SPDX-License-Identifier: MIT
"""The benchmarks in Python: asyncio on uvloop where it is installed."""
import asyncio
import random
import sys

try:
    import uvloop
    uvloop.install()
except ImportError:
    pass


class Chan:
    """A channel, as its users write one: a queue with an end."""

    def __init__(self, places):
        self.queue = asyncio.Queue(places)

    async def send(self, value):
        await self.queue.put(value)

    async def recv(self):
        return await self.queue.get()


async def give_way(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def switch2(n):
    await asyncio.gather(give_way(n // 2), give_way(n // 2))


# asyncio has no channel without places: one place.
async def pingpong(n):
    ping, pong = Chan(1), Chan(1)

    async def other():
        for _ in range(n):
            await pong.send(await ping.recv() + 1)
    task = asyncio.create_task(other())
    total = 0
    for i in range(n):
        await ping.send(i)
        total += await pong.recv()
    await task
    assert total == n * (n + 1) // 2


async def buffered(n, parties):
    values = Chan(128)

    async def produce():
        for i in range(n // parties):
            await values.send(i)

    async def consume():
        total = 0
        while (v := await values.recv()) is not None:
            total += v & 1
        return total
    consumers = [asyncio.create_task(consume()) for _ in range(parties)]
    await asyncio.gather(*(produce() for _ in range(parties)))
    for _ in range(parties):
        await values.send(None)
    assert sum(await asyncio.gather(*consumers)) == n // parties // 2 * parties


async def trivial(n):
    return n & 1


async def spawn_join(n):
    total = 0
    for i in range(n):
        total += await asyncio.create_task(trivial(i))
    assert total == n // 2


async def await_call(n):
    total = 0
    for i in range(n):
        total += await trivial(i)
    assert total == n // 2


async def fib_of(n):
    if n < 0:
        await asyncio.sleep(0)
    return n if n < 2 else await fib_of(n - 1) + await fib_of(n - 2)


async def fib(n):
    assert await fib_of(n) > n


async def node(first, size):
    if size == 1:
        return first
    part = size // 10
    children = [asyncio.create_task(node(first + i * part, part)) for i in range(10)]
    total = 0
    for child in children:
        total += await child
    return total


async def skynet(n):
    assert await node(0, n) == n * (n - 1) // 2


async def sieve(n):
    async def count(out):
        i = 2
        while True:
            await out.send(i)
            i += 1

    async def sift(prime, source, to):
        while True:
            i = await source.recv()
            if i % prime:
                await to.send(i)
    numbers = Chan(1)
    tasks = [asyncio.create_task(count(numbers))]
    prime = 0
    for _ in range(n):
        prime = await numbers.recv()
        after = Chan(1)
        tasks.append(asyncio.create_task(sift(prime, numbers, after)))
        numbers = after
    print(prime)
    for task in tasks:
        task.cancel()


async def mutex(n, hold):
    lock = asyncio.Lock()
    total = 0

    async def work():
        nonlocal total
        for i in range(n // 8):
            async with lock:
                if hold:
                    await asyncio.sleep(0)
                total += i & 1
    await asyncio.gather(*(work() for _ in range(8)))
    assert total == n // 16 * 8


async def select(n, places):
    sources = [Chan(places) for _ in range(4)]

    async def produce(out):
        for i in range(n // 4):
            await out.send(i)
    producers = [asyncio.create_task(produce(c)) for c in sources]
    getters = [asyncio.create_task(c.recv()) for c in sources]
    total = got = 0
    while got < n // 4 * 4:
        done, _ = await asyncio.wait(getters, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            total += task.result() & 1
            got += 1
            at = getters.index(task)
            getters[at] = asyncio.create_task(sources[at].recv())
    await asyncio.gather(*producers)
    for task in getters:
        task.cancel()
    assert total == n // 8 * 4


async def timers(n):
    await asyncio.gather(*(asyncio.sleep(random.random()) for _ in range(n)))


async def sleepers(n):
    await asyncio.gather(*(asyncio.sleep(1) for _ in range(n)))


RUNS = {"switch": give_way, "switch2": switch2, "chan_pingpong": pingpong, "chan_buffered": lambda n: buffered(n, 1),
        "chan_buffered4": lambda n: buffered(n, 4), "spawn_join": spawn_join, "await_call": await_call, "fib": fib,
        "skynet": skynet, "sieve": sieve, "mutex": lambda n: mutex(n, False), "mutex_yield": lambda n: mutex(n, True),
        "select": lambda n: select(n, 128), "select0": lambda n: select(n, 1), "timers": timers, "sleepers": sleepers}

if __name__ == "__main__":
    if sys.argv[1] not in RUNS:
        sys.exit(64)
    asyncio.run(RUNS[sys.argv[1]](int(sys.argv[2])))
