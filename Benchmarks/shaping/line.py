"""One direction of a link as a pure value: when does what goes in now come out?"""

import random
from dataclasses import dataclass

DEFAULT_QUEUE = 256 * 1024


@dataclass(frozen=True)
class LinkShape:
    """What a link is like, the same in both directions."""

    delay: float
    """Seconds one way: half a round trip."""
    rate: float
    """Bits a second, headers of IP counted; 0 for no limit."""
    loss: float = 0.0
    """The share of packets lost, 0 to 1, after they have taken their time on the line."""
    queue: int = DEFAULT_QUEUE
    """Bytes that wait before the line at most; what comes beyond them is dropped."""
    seed: int = 1
    """Decides which packets are lost."""

    @property
    def round_trip(self):
        return 2 * self.delay

    def __str__(self):
        rate = "no limit" if not self.rate else "%g kbit/s" % (self.rate / 1000)
        return "%g ms round trip, %s, %g%% loss" % (
            self.round_trip * 1000, rate, self.loss * 100)


@dataclass
class Traffic:
    """What went in at one end."""

    packets: int = 0
    bytes: int = 0
    lost: int = 0
    overflowed: int = 0


class Line:
    """Serialises what it is given at the link's rate, then carries it for the link's delay."""

    def __init__(self, shape, direction):
        self.shape = shape
        self.free_at = 0.0
        self._random = random.Random(shape.seed * 2 + direction)

    def waiting(self, now):
        """Bytes that have not gone onto the line yet."""
        return max(0.0, self.free_at - now) * self.shape.rate / 8

    def admit(self, size, now):
        """When a packet that comes now arrives: a time, None if it is lost, False if none has room."""
        if self.shape.rate:
            if self.waiting(now) + size > self.shape.queue:
                return False
            self.free_at = max(now, self.free_at) + size * 8 / self.shape.rate
        else:
            self.free_at = now
        if self.shape.loss and self._random.random() < self.shape.loss:
            return None
        return self.free_at + self.shape.delay
