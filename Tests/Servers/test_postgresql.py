"""The real Flask-Restless on PostgreSQL with two workers, as the SMARTSolar API most likely runs."""

import os
import unittest

import catalog
import client
import comparison
import seed
from between.meddler import Meddler
from client import CONFLICTS, REFUSED, Fieldsync
from instances.postgresql import PostgreSQL, PostgreSQLServer
from story import Door

UNIT = seed.imei(1)


class PostgreSQLTests(unittest.TestCase):
    """One database for all of them: each test has rows of its own, and compares every row there is."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        postgresql = PostgreSQL()
        cls.addClassCleanup(postgresql.stop)
        cls.server = PostgreSQLServer(postgresql)
        cls.addClassCleanup(cls.server.stop)
        cls.meddler = Meddler(cls.server.port)
        cls.addClassCleanup(cls.meddler.stop)

    def setUp(self):
        self.meddler.calm()

    def laptop(self):
        return Fieldsync(self, Door(self.meddler.url)).start()

    def colleague(self, resource, key, **values):
        return self.server.control("write", resource=resource, key=key, values=values)

    def values(self, resource, key, column):
        name = next(r["key"] for r in catalog.load()["resources"] if r["name"] == resource)
        return [row[column] for row in self.server.rows(
            'SELECT "%s" FROM "%s" WHERE "%s" = ?' % (column, resource, name), key)]

    def notes(self, text):
        return len(self.server.rows("SELECT 1 FROM product_notes WHERE note_text = ?", text))

    def assertAgreed(self, laptop):
        """Nothing waits, and every row is the same in PostgreSQL and in the replica."""
        laptop.sync()
        status = laptop.status()
        names = ("waiting", "unknown", "refused", "held", "conflicts")
        self.assertEqual({name: status[name] for name in names}, dict.fromkeys(names, 0))
        compared, found = comparison.differences(laptop.rows, self.server.rows)
        self.assertEqual(found, [])
        self.assertGreater(compared, 300)
        self.assertEqual(laptop.sync()["pushed"]["applied"], 0)

    def test_the_reference_is_postgresql_and_both_workers_answer(self):
        self.assertIn("PostgreSQL 1", self.server.rows("SELECT version()")[0]["version"])
        laptop = self.laptop()
        self.assertAgreed(laptop)
        answered = {}
        for _ in range(400):
            told = self.server.control("journal", "GET")
            answered[told["worker"]] = len(told["journal"])
            if len(answered) == 2:
                break
        self.assertEqual(len(answered), 2)
        self.assertNotIn(0, answered.values())

    def test_a_day_of_edits_on_both_sides(self):
        laptop = self.laptop()
        laptop.add("product_notes", product_imei=UNIT, note_text="Bornier brûlé ✓ 'quoted' \"%s\"")
        repair = laptop.add("repairs", product_imei=UNIT, process="Repair and Return",
                            arrival_date="2018-04-05", measured_battery_capacity="12.25")
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=1)
        laptop.set("repairs", 4, pending_status="true", measured_battery_capacity="0.1")
        laptop.set("repairs", 6, process=None)
        laptop.delete("repair_symptom_type_linker", 2)
        self.colleague("repairs", 5, outcome="by a colleague", context={"step": [1, None, "é"]})
        self.assertEqual(laptop.sync()["pushed"]["applied"], 6)
        self.assertEqual(self.values("repairs", 4, "measured_battery_capacity"), [0.1])
        self.assertEqual(self.values("repairs", 6, "process"), [None])
        self.assertEqual(self.values("repair_symptom_type_linker", 2, "symptom_type_id"), [])
        self.assertAgreed(laptop)
        self.assertEqual(laptop.rows("SELECT outcome FROM repairs WHERE repair_id = 5"),
                         [{"outcome": "by a colleague"}])

    def test_a_conflict_waits_and_is_decided(self):
        laptop = self.laptop()
        laptop.set("repairs", 7, outcome="mine", process="Replaced")
        self.colleague("repairs", 7, outcome="theirs")
        laptop.sync(code=CONFLICTS)
        self.assertEqual(self.values("repairs", 7, "outcome"), ["theirs"])
        laptop.run("resolve", str(laptop.conflicts()[0]["number"]), "mine")
        self.assertAgreed(laptop)
        self.assertEqual(self.values("repairs", 7, "outcome"), ["mine"])
        self.assertEqual(self.values("repairs", 7, "process"), ["Replaced"])

    def test_what_postgresql_refuses_holds_back_nothing_else(self):
        laptop = self.laptop()
        laptop.type_sql("INSERT INTO product_notes (product_imei, note_text) VALUES (?, ?)",
                        "357000000000000", "a unit that is not there")
        laptop.type_sql("INSERT INTO repairs (product_imei, repair_centre_id) VALUES (?, ?)",
                        UNIT, 2 ** 31)
        laptop.type_sql("UPDATE hubs SET name = 'Hub 1' WHERE hub_id = 3")
        laptop.add("product_notes", product_imei=UNIT, note_text="goes all the same")
        summary = laptop.sync(code=REFUSED)
        self.assertEqual(self.notes("goes all the same"), 1)
        refused = [entry for entry in laptop.queue() if entry["state"] == "refused"]
        self.assertEqual({entry["resource"]: entry["status"] for entry in refused},
                         {"product_notes": 400, "repairs": 400, "hubs": 400}, summary)
        for entry in refused:
            laptop.run("queue", "drop", str(entry["number"]))
        self.assertAgreed(laptop)

    def test_lost_answers_are_looked_for_and_nothing_doubles(self):
        laptop = self.laptop()
        self.meddler.order("lose", "POST", "product_notes")
        self.meddler.order("lose", "PUT", "repairs/9")
        laptop.add("product_notes", product_imei=UNIT, note_text="lost on PostgreSQL")
        laptop.set("repairs", 9, outcome="lost on PostgreSQL")
        summary = laptop.sync()
        self.assertEqual([note["note"] for note in summary["notes"]].count("adopted"), 2, summary)
        self.assertEqual(self.notes("lost on PostgreSQL"), 1)
        self.assertEqual(len(self.meddler.seen("PUT", "repairs/9")), 1)
        self.assertAgreed(laptop)
