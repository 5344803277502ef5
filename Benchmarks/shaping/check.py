"""Measures a link from both ends, so that a figure taken on it can be believed."""

import json
import socket
import statistics
import sys
import threading
import time

NEAR_END = r"""
import json, socket, sys, time
address, size, rounds = (sys.argv[1], int(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4])
def connected():
    begun = time.monotonic()
    end = socket.create_connection(address, 120)
    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return end, time.monotonic() - begun
echoes = []
for _ in range(rounds):
    end, connecting = connected()
    begun = time.monotonic()
    end.sendall(b"E"); end.recv(1)
    echoes.append((connecting, time.monotonic() - begun))
    end.close()
end, _ = connected()
end.sendall(b"D" + size.to_bytes(8, "big"))
got, first = 0, None
while got < size:
    piece = len(end.recv(65536))
    if not piece: sys.exit("the connection broke")
    first = first or (time.monotonic(), piece)
    got += piece
down = (got - first[1]) * 8 / (time.monotonic() - first[0])
end.close()
end, _ = connected()
end.sendall(b"U" + size.to_bytes(8, "big") + bytes(size))
seconds, counted = map(float, end.makefile().readline().split())
print(json.dumps({"echoes": echoes, "down": down, "up": counted * 8 / seconds}))
"""


def serve(listener):
    """Answers one byte with one, sends as much as is asked for, or times what comes."""
    while True:
        try:
            end, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=answer, args=(end,), daemon=True).start()


def answer(end):
    with end, end.makefile("rb") as stream:
        kind = stream.read(1)
        if kind == b"E":
            end.sendall(b"e")
            return
        size = int.from_bytes(stream.read(8), "big")
        if kind == b"D":
            end.sendall(bytes(size))
            return
        left = size - len(stream.read1(65536))
        begun, after_first = time.monotonic(), left
        while left > 0:
            left -= len(stream.read1(65536))
        end.sendall(b"%f %d\n" % (max(time.monotonic() - begun, 1e-9), after_first))


def measure(link, size=None, rounds=5):
    """Medians in seconds, and payload bits a second both ways.

    Connecting and echo are told as a sum too: a proxy lets the first wait for both.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,), daemon=True).start()
    host, port = link.reach(listener.getsockname()[1])
    size = size or max(20_000, int(link.shape.rate))
    done = link.run([sys.executable, "-c", NEAR_END, host, str(port), str(size), str(rounds)],
                    capture_output=True, text=True, check=False)
    listener.close()
    if done.returncode != 0:
        raise SystemExit("The link carried nothing: %s" % done.stderr.strip())
    answer = json.loads(done.stdout)
    connecting, echo = (statistics.median(times) for times in zip(*answer["echoes"]))
    return {"connect": connecting, "echo": echo, "both": connecting + echo,
            "down": answer["down"], "up": answer["up"]}


def check(link):
    """Prints what was asked for beside what is; whether they agree within a tenth."""
    shape, found = link.shape, measure(link)
    small = 2 * 60 * 8 / shape.rate if shape.rate else 0.0
    expected = {"both": 2 * (shape.round_trip + small)}
    if shape.rate and not shape.loss:
        # A full packet carries 1,448 of 1,500 bytes; acknowledgements go the other way.
        expected.update(down=shape.rate * 1448 / 1500, up=shape.rate * 1448 / 1500)
    print("link: %s\nmade by: %s" % (shape, link.kind))
    agreed = True
    for name, unit, scale in (("connect", "ms", 1000), ("echo", "ms", 1000),
                              ("both", "ms", 1000), ("down", "kbit/s", 1e-3), ("up", "kbit/s", 1e-3)):
        wanted = expected.get(name)
        off = wanted is not None and abs(found[name] - wanted) > 0.1 * wanted + 0.002
        agreed &= not off
        print("%-8s %9.1f %-7s %s%s" % (
            name, found[name] * scale, unit,
            "" if wanted is None else "expected %.1f" % (wanted * scale), "  OFF" if off else ""))
    for end, traffic in zip(("near", "far"), link.traffic()):
        print("from the %s end: %d packets, %d bytes, %d lost, %d had no room" % (
            end, traffic.packets, traffic.bytes, traffic.lost, traffic.overflowed))
        lost = traffic.lost / max(traffic.packets, 1)
        agreed &= abs(lost - shape.loss) <= 3 * (shape.loss / max(traffic.packets, 1)) ** 0.5 + 1e-9
    return agreed
