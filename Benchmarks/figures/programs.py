"""The built programs as a benchmark runs them: a depot, and homes of fieldsync."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BINARIES = Path(os.environ.get("BENCH_BINARIES", ROOT / ".build" / "release"))


def program(name):
    """The path of a built program; says how to build it where it is missing."""
    path = BINARIES / name
    if not path.exists():
        sys.exit("%s is missing: run `make bench`." % path)
    return str(path)


class Depot:
    """The reference server on a free port of 127.0.0.1."""

    def __init__(self, folder, *words, prefix=(), environment=None):
        self.process = subprocess.Popen(
            [*prefix, program("depot"), "--db", os.path.join(folder, "depot.sqlite"), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline()
        if "listening" not in line:
            sys.exit("The depot does not start: %s" % line)
        self.port = int(line.rsplit(":", 1)[1])
        self.url = "http://127.0.0.1:%d" % self.port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Home:
    """A folder of fieldsync, and how commands are run over it."""

    def __init__(self, folder, name="home", run=subprocess.run, environment=None):
        self.path = os.path.join(folder, name)
        os.mkdir(self.path, 0o700)
        self.run = run
        self.environment = {**os.environ, "HOME": self.path, "FIELDSYNC_HOME": self.path,
                            **(environment or {})}

    @property
    def replica(self):
        return os.path.join(self.path, "replica.sqlite")

    def command(self, *words, given="", accepts=(0,)):
        """Seconds of one command and its JSON."""
        begun = time.perf_counter()
        done = self.run([program("fieldsync"), "--json", *words], input=given, capture_output=True,
                        text=True, env=self.environment)
        seconds = time.perf_counter() - begun
        if done.returncode not in accepts:
            sys.exit("fieldsync %s ended with %d:\n%s%s" % (
                " ".join(words), done.returncode, done.stdout, done.stderr))
        return seconds, json.loads(done.stdout) if done.stdout.startswith("{") else {}

    def prepare(self, url, user="tech", *words):
        """Makes the replica and logs in."""
        plain = () if "://127.0.0.1" in url else ("--plain-http",)
        self.command("init", "--server", url, *plain, *words)
        self.talk_to(url)
        self.command("login", "--user", user, "--password-stdin", given=user + "\n")

    def talk_to(self, url):
        """Writes the server's address, and that plain http is meant, into config.json."""
        file = Path(self.path, "config.json")
        host = url.split("//")[1].split(":")[0]
        file.write_text(json.dumps(
            {**json.loads(file.read_text()), "server": url, "plain_hosts": [host]}))

    def sync(self, *words, accepts=(0,)):
        """Seconds of a run as a process, and its summary."""
        return self.command("sync", *words, accepts=accepts)

    def remove(self):
        shutil.rmtree(self.path)
