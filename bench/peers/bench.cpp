// SPDX-License-Identifier: MIT
// bench.cpp - the benchmarks in C++20: coroutines whose frames come from free lists, a ready queue written by hand.
#include <algorithm>
#include <chrono>
#include <coroutine>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <queue>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using i64 = std::int64_t;
using handle = std::coroutine_handle<>;

static void check(bool ok)
{
    if (!ok) std::abort();
}

// ---- frames of equal size share a free list
struct pooled {
    static constexpr std::size_t step = 64, kinds = 32;
    static inline void *lists[kinds];

    static void *operator new(std::size_t size)
    {
        std::size_t kind = (size + step - 1) / step;
        if (kind >= kinds) return std::malloc(size);
        void *p = lists[kind];
        if (!p) return std::malloc(kind * step);
        lists[kind] = *static_cast<void **>(p);
        return p;
    }
    static void operator delete(void *p, std::size_t size)
    {
        std::size_t kind = (size + step - 1) / step;
        if (kind >= kinds) return std::free(p);
        *static_cast<void **>(p) = lists[kind];
        lists[kind] = p;
    }
};

// ---- the scheduler: a ring of what is ready, and a heap of what sleeps
static std::vector<handle> ring(1024);
static std::size_t ring_head, ring_tail;

static void make_ready(handle h)
{
    if (ring_tail - ring_head == ring.size()) {
        std::vector<handle> larger(ring.size() * 2);
        for (std::size_t i = ring_head; i != ring_tail; i++) larger[i & (larger.size() - 1)] = ring[i & (ring.size() - 1)];
        ring.swap(larger);
    }
    ring[ring_tail++ & (ring.size() - 1)] = h;
}

using moment = std::chrono::steady_clock::time_point;
struct sleeper {
    moment at;
    std::uint64_t order;
    handle who;
    bool operator>(const sleeper &o) const { return at != o.at ? at > o.at : order > o.order; }
};
static std::priority_queue<sleeper, std::vector<sleeper>, std::greater<>> sleepers;
static std::uint64_t sleeper_count;

static void run_all()
{
    for (;;) {
        while (ring_head != ring_tail) ring[ring_head++ & (ring.size() - 1)].resume();
        if (sleepers.empty()) return;
        std::this_thread::sleep_until(sleepers.top().at);
        moment now = std::chrono::steady_clock::now();
        while (!sleepers.empty() && sleepers.top().at <= now) {
            make_ready(sleepers.top().who);
            sleepers.pop();
        }
    }
}

struct give_way {
    bool await_ready() const noexcept { return false; }
    void await_suspend(handle h) const { make_ready(h); }
    void await_resume() const noexcept {}
};

struct rest {
    std::chrono::microseconds span;
    bool await_ready() const noexcept { return false; }
    void await_suspend(handle h) const { sleepers.push({std::chrono::steady_clock::now() + span, sleeper_count++, h}); }
    void await_resume() const noexcept {}
};

// ---- a call that is awaited: it starts when it is awaited, and goes on with its caller
struct lazy {
    struct promise_type : pooled {
        handle caller;
        i64 value = 0;
        lazy get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct last {
            bool await_ready() const noexcept { return false; }
            handle await_suspend(std::coroutine_handle<promise_type> h) const noexcept { return h.promise().caller; }
            void await_resume() const noexcept {}
        };
        last final_suspend() noexcept { return {}; }
        void return_value(i64 v) { value = v; }
        void unhandled_exception() { std::abort(); }
    };
    std::coroutine_handle<promise_type> frame;
    bool await_ready() const noexcept { return false; }
    handle await_suspend(handle caller)
    {
        frame.promise().caller = caller;
        return frame;
    }
    i64 await_resume()
    {
        i64 v = frame.promise().value;
        frame.destroy();
        return v;
    }
};

// ---- a task: ready at once; may be awaited by one
struct task {
    struct promise_type : pooled {
        handle waiter = nullptr;
        i64 value = 0;
        bool done = false;
        task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        struct first {
            bool await_ready() const noexcept { return false; }
            void await_suspend(handle h) const { make_ready(h); }
            void await_resume() const noexcept {}
        };
        first initial_suspend() noexcept { return {}; }
        struct last {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> h) const noexcept
            {
                h.promise().done = true;
                if (h.promise().waiter) make_ready(h.promise().waiter);
            }
            void await_resume() const noexcept {}
        };
        last final_suspend() noexcept { return {}; }
        void return_value(i64 v) { value = v; }
        void unhandled_exception() { std::abort(); }
    };
    std::coroutine_handle<promise_type> frame;
    bool await_ready() const noexcept { return frame.promise().done; }
    void await_suspend(handle h) { frame.promise().waiter = h; }
    i64 await_resume()
    {
        i64 v = frame.promise().value;
        frame.destroy();
        return v;
    }
};

