"""Two agents and a server that comes and goes, for as long as one likes: everything converges, nothing
is doubled, memory stays flat.

    scripts/agent-soak [SECONDS]        3600 without it

Edits are made every few seconds on two laptops of one shop. The depot is stopped and started again and
again; answers get lost. At the end both replicas and the depot must agree, and each note be there once.
"""

import json
import random
import sys
import time
import unittest

import catalog
import comparison
from client import Fieldsync
from instances.agent import Agent, until
from instances.depot import Depot
from story import Door

NOTES = "product_notes"


class Soak(unittest.TestCase):
    seconds = 3600

    def test_everything_converges(self):
        depot = Depot()
        self.addCleanup(depot.stop)
        chance = random.Random(20)
        laptops = [Fieldsync(self, Door(depot.url), user=user, password=user)
                   for user in ("tech", "colleague")]
        # Both answer for half a minute by themselves, as on the road; a lost write is looked for then.
        for laptop in laptops:
            laptop.start(remember=True)
        agents = [Agent(self, laptop, "--every", "60") for laptop in laptops]
        for agent in agents:
            agent.wait_for_runs(1)
        unit = depot.rows("SELECT product_imei FROM products ORDER BY 1")[0]["product_imei"]
        repairs = [row["repair_id"] for row in depot.rows("SELECT repair_id FROM repairs")]
        memory, made, ended = [[], []], 0, 0
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            laptop = chance.choice(laptops)
            self.edit(laptop, chance, unit, repairs, made)
            made += 1
            if chance.random() < 0.2:
                path = chance.choice(["/v1/" + NOTES, "/v1/repairs/%d" % chance.choice(repairs)])
                method = "POST" if path.endswith(NOTES) else "PUT"
                depot.request("POST", "/_control/lose-answer?method=%s&path=%s&count=1" % (method, path))
            if chance.random() < 0.08:
                ended += 1
                with depot.away():
                    self.edit(chance.choice(laptops), chance, unit, repairs, made)
                    made += 1
                    time.sleep(chance.uniform(1, 15))
            for known, agent in zip(memory, agents):
                known.append(agent.resident_kilobytes())
            time.sleep(chance.uniform(1, 6))
        self.settle(laptops)
        compared, found = comparison.differences(laptops[0].rows, depot.rows)
        self.assertEqual(found, [])
        for number in range(made):
            with self.subTest(note=number):
                texts = depot.rows("SELECT 1 FROM product_notes WHERE note_text = ?", "soak %d" % number)
                self.assertLessEqual(len(texts), 1)
        notes = len(depot.rows("SELECT 1 FROM product_notes WHERE note_text LIKE 'soak %'"))
        self.assertEqual(notes, self.notes)
        print(json.dumps({
            "seconds": self.seconds, "edits": made, "notes": notes, "server_gone": ended,
            "rows_compared": compared, "runs": [len(agent.runs()) for agent in agents],
            "failed_runs": [sum("failures" in run for run in agent.runs()) for agent in agents],
            "requests": [sum(run["requests"] for run in agent.runs()) for agent in agents],
            "cpu_seconds": [agent.used_seconds() for agent in agents],
            "memory_kB": [{"first": known[len(known) // 10], "most": max(known), "last": known[-1]}
                          for known in memory]}, indent=1))
        for known in memory:
            self.assertLess(known[-1], known[len(known) // 10] * 1.1 + 500)

    notes = 0

    def edit(self, laptop, chance, unit, repairs, number):
        if chance.random() < 0.6:
            laptop.add(NOTES, product_imei=unit, note_text="soak %d" % number)
            self.notes += 1
        else:
            # Each laptop has repairs of its own: what two people disagree on, a person settles.
            mine = [key for key in repairs if (key % 2 == 0) == (laptop.user == "tech")]
            laptop.set("repairs", chance.choice(mine), outcome="soak %d" % number)

    def settle(self, laptops):
        """The agents alone bring everything to the server."""
        until(lambda: all(laptop.status()["waiting"] == 0 for laptop in laptops), 300)
        for laptop in laptops:
            laptop.sync("--verify", code=None)
            status = laptop.status()
            self.assertEqual([status[name] for name in ("waiting", "unknown", "refused", "conflicts")],
                             [0, 0, 0, 0])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Soak.seconds = int(sys.argv.pop(1))
    assert catalog.REPLICATED
    unittest.main()
