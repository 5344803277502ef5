"""What the tests of this folder share: a laptop's working day, and the proof that both sides agree."""

import collections
import os
import time
import unittest

import catalog
import client
import comparison
from client import Fieldsync
from instances import depot

BUSY = 7
Door = collections.namedtuple("Door", "url")


class ServersTestCase(unittest.TestCase):
    """A depot for the class, and whatever a test puts before it."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        for program in (client.BINARY, depot.BINARY):
            if not os.access(program, os.X_OK):
                raise RuntimeError("%s is missing: run `make build` first" % program)
        cls.depot = cls.started(depot.Depot())
        cls.unit = cls.depot.rows("SELECT product_imei FROM products ORDER BY 1")[0]["product_imei"]

    @classmethod
    def started(cls, server):
        """A server that ends with the class."""
        cls.addClassCleanup(server.stop)
        return server

    def laptop(self, url, **variables):
        """A laptop whose server is at that address, with an environment of its own."""
        laptop = Fieldsync(self, Door(url), user="tech", password="tech")
        laptop.variables = variables
        return laptop

    def work_a_day(self, laptop, text):
        """Edits on both sides and one sync: nothing may be lost, doubled or different."""
        repairs = [row["repair_id"] for row in self.depot.rows("SELECT repair_id FROM repairs")]
        laptop.add("product_notes", product_imei=self.unit, note_text=text)
        laptop.set("repairs", repairs[0], outcome=text)
        self.depot.write("PUT", "repairs/%d" % repairs[1], outcome="office " + text)
        laptop.sync(code=None)
        self.assertAgreed(laptop)
        self.assertEqual(self.notes(text), 1)
        found = laptop.rows("SELECT outcome FROM repairs WHERE repair_id = ?", repairs[1])
        self.assertEqual(found, [{"outcome": "office " + text}])

    def notes(self, text):
        """How many notes of that text the server has."""
        return len(self.depot.rows("SELECT 1 FROM product_notes WHERE note_text = ?", text))

    def assertAgreed(self, laptop, server=None, runs=1):
        """After so many runs at most nothing waits, and every row is the same on both sides."""
        server = server or self.depot
        for _ in range(runs):
            summary = laptop.sync(code=None)
            if summary["exit_codes"] == []:
                break
        status = laptop.status()
        names = ("waiting", "unknown", "refused", "held", "conflicts")
        self.assertEqual({name: status[name] for name in names}, dict.fromkeys(names, 0), summary)
        compared, found = comparison.differences(laptop.rows, server.rows)
        self.assertEqual(found, [])
        self.assertGreater(compared, 200)
        self.assertEqual(self.sync_beside_others(laptop)["pushed"]["applied"], 0)

    def sync_beside_others(self, laptop, seconds=30):
        """One run of the laptop's own; an agent over the same home may be in the middle of one."""
        end = time.monotonic() + seconds
        while True:
            outcome = laptop.run("sync", code=None)
            if outcome.code != BUSY or time.monotonic() > end:
                self.assertEqual(outcome.code, 0, outcome)
                return outcome.json
            time.sleep(0.2)


def held(laptop):
    """How many rows of the replicated tables a replica holds."""
    return sum(laptop.rows('SELECT count(*) AS rows FROM "%s"' % name)[0]["rows"]
               for name in catalog.REPLICATED)
