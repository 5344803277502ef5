"""Many runs of one laptop whose answers get lost, against the real Flask-Restless.

Every run works and synchronises while requests of every kind of write are dropped, carried out without an
answer, or carried out after the client gave up, on connections that are fresh or used. Everything typed has
a text of its own, but for twins made on purpose; at the end the server's own rows are counted.
"""

import collections
import random
import time

import seed
from test_interop import InteropTestCase

UNIT = seed.imei(1)
KINDS = ("lose", "lose", "drop", "late")
WRITES = (("POST", "product_notes"), ("POST", "repairs"), ("POST", "repair_symptom_type_linker"),
          ("PUT", "repairs/"), ("DELETE", "repair_symptom_type_linker/"))


class LostAnswerRuns(InteropTestCase):
    def setUp(self):
        super().setUp()
        self.typed = collections.Counter()
        self.outcomes, self.deleted, self.mishaps = {}, set(), 0

    def test_nothing_is_doubled_or_lost(self):
        self.tell(runs=10, chance=random.Random(11))

    def test_nothing_is_doubled_or_lost_in_another_order(self):
        self.tell(runs=10, chance=random.Random(12))

    def tell(self, runs, chance):
        laptop = self.laptop().start()
        symptoms = [row["repair_symptom_type_linker_id"] for row in self.server.rows(
            "SELECT repair_symptom_type_linker_id FROM repair_symptom_type_linker ORDER BY 1")]
        linkers = len(symptoms)
        for number in range(runs):
            linkers += self.work(laptop, "%d of %s" % (number, self.id()), symptoms, chance)
            for _ in range(chance.randrange(1, 4)):
                method, path = chance.choice(WRITES)
                self.plan(chance.choice(KINDS), method, path, skip=chance.randrange(4), delay=0.4)
            before = self.broken()
            laptop.run("sync", code=None)
            self.mishaps += self.broken() - before
        self.server.control("faultless")
        deadline = time.monotonic() + 60
        while laptop.status()["unknown"] + laptop.status()["waiting"] and time.monotonic() < deadline:
            laptop.run("sync", code=None)
            time.sleep(0.3)
        self.count(laptop, linkers)

    def work(self, laptop, text, symptoms, chance):
        """Types some of everything; how many symptoms of repairs there are more now."""
        for part in range(1 + chance.randrange(3)):
            self.note(laptop, "note %d %s" % (part, text))
        if chance.random() < 0.3:
            for _ in range(2):
                self.note(laptop, "twin " + text)
        repair = laptop.add("repairs", product_imei=UNIT, workflow_name=text)
        self.typed[text] += 1
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=2)
        key = chance.randrange(1, 10)
        self.outcomes[key] = text
        laptop.set("repairs", key, outcome=text)
        if chance.random() < 0.5:
            self.deleted.add(symptoms[0])
            laptop.delete("repair_symptom_type_linker", symptoms.pop(0))
            return 0
        return 1

    def note(self, laptop, text):
        self.typed[text] += 1
        laptop.add("product_notes", product_imei=UNIT, note_text=text)

    def broken(self):
        entries = self.server.control("journal", "GET")["journal"]
        return len([entry for entry in entries if entry["fault"]])

    def count(self, laptop, linkers):
        self.assertGreater(self.mishaps, 8)
        made = collections.Counter(
            row["text"] for row in self.server.rows(
                "SELECT note_text AS text FROM product_notes UNION ALL SELECT workflow_name FROM repairs")
            if row["text"] in self.typed)
        self.assertEqual(made, self.typed)
        for key, text in self.outcomes.items():
            self.assertEqual(self.row(self.server.rows, "repairs", key)["outcome"], text)
        kept = self.server.rows(
            "SELECT repair_symptom_type_linker_id AS key FROM repair_symptom_type_linker")
        self.assertEqual({row["key"] for row in kept} & self.deleted, set())
        self.assertEqual(len(kept), linkers)
        self.assertAgreed(laptop)
