"""A link between two network namespaces, its packets carried by a process of ours."""

import multiprocessing
import os
import select
import socket
import subprocess
import time
from collections import deque

from . import namespaces
from .line import Line, Traffic
from .relay import serve_relay

NEAR, FAR, NETMASK = "10.83.0.1", "10.83.0.2", "255.255.255.0"
LARGEST_PACKET = 65_536
FORK = multiprocessing.get_context("fork")


class TunnelUnavailable(Exception):
    """This machine or account cannot make namespaces or tun devices."""


class TunnelLink:
    """See the package; TCP meets the link itself."""

    kind = "packets between two network namespaces over /dev/net/tun"

    def __init__(self, shape):
        self.shape = shape
        self._processes, self._descriptors = [], []
        self._counts = FORK.Array("q", 8)
        try:
            self._near, near_device = self._make_end(NEAR)
            self._far, far_device = self._make_end(FAR)
        except OSError as error:
            self.close()
            raise TunnelUnavailable(error) from error
        self._start(carry, (near_device, far_device), shape, self._counts)

    def _make_end(self, address):
        namespace = namespaces.make()
        self._descriptors.append(namespace)
        with namespaces.inside(namespace):
            namespaces.raise_interface("lo")
            device = namespaces.open_tun("link0", address, NETMASK)
        self._descriptors.append(device)
        return namespace, device

    def _start(self, work, *arguments):
        process = FORK.Process(target=work, args=arguments, daemon=True)
        process.start()
        self._processes.append(process)

    def reach(self, port):
        """Where the near end finds the server that listens on this port of 127.0.0.1 of this host."""
        with namespaces.inside(self._far):
            listener = socket.create_server((FAR, port), backlog=128)
        self._start(serve_relay, listener, port)
        listener.close()
        return FAR, port

    def popen(self, command, **options):
        """Starts a program at the near end; takes what `subprocess.Popen` takes."""
        return subprocess.Popen(
            command, preexec_fn=lambda: namespaces.enter(self._near), **options)

    def run(self, command, **options):
        """Runs a program at the near end; takes what `subprocess.run` takes."""
        return subprocess.run(
            command, preexec_fn=lambda: namespaces.enter(self._near), **options)

    def traffic(self):
        """What was sent since the start: (from the near end, from the far end)."""
        with self._counts.get_lock():
            counts = list(self._counts)
        return Traffic(*counts[:4]), Traffic(*counts[4:])

    def close(self):
        """Ends the link's processes; what still runs at the near end has no network from here on."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._processes, self._descriptors = [], []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def carry(devices, shape, counts):
    """Takes packets from each device to the other as the shape says, until the parent is gone."""
    parent = os.getppid()
    lines = [Line(shape, direction) for direction in (0, 1)]
    travelling = [deque(), deque()]
    while os.getppid() == parent:
        now = time.monotonic()
        for direction, queue in enumerate(travelling):
            while queue and queue[0][0] <= now:
                deliver(devices[1 - direction], queue.popleft()[1])
        next_time = min((queue[0][0] for queue in travelling if queue), default=now + 1)
        ready, _, _ = select.select(devices, [], [], max(0, next_time - time.monotonic()))
        for direction, device in enumerate(devices):
            if device in ready:
                take(device, direction, lines[direction], travelling[direction], counts)


def take(device, direction, line, queue, counts):
    """Puts the packets that wait at a device onto the line."""
    while True:
        try:
            packet = os.read(device, LARGEST_PACKET)
        except BlockingIOError:
            return
        if packet[0] >> 4 != 4:
            continue  # The kernel's own IPv6 greetings.
        arrival = line.admit(len(packet), time.monotonic())
        if arrival:
            queue.append((arrival, packet))
        with counts.get_lock():
            first = direction * 4
            counts[first] += 1
            counts[first + 1] += len(packet)
            counts[first + 2] += arrival is None
            counts[first + 3] += arrival is False


def deliver(device, packet):
    try:
        os.write(device, packet)
    except OSError:
        pass  # As on any link: what nobody takes is lost.
