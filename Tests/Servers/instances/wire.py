"""Two network namespaces and a wire between them that can be pulled: for root on Linux."""

import os
import shutil
import subprocess


class Wire:
    """The laptop's end is in a namespace of its own; the server's end is here.

    Several wires of one test differ by their number.
    """

    def __init__(self, test, number=0):
        self.server, self.laptop = ("10.213.%d.%d" % (77 + number, end) for end in (1, 2))
        self.name = "fieldsync-%d-%d" % (os.getpid(), number)
        self.near, self.far = ("fs%s%d%d" % (end, os.getpid() % 10000, number) for end in "ab")
        test.addCleanup(self.remove)
        self.ip("netns", "add", self.name)
        self.ip("link", "add", self.near, "type", "veth", "peer", "name", self.far)
        self.ip("link", "set", self.far, "netns", self.name)
        self.ip("addr", "add", self.server + "/30", "dev", self.near)
        self.ip("link", "set", self.near, "up")
        self.ip("-n", self.name, "link", "set", "lo", "up")
        self.plug()

    @staticmethod
    def is_possible():
        """Whether this computer lets us make one."""
        if os.geteuid() != 0 or not shutil.which("ip"):
            return False
        name = "fieldsync-trial-%d" % os.getpid()
        made = subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode == 0
        subprocess.run(["ip", "netns", "del", name], capture_output=True)
        return made

    @property
    def prefix(self):
        """What starts a program at the laptop's end."""
        return ["ip", "netns", "exec", self.name]

    def plug(self):
        self.ip("-n", self.name, "addr", "add", self.laptop + "/30", "dev", self.far)
        self.ip("-n", self.name, "link", "set", self.far, "up")

    def pull(self):
        self.ip("-n", self.name, "link", "set", self.far, "down")
        self.ip("-n", self.name, "addr", "flush", "dev", self.far)

    def remove(self):
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True)
        subprocess.run(["ip", "link", "del", self.near], capture_output=True)

    @staticmethod
    def ip(*words):
        subprocess.run(["ip", *words], check=True, capture_output=True)
