"""Conflicts and undo with the built fieldsync against the real Flask-Restless.

What two people did to the same rows is decided one by one, all at once or by a rule, and taken back; each
time exactly the difference reaches the server.
"""

import seed
from client import CONFLICTS, ERROR, USAGE
from test_interop import InteropTestCase

UNIT = seed.imei(1)


class ConflictTestCase(InteropTestCase):
    def puts(self, since=0):
        """What was changed on the server, as (path, values), in order."""
        return [(write["path"].split("/v1/")[-1], write["body"]) for write in
                self.server.writes()[since:] if write["method"] == "PUT"]

    def server_row(self, key, resource="repairs"):
        return self.row(self.server.rows, resource, key)

    def collide(self, laptop, key, **columns):
        """Both sides change the same columns of a repair, and a run finds it."""
        laptop.set("repairs", key, **{name: mine for name, (mine, _theirs) in columns.items()})
        self.colleague("repairs", key, **{name: theirs for name, (_mine, theirs) in columns.items()})
        laptop.sync(code=None)


class ResolveAllTests(ConflictTestCase):
    def collided(self):
        laptop = self.laptop().start()
        self.collide(laptop, 8, outcome=("mine 8", "theirs 8"))
        self.collide(laptop, 9, outcome=("mine 9", "theirs 9"))
        self.assertEqual(len(laptop.conflicts()), 2)
        return laptop, len(self.server.writes())

    def test_a_script_has_to_say_that_it_means_all(self):
        laptop, _ = self.collided()
        refused = laptop.run("resolve", "--all", "theirs", code=USAGE).json
        self.assertEqual(refused["error"]["code"], "consent-needed")
        self.assertEqual(len(laptop.conflicts()), 2)

    def test_all_theirs_sends_nothing(self):
        laptop, start = self.collided()
        answer = laptop.run("resolve", "--all", "theirs", "--yes").json
        self.assertEqual([one["key"] for one in answer["resolved"]], [8, 9])
        laptop.sync()
        self.assertEqual(self.puts(start), [])
        self.assertEqual(self.server_row(8)["outcome"], "theirs 8")
        self.assertAgreed(laptop)

    def test_all_mine_sends_exactly_the_difference(self):
        laptop, start = self.collided()
        laptop.run("resolve", "--all", "mine", "--yes")
        laptop.sync()
        self.assertEqual(sorted(self.puts(start)), [
            ("repairs/8", {"outcome": "mine 8"}), ("repairs/9", {"outcome": "mine 9"})])
        self.assertAgreed(laptop)

    def test_a_decision_is_taken_back(self):
        laptop, _ = self.collided()
        laptop.run("resolve", "--all", "theirs", "--yes")
        laptop.run("undo", "--yes")
        laptop.sync()
        self.assertEqual((self.server_row(8)["outcome"], self.server_row(9)["outcome"]),
                         ("theirs 8", "mine 9"))
        self.assertAgreed(laptop)


