"""Updates tied to the version that was read, on a Flask-Restless with `allow_patch_many`."""

import json
import os

import reference
import seed
from client import CONFLICTS
from test_interop import InteropTestCase

UNIT = seed.imei(1)


class CompareAndSetTests(InteropTestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = reference.ReferenceServer(INTEROP_PATCH_MANY="1")
        cls.addClassCleanup(cls.server.stop)

    def start(self):
        laptop = self.laptop().start()
        path = os.path.join(laptop.home, "config.json")
        with open(path) as file:
            configuration = json.load(file)
        with open(path, "w") as file:
            json.dump({**configuration, "compare_and_set": True}, file)
        self.assertTrue(laptop.run("config").json["compare_and_set"])
        return laptop

    def meanwhile(self, key, **values):
        """A colleague writes between the reading of a repair and its update."""
        self.plan("meanwhile", "PUT", "repairs", skip=1,
                  write={"resource": "repairs", "key": key, "values": values})

    def puts(self):
        return [(write["path"], write["status"]) for write in self.server.writes()
                if write["method"] == "PUT"]

    def test_a_faster_colleague_is_a_conflict(self):
        laptop = self.start()
        laptop.set("repairs", 5, outcome="mine")
        self.meanwhile(5, outcome="theirs")
        laptop.run("sync", code=CONFLICTS)
        self.assertEqual(self.row(self.server.rows, "repairs", 5)["outcome"], "theirs")
        laptop.run("resolve", str(laptop.conflicts()[0]["number"]), "mine")
        laptop.sync()
        self.assertEqual(self.row(self.server.rows, "repairs", 5)["outcome"], "mine")
        self.assertAgreed(laptop)

    def test_another_column_is_merged_in_the_same_run(self):
        laptop = self.start()
        laptop.set("repairs", 6, outcome="mine")
        self.meanwhile(6, workflow_name="theirs")
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)
        row = self.row(self.server.rows, "repairs", 6)
        self.assertEqual((row["outcome"], row["workflow_name"]), ("mine", "theirs"))
        self.assertEqual(self.puts(), [("/v1/repairs", 200)] * 3)
        self.assertAgreed(laptop)

    def test_rows_with_a_stamp_and_without_one(self):
        laptop = self.start()
        self.colleague("repairs", 1, workflow_name="stamped")
        laptop.sync()
        for key in (1, 2, 3):
            laptop.set("repairs", key, outcome="mine %d" % key)
        self.assertEqual(laptop.sync()["pushed"]["applied"], 3)
        self.assertEqual(self.puts(), [("/v1/repairs", 200)] * 4)
        self.assertAgreed(laptop)

    def test_a_lost_answer(self):
        laptop = self.start()
        laptop.set("repairs", 7, outcome="once")
        self.plan("lose", "PUT", "repairs", skip=1)
        laptop.run("sync", code=None)
        self.assertEqual(self.row(self.server.rows, "repairs", 7)["outcome"], "once")
        self.assertAgreed(laptop)

    def test_a_question_changes_nothing(self):
        before = self.server.rows("SELECT * FROM repairs ORDER BY repair_id")
        answer = self.server.request(
            "PUT", "/v1/repairs", json.dumps({"q": {"filters": [{"name": "repair_id", "op": "is_null"}]}}),
            {"Content-Type": "application/json", "Authorization": "Token token=" + self.server.token()})
        self.assertEqual((answer.status, answer.json), (200, {"num_modified": 0}))
        self.assertEqual(self.server.rows("SELECT * FROM repairs ORDER BY repair_id"), before)


class WithoutConditionsTests(InteropTestCase):
    def test_a_server_that_cannot_is_written_to_as_usual(self):
        laptop = self.laptop().start()
        path = os.path.join(laptop.home, "config.json")
        with open(path) as file:
            configuration = json.load(file)
        with open(path, "w") as file:
            json.dump({**configuration, "compare_and_set": True}, file)
        laptop.set("repairs", 8, outcome="as usual")
        laptop.sync()
        self.assertEqual([(w["path"], w["status"]) for w in self.server.writes()],
                         [("/v1/repairs", 405), ("/v1/repairs/8", 200)])
        self.assertAgreed(laptop)