// ---- a channel of any capacity
struct chan {
    struct waiter {
        waiter *next;
        handle who;
        i64 value;
    };
    struct line {
        waiter *head = nullptr, *tail = nullptr;
        void push(waiter *w)
        {
            w->next = nullptr;
            (head ? tail->next : head) = w;
            tail = w;
        }
        waiter *take()
        {
            waiter *w = head;
            head = w->next;
            return w;
        }
    };
    line receivers, senders;
    std::vector<i64> items;
    std::size_t places, at = 0, end = 0;
    bool closed = false;
    explicit chan(std::size_t places) : items(places ? places : 1), places(places) {}

    struct send_op : waiter {
        chan *c;
        bool await_ready()
        {
            if (c->receivers.head) {
                waiter *r = c->receivers.take();
                r->value = value;
                make_ready(r->who);
                return true;
            }
            if (c->end - c->at < c->places) {
                c->items[c->end++ % c->places] = value;
                return true;
            }
            return false;
        }
        void await_suspend(handle h)
        {
            who = h;
            c->senders.push(this);
        }
        void await_resume() const noexcept {}
    };
    struct recv_op : waiter {
        chan *c;
        bool await_ready() { return c->try_recv(value); }
        void await_suspend(handle h)
        {
            who = h;
            c->receivers.push(this);
        }
        i64 await_resume() const noexcept { return value; }
    };
    bool try_recv(i64 &value)
    {
        if (at != end) {
            value = items[at++ % places];
            if (senders.head) {
                waiter *s = senders.take();
                items[end++ % places] = s->value;
                make_ready(s->who);
            }
            return true;
        }
        if (senders.head) {
            waiter *s = senders.take();
            value = s->value;
            make_ready(s->who);
            return true;
        }
        if (!closed) return false;
        value = -1;
        return true;
    }
    send_op send(i64 v) { return {{nullptr, nullptr, v}, this}; }
    recv_op recv() { return {{nullptr, nullptr, 0}, this}; }
    void close()
    {
        closed = true;
        while (receivers.head) {
            waiter *r = receivers.take();
            r->value = -1;
            make_ready(r->who);
        }
    }
};

struct mutex {
    bool held = false;
    std::deque<handle> waiting;
    bool await_ready()
    {
        if (held) return false;
        return held = true;
    }
    void await_suspend(handle h) { waiting.push_back(h); }
    void await_resume() const noexcept {}
    void release()
    {
        if (waiting.empty()) {
            held = false;
            return;
        }
        make_ready(waiting.front());
        waiting.pop_front();
    }
};

// ---- the benchmarks
static task give(i64 n)
{
    for (i64 i = 0; i < n; i++) co_await give_way{};
    co_return 0;
}

static task ponger(i64 n, chan &ping, chan &pong)
{
    for (i64 i = 0; i < n; i++) co_await pong.send(co_await ping.recv() + 1);
    co_return 0;
}

static task pinger(i64 n, chan &ping, chan &pong)
{
    i64 sum = 0;
    for (i64 i = 0; i < n; i++) {
        co_await ping.send(i);
        sum += co_await pong.recv();
    }
    check(sum == n * (n + 1) / 2);
    co_return 0;
}

static task produce(i64 n, chan &out)
{
    for (i64 i = 0; i < n; i++) co_await out.send(i);
    co_return 0;
}

static task consume(chan &values)
{
    i64 sum = 0;
    for (;;) {
        i64 v = co_await values.recv();
        if (v < 0) co_return sum;
        sum += v & 1;
    }
}

static task buffered(i64 n, int parties)
{
    chan values(128);
    std::vector<task> producers, consumers;
    for (int i = 0; i < parties; i++) {
        consumers.push_back(consume(values));
        producers.push_back(produce(n / parties, values));
    }
    for (task &t : producers) co_await t;
    values.close();
    i64 sum = 0;
    for (task &t : consumers) sum += co_await t;
    check(sum == n / parties / 2 * parties);
    co_return 0;
}

static task trivial(i64 n) { co_return n & 1; }

static task spawn_join(i64 n)
{
    i64 sum = 0;
    for (i64 i = 0; i < n; i++) sum += co_await trivial(i);
    check(sum == n / 2);
    co_return 0;
}

static lazy maybe(i64 n, i64 never)
{
    if (n == never) co_await give_way{};
    co_return n & 1;
}

static task await_call(i64 n)
{
    i64 sum = 0;
    for (i64 i = 0; i < n; i++) sum += co_await maybe(i, -1);
    check(sum == n / 2);
    co_return 0;
}

static lazy fib_of(i64 n)
{
    if (n < 0) co_await give_way{};
    if (n < 2) co_return n;
    i64 a = co_await fib_of(n - 1);
    co_return a + co_await fib_of(n - 2);
}

static task fib(i64 n)
{
    check(co_await fib_of(n) > n);
    co_return 0;
}