class PolicyTests(ConflictTestCase):
    def test_a_rule_decides_and_the_loser_comes_back(self):
        laptop = self.laptop().start()
        settings = laptop.run("config", "policy", "repairs.process", "theirs").json
        self.assertEqual(settings["policies"], {"repairs.process": "theirs"})
        self.collide(laptop, 8, process=("Replaced", "Repossessed"))
        self.assertEqual(laptop.conflicts(), [])
        self.assertEqual(self.server_row(8)["process"], "Repossessed")
        self.assertAgreed(laptop)
        lost = [line for line in laptop.run("log").json["log"] if line["event"] == "policy"]
        self.assertEqual([line["detail"]["mine"] for line in lost], ["Replaced"])
        laptop.run("undo", lost[0]["undo"], "--yes")
        laptop.sync()
        self.assertEqual(self.server_row(8)["process"], "Replaced")
        self.assertAgreed(laptop)

    def test_mine_is_sent_over_the_servers(self):
        laptop = self.laptop().start()
        laptop.run("config", "policy", "repairs", "mine")
        self.collide(laptop, 8, process=("Replaced", "Repossessed"))
        laptop.sync()
        self.assertEqual(self.server_row(8)["process"], "Replaced")
        self.assertAgreed(laptop)

    def test_a_rule_about_one_column_leaves_the_others_to_a_person(self):
        laptop = self.laptop().start()
        laptop.run("config", "policy", "repairs.process", "mine")
        self.collide(laptop, 8, process=("Replaced", "Repossessed"),
                     measured_battery_capacity=(1.5, 2.5))
        found = laptop.conflicts()
        self.assertEqual([column["column"] for column in found[0]["columns"]],
                         ["measured_battery_capacity"])

    def test_a_deleted_row_is_let_go_by_rule(self):
        laptop = self.laptop().start()
        laptop.run("config", "policy", "repair_symptom_type_linker", "theirs")
        laptop.set("repair_symptom_type_linker", 9, symptom_type_id=1)
        self.server.control("write", resource="repair_symptom_type_linker", key=9)
        laptop.sync(code=None)
        self.assertEqual(laptop.conflicts(), [])
        self.assertAgreed(laptop)

    def test_rules_that_are_none_are_refused(self):
        laptop = self.laptop().start()
        laptop.run("config", "policy", "repairs", "always", code=USAGE)
        laptop.run("config", "policy", "repairs.nothing", "mine", code=ERROR)
        laptop.run("config", "policy", "repairs.created_at", "mine", code=ERROR)
        self.assertEqual(laptop.run("config").json["policies"], {})


class UndoTests(ConflictTestCase):
    def test_edits_that_went_as_one_are_taken_back_as_one(self):
        laptop = self.laptop().start()
        before = self.server_row(8)
        laptop.set("repairs", 8, process="Replaced")
        laptop.set("repairs", 8, process="Repossessed", measured_battery_capacity=7.25)
        laptop.sync()
        start = len(self.server.writes())
        line = [one for one in laptop.run("log").json["log"] if one["event"] == "delivered"][-1]
        laptop.run("undo", line["undo"], "--yes")
        laptop.sync()
        row = self.server_row(8)
        self.assertEqual((row["process"], row["measured_battery_capacity"]),
                         (before["process"], before["measured_battery_capacity"]))
        self.assertEqual(len(self.puts(start)), 1)
        laptop.run("redo", "--yes")
        laptop.sync()
        self.assertEqual(self.server_row(8)["process"], "Repossessed")
        self.assertAgreed(laptop)

    def test_what_was_dropped_comes_back_whole(self):
        laptop = self.laptop().start()
        repair = laptop.add("repairs", product_imei=UNIT, process="Replaced")
        laptop.set("repairs", repair, workflow_name="dropped and back")
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=1)
        laptop.run("queue", "drop", str(laptop.queue()[0]["number"]))
        self.assertEqual(laptop.status()["waiting"], 0)
        laptop.run("undo", "--yes")
        self.assertEqual(laptop.status()["waiting"], 2)
        laptop.sync()
        made = self.server.rows("SELECT * FROM repairs WHERE workflow_name = ?", "dropped and back")
        self.assertEqual(len(made), 1)
        self.assertAgreed(laptop)

    def test_a_note_found_after_a_lost_answer_is_taken_back(self):
        laptop = self.laptop().start()
        self.plan("lose", "POST", "repair_symptom_type_linker")
        count = len(self.server.rows("SELECT 1 FROM repair_symptom_type_linker"))
        laptop.add("repair_symptom_type_linker", repair_id=8, symptom_type_id=1)
        laptop.run("sync", code=None)
        laptop.sync()
        self.assertEqual(
            len(self.server.rows("SELECT 1 FROM repair_symptom_type_linker")), count + 1)
        step = laptop.run("undo", "--yes").json["steps"][0]
        self.assertEqual((step["effect"], step["way"]), ("delete", "countered"))
        self.assertIsNotNone(step["adoption"])
        laptop.sync()
        self.assertEqual(len(self.server.rows("SELECT 1 FROM repair_symptom_type_linker")), count)
        self.assertAgreed(laptop)
