"""A reverse proxy in plain http that meddles with the requests it was told to."""

import contextlib
import http.client
import socket
import struct
import time

from .listener import Listener


class Meddler(Listener):
    """Passes requests on to a server, unless an order says otherwise.

    `order(kind, method, path, times)` concerns the next `times` requests of that method whose path
    begins so; `always` is the order for all others. The kinds:

    - `lose`: passes it on and hangs up without an answer
    - `answer`: answers `status`, `headers` and `body` by itself
    - `drip`: passes it on and gives the answer's body a byte at a time, `every` so many seconds
    - `trail`: passes it on and answers in chunks, with headers behind the body as some proxies have them
    - `close`: passes it on, answers with `Connection: close` and hangs up
    - `abrupt`: passes it on, answers and hangs up without having announced it
    - `once`: as if the connection had died while it was idle, it answers the first request of a
      connection and hangs up on the second, which reaches nobody
    """

    def __init__(self, server_port, server="127.0.0.1", address="127.0.0.1", always=None):
        self.server, self.server_port = server, server_port
        self.orders = []
        self.always = {"kind": always} if always else None
        self.journal = []
        self.connections = 0
        super().__init__(address)

    @property
    def url(self):
        return "http://%s:%d" % (
            "[%s]" % self.address if ":" in self.address else self.address, self.port)

    def order(self, kind, method, path, times=1, **details):
        with self.lock:
            self.orders.append({"kind": kind, "method": method, "path": "/v1/" + path,
                                "times": times, **details})

    def calm(self):
        """Forgets all orders."""
        with self.lock:
            self.orders, self.always = [], None

    def seen(self, method, path="", kind=None):
        """The requests so far of that method whose path begins so."""
        with self.lock:
            return [entry for entry in self.journal
                    if entry["method"] == method and entry["path"].startswith("/v1/" + path)
                    and (kind is None or entry["kind"] == kind)]

    def serve(self, connection):
        reader = connection.makefile("rb")
        number = 0
        with self.lock:
            self.connections += 1
            opened = self.connections
        while True:
            request = self.read(reader)
            if request is None:
                return
            number += 1
            order = self.take(request["method"], request["path"])
            kind = order["kind"]
            with self.lock:
                self.journal.append({"method": request["method"], "path": request["path"],
                                     "kind": kind, "connection": opened,
                                     "at": time.monotonic()})
            if kind == "once" and number > 1:
                return self.reset(connection)
            if not self.meddle(connection, request, order):
                return None

    @staticmethod
    def read(reader):
        """One request, or nothing at the end of the connection."""
        line = reader.readline().decode("latin-1").split()
        if len(line) != 3:
            return None
        headers = {}
        while True:
            field = reader.readline().decode("latin-1").strip()
            if not field:
                break
            name, _, value = field.partition(":")
            headers[name] = value.strip()
        length = int({name.lower(): value for name, value in headers.items()}
                     .get("content-length", "0"))
        return {"method": line[0], "path": line[1], "headers": headers,
                "body": reader.read(length) if length else b""}

    def take(self, method, path):
        with self.lock:
            for order in self.orders:
                if order["method"] == method and path.startswith(order["path"]):
                    order["times"] -= 1
                    if order["times"] <= 0:
                        self.orders.remove(order)
                    return order
            return self.always or {"kind": "pass"}

    def meddle(self, connection, request, order):
        """Answers one request; whether the connection goes on."""
        kind = order["kind"]
        if kind == "answer":
            headers = {"Content-Type": "application/json", **order.get("headers", {})}
            body = order.get("body", '{"message": "later"}').encode()
            connection.sendall(self.head(order["status"], headers, len(body)) + body)
            return True
        status, headers, body = self.passed_on(request)
        if kind == "lose":
            return False
        if kind == "trail" and status != 204:
            connection.sendall(self.chunked(status, headers, body))
            return True
        if kind == "close":
            headers["Connection"] = "close"
        head = self.head(status, headers, len(body))
        if kind == "drip":
            connection.sendall(head)
            for byte in body:
                if self.ended.wait(order.get("every", 1)):
                    return False
                connection.sendall(bytes([byte]))
            return True
        connection.sendall(head + (b"" if status == 204 else body))
        return kind not in ("close", "abrupt")

    def passed_on(self, request):
        """The server's own answer: status, headers, body."""
        link = http.client.HTTPConnection(self.server, self.server_port, timeout=20)
        with contextlib.closing(link):
            headers = {name: value for name, value in request["headers"].items()
                       if name.lower() not in ("host", "connection", "content-length")}
            link.request(request["method"], request["path"], request["body"] or None, headers)
            answer = link.getresponse()
            kept = {name: value for name, value in answer.getheaders()
                    if name.lower() not in ("connection", "keep-alive", "transfer-encoding",
                                            "content-length")}
            return answer.status, kept, answer.read()

    @classmethod
    def chunked(cls, status, headers, body):
        pieces = [body[start:start + 1000] for start in range(0, len(body), 1000)]
        head = cls.head(status, {**headers, "Transfer-Encoding": "chunked", "Trailer": "Server-Timing"})
        return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + (
            b"0\r\nServer-Timing: total;dur=12\r\nRetry-After: 60\r\n\r\n")

    @staticmethod
    def head(status, headers, length=None):
        lines = ["HTTP/1.1 %d %s" % (status, http.client.responses.get(status, "Unknown"))]
        lines += ["%s: %s" % field for field in headers.items()]
        if status != 204 and length is not None:
            lines.append("Content-Length: %d" % length)
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    @staticmethod
    def reset(connection):
        """Ends the connection with RST, as a machine does that has lost it."""
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
