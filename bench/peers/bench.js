// SPDX-License-Identifier: MIT
// bench.js - the benchmarks in Node: promises, and the channel and the lock that its users write.
"use strict";

const assert = require("assert");

// What waits is a list with a place to take from, so that taking is not linear.
class Line {
    constructor() { this.all = []; this.at = 0; }
    get length() { return this.all.length - this.at; }
    push(x) { this.all.push(x); }
    take() {
        const x = this.all[this.at++];
        if (this.at > 1024 && this.at * 2 > this.all.length) { this.all = this.all.slice(this.at); this.at = 0; }
        return x;
    }
}

class Chan {
    constructor(places) { this.places = places; this.items = new Line(); this.receivers = new Line(); this.senders = new Line(); this.closed = false; }
    send(value) {
        if (this.receivers.length) { this.receivers.take()(value); return; }
        if (this.items.length < this.places) { this.items.push(value); return; }
        return new Promise((done) => this.senders.push([value, done]));
    }
    recv() {
        if (this.items.length) {
            const value = this.items.take();
            if (this.senders.length) { const [next, done] = this.senders.take(); this.items.push(next); done(); }
            return value;
        }
        if (this.senders.length) { const [value, done] = this.senders.take(); done(); return value; }
        if (this.closed) return undefined;
        return new Promise((done) => this.receivers.push(done));
    }
    close() { this.closed = true; while (this.receivers.length) this.receivers.take()(undefined); }
}

class Lock {
    constructor() { this.held = false; this.waiting = new Line(); }
    acquire() {
        if (!this.held) { this.held = true; return; }
        return new Promise((done) => this.waiting.push(done));
    }
    release() { if (this.waiting.length) this.waiting.take()(); else this.held = false; }
}

async function giveWay(n) { for (let i = 0; i < n; i++) await null; }

async function pingpong(n) {
    const ping = new Chan(0), pong = new Chan(0);
    const other = (async () => { for (let i = 0; i < n; i++) await pong.send(await ping.recv() + 1); })();
    let sum = 0;
    for (let i = 0; i < n; i++) { await ping.send(i); sum += await pong.recv(); }
    await other;
    assert(sum === n * (n + 1) / 2);
}

async function buffered(n, parties) {
    const values = new Chan(128), producers = [], consumers = [];
    for (let k = 0; k < parties; k++) {
        consumers.push((async () => {
            let sum = 0;
            for (;;) { const v = await values.recv(); if (v === undefined) return sum; sum += v & 1; }
        })());
        producers.push((async () => { for (let i = 0; i < n / parties; i++) await values.send(i); })());
    }
    await Promise.all(producers);
    values.close();
    const sum = (await Promise.all(consumers)).reduce((a, b) => a + b, 0);
    assert(sum === Math.floor(n / parties / 2) * parties);
}

async function trivial(n) { return n & 1; }

async function spawnJoin(n) { let sum = 0; for (let i = 0; i < n; i++) sum += await trivial(i); assert(sum === Math.floor(n / 2)); }

async function fib(n) { if (n < 0) await null; return n < 2 ? n : await fib(n - 1) + await fib(n - 2); }

async function node(first, size) {
    await null;
    if (size === 1) return first;
    const part = size / 10, children = [];
    for (let i = 0; i < 10; i++) children.push(node(first + i * part, part));
    let sum = 0;
    for (const child of children) sum += await child;
    return sum;
}

async function sieve(n) {
    let numbers = new Chan(0), prime = 0;
    (async (out) => { for (let i = 2; ; i++) await out.send(i); })(numbers);
    for (let k = 0; k < n; k++) {
        prime = await numbers.recv();
        const next = new Chan(0);
        (async (p, from, to) => { for (;;) { const i = await from.recv(); if (i % p !== 0) await to.send(i); } })(prime, numbers, next);
        numbers = next;
    }
    console.log(prime);
    process.exit(0);
}

async function mutex(n, hold) {
    const lock = new Lock();
    let sum = 0;
    await Promise.all(Array.from({ length: 8 }, async () => {
        for (let i = 0; i < n / 8; i++) { await lock.acquire(); if (hold) await null; sum += i & 1; lock.release(); }
    }));
    assert(sum === Math.floor(n / 16) * 8);
}

// A select as its users write it: try all, else wait until something has been sent.
async function select(n, places) {
    const all = Array.from({ length: 4 }, () => new Chan(places));
    let wake = null;
    const producers = all.map(async (c) => {
        for (let i = 0; i < n / 4; i++) { const sent = c.send(i); if (wake) { wake(); wake = null; } await sent; }
    });
    let sum = 0, first = 0;
    for (let i = 0; i < Math.floor(n / 4) * 4;) {
        let c = null;
        for (let k = 0; k < 4 && !c; k++) { const it = all[(first + k) % 4]; if (it.items.length || it.senders.length) c = it; }
        first++;
        if (c) { sum += (await c.recv()) & 1; i++; } else await new Promise((done) => { wake = done; });
    }
    await Promise.all(producers);
    assert(sum === Math.floor(n / 8) * 4);
}

function sleep(ms) { return new Promise((done) => setTimeout(done, ms)); }

async function timers(n, span) { await Promise.all(Array.from({ length: n }, () => sleep(span()))); }

async function main() {
    const n = Number(process.argv[3]);
    switch (process.argv[2]) {
    case "switch": return giveWay(n);
    case "switch2": return Promise.all([giveWay(n / 2), giveWay(n / 2)]);
    case "chan_pingpong": return pingpong(n);
    case "chan_buffered": return buffered(n, 1);
    case "chan_buffered4": return buffered(n, 4);
    case "spawn_join":
    case "await_call": return spawnJoin(n);
    case "fib": return assert(await fib(n) > n);
    case "skynet": return assert(await node(0, n) === n * (n - 1) / 2);
    case "sieve": return sieve(n);
    case "mutex": return mutex(n, false);
    case "mutex_yield": return mutex(n, true);
    case "select": return select(n, 128);
    case "select0": return select(n, 0);
    case "timers": return timers(n, () => Math.random() * 1000);
    case "sleepers": return timers(n, () => 1000);
    default: process.exit(64);
    }
}

main();
