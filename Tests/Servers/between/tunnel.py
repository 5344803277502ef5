"""An HTTP proxy that opens tunnels (CONNECT) for whoever knows its password."""

import base64
import contextlib
import socket
import threading
import time

from .listener import Listener


class TunnelProxy(Listener):
    """RFC 9110, 9.3.6. `asked` has (host and port, status) for each CONNECT, never what it carried."""

    def __init__(self, user, password):
        self.right = "Basic " + base64.b64encode(("%s:%s" % (user, password)).encode()).decode()
        # Hosts with their ports: those it lets nobody through to, and those it cannot reach.
        self.forbidden = self.unreachable = ()
        # How many tunnels it still opens; all where nothing is said.
        self.tunnels_left = None
        # Seconds between "established" and the first byte that goes through.
        self.pause = 0
        self.asked = []
        super().__init__()

    def serve(self, connection):
        reader = connection.makefile("rb")
        line = reader.readline().decode("latin-1").split()
        headers = {}
        while True:
            field = reader.readline().decode("latin-1").strip()
            if not field:
                break
            name, _, value = field.partition(":")
            headers[name.lower()] = value.strip()
        if len(line) != 3:
            return
        status = self.status(line, headers)
        with self.lock:
            self.asked.append((line[1], status))
        if status != 200:
            connection.sendall((
                "HTTP/1.1 %d No\r\nProxy-Authenticate: Basic realm=\"village\"\r\n"
                "Content-Length: 0\r\nConnection: close\r\n\r\n" % status).encode())
            return
        host, port = line[1].rsplit(":", 1)
        server = socket.create_connection((host.strip("[]"), int(port)), timeout=10)
        server.settimeout(None)
        with server:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            time.sleep(self.pause)
            self.carry(connection, server)

    def status(self, line, headers):
        if headers.get("proxy-authorization") != self.right:
            return 407
        if line[0] != "CONNECT":
            return 405
        if line[1] in self.unreachable or self.tunnels_left == 0:
            return 502
        if self.tunnels_left:
            self.tunnels_left -= 1
        return 403 if line[1] in self.forbidden else 200

    def carry(self, connection, server):
        """Copies bytes both ways until one side ends."""
        back = threading.Thread(target=self.copy, args=(server, connection), daemon=True)
        back.start()
        self.copy(connection, server)
        back.join(10)

    @staticmethod
    def copy(source, target):
        with contextlib.suppress(OSError):
            while True:
                piece = source.recv(65536)
                if not piece:
                    break
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
