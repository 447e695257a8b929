# SPDX-License-Identifier: MIT
"""Tasks, time and cancellation in the interpreter, after the contract of docs/language.md (S1..S49, S70..S76).

Each task runs on a thread of its own, and exactly one runs at a time: a task that waits hands over to the next one of
the ready queue itself. The clock jumps to the next deadline when nothing is ready. A *wait* is one thing that a task
waits for; who claims it first says how it ends, and claiming only puts the task at the end of the queue.
"""
import heapq
import threading
from collections import deque

from values import Error

CANCELLED = object()                                   # how a wait ends that a cancellation claimed


class Leave(Exception):
    """A way to leave a block: all of them run the cleanup of what they pass."""


class Break(Leave):
    def __init__(self, label):
        self.label = label


class Continue(Break):
    pass


class Return(Leave):
    def __init__(self, value):
        self.value = value


class Thrown(Leave):
    def __init__(self, error):
        self.error = error


class Cancelled(Leave):
    pass


class Deadlock(Exception):
    pass


class Killed(BaseException):
    """The program is over, this task's thread ends."""


class Wait:
    __slots__ = ("task", "claimed", "result", "on_cancel", "is_queued")

    def __init__(self, task, on_cancel=None):
        self.task, self.claimed, self.result, self.on_cancel = task, False, None, on_cancel
        self.is_queued = False                         # in the ready queue: a sleep without time

    def claim(self, result=None) -> bool:
        """True for the first; the task runs later."""
        if self.claimed:
            return False
        self.claimed, self.result = True, result
        if not self.is_queued:                         # else it keeps its place
            self.task.sched.ready.append(self.task)
        return True

    fire = claim


class Alarm:
    """A function of the scheduler that a timer calls."""
    __slots__ = ("claimed", "action")

    def __init__(self, action):
        self.claimed, self.action = False, action

    def fire(self) -> None:
        self.claimed = True
        self.action()


class Scope:
    """What can be cancelled on its own within a task, or (is_shield) what keeps a cancellation out."""
    __slots__ = ("requested", "is_shield")

    def __init__(self, is_shield=False):
        self.requested, self.is_shield = False, is_shield


class Task:
    def __init__(self, sched, work, group=None):
        self.sched, self.work, self.group = sched, work, group
        self.lock, self.thread, self.wait = threading.Lock(), None, None
        self.lock.acquire()
        self.scopes = [Scope()]
        self.state, self.value, self.error = "created", None, None
        self.waiters = []
        self.groups = []                               # open group blocks, the innermost last

    def done(self) -> bool:
        return self.state in ("finished", "failed", "cancelled")

    # -- cancellation

    def due(self) -> bool:
        for scope in reversed(self.scopes):
            if scope.requested:
                return True
            if scope.is_shield:
                return False
        return False

    def cancel(self) -> bool:
        if self.done():
            return False
        self.request(self.scopes[0])
        return True

    def request(self, scope) -> None:
        if scope.requested:
            return
        scope.requested = True
        wait = self.wait
        if wait is not None and not wait.claimed and self.due():
            if wait.on_cancel:
                wait.on_cancel()
            else:
                wait.claim(CANCELLED)

    # -- waiting

    def park(self, wait):
        """Gives way until the wait is claimed; its result."""
        self.wait = wait
        self.sched.give_way(self)
        self.wait = None
        if wait.result is CANCELLED:
            raise Cancelled
        return wait.result

    def begin_wait(self, on_cancel=None) -> Wait:
        if self.due():
            raise Cancelled
        return Wait(self, on_cancel)

    def sleep(self, nanos: int) -> None:
        wait = self.begin_wait()
        self.sched.after(nanos, wait)
        self.park(wait)

    def join(self, other: "Task"):
        """await of a task: its value, its error, or Cancelled."""
        if not other.done():
            wait = self.begin_wait(on_cancel=other.cancel)
            other.waiters.append(wait)
            self.park(wait)
        return other.outcome()

    def join_quietly(self, other: "Task") -> None:
        """`wait([t])`: throws nothing, and cancelling the waiter does not cancel what it waits for."""
        if not other.done():
            wait = self.begin_wait()
            other.waiters.append(wait)
            self.park(wait)

    def watch(self, tasks, enough, on_cancel):
        """Waits until `enough` of their states: the end of the last that is needed wakes this task."""
        if enough():
            return
        wait = Wait(self, on_cancel)
        if self.due():
            on_cancel()

        def ended(task):
            if enough():
                wait.claim(task)
        for it in tasks:
            if not it.done():
                it.waiters.append(Watcher(ended))
        self.park(wait)

    def wait_all(self, tasks) -> None:
        """gather: the first error in time, at once; a cancellation is passed on and waits for the last to end."""
        def cancel_all():
            cancelled.append(True)
            for it in tasks:
                it.cancel()
        cancelled = []
        if self.due():
            cancel_all()
        self.watch(tasks, lambda: all(it.done() for it in tasks) or not cancelled and any(
            it.state in ("failed", "cancelled") for it in tasks), cancel_all)
        if cancelled and self.due():
            raise Cancelled
        for it in tasks:
            if it.state in ("failed", "cancelled"):
                it.outcome()

    def wait_first(self, tasks) -> int:
        """race: the place of the first that ends, which cancels the others at once; they are waited for."""
        won = []

        def ended(task):
            if not won:
                won.append(tasks.index(task))
                cancel_all()

        def cancel_all():
            for it in tasks:
                it.cancel()
        for it in tasks:
            it.waiters.append(Watcher(ended))
        self.watch(tasks, lambda: all(it.done() for it in tasks), cancel_all)
        return won[0]

    def outcome(self):
        if self.state == "failed":
            raise Thrown(self.error)
        if self.state == "cancelled":
            raise Cancelled
        return self.value

    # -- life

    def run(self) -> None:
        if self.scopes[0].requested:
            self.finish("cancelled")
            return
        self.state = "running"
        try:
            self.value = self.work()
            self.finish("finished")
        except Thrown as left:
            self.error = left.error
            self.finish("failed")
        except Cancelled:
            self.finish("cancelled")

    def finish(self, state: str) -> None:
        self.state = state
        for wait in self.waiters:
            wait.claim(self)
        self.waiters = []
        if self.group:
            self.group.ended(self)


