"""Starts the reference server on a free loopback port and ends it, whatever happens."""

import atexit
import contextlib
import ctypes
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
PR_SET_PDEATHSIG = 1


def die_with_parent():
    """Linux: the server gets SIGTERM when the test process dies, even by SIGKILL."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Answer:
    """One answer, its body read."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class ReferenceServer:
    """gunicorn with threads over a SQLite file of its own, or over the database that is named."""

    def __init__(self, workers=1, **environment):
        self.folder = tempfile.mkdtemp(prefix="fieldsync-interop-")
        self.database = os.path.join(self.folder, "server.sqlite")
        self.log = open(os.path.join(self.folder, "server.log"), "w+b")
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self.url = "http://127.0.0.1:%d" % self.port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--bind", "fd://%d" % listener.fileno(),
             "--workers", str(workers), "--threads", "8", "--keep-alive", "5", "--log-level", "warning",
             "--graceful-timeout", "1", "--worker-tmp-dir", self.folder,
             "server:application"],
            cwd=HERE, pass_fds=[listener.fileno()], start_new_session=True,
            preexec_fn=die_with_parent, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            env={**os.environ, "INTEROP_DATABASE": self.database, "PYTHONWARNINGS": "ignore",
                 **environment})
        listener.close()
        atexit.register(self.stop)
        self.wait_until_ready()

    def wait_until_ready(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.request("GET", "/v1/home").status == 200:
                    return
            time.sleep(0.1)
        words = self.words()
        self.stop()
        raise RuntimeError("the reference server did not start:\n" + words)

    def words(self):
        """What the server has written so far."""
        self.log.flush()
        return Path(self.log.name).read_text(errors="replace")

    def stop(self):
        """Ends gunicorn and its worker, and removes its folder. Doing it twice is harmless."""
        atexit.unregister(self.stop)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def request(self, method, path, body=None, headers=None):
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def control(self, name, via="POST", **order):
        """An order through the back door."""
        answer = self.request(via, "/_control/" + name, json.dumps(order),
                              {"Content-Type": "application/json"})
        assert answer.status == 200, (name, order, answer.body[:400])
        return answer.json

    def token(self, user="sam", password="correct horse"):
        """A new token, as the client gets it."""
        answer = self.request(
            "POST", "/v1/auth/login", urlencode({"username": user, "password": password}),
            {"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status == 200, answer.body
        return answer.json["message"]["login_successful"]["API_token"]

    def journal(self):
        """The requests so far, oldest first."""
        return self.control("journal", "GET")["journal"]

    def writes(self):
        """The requests so far that change something."""
        return [entry for entry in self.journal()
                if entry["method"] != "GET" and not entry["path"].endswith("/auth/login")]

    def rows(self, sql, *values):
        """Rows straight from the server's database, as dictionaries."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def execute(self, sql, *values):
        """Writes to the server's database past the server, so that no stamp tells of it."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=10)) as connection, connection:
            connection.execute(sql, values)
