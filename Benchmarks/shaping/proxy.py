"""A link by a TCP proxy on this host, for accounts that may not make namespaces.

Less true than the tunnel: the kernels on both sides see a fast link, so that the proxy plays TCP's
part. A connection costs a round trip before its first byte, each piece carries 40 bytes of headers,
and a lost piece comes one retransmission timeout late, with all that follow it on that connection.
"""

import asyncio
import contextlib
import multiprocessing
import socket
import subprocess

from .line import Line, Traffic

PIECE, HEADERS = 1460, 40
HANDSHAKE = (60 + 52, 60)
LEAST_TIMEOUT = 0.2
FORK = multiprocessing.get_context("fork")


class ProxyLink:
    """See the package; `reach` makes a door on 127.0.0.1."""

    kind = "a shaping TCP proxy"

    def __init__(self, shape):
        self.shape = shape
        self._requests, child = FORK.Pipe()
        self._counts = FORK.Array("q", 8)
        self._process = FORK.Process(
            target=lambda: asyncio.run(ShapedRelays(shape, self._counts).serve(child)), daemon=True)
        self._process.start()

    def reach(self, port):
        """Where a program finds the server that listens on this port of 127.0.0.1."""
        self._requests.send(port)
        return "127.0.0.1", self._requests.recv()

    def popen(self, command, **options):
        """Starts a program; the link is in the address it is given."""
        return subprocess.Popen(command, **options)

    def run(self, command, **options):
        """Runs a program; the link is in the address it is given."""
        return subprocess.run(command, **options)

    def traffic(self):
        """What was sent since the start: (from the near end, from the far end)."""
        with self._counts.get_lock():
            counts = list(self._counts)
        return Traffic(*counts[:4]), Traffic(*counts[4:])

    def close(self):
        self._process.terminate()
        self._process.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class ShapedRelays:
    """The doors of one link; all of them share its two lines."""

    def __init__(self, shape, counts):
        self.shape, self.counts = shape, counts
        self.lines = [Line(shape, direction) for direction in (0, 1)]

    async def serve(self, requests):
        """Makes a door for each port that is asked for, until the process is ended."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                port = await loop.run_in_executor(None, requests.recv)
            except EOFError:
                return
            server = await asyncio.start_server(
                lambda reader, writer, port=port: self.accepted(reader, writer, port), "127.0.0.1")
            requests.send(server.sockets[0].getsockname()[1])

    async def accepted(self, reader, writer, port):
        now = asyncio.get_running_loop().time()
        for direction, size in enumerate(HANDSHAKE):
            self.enter(direction, size, now)
        await asyncio.sleep(self.shape.round_trip)
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.transport.abort()
            return
        for end in (writer, other_writer):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.gather(self.carry(reader, other_writer, 0), self.carry(other_reader, writer, 1))
        for end in (writer, other_writer):
            end.close()

    def enter(self, direction, size, now):
        """When this much arrives, and whether it was lost on the way."""
        arrival = self.lines[direction].admit(size, now)
        with self.counts.get_lock():
            first = direction * 4
            self.counts[first] += 1
            self.counts[first + 1] += size
            self.counts[first + 2] += arrival is None
        return arrival

    async def carry(self, reader, writer, direction):
        """One direction of one connection."""
        arrivals = asyncio.Queue()
        await asyncio.gather(
            self.send(reader, direction, arrivals), self.receive(arrivals, writer))

    async def send(self, reader, direction, arrivals):
        loop, line = asyncio.get_running_loop(), self.lines[direction]
        timeout = max(LEAST_TIMEOUT, self.shape.round_trip) + self.shape.round_trip
        in_order = 0.0
        with contextlib.suppress(OSError):
            while piece := await reader.read(PIECE):
                while line.waiting(loop.time()) + PIECE + HEADERS > self.shape.queue:
                    await asyncio.sleep(0.01)
                arrival, late = None, -timeout
                while arrival is None:
                    arrival = self.enter(direction, len(piece) + HEADERS, loop.time())
                    late += timeout
                in_order = max(in_order, arrival + late)
                arrivals.put_nowait((in_order, piece))
        arrivals.put_nowait((max(in_order, loop.time() + self.shape.delay), None))

    @staticmethod
    async def receive(arrivals, writer):
        loop = asyncio.get_running_loop()
        try:
            while True:
                arrival, piece = await arrivals.get()
                await asyncio.sleep(max(0.0, arrival - loop.time()))
                if piece is None:
                    with contextlib.suppress(OSError):
                        writer.write_eof()
                    return
                writer.write(piece)
                await writer.drain()
        except OSError:
            writer.transport.abort()