class Group:
    """The tasks of one `await group` block."""

    def __init__(self, owner: Task):
        self.owner, self.tasks, self.failed = owner, [], []
        self.scope = Scope()
        self.wait = None                               # of the owner at the end of the block
        self.body_failed = False

    def ended(self, task: Task) -> None:
        if task.state == "failed":
            first = not self.failed and not self.body_failed
            self.failed.append(task)
            if first:
                self.cancel(but=task)
                if self.wait is None:
                    self.owner.request(self.scope)
        if self.wait is not None and all(it.done() for it in self.tasks):
            self.wait.claim()

    def cancel(self, but=None) -> None:
        for it in self.tasks:
            if it is not but:
                it.cancel()

    def close(self) -> bool:
        """Waits for all tasks, whatever happens; a cancellation of the owner is passed on to them. Whether the owner
        was cancelled: not when the last task had ended before (S38), though the owner had not yet gone on."""
        cancelled = [] if self.tasks and not all(it.done() for it in self.tasks) else [self.owner.due()]

        def on_cancel():
            cancelled.append(True)
            self.cancel()
        while not all(it.done() for it in self.tasks):
            self.wait = Wait(self.owner, on_cancel)
            if self.owner.due():
                on_cancel()
            self.owner.park(self.wait)
        return any(cancelled)

    def errors(self) -> list:
        return [it.error for it in self.tasks if it.state == "failed"]


class Watcher:
    """Calls a function of the scheduler when a task ends, before anything else runs."""
    __slots__ = ("claim",)

    def __init__(self, action):
        self.claim = action


class Arm:
    """One of the arms of a select in the line of a channel: whoever claims it claims the whole wait."""
    __slots__ = ("wait", "at")

    def __init__(self, wait, at):
        self.wait, self.at = wait, at

    @property
    def claimed(self) -> bool:
        return self.wait.claimed

    def claim(self, result) -> bool:
        return self.wait.claim((self.at, result))


