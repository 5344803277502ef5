"""Threads behind one listening socket."""

import contextlib
import socket
import threading


class Listener:
    """Calls `serve` in a thread of its own for each connection, until `stop`."""

    def __init__(self, address="127.0.0.1"):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.socket = socket.socket(family)
        self.socket.bind((address, 0))
        self.socket.listen(64)
        self.address = address
        self.port = self.socket.getsockname()[1]
        self.lock = threading.Lock()
        self.open = set()
        self.ended = threading.Event()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.ended.is_set():
            try:
                connection, _peer = self.socket.accept()
            except OSError:
                return
            with self.lock:
                self.open.add(connection)
            threading.Thread(target=self.handle, args=(connection,), daemon=True).start()

    def handle(self, connection):
        with contextlib.suppress(OSError), connection:
            self.serve(connection)
        with self.lock:
            self.open.discard(connection)

    def serve(self, connection):
        raise NotImplementedError

    def stop(self):
        """Ends the listener and all its connections."""
        self.ended.set()
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        with self.lock:
            for connection in self.open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
