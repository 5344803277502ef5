"""Drives the built fieldsync as a person or a script does: one command, its output, its exit code."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

import answers
import catalog

BINARY = os.environ.get("FIELDSYNC", str(catalog.ROOT / ".build" / "debug" / "fieldsync"))
DONE, ERROR, USAGE, CONFLICTS, LOGIN, OFFLINE, REFUSED = range(7)
LIMITED = 10
PROVISIONAL = 2 ** 52


class Outcome:
    """What one command did."""

    def __init__(self, arguments, finished):
        self.command = " ".join(arguments)
        self.code = finished.returncode
        self.output = finished.stdout
        self.errors = finished.stderr

    @property
    def json(self):
        document = json.loads(self.output)
        assert document["schema"] == 1, document
        return document

    def __str__(self):
        return "fieldsync %s → exit %d\n%s%s" % (self.command, self.code, self.output, self.errors)


class Fieldsync:
    """One laptop: a home folder and the commands typed there."""

    def __init__(self, test, server, user="sam", password="correct horse"):
        self.test = test
        self.server = server
        self.user = user
        self.password = password
        # What stands before the program, and what its environment has beside the usual.
        self.prefix, self.variables = [], {}
        self.home = tempfile.mkdtemp(prefix="fieldsync-home-")
        test.addCleanup(shutil.rmtree, self.home, ignore_errors=True)

    def run(self, *arguments, code=DONE, given=None):
        """Runs one command and expects its exit code; `code=None` takes any."""
        finished = subprocess.run(
            [*self.prefix, BINARY, "--home", self.home, "--json", *arguments], input=given or "",
            capture_output=True, text=True, timeout=120, env=self.environment())
        outcome = Outcome(arguments, finished)
        self.test.assertEqual(answers.problems(arguments, outcome.json), [], str(outcome))
        if code is not None:
            self.test.assertEqual(outcome.code, code, str(outcome))
        return outcome

    def environment(self):
        """This program's environment without what would change the laptop's mind."""
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("FIELDSYNC", "LC_", "XDG_")) and name != "LANG"
                and not name.lower().endswith("_proxy")}
        # Stories about other things have no units that report by themselves.
        return {**kept, "FIELDSYNC_SETTLE": "2", "FIELDSYNC_UNIT_CALLS": "0", "LANG": "C.UTF-8",
                "HOME": self.home, **self.variables}

    @contextlib.contextmanager
    def begun(self, *arguments):
        """A command that goes on meanwhile; what is given waits for its end: its words, its answer."""
        process = subprocess.Popen(
            [*self.prefix, BINARY, "--home", self.home, "--json", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=self.environment())
        try:
            yield lambda: (arguments, json.loads(process.communicate(timeout=60)[0]))
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    def killed(self, seconds, *arguments):
        """Runs one command and kills it after so many seconds, in the middle of whatever it does."""
        process = subprocess.Popen(
            [BINARY, "--home", self.home, *arguments], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment())
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def start(self, remember=False, resources=catalog.REPLICATED, options=()):
        """init, login and the first sync, as on the first day."""
        self.run("init", "--server", self.server.url, "--resources", ",".join(resources), *options)
        self.log_in(remember)
        self.sync()
        return self

    def log_in(self, remember=False):
        options = ["--remember"] if remember else []
        self.run("login", "--user", self.user, "--password-stdin", *options,
                 given=self.password + "\n")

    def sync(self, *options, code=DONE):
        return self.run("sync", *options, code=code).json

    def status(self):
        return self.run("status").json

    def conflicts(self):
        return self.run("conflicts", code=None).json["conflicts"]

    def queue(self):
        """What waits, as `queue` lists it: the one list of numbered entries."""
        document = self.run("queue", code=None).json
        return next(value for value in document.values()
                    if isinstance(value, list) and value and isinstance(value[0], dict)
                    and "number" in value[0])

    def add(self, resource, **values):
        """Creates a row offline and returns its key as text."""
        return str(self.run("add", resource, *self.words(values)).json["key"])

    def set(self, resource, key, **values):
        self.run("set", resource, str(key), *self.words(values))

    def delete(self, resource, key):
        self.run("delete", resource, str(key))

    @staticmethod
    def words(values):
        return ["%s=%s" % (name, "null" if value is None else value) for name, value in values.items()]

    def rows(self, sql, *values):
        """Rows straight from the replica, as any SQLite tool sees them."""
        path = os.path.join(self.home, "replica.sqlite")
        with contextlib.closing(sqlite3.connect(path, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql, values)]

    def type_sql(self, sql, *values):
        """An edit by another SQLite tool."""
        path = os.path.join(self.home, "replica.sqlite")
        with contextlib.closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute(sql, values)
