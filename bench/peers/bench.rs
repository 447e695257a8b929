// SPDX-License-Identifier: MIT
// bench.rs - the benchmarks in Rust with tokio, on its scheduler for one thread.
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, Mutex};
use tokio::task::{yield_now, JoinHandle};

async fn give_way(n: u64) {
    for _ in 0..n {
        yield_now().await;
    }
}

async fn switch2(n: u64) {
    let other = tokio::spawn(give_way(n / 2));
    give_way(n / 2).await;
    other.await.unwrap();
}

// tokio has no channel without places: one place, as its users would.
async fn pingpong(n: u64) {
    let (ping, mut pings) = mpsc::channel::<u64>(1);
    let (pong, mut pongs) = mpsc::channel::<u64>(1);
    tokio::spawn(async move {
        while let Some(v) = pings.recv().await {
            if pong.send(v + 1).await.is_err() {
                break;
            }
        }
    });
    let mut sum = 0;
    for i in 0..n {
        ping.send(i).await.unwrap();
        sum += pongs.recv().await.unwrap();
    }
    assert!(sum == n * (n + 1) / 2);
}

async fn buffered(n: u64, parties: u64) {
    let (out, values) = mpsc::channel::<u64>(128);
    let values = Arc::new(Mutex::new(values)); // a receiver is one task's
    let mut consumers: Vec<JoinHandle<u64>> = Vec::new();
    for _ in 0..parties {
        let values = values.clone();
        consumers.push(tokio::spawn(async move {
            let mut sum = 0;
            loop {
                let next = values.lock().await.recv().await;
                match next {
                    Some(v) => sum += v & 1,
                    None => return sum,
                }
            }
        }));
        let out = out.clone();
        tokio::spawn(async move {
            for i in 0..n / parties {
                out.send(i).await.unwrap();
            }
        });
    }
    drop(out);
    let mut sum = 0;
    for c in consumers {
        sum += c.await.unwrap();
    }
    assert!(sum == n / parties / 2 * parties);
}

async fn buffered1(n: u64) {
    let (out, mut values) = mpsc::channel::<u64>(128);
    tokio::spawn(async move {
        for i in 0..n {
            out.send(i).await.unwrap();
        }
    });
    let mut sum = 0;
    while let Some(v) = values.recv().await {
        sum += v & 1;
    }
    assert!(sum == n / 2);
}

async fn spawn_join(n: u64) {
    let mut sum = 0;
    for i in 0..n {
        sum += tokio::spawn(async move { i & 1 }).await.unwrap();
    }
    assert!(sum == n / 2);
}

#[inline(never)]
async fn maybe(n: u64, never: u64) -> u64 {
    if n == never {
        yield_now().await;
    }
    n & 1
}

async fn await_call(n: u64) {
    let mut sum = 0;
    for i in 0..n {
        sum += maybe(i, u64::MAX).await;
    }
    assert!(sum == n / 2);
}

fn fib_of(n: i64) -> Pin<Box<dyn Future<Output = i64> + Send>> {
    Box::pin(async move {
        if n < 0 {
            yield_now().await;
        }
        if n < 2 {
            return n;
        }
        fib_of(n - 1).await + fib_of(n - 2).await
    })
}

fn node(first: u64, size: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
    Box::pin(async move {
        if size == 1 {
            return first;
        }
        let part = size / 10;
        let children: Vec<_> = (0..10).map(|i| tokio::spawn(node(first + i * part, part))).collect();
        let mut sum = 0;
        for c in children {
            sum += c.await.unwrap();
        }
        sum
    })
}

async fn sieve(n: u64) {
    let (out, mut numbers) = mpsc::channel::<u64>(1);
    tokio::spawn(async move {
        let mut i = 2;
        while out.send(i).await.is_ok() {
            i += 1;
        }
    });
    let mut prime = 0;
    for _ in 0..n {
        prime = numbers.recv().await.unwrap();
        let (to, next) = mpsc::channel::<u64>(1);
        let mut from = std::mem::replace(&mut numbers, next);
        tokio::spawn(async move {
            while let Some(i) = from.recv().await {
                if i % prime != 0 && to.send(i).await.is_err() {
                    break;
                }
            }
        });
    }
    println!("{}", prime);
}

async fn mutex(n: u64, hold: bool) {
    let lock = Arc::new(Mutex::new(0));
    let mut all = Vec::new();
    for _ in 0..8 {
        let lock = lock.clone();
        all.push(tokio::spawn(async move {
            for i in 0..n / 8 {
                let mut sum = lock.lock().await;
                if hold {
                    yield_now().await;
                }
                *sum += i & 1;
            }
        }));
    }
    for t in all {
        t.await.unwrap();
    }
    assert!(*lock.lock().await == n / 16 * 8);
}

async fn select(n: u64, places: usize) {
    let mut all = Vec::new();
    for _ in 0..4 {
        let (out, values) = mpsc::channel::<u64>(places);
        tokio::spawn(async move {
            for i in 0..n / 4 {
                out.send(i).await.unwrap();
            }
        });
        all.push(values);
    }
    let (mut d, mut c, mut b, mut a) = (all.pop().unwrap(), all.pop().unwrap(), all.pop().unwrap(), all.pop().unwrap());
    let mut sum = 0;
    for _ in 0..n / 4 * 4 {
        tokio::select! {
            Some(v) = a.recv() => sum += v & 1,
            Some(v) = b.recv() => sum += v & 1,
            Some(v) = c.recv() => sum += v & 1,
            Some(v) = d.recv() => sum += v & 1,
        }
    }
    assert!(sum == n / 8 * 4);
}

async fn sleep(n: u64, span: impl Fn() -> u64) {
    let mut all = Vec::new();
    for _ in 0..n {
        let time = Duration::from_micros(span());
        all.push(tokio::spawn(tokio::time::sleep(time)));
    }
    for t in all {
        t.await.unwrap();
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let n: u64 = args[2].parse().unwrap();
    let seed = Cell::new(1u64);
    let random = || {
        seed.set(seed.get().wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407));
        (seed.get() >> 33) % 1_000_000
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        match args[1].as_str() {
            "switch" => give_way(n).await,
            "switch2" => switch2(n).await,
            "chan_pingpong" => pingpong(n).await,
            "chan_buffered" => buffered1(n).await,
            "chan_buffered4" => buffered(n, 4).await,
            "spawn_join" => spawn_join(n).await,
            "await_call" => await_call(n).await,
            "fib" => assert!(fib_of(n as i64).await > n as i64),
            "skynet" => assert!(node(0, n).await == n * (n - 1) / 2),
            "sieve" => sieve(n).await,
            "mutex" => mutex(n, false).await,
            "mutex_yield" => mutex(n, true).await,
            "select" => select(n, 128).await,
            "select0" => select(n, 1).await,
            "timers" => sleep(n, random).await,
            "sleepers" => sleep(n, || 1_000_000).await,
            _ => std::process::exit(64),
        }
    });
}
