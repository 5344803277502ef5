"""A laptop beside the built depot, and what the stories of both begin and end with."""

import os
import unittest

import catalog
import client
import comparison
from client import Fieldsync
from depot.program import Depot

COUNTED = ("waiting", "unknown", "refused", "held", "conflicts")


class Workbench(unittest.TestCase):
    maxDiff = None
    # What the laptop holds, and what is compared.
    held = catalog.REPLICATED

    def setUp(self):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        self.server = Depot("--seed", "small", "--seed-number", "3", "--control")
        self.addCleanup(self.server.stop)
        self.prepare()
        self.laptop = Fieldsync(self, self.server).start(resources=self.held)

    def prepare(self):
        """What happens on the server before the laptop's first sync."""

    def notes(self, summary, kind):
        return [note for note in summary["notes"] if note["note"] == kind]

    def settled(self):
        """Runs until nothing waits, as the agent does."""
        for _ in range(5):
            summary = self.laptop.sync(code=None)
            if not summary["exit_codes"]:
                return
        self.fail(summary)

    def assertAgreed(self):
        """Nothing waits, every table held is as on the server, and a further run sends nothing."""
        self.settled()
        status = self.laptop.status()
        self.assertEqual({name: status[name] for name in COUNTED}, dict.fromkeys(COUNTED, 0))
        compared, found = comparison.differences(self.laptop.rows, self.server.rows, self.held)
        self.assertEqual(found, [])
        self.assertGreater(compared, 300)
        self.assertEqual(self.laptop.sync()["pushed"]["applied"], 0)
