"""`logout --wipe` of the built program: no byte of a row, a token or a password stays in any file."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

import seed
from client import ERROR
from test_interop import InteropTestCase

UNIT = seed.imei(1)
# What a technician typed, and what the server told; each stands in a file before the wipe.
TYPED, SENT, TOLD = "typed only here", "sent to the server", "Vérifié le câble"
PASSWORD = "correct horse"
READER = """
import sqlite3, sys
replica = sqlite3.connect(sys.argv[1])
replica.execute("BEGIN").execute("SELECT count(*) FROM product_notes").fetchall()
print("reading", flush=True)
sys.stdin.read()
"""


class WipeTests(InteropTestCase):
    def setUp(self):
        super().setUp()
        self.bench = self.laptop()
        # Everything the program writes of its own accord lies below this folder.
        self.bench.variables = {"TMPDIR": self.bench.home, "XDG_STATE_HOME": self.bench.home,
                                "XDG_CACHE_HOME": self.bench.home, "XDG_CONFIG_HOME": self.bench.home}

    def found(self, *words):
        """Which of these stand in the bytes of a file, write-ahead log included."""
        files = [path.read_bytes() for path in Path(self.bench.home).rglob("*") if path.is_file()]
        return {word for word in words if any(word.encode() in file for file in files)}

    def work(self):
        bench = self.bench.start(remember=True)
        bench.add("product_notes", product_imei=UNIT, note_text=SENT)
        bench.sync()
        bench.add("product_notes", product_imei=UNIT, note_text=TYPED)

    def read_on(self, file):
        """Holds a read transaction in a process of its own: `found` would end one of this process."""
        reader = subprocess.Popen([sys.executable, "-c", READER, file], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        self.addCleanup(reader.communicate)
        self.assertEqual(reader.stdout.readline(), b"reading\n")

    def test_nothing_stays_behind(self):
        self.work()
        secrets = (TYPED, SENT, TOLD, UNIT, PASSWORD)
        self.assertEqual(self.found(*secrets), set(secrets))
        self.bench.run("logout", "--wipe", code=ERROR)
        self.assertEqual(self.found(*secrets), set(secrets))
        self.bench.run("logout", "--wipe", "--discard-unsent")
        self.assertEqual(self.found(*secrets), set())
        left = os.listdir(self.bench.home) if os.path.isdir(self.bench.home) else []
        self.assertEqual(left, [])

    def test_nothing_stays_behind_while_another_program_reads(self):
        # It keeps the write-ahead log from being folded in, so what is there has to go by itself.
        self.work()
        self.read_on(os.path.join(self.bench.home, "replica.sqlite"))
        self.bench.add("product_notes", product_imei=UNIT, note_text="while somebody reads")
        self.assertEqual(self.found("while somebody reads"), {"while somebody reads"})
        self.bench.run("logout", "--wipe", "--discard-unsent")
        self.assertEqual(self.found("while somebody reads", TYPED, SENT, TOLD, UNIT, PASSWORD), set())


if __name__ == "__main__":
    unittest.main()
