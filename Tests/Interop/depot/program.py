"""The built depot as a process of its own, on a free loopback port and a file of its own."""

import atexit
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from urllib.parse import urlencode

import catalog
import reference

BINARY = os.environ.get("DEPOT", str(catalog.ROOT / ".build" / "debug" / "depot"))
ACCOUNTS = ["sam:correct horse:SYSTEM", "olga:overview:OVERVIEW", "tina:t:TECHNICAL",
            "adam:a:ADMIN", "fay:f:FACTORY"]


class Depot:
    """One running depot; `stop` ends it and removes its folder."""

    def __init__(self, *options):
        if not os.access(BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `swift build --product depot` first" % BINARY)
        self.folder = tempfile.mkdtemp(prefix="fieldsync-depot-")
        self.database = os.path.join(self.folder, "depot.sqlite")
        accounts = [word for account in ACCOUNTS for word in ("--account", account)]
        self.options = [*options, *accounts]
        self.port = 0
        atexit.register(self.stop)
        self.listen()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.port

    def listen(self):
        self.process = subprocess.Popen(
            [BINARY, "--db", self.database, "--port", str(self.port), *self.options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, preexec_fn=reference.die_with_parent)
        line = self.process.stdout.readline().decode()
        port = re.search(r":(\d+)$", line.strip())
        if port is None:
            self.stop()
            raise RuntimeError("the depot did not start: %r" % line)
        self.port = int(port.group(1))

    @contextlib.contextmanager
    def away(self):
        """The server is not there for a while; then it is again, with its rows, at the same place."""
        self.end()
        yield
        self.listen()

    def stop(self):
        """Ends the process and removes its folder. Doing it twice is harmless."""
        atexit.unregister(self.stop)
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def end(self):
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def control(self, name, **order):
        """An order through the back door of a depot that was started with `--control`."""
        answer = self.request("POST", "/_control/%s?%s" % (name, urlencode(order)))
        assert answer.status == 200, (name, order, answer.body)

    def write(self, method, path, **values):
        """A colleague's write."""
        answer = self.request(method, "/v1/" + path, json.dumps(values), {
            "Content-Type": "application/json", "Authorization": "Token token=" + self.token()})
        assert answer.status in (200, 201, 204), answer.body

    def rows(self, sql, *values):
        """Rows straight from the depot's database, as dictionaries."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def request(self, method, path, body=None, headers=None):
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            return reference.Answer(connection.getresponse())
        finally:
            connection.close()

    def token(self, user="sam", password="correct horse"):
        """A new token, as the client gets it."""
        answer = self.request(
            "POST", "/v1/auth/login", urlencode({"username": user, "password": password}),
            {"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status == 200, answer.body
        return answer.json["message"]["login_successful"]["API_token"]
