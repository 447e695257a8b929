# SPDX-License-Identifier: MIT
"""The concurrent forms in the interpreter: spawn, channels, futures, select, race, gather, wait_for."""
from tasks import CANCELLED, Alarm, Cancelled, Chan, Future, Scope, Thrown
from values import Error


class Concurrent:
    # ---- tasks ---------------------------------------------------------------------------------------------

    def spawn(self, call, env):
        groups = self.task.groups
        return self.sched.spawn(self.prepare(call, env), groups[-1] if groups else None)

    def x_spawn(self, it, env):
        return self.spawn(it.kids[0], env)

    def x_settle(self, it, env):
        self.task.join_quietly(self.eval(it.kids[0], env))
        return ()

    def x_taskop(self, it, env):
        task = self.eval(it.kids[0], env)
        return {"cancel": task.cancel, "done": task.done, "cancelled": lambda: task.state == "cancelled"}[it.data]()

    def wait_for(self, node, env):
        """await of what is no call."""
        return self.task.join(self.eval(node, env))

    # ---- channels ------------------------------------------------------------------------------------------

    def x_chan(self, it, env):
        return Chan(None if it.data == "unbounded" else int(it.data))

    def x_chanop(self, it, env):
        chan, *args = [self.eval(kid, env) for kid in it.kids]
        if it.data == "send":
            chan.send(self.task, *args)
            return ()
        if it.data == "recv":
            return chan.recv(self.task)
        if it.data == "close":
            chan.close()
            return ()
        if it.data == "try_send":
            return chan.offer(*args)
        ready = chan.take()
        return ready[0] if ready else None

    # ---- futures -------------------------------------------------------------------------------------------

    def x_future(self, it, env):
        return Future()

    def x_futureop(self, it, env):
        future, value = [self.eval(kid, env) for kid in it.kids]
        future.set(value)
        return ()

    # ---- several at once -----------------------------------------------------------------------------------

    def s_select(self, it, env):
        """The arms in the order of the text; the first that is ready, else the first that becomes so."""
        arms = [[self.eval(kid, env) for kid in arm.kids[:-1]] for arm in it.kids]
        kinds = [arm.data[0] for arm in it.kids]
        for at, (kind, parts) in enumerate(zip(kinds, arms)):
            if kind == "recv" and (ready := parts[0].take()):
                return self.run_arm(it.kids[at], ready[0], env)
            if kind == "send" and parts[0].offer(parts[1]):
                return self.run_arm(it.kids[at], (), env)
        if "default" in kinds:
            return self.run_arm(it.kids[kinds.index("default")], (), env)
        wait = self.task.begin_wait()
        for at, (kind, parts) in enumerate(zip(kinds, arms)):
            if kind == "after":
                self.sched.after(parts[0], Alarm(lambda at=at: wait.claim((at, ()))))
            else:
                parts[0].enqueue(kind, wait, at, *parts[1:])
        at, value = self.task.park(wait)
        if value is Chan.CLOSED:
            if kinds[at] == "send":
                raise Thrown(Error("Closed"))
            value = None
        return self.run_arm(it.kids[at], value, env)

    def run_arm(self, arm, value, env):
        if arm.data[1]:
            env[arm.data[1]] = value
        self.block(arm.kids[-1], env)

    def spawn_all(self, calls, env):
        """The arguments of all are evaluated before the first starts."""
        ready = [self.prepare(it, env) for it in calls]
        return [self.sched.spawn(it) for it in ready]

    def x_gather(self, it, env):
        """The first error in time comes out at once; a cancelled waiter cancels all and waits for them."""
        tasks = self.spawn_all(it.kids, env)
        self.task.wait_all(tasks)
        return tuple(task.value for task in tasks)

    def x_waitfor(self, it, env):
        """At the deadline the task is cancelled and waited for; a value that it gives all the same stands."""
        work = self.prepare(it.kids[0], env)
        nanos = self.eval(it.kids[1], env)
        task = self.sched.spawn(work)
        fired = []

        def expire():
            fired.append(True)
            task.cancel()
        alarm = Alarm(expire)
        self.sched.after(nanos, alarm)
        try:
            return self.task.join(task)
        except Cancelled:
            if fired and not self.task.due():
                raise Thrown(Error("Timeout")) from None
            raise
        finally:
            alarm.claimed = True

    def s_race(self, it, env):
        tasks = self.spawn_all([arm.kids[0] for arm in it.kids], env)
        won = self.task.wait_first(tasks)
        value = tasks[won].outcome()
        self.run_arm(it.kids[won], value, env)
