"""Two agents, and a server and links that come and go, for as long as one likes: everything converges,
nothing is doubled, memory stays flat.

    scripts/agent-soak [SECONDS]        3600 without it

Edits are made every few seconds on two laptops of one shop. Each has a link of its own, which is pulled
and plugged where the kernel lets us make one (root, network namespaces); the depot is stopped and started
everywhere; answers get lost. At the end both replicas and the depot must agree, and each note be there once.
"""

import contextlib
import json
import random
import sys
import time
import unittest

import catalog
import comparison
from between.meddler import Meddler
from client import Fieldsync
from instances.agent import Agent, until
from instances.depot import Depot
from instances.wire import Wire
from story import BUSY, Door

NOTES = "product_notes"


class Soak(unittest.TestCase):
    seconds = 3600

    def setUp(self):
        self.chance = random.Random(20)
        self.depot = Depot()
        self.addCleanup(self.depot.stop)
        has_wires = Wire.is_possible()
        # It stands between, so that answers can be lost and that the depot is reached by every link.
        self.meddler = Meddler(self.depot.port, address="0.0.0.0" if has_wires else "127.0.0.1")
        self.addCleanup(self.meddler.stop)
        self.wires = [Wire(self, 10 + number) for number in range(2)] if has_wires else []
        self.laptops = [self.laptop(number) for number in range(2)]
        self.unit = self.depot.rows("SELECT product_imei FROM products ORDER BY 1")[0]["product_imei"]
        self.repairs = [row["repair_id"] for row in self.depot.rows("SELECT repair_id FROM repairs")]
        self.edits = self.lost = self.pulled = self.stopped = 0
        self.noted = []

    def laptop(self, number):
        """Both answer for half a minute by themselves, as on the road; a lost write is looked for then."""
        user = ("tech", "colleague")[number]
        host = self.wires[number].server if self.wires else "127.0.0.1"
        laptop = Fieldsync(self, Door("http://%s:%d" % (host, self.meddler.port)), user, user)
        if self.wires:
            laptop.prefix = self.wires[number].prefix
        return laptop.start(remember=True, options=["--plain-http"] if self.wires else [])

    def test_everything_converges(self):
        agents = [Agent(self, laptop, "--every", "60") for laptop in self.laptops]
        for agent in agents:
            agent.wait_for_runs(1)
        memory = [[], []]
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            self.edit(self.chance.choice(self.laptops))
            if self.chance.random() < 0.2:
                self.lose_an_answer()
            if self.chance.random() < 0.1:
                with self.trouble():
                    self.edit(self.chance.choice(self.laptops))
                    time.sleep(self.chance.uniform(1, 15))
            for known, agent in zip(memory, agents):
                known.append(agent.resident_kilobytes())
            time.sleep(self.chance.uniform(1, 6))
        self.settle()
        compared = 0
        for laptop in self.laptops:
            rows, found = comparison.differences(laptop.rows, self.depot.rows)
            self.assertEqual(found, [])
            compared += rows
        texts = [row["note_text"] for row in self.depot.rows(
            "SELECT note_text FROM product_notes WHERE note_text LIKE 'soak %'")]
        self.assertEqual(sorted(texts), sorted(self.noted))
        self.tell(agents, memory, compared)
        for known in memory:
            self.assertLess(known[-1], known[len(known) // 10] * 1.1 + 500)

    def edit(self, laptop):
        text = "soak %d" % self.edits
        self.edits += 1
        if self.chance.random() < 0.6:
            laptop.add(NOTES, product_imei=self.unit, note_text=text)
            self.noted.append(text)
        else:
            # Each laptop has repairs of its own: what two people disagree on, a person settles.
            mine = [key for key in self.repairs if (key % 2 == 0) == (laptop.user == "tech")]
            laptop.set("repairs", self.chance.choice(mine), outcome=text)

    def lose_an_answer(self):
        method, path = self.chance.choice([("POST", NOTES), ("PUT", "repairs/")])
        self.meddler.order("lose", method, path)
        self.lost += 1

    @contextlib.contextmanager
    def trouble(self):
        """The server is gone for a while, or one laptop's link is."""
        if not self.wires or self.chance.random() < 0.4:
            self.stopped += 1
            with self.depot.away():
                yield
            return
        wire = self.chance.choice(self.wires)
        self.pulled += 1
        wire.pull()
        yield
        wire.plug()

    def settle(self):
        """The agents alone bring everything to the server."""
        until(lambda: all(laptop.status()["waiting"] == 0 for laptop in self.laptops), 300)
        for laptop in self.laptops:
            until(lambda: laptop.run("sync", "--verify", code=None).code != BUSY, 60)
            status = laptop.status()
            self.assertEqual([status[name] for name in ("waiting", "unknown", "refused", "conflicts")],
                             [0, 0, 0, 0])

    def tell(self, agents, memory, compared):
        runs = [agent.runs() for agent in agents]
        print(json.dumps({
            "seconds": self.seconds, "edits": self.edits, "notes": len(self.noted),
            "links_pulled": self.pulled, "server_stopped": self.stopped, "answers_lost": self.lost,
            "rows_compared": compared, "runs": [len(each) for each in runs],
            "failed_runs": [sum("failures" in run for run in each) for each in runs],
            "requests": [sum(run["requests"] for run in each) for each in runs],
            "cpu_seconds": [agent.used_seconds() for agent in agents],
            "memory_kB": [{"first": known[len(known) // 10], "most": max(known), "last": known[-1]}
                          for known in memory]}, indent=1))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Soak.seconds = int(sys.argv.pop(1))
    assert catalog.REPLICATED
    unittest.main()
