"""An agent that runs in the background of a test, and what it writes."""

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import client
import reference


class Agent:
    """`fieldsync agent` over a laptop's home; it dies with the test whatever happens."""

    def __init__(self, test, laptop, *options, program=client.BINARY):
        self.laptop = laptop
        self.log = Path(laptop.home, "agent.log")
        self.process = subprocess.Popen(
            [*laptop.prefix, program, "--home", laptop.home, "agent", "--log", str(self.log),
             "--log-format", "json", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=laptop.environment(), preexec_fn=self.begin, start_new_session=True)
        test.addCleanup(self.stop)

    @staticmethod
    def begin():
        reference.die_with_parent()
        # Whoever runs the tests may be immune to a closed terminal; the agent is not to be.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    def lines(self):
        """What it has logged, oldest first."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        return [json.loads(line) for line in text.splitlines() if line.endswith("}")]

    def runs(self):
        """The lines of its runs."""
        return [line for line in self.lines() if "outcome" in line]

    def wait_for_runs(self, count, seconds=30):
        """Waits until it has made so many runs; gives the last of them."""
        return until(lambda: (self.runs()[count - 1:] or [None])[0], seconds)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def used_seconds(self):
        """Processor time of the agent itself, without the runs, which are processes of their own."""
        fields = Path("/proc/%d/stat" % self.process.pid).read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_kilobytes(self):
        for line in Path("/proc/%d/status" % self.process.pid).read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("no VmRSS")

    def stop(self):
        if self.process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGCONT)
            os.kill(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def until(condition, seconds=30):
    """Asks again and again until the answer is one; an answer that does not come fails the test."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("waited %d s in vain" % seconds)