class Chan:
    """Waiting lines are FIFO; a value is handed over directly to a receiver that waits."""
    CLOSED = object()                                  # the result of a wait that close() ended

    def __init__(self, cap):
        self.cap, self.items, self.closed = cap, deque(), False
        self.receivers, self.senders = deque(), deque()        # waits; (wait, value)

    @staticmethod
    def first(line):
        while line:
            it = line.popleft()
            if not (it[0] if isinstance(it, tuple) else it).claimed:
                return it
        return None

    def offer(self, value) -> bool:
        """Hands over at once, if that can be done."""
        if self.closed:
            raise Thrown(Error("Closed"))
        receiver = self.first(self.receivers)
        if receiver:
            return receiver.claim(value)
        if self.cap is None or len(self.items) < self.cap:
            self.items.append(value)
            return True
        return False

    def take(self):
        """(value,) if there is one, (None,) at the end, else None."""
        if self.items:
            value = self.items.popleft()
            sender = self.first(self.senders)
            if sender:
                self.items.append(sender[1])
                sender[0].claim(())
            return (value,)
        sender = self.first(self.senders)
        if sender:
            sender[0].claim(())
            return (sender[1],)
        return (None,) if self.closed else None

    def enqueue(self, kind, wait, at, value=None) -> None:
        if kind == "recv":
            self.receivers.append(Arm(wait, at))
        else:
            self.senders.append((Arm(wait, at), value))

    def send(self, task, value) -> None:
        if not self.offer(value):
            wait = task.begin_wait()
            self.senders.append((wait, value))
            if task.park(wait) is self.CLOSED:
                raise Thrown(Error("Closed"))

    def recv(self, task):
        ready = self.take()
        if ready:
            return ready[0]
        wait = task.begin_wait()
        self.receivers.append(wait)
        value = task.park(wait)
        return None if value is self.CLOSED else value

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        while (it := self.first(self.receivers)) or (it := self.first(self.senders)):
            (it[0] if isinstance(it, tuple) else it).claim(self.CLOSED)


class Future:
    """A value to come; awaiting it is like awaiting a task."""

    def __init__(self):
        self.state, self.value, self.waiters = "waiting", None, []

    def done(self) -> bool:
        return self.state != "waiting"

    def set(self, value) -> None:
        if self.done():
            raise Thrown(Error("AlreadyDone"))
        self.state, self.value = "finished", value
        self.wake()

    def cancel(self) -> bool:
        if self.done():
            return False
        self.state = "cancelled"
        self.wake()
        return True

    def wake(self) -> None:
        for wait in self.waiters:
            wait.claim(self)
        self.waiters = []

    def outcome(self):
        if self.state == "cancelled":
            raise Cancelled
        return self.value


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.timers, self.now, self.count = [], 0, 0
        self.tasks, self.current = [], None
        self.broken = None                             # what ended the whole program

    def after(self, nanos: int, wait) -> None:
        """Claims the wait when the time has passed. Without time it takes one trip through the queue."""
        if nanos <= 0:
            wait.is_queued = True
            self.ready.append(wait)
            return
        self.count += 1
        heapq.heappush(self.timers, (self.now + nanos, self.count, wait))

    def next(self) -> Task:
        while True:
            while self.ready:
                it = self.ready.popleft()
                if isinstance(it, Task):
                    return it
                it.claimed = True                      # a sleep without time, which may have been cancelled
                return it.task
            while self.timers and self.timers[0][2].claimed:
                heapq.heappop(self.timers)
            if not self.timers:
                raise Deadlock
            self.now, _, wait = heapq.heappop(self.timers)
            wait.fire()

    def spawn(self, work, group=None) -> Task:
        task = Task(self, work, group)
        self.tasks.append(task)
        if group:
            group.tasks.append(task)
        self.ready.append(task)
        return task

    def give_way(self, task: Task) -> None:
        """Runs what is ready until it is this task's turn again."""
        following = self.next()
        if following is task:
            return
        self.start(following)
        task.lock.acquire()
        if self.broken is not None:
            raise Killed
        self.current = task

    def start(self, task: Task) -> None:
        self.current = task
        if task.thread is None:
            task.thread = threading.Thread(target=self.live, args=(task,), daemon=True)
            task.thread.start()
        else:
            task.lock.release()

    def live(self, task: Task) -> None:
        """The thread of a task, which ends by starting the next one."""
        try:
            task.run()
            self.start(self.next())
        except Killed:
            pass
        except BaseException as why:                   # noqa: BLE001 - a panic or exit: the main thread reports it
            self.broken = why
            self.main.lock.release()

    def run(self, work):
        """Runs a main task and what it spawned, in this thread; raises what ended it."""
        self.main = task = Task(self, work)
        self.main.thread = threading.current_thread()
        self.current = task
        try:
            task.run()
            for it in self.tasks:
                it.cancel()
            for it in self.tasks:
                try:
                    task.join(it)
                except Leave:
                    pass
            return task
        except (Killed, Deadlock):
            raise self.broken or Deadlock from None
        finally:
            self.broken = self.broken or Killed()
            for it in self.tasks:
                if it.thread is not None and not it.done():
                    it.lock.release()
                    it.thread.join()


def error_group(errors: list) -> Error:
    return errors[0] if len(errors) == 1 else Error("ErrorGroup", (), errors)
