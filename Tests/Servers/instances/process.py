"""A server process with a folder of its own, which dies with the test whatever happens."""

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import reference


def free_port(address="127.0.0.1"):
    """A port on which nobody listens now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


class ServerProcess:
    """One process, its folder and what it writes; `stop` ends and removes all of it."""

    def __init__(self, name):
        self.folder = tempfile.mkdtemp(prefix="fieldsync-%s-" % name)
        self.name = name
        self.log = Path(self.folder, "process.log")
        self.process = None
        atexit.register(self.stop)

    def file(self, name, text=None):
        """The path of a file in the folder, written where there is a text."""
        path = Path(self.folder, name)
        if text is not None:
            path.write_text(text, encoding="utf-8")
        return str(path)

    def start(self, arguments, is_ready, user=None):
        """Starts the program and waits until it is ready to be asked."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
                start_new_session=True, user=user, preexec_fn=reference.die_with_parent)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            if is_ready():
                return
            time.sleep(0.05)
        words = self.words()
        self.stop()
        raise RuntimeError("%s did not start:\n%s" % (self.name, words))

    def words(self):
        """What the process has written so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def stop(self, gently=signal.SIGTERM):
        """Ends the process and its children, and removes the folder. Doing it twice is harmless."""
        atexit.unregister(self.stop)
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, gently)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def answers(port, address="127.0.0.1"):
    """Whether somebody takes connections there."""
    with contextlib.suppress(OSError), contextlib.closing(
            socket.create_connection((address, port), timeout=1)):
        return True
    return False
