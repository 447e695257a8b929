// SPDX-License-Identifier: MIT
// bench.go - the benchmarks in Go: goroutines on one processor, channels, sync.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func check(ok bool) {
	if !ok {
		panic("wrong result")
	}
}

func yield(n int) {
	for i := 0; i < n; i++ {
		runtime.Gosched()
	}
}

func switch1(n int) { yield(n) }

func switch2(n int) {
	var all sync.WaitGroup
	all.Add(2)
	for k := 0; k < 2; k++ {
		go func() { yield(n / 2); all.Done() }()
	}
	all.Wait()
}

func pingpong(n int) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			pong <- <-ping + 1
		}
	}()
	sum := 0
	for i := 0; i < n; i++ {
		ping <- i
		sum += <-pong
	}
	check(sum == n*(n+1)/2)
}

func buffered(n, parties int) {
	values := make(chan int, 128)
	sums := make(chan int, parties)
	var producers sync.WaitGroup
	producers.Add(parties)
	for k := 0; k < parties; k++ {
		go func() {
			for i := 0; i < n/parties; i++ {
				values <- i
			}
			producers.Done()
		}()
		go func() {
			sum := 0
			for v := range values {
				sum += v & 1
			}
			sums <- sum
		}()
	}
	producers.Wait()
	close(values)
	sum := 0
	for k := 0; k < parties; k++ {
		sum += <-sums
	}
	check(sum == n/parties/2*parties)
}

func spawnJoin(n int) {
	sum := 0
	done := make(chan int, 1)
	for i := 0; i < n; i++ {
		go func(i int) { done <- i & 1 }(i)
		sum += <-done
	}
	check(sum == n/2)
}

//go:noinline
func maybe(n, never int) int {
	if n == never {
		runtime.Gosched()
	}
	return n & 1
}

func awaitCall(n int) {
	sum := 0
	for i := 0; i < n; i++ {
		sum += maybe(i, -1)
	}
	check(sum == n/2)
}

func fibOf(n int) int {
	if n < 0 {
		runtime.Gosched()
	}
	if n < 2 {
		return n
	}
	return fibOf(n-1) + fibOf(n-2)
}

func fib(n int) { check(fibOf(n) > n) }

func node(first, size int, out chan int) {
	if size == 1 {
		out <- first
		return
	}
	sums := make(chan int, 10)
	for i := 0; i < 10; i++ {
		go node(first+i*(size/10), size/10, sums)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-sums
	}
	out <- sum
}

func skynet(n int) {
	out := make(chan int, 1)
	go node(0, n, out)
	check(<-out == n*(n-1)/2)
}

func sieve(n int) {
	numbers := make(chan int)
	go func(out chan int) {
		for i := 2; ; i++ {
			out <- i
		}
	}(numbers)
	prime := 0
	for k := 0; k < n; k++ {
		prime = <-numbers
		next := make(chan int)
		go func(prime int, from, to chan int) {
			for i := range from {
				if i%prime != 0 {
					to <- i
				}
			}
		}(prime, numbers, next)
		numbers = next
	}
	fmt.Println(prime)
}

func mutex(n int, hold func()) {
	var lock sync.Mutex
	var all sync.WaitGroup
	sum := 0
	all.Add(8)
	for k := 0; k < 8; k++ {
		go func() {
			for i := 0; i < n/8; i++ {
				lock.Lock()
				hold()
				sum += i & 1
				lock.Unlock()
			}
			all.Done()
		}()
	}
	all.Wait()
	check(sum == n/16*8)
}

func selects(n, places int) {
	var c [4]chan int
	for k := range c {
		c[k] = make(chan int, places)
		go func(out chan int) {
			for i := 0; i < n/4; i++ {
				out <- i
			}
		}(c[k])
	}
	sum := 0
	for i := 0; i < n/4*4; i++ {
		select {
		case v := <-c[0]:
			sum += v & 1
		case v := <-c[1]:
			sum += v & 1
		case v := <-c[2]:
			sum += v & 1
		case v := <-c[3]:
			sum += v & 1
		}
	}
	check(sum == n/8*4)
}

func sleep(n int, span func() time.Duration) {
	var all sync.WaitGroup
	all.Add(n)
	for i := 0; i < n; i++ {
		go func(d time.Duration) { time.Sleep(d); all.Done() }(span())
	}
	all.Wait()
}

func main() {
	runtime.GOMAXPROCS(1)
	n, err := strconv.Atoi(os.Args[2])
	check(err == nil)
	switch os.Args[1] {
	case "switch":
		switch1(n)
	case "switch2":
		switch2(n)
	case "chan_pingpong":
		pingpong(n)
	case "chan_buffered":
		buffered(n, 1)
	case "chan_buffered4":
		buffered(n, 4)
	case "spawn_join":
		spawnJoin(n)
	case "await_call":
		awaitCall(n)
	case "fib":
		fib(n)
	case "skynet":
		skynet(n)
	case "sieve":
		sieve(n)
	case "mutex":
		mutex(n, func() {})
	case "mutex_yield":
		mutex(n, runtime.Gosched)
	case "select":
		selects(n, 128)
	case "select0":
		selects(n, 0)
	case "timers":
		sleep(n, func() time.Duration { return time.Duration(rand.Intn(1000000)) * time.Microsecond })
	case "sleepers":
		sleep(n, func() time.Duration { return time.Second })
	default:
		os.Exit(64)
	}
}