static task node(i64 first, i64 size)
{
    if (size == 1) co_return first;
    task children[10] = {node(first, size / 10), node(first + size / 10, size / 10), node(first + 2 * (size / 10), size / 10),
                         node(first + 3 * (size / 10), size / 10), node(first + 4 * (size / 10), size / 10),
                         node(first + 5 * (size / 10), size / 10), node(first + 6 * (size / 10), size / 10),
                         node(first + 7 * (size / 10), size / 10), node(first + 8 * (size / 10), size / 10),
                         node(first + 9 * (size / 10), size / 10)};
    i64 sum = 0;
    for (task &t : children) sum += co_await t;
    co_return sum;
}

static task skynet(i64 n)
{
    check(co_await node(0, n) == n * (n - 1) / 2);
    co_return 0;
}

static task count(chan &out)
{
    for (i64 i = 2;; i++) co_await out.send(i);
}

static task filter(i64 prime, chan &from, chan &to)
{
    for (;;) {
        i64 i = co_await from.recv();
        if (i % prime != 0) co_await to.send(i);
    }
}

static task sieve(i64 n)
{
    chan *numbers = new chan(0);
    count(*numbers);
    i64 prime = 0;
    for (i64 k = 0; k < n; k++) {
        prime = co_await numbers->recv();
        chan *next = new chan(0);
        filter(prime, *numbers, *next);
        numbers = next;
    }
    std::printf("%lld\n", static_cast<long long>(prime));
    std::fflush(stdout);
    std::_Exit(0);
}

static task locker(i64 n, mutex &lock, bool hold)
{
    i64 sum = 0;
    for (i64 i = 0; i < n; i++) {
        co_await lock;
        if (hold) co_await give_way{};
        sum += i & 1;
        lock.release();
    }
    co_return sum;
}

static task locks(i64 n, bool hold)
{
    mutex lock;
    std::vector<task> all;
    for (int i = 0; i < 8; i++) all.push_back(locker(n / 8, lock, hold));
    i64 sum = 0;
    for (task &t : all) sum += co_await t;
    check(sum == n / 16 * 8);
    co_return 0;
}

// A select of four: it tries all, then waits in all, and leaves the others when one takes it.
struct select4 {
    struct arm : chan::waiter {
        chan *c;
    };
    arm arms[4];
    static inline unsigned first;
    i64 value = 0;
    explicit select4(chan *const (&all)[4])
    {
        for (int k = 0; k < 4; k++) arms[k].c = all[k];
    }
    bool await_ready()
    {
        unsigned from = first++;
        for (unsigned k = 0; k < 4; k++) {
            if (arms[(from + k) % 4].c->try_recv(value)) return true;
        }
        return false;
    }
    void await_suspend(handle h)
    {
        for (arm &a : arms) {
            a.who = h;
            a.value = -1;
            a.c->receivers.push(&a);
        }
    }
    i64 await_resume()
    {
        if (arms[0].who) {
            for (arm &a : arms) {
                if (a.value >= 0) value = a.value;
                a.c->receivers.head = nullptr; // the only receiver
            }
        }
        return value;
    }
};

static task selects(i64 n, std::size_t places)
{
    chan a(places), b(places), c(places), d(places);
    chan *const all[4] = {&a, &b, &c, &d};
    std::vector<task> producers;
    for (chan *it : all) producers.push_back(produce(n / 4, *it));
    i64 sum = 0;
    for (i64 i = 0; i < n / 4 * 4; i++) {
        select4 s(all);
        for (auto &arm : s.arms) arm.who = nullptr;
        sum += co_await s & 1;
    }
    for (task &t : producers) co_await t;
    check(sum == n / 8 * 4);
    co_return 0;
}

static task sleep_once(i64 micros)
{
    co_await rest{std::chrono::microseconds(micros)};
    co_return 0;
}

static task timers(i64 n, bool random)
{
    std::vector<task> all;
    std::uint64_t seed = 1;
    for (i64 i = 0; i < n; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        all.push_back(sleep_once(random ? static_cast<i64>((seed >> 33) % 1000000) : 1000000));
    }
    for (task &t : all) co_await t;
    co_return 0;
}

int main(int argc, char **argv)
{
    std::string name = argc > 2 ? argv[1] : "";
    i64 n = argc > 2 ? std::strtoll(argv[2], nullptr, 10) : 0;
    chan ping(0), pong(0);
    if (name == "switch") give(n);
    else if (name == "switch2") give(n / 2), give(n / 2);
    else if (name == "chan_pingpong") ponger(n, ping, pong), pinger(n, ping, pong);
    else if (name == "chan_buffered") buffered(n, 1);
    else if (name == "chan_buffered4") buffered(n, 4);
    else if (name == "spawn_join") spawn_join(n);
    else if (name == "await_call") await_call(n);
    else if (name == "fib") fib(n);
    else if (name == "skynet") skynet(n);
    else if (name == "sieve") sieve(n);
    else if (name == "mutex") locks(n, false);
    else if (name == "mutex_yield") locks(n, true);
    else if (name == "select") selects(n, 128);
    else if (name == "select0") selects(n, 0);
    else if (name == "timers") timers(n, true);
    else if (name == "sleepers") timers(n, false);
    else return 64;
    run_all();
    return 0;
}
