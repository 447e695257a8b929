#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Foreign clients for the echo and chat samples: clients.py WHAT PORT. Status 0 when all is as it should be.

echo-lines   one client, lines, half-closes          echo-many    200 connections at once, all of them open together
echo-binary  every byte value, in odd pieces         echo-large   10 MB in one go, read while it is written
echo-kill    50 clients that reset in the middle     chat         three members; who sees what
chat-storm   members that join, talk and leave at the same time
"""
import random
import socket
import struct
import sys
import threading

PORT = int(sys.argv[2])


def connect():
    it = socket.create_connection(("127.0.0.1", PORT), timeout=20)
    it.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return it


def read_all(it) -> bytes:
    parts = []
    while part := it.recv(65536):
        parts.append(part)
    return b"".join(parts)


def exchange(pieces: list) -> None:
    """Writes the pieces from a thread of its own, half-closes, and expects all of it back."""
    it = connect()

    def write():
        for piece in pieces:
            it.sendall(piece)
        it.shutdown(socket.SHUT_WR)
    writer = threading.Thread(target=write)
    writer.start()
    got = read_all(it)
    writer.join()
    it.close()
    wanted = b"".join(pieces)
    assert got == wanted, f"{len(got)} bytes came back, not {len(wanted)}, or other ones"


def echo_many() -> None:
    clients = [connect() for _ in range(200)]
    for turn in range(3):
        for number, it in enumerate(clients):
            it.sendall(f"client {number}, line {turn}\n".encode())
    for number, it in enumerate(clients):
        it.shutdown(socket.SHUT_WR)
        wanted = "".join(f"client {number}, line {turn}\n" for turn in range(3)).encode()
        got = read_all(it)
        assert got == wanted, f"client {number} got {got!r}"


def echo_binary() -> None:
    data = bytes(range(256)) * 64
    chance = random.Random(1)
    pieces, at = [], 0
    while at < len(data):
        step = chance.randint(1, 700)
        pieces.append(data[at:at + step])
        at += step
    exchange(pieces)


def echo_kill() -> None:
    for number in range(50):
        it = connect()
        it.sendall(b"x" * (1 + number * 1000))
        it.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        it.close()                                     # a reset, with our bytes and theirs under way


class Member:
    def __init__(self, name: str):
        self.socket = connect()
        self.file = self.socket.makefile("rw", encoding="utf-8", newline="\n")
        self.name = name
        assert self.socket.recv(100).decode() == "your name? "
        self.say(name)

    def say(self, line: str) -> None:
        self.file.write(line + "\n")
        self.file.flush()

    def hears(self, line: str) -> None:
        got = self.file.readline().rstrip("\n")
        assert got == line, f"{self.name} heard {got!r}, not {line!r}"


def chat() -> None:
    ann = Member("ann")
    bob = Member("bob")
    ann.hears("* bob has joined")
    cid = Member("cid")
    for it in (ann, bob):
        it.hears("* cid has joined")
    ann.say("good morning")
    for it in (bob, cid):
        it.hears("ann: good morning")
    cid.say("grüß Gott")
    for it in (ann, bob):
        it.hears("cid: grüß Gott")
    bob.say("/quit")
    for it in (ann, cid):
        it.hears("* bob has left")
    assert bob.file.readline() == "", "bob is still connected"
    cid.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    cid.file.close()
    cid.socket.close()                                 # killed, not gone with a word
    ann.hears("* cid has left")
    dan = Member("dan")
    ann.hears("* dan has joined")
    dan.say("hello")
    ann.hears("dan: hello")
    dan.say("/quit")
    ann.hears("* dan has left")
    ann.say("/quit")
    assert ann.file.readline() == "", "ann is still connected"


def storm_member(number: int) -> None:
    for turn in range(10):
        it = Member(f"m{number}.{turn}")
        for _ in range(turn):
            it.say("hello")
        if turn % 3 == 0:                              # killed while the others talk
            it.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            it.say("/quit")
        it.file.close()
        it.socket.close()


def chat_storm() -> None:
    members = [threading.Thread(target=storm_member, args=(number,)) for number in range(6)]
    for it in members:
        it.start()
    for it in members:
        it.join()


if __name__ == "__main__":
    {"echo-lines": lambda: exchange([b"one\n", b"two\n", b"no end"]), "echo-many": echo_many,
     "echo-binary": echo_binary, "echo-large": lambda: exchange([random.Random(2).randbytes(10_000_000)]),
     "echo-kill": echo_kill, "chat": chat,
     "chat-storm": chat_storm}[sys.argv[1]]()
