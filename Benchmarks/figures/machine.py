"""On what a measurement was taken."""

import os
import platform
import subprocess
from pathlib import Path


def first_line(*command):
    """What a program says first; nothing where there is no such program."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return (done.stdout or done.stderr).split("\n", 1)[0].strip()


def member(path, name):
    """A value of a file of NAME: VALUE lines."""
    for line in Path(path).read_text().splitlines():
        if line.split(":")[0].strip() == name:
            return line.split(":", 1)[1].strip()
    return ""


def description():
    """Names and values, in the order in which they are told."""
    memory = int(member("/proc/meminfo", "MemTotal").split()[0]) / 1048576
    system = member_of_release("PRETTY_NAME")
    return [
        ("processor", "%s, %d cores" % (member("/proc/cpuinfo", "model name"), os.cpu_count())),
        ("memory", "%.0f GiB" % memory),
        ("system", "%s, Linux %s" % (system, platform.release())),
        ("Swift", first_line("swift", "--version")),
        ("SQLite", first_line("sqlite3", "--version").split(" ")[0]),
        ("curl", first_line("curl", "--version").split(" (")[0]),
        ("Python", platform.python_version()),
    ]


def member_of_release(name):
    for line in Path("/etc/os-release").read_text().splitlines():
        if line.startswith(name + "="):
            return line.split("=", 1)[1].strip('"')
    return platform.system()
