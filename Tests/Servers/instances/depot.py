"""The built depot over a SQLite file of its own."""

import contextlib
import http.client
import json
import os
import re
import sqlite3
from urllib.parse import urlencode

import catalog

from .process import ServerProcess

BINARY = os.environ.get("DEPOT", str(catalog.ROOT / ".build" / "debug" / "depot"))


class Depot(ServerProcess):
    """The reference server with its smallest data set."""

    def __init__(self, address="127.0.0.1", options=()):
        super().__init__("depot")
        self.address, self.options = address, options
        self.database = self.file("depot.sqlite")
        self.port = 0
        self.listen()
        self.url = re.search(r"listening on (\S+)", self.words()).group(1)
        self.port = int(self.url.rsplit(":", 1)[1])

    def listen(self):
        # Its control is for the loopback interface only.
        control = ["--control"] if self.address == "127.0.0.1" else []
        before = self.words().count("listening on")
        self.start([BINARY, "--db", self.database, "--host", self.address, "--port", str(self.port),
                    "--seed", "small", "--seed-number", "3", *control, *self.options],
                   lambda: self.words().count("listening on") > before)

    @contextlib.contextmanager
    def away(self):
        """The server is not there for a while; then it is again, with its rows, at the same place."""
        self.process.terminate()
        self.process.wait(10)
        yield
        self.listen()

    def request(self, method, path, body=None, headers=None):
        """One request on a connection of its own: its status and its body."""
        connection = http.client.HTTPConnection(self.address, self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def write(self, method, path, **values):
        """A colleague's write, past everything that stands before the depot."""
        form = urlencode({"username": "colleague", "password": "colleague"})
        status, body = self.request("POST", "/v1/auth/login", form,
                                    {"Content-Type": "application/x-www-form-urlencoded"})
        assert status == 200, body
        token = json.loads(body)["message"]["login_successful"]["API_token"]
        status, body = self.request(
            method, "/v1/" + path, json.dumps(values),
            {"Content-Type": "application/json", "Authorization": "Token token=" + token})
        assert status in (200, 201, 204), (status, body)

    def rows(self, sql, *values):
        """Rows straight from the depot's database, as dictionaries."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]
