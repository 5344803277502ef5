"""The built fieldsync against the real Flask-Restless, one story a test.

After each story the laptop synchronises until nothing waits; then every replicated table is
compared with the server's, row by row, and a further run must send nothing.
"""

import os
import random
import time
import unittest

import catalog
import client
import comparison
import reference
import seed
from client import CONFLICTS, LOGIN, OFFLINE, REFUSED, Fieldsync

UNIT = seed.imei(1)


class InteropTestCase(unittest.TestCase):
    """A server for the class; fresh data and a fresh laptop for each test."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        cls.server = reference.ReferenceServer()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.server.control("reset")

    def laptop(self, **options):
        return Fieldsync(self, self.server, **options)

    def plan(self, kind, method, path, **more):
        self.server.control("fault", kind=kind, method=method, path="/v1/" + path, **more)

    def colleague(self, resource, key=None, **values):
        order = {"resource": resource, "values": values}
        if key is not None:
            order["key"] = key
        return self.server.control("write", **order)["key"]

    def note_count(self, text):
        return len(self.server.rows("SELECT 1 FROM product_notes WHERE note_text = ?", text))

    def row(self, reader, resource, key):
        key_name = next(r["key"] for r in catalog.load()["resources"] if r["name"] == resource)
        found = reader("SELECT * FROM %s WHERE %s = ?" % (resource, key_name), key)
        self.assertEqual(len(found), 1, "%s %s" % (resource, key))
        return found[0]

    def assertAgreed(self, *laptops):
        """Nothing waits, nothing differs, and a further run sends nothing."""
        for laptop in laptops:
            laptop.sync()
            status = laptop.status()
            waiting = {name: status[name] for name in
                       ("waiting", "unknown", "refused", "held", "conflicts")}
            self.assertEqual(set(waiting.values()), {0}, waiting)
            compared, found = comparison.differences(laptop.rows, self.server.rows)
            self.assertEqual(found, [])
            self.assertGreater(compared, 300)
            sent = len(self.server.writes())
            self.assertEqual(laptop.sync()["pushed"]["applied"], 0)
            self.assertEqual(self.server.writes()[sent:], [])


class PullTests(InteropTestCase):
    def test_the_first_sync_brings_every_row(self):
        laptop = self.laptop()
        laptop.run("init", "--server", self.server.url, "--resources", ",".join(catalog.REPLICATED))
        laptop.log_in()
        summary = laptop.sync()
        self.assertEqual(summary["outcome"], "complete")
        compared, found = comparison.differences(laptop.rows, self.server.rows)
        self.assertEqual(found, [])
        self.assertGreaterEqual(summary["pulled"]["rows"], compared)
        self.assertEqual(self.server.writes(), [])

    def test_a_table_longer_than_a_page_arrives_whole(self):
        for number in range(230):
            self.colleague("product_notes", product_imei=UNIT, note_text="note %d" % number)
        self.assertAgreed(self.laptop().start())

    def test_colleagues_creates_and_edits_arrive(self):
        laptop = self.laptop().start()
        key = self.colleague("product_notes", product_imei=UNIT, note_text="from the office")
        self.colleague("repairs", 3, outcome="fixed by a colleague")
        self.colleague("product_types", 1, parameter_types=["temperature"])
        self.assertGreaterEqual(laptop.sync()["pulled"]["rows"], 2)
        self.assertEqual(self.row(laptop.rows, "product_notes", key)["note_text"], "from the office")
        self.assertEqual(self.row(laptop.rows, "repairs", 3)["outcome"], "fixed by a colleague")

    def test_a_technician_sees_the_same_rows(self):
        laptop = self.laptop(user="tina", password="pass&word=é").start()
        self.assertAgreed(laptop)


class PushTests(InteropTestCase):
    def test_a_create_an_edit_and_a_delete_reach_the_server(self):
        laptop = self.laptop().start()
        laptop.add("product_notes", product_imei=UNIT, note_text="Bornier brûlé ✓ 'quoted'")
        laptop.set("repairs", 4, outcome="refurbished", arrival_date="2018-04-05", pending_status="true")
        laptop.delete("repair_symptom_type_linker", 2)
        self.assertEqual(laptop.status()["waiting"], 3)
        pushed = laptop.sync()["pushed"]
        self.assertEqual((pushed["applied"], pushed["unknown"], pushed["refused"]), (3, 0, 0))
        self.assertEqual(self.note_count("Bornier brûlé ✓ 'quoted'"), 1)
        self.assertEqual(self.row(self.server.rows, "repairs", 4)["outcome"], "refurbished")
        self.assertEqual(self.server.rows(
            "SELECT 1 FROM repair_symptom_type_linker WHERE repair_symptom_type_linker_id = 2"), [])
        self.assertAgreed(laptop)

    def test_an_edit_by_another_sqlite_tool_reaches_the_server(self):
        laptop = self.laptop().start()
        laptop.type_sql("INSERT INTO product_notes (product_imei, note_text) VALUES (?, ?)",
                        UNIT, "typed in sqlite3")
        laptop.type_sql("UPDATE repairs SET outcome = 'by hand' WHERE repair_id IN (1, 2)")
        laptop.sync()
        self.assertEqual(self.note_count("typed in sqlite3"), 1)
        self.assertEqual(len(self.server.rows("SELECT 1 FROM repairs WHERE outcome = 'by hand'")), 2)
        self.assertAgreed(laptop)

    def test_only_changed_columns_are_sent_and_null_is_a_value(self):
        laptop = self.laptop().start()
        self.colleague("repairs", 5, workflow_name="office")
        laptop.set("repairs", 5, process=None)
        laptop.sync()
        row = self.row(self.server.rows, "repairs", 5)
        self.assertEqual((row["process"], row["workflow_name"]), (None, "office"))
        self.assertAgreed(laptop)

    def test_a_repair_made_offline_takes_its_children_along(self):
        laptop = self.laptop().start()
        repair = laptop.add("repairs", product_imei=UNIT, process="Repair and Return")
        self.assertTrue(repair.startswith("new:") or int(repair) >= client.PROVISIONAL, repair)
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=2)
        laptop.add("repair_part_type_linker", repair_id=repair, old_part_type_id=1,
                   new_part_type_id=3, non_transferable="false")
        laptop.set("repairs", repair, outcome="waiting for parts")
        laptop.sync()
        made = self.server.rows("SELECT * FROM repairs WHERE outcome = 'waiting for parts'")
        self.assertEqual(len(made), 1)
        for child in ("repair_symptom_type_linker", "repair_part_type_linker"):
            children = self.server.rows("SELECT 1 FROM %s WHERE repair_id = ?" % child, made[0]["repair_id"])
            self.assertEqual(len(children), 1, child)
            self.assertEqual(laptop.rows(
                "SELECT 1 FROM %s WHERE repair_id >= ?" % child, client.PROVISIONAL), [])
        shown = laptop.run("show", "repairs", repair).output
        self.assertIn("waiting for parts", shown)
        posts = [entry["path"] for entry in self.server.writes() if entry["method"] == "POST"]
        self.assertEqual(posts, ["/v1/repairs"])
        self.assertAgreed(laptop)

    def test_create_and_delete_offline_send_nothing(self):
        laptop = self.laptop().start()
        key = laptop.add("product_notes", product_imei=UNIT, note_text="second thoughts")
        laptop.delete("product_notes", key)
        laptop.sync()
        self.assertEqual(self.server.writes(), [])
        self.assertAgreed(laptop)

    def test_two_laptops_agree(self):
        first, second = self.laptop().start(), self.laptop(user="tina", password="pass&word=é").start()
        first.add("product_notes", product_imei=UNIT, note_text="from sam")
        second.add("product_notes", product_imei=UNIT, note_text="from tina")
        first.set("repairs", 6, outcome="by sam")
        second.set("repairs", 6, process="Replaced")
        first.sync()
        second.sync()
        self.assertAgreed(first, second)
        row = self.row(self.server.rows, "repairs", 6)
        self.assertEqual((row["outcome"], row["process"]), ("by sam", "Replaced"))


class UnknownOutcomeTests(InteropTestCase):
    """Whatever answer is lost, a create exists once."""

    def settle(self, laptop):
        """Runs until nothing is unknown any more; the settle time here is two seconds."""
        deadline = time.monotonic() + 30
        while laptop.status()["unknown"] + laptop.status()["waiting"] and time.monotonic() < deadline:
            time.sleep(1.1)
            laptop.run("sync", code=None)

    def story(self, kind, **more):
        laptop = self.laptop().start()
        laptop.add("product_notes", product_imei=UNIT, note_text="exactly once")
        self.plan(kind, "POST", "product_notes", **more)
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(self.server.control("journal", "GET")["unused_faults"], 0)
        self.assertEqual(self.note_count("exactly once"), 1)
        self.assertAgreed(laptop)
        self.assertEqual(self.note_count("exactly once"), 1)

    def test_a_lost_answer(self):
        self.story("lose")

    def test_a_dropped_request(self):
        self.story("drop")

    def test_a_request_that_commits_after_the_client_gave_up(self):
        self.story("late", delay=0.4)

    def test_a_portal_that_answers_200_in_html(self):
        self.story("answer", status="200 OK", type="text/html", body="<html>Please pay</html>")

    def test_a_portal_that_answers_403_in_html(self):
        self.story("answer", status="403 Forbidden", type="text/html", body="<html>Blocked</html>")

    def test_a_gateway_that_gives_up_after_the_commit(self):
        self.story("answer", status="504 Gateway Timeout", type="text/html",
                   body="<html>504</html>", commit=True)

    def test_the_answers_to_two_different_notes_are_lost(self):
        laptop = self.laptop().start()
        for text in ("first of two", "second of two"):
            laptop.add("product_notes", product_imei=UNIT, note_text=text)
        self.plan("lose", "POST", "product_notes", times=2)
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(self.server.control("journal", "GET")["unused_faults"], 0)
        self.assertEqual(self.note_count("first of two"), 1)
        self.assertEqual(self.note_count("second of two"), 1)
        self.assertAgreed(laptop)

    def test_two_equal_notes_stay_two(self):
        laptop = self.laptop().start()
        for _ in range(2):
            laptop.add("product_notes", product_imei=UNIT, note_text="twins")
        self.plan("lose", "POST", "product_notes")
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(self.note_count("twins"), 2)
        self.assertAgreed(laptop)

    def test_a_lost_answer_to_a_parent_does_not_double_the_children(self):
        laptop = self.laptop().start()
        repair = laptop.add("repairs", product_imei=UNIT, outcome="one parent")
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=4)
        self.plan("lose", "POST", "repairs")
        laptop.run("sync", code=None)
        self.settle(laptop)
        posts = [entry["path"] for entry in self.server.writes() if entry["method"] == "POST"]
        self.assertEqual(posts, ["/v1/repairs"])
        made = self.server.rows("SELECT repair_id FROM repairs WHERE outcome = 'one parent'")
        self.assertEqual(len(made), 1)
        self.assertEqual(len(self.server.rows(
            "SELECT 1 FROM repair_symptom_type_linker WHERE repair_id = ?", made[0]["repair_id"])), 1)
        self.assertAgreed(laptop)

    def test_a_lost_answer_to_an_update_and_to_a_delete(self):
        laptop = self.laptop().start()
        laptop.set("repairs", 7, outcome="updated once")
        laptop.delete("repair_symptom_type_linker", 7)
        self.plan("lose", "PUT", "repairs/7")
        self.plan("lose", "DELETE", "repair_symptom_type_linker/7")
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(self.row(self.server.rows, "repairs", 7)["outcome"], "updated once")
        self.assertAgreed(laptop)

    def lanes(self, kind, skip, **more):
        """Writes of every kind, several under way at once, of which some go wrong; a connection is fresh at
        first, and used after `skip` writes."""
        laptop = self.laptop().start()
        for number in range(9):
            laptop.add("product_notes", product_imei=UNIT, note_text="lane %d" % number)
        for key in range(1, 7):
            laptop.set("repairs", key, outcome="lane %d" % key)
        for key in (1, 2, 3):
            laptop.delete("repair_symptom_type_linker", key)
        for method, path, times in (("POST", "product_notes", 2), ("PUT", "repairs/", 2),
                                    ("DELETE", "repair_symptom_type_linker/", 1)):
            self.plan(kind, method, path, times=times, skip=min(skip, 2) if method == "DELETE" else skip,
                      **more)
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(self.server.control("journal", "GET")["unused_faults"], 0)
        for number in range(9):
            self.assertEqual(self.note_count("lane %d" % number), 1, number)
        for key in range(1, 7):
            self.assertEqual(self.row(self.server.rows, "repairs", key)["outcome"], "lane %d" % key)
        self.assertAgreed(laptop)

    def test_answers_lost_in_the_lanes_on_fresh_connections(self):
        self.lanes("lose", 0)

    def test_answers_lost_in_the_lanes_on_used_connections(self):
        self.lanes("lose", 4)

    def test_requests_dropped_in_the_lanes_on_used_connections(self):
        self.lanes("drop", 4)

    def test_late_commits_in_the_lanes(self):
        self.lanes("late", 3, delay=0.4)

    def test_a_unique_column_finds_the_row_again(self):
        laptop = self.laptop().start()
        laptop.add("parts", serial_number="UNIQUE-1", part_type_id=1)
        self.plan("lose", "POST", "parts")
        laptop.run("sync", code=None)
        self.settle(laptop)
        self.assertEqual(len(self.server.rows("SELECT 1 FROM parts WHERE serial_number = 'UNIQUE-1'")), 1)
        self.assertAgreed(laptop)

    def test_the_server_is_not_there(self):
        laptop = self.laptop().start()
        laptop.add("product_notes", product_imei=UNIT, note_text="patient")
        self.plan("drop", "GET", "", times=1000)
        self.plan("drop", "POST", "", times=1000)
        laptop.sync(code=OFFLINE)
        self.assertEqual(laptop.status()["waiting"] + laptop.status()["unknown"], 1)
        self.server.control("faultless")
        self.settle(laptop)
        self.assertEqual(self.note_count("patient"), 1)
        self.assertAgreed(laptop)


class ConflictTests(InteropTestCase):
    def meet(self, laptop):
        """Both change the outcome of repair 8; the laptop synchronises afterwards."""
        laptop.set("repairs", 8, outcome="mine")
        self.colleague("repairs", 8, outcome="theirs")
        self.assertEqual(laptop.sync(code=CONFLICTS)["conflicts"], 1)
        found = laptop.conflicts()
        self.assertEqual(len(found), 1)
        self.assertEqual((found[0]["resource"], str(found[0]["key"]), found[0]["kind"]),
                         ("repairs", "8", "update-update"))
        column = {c["column"]: c for c in found[0]["columns"]}["outcome"]
        self.assertEqual((column["base"], column["mine"], column["theirs"]), (None, "mine", "theirs"))
        return str(found[0]["number"])

    def outcome(self):
        return self.row(self.server.rows, "repairs", 8)["outcome"]

    def test_other_columns_merge_by_themselves(self):
        laptop = self.laptop().start()
        laptop.set("repairs", 9, process="Replaced")
        self.colleague("repairs", 9, measured_battery_capacity=7.25)
        self.assertEqual(laptop.sync()["conflicts"], 0)
        row = self.row(self.server.rows, "repairs", 9)
        self.assertEqual((row["process"], row["measured_battery_capacity"]), ("Replaced", 7.25))
        self.assertAgreed(laptop)

    def test_the_same_change_on_both_sides_is_no_conflict(self):
        laptop = self.laptop().start()
        laptop.set("repairs", 9, process="Replaced")
        self.colleague("repairs", 9, process="Replaced")
        self.assertEqual(laptop.sync()["conflicts"], 0)
        self.assertAgreed(laptop)

    def test_a_conflict_waits_and_survives_another_pull(self):
        laptop = self.laptop().start()
        self.meet(laptop)
        self.assertEqual(self.outcome(), "theirs")
        for _ in range(2):
            laptop.sync(code=CONFLICTS)
            self.assertEqual(len(laptop.conflicts()), 1)
            self.assertEqual(self.outcome(), "theirs")
        self.assertEqual(self.row(laptop.rows, "repairs", 8)["outcome"], "mine")

    def test_a_later_server_value_replaces_theirs_only(self):
        laptop = self.laptop().start()
        self.meet(laptop)
        self.colleague("repairs", 8, outcome="theirs again")
        laptop.sync(code=CONFLICTS)
        column = {c["column"]: c for c in laptop.conflicts()[0]["columns"]}["outcome"]
        self.assertEqual((column["base"], column["mine"], column["theirs"]), (None, "mine", "theirs again"))

    def test_resolved_for_mine(self):
        laptop = self.laptop().start()
        laptop.run("resolve", self.meet(laptop), "mine")
        laptop.sync()
        self.assertEqual(self.outcome(), "mine")
        self.assertAgreed(laptop)

    def test_resolved_for_theirs(self):
        laptop = self.laptop().start()
        laptop.run("resolve", self.meet(laptop), "theirs")
        laptop.sync()
        self.assertEqual(self.outcome(), "theirs")
        self.assertAgreed(laptop)

    def test_resolved_for_a_new_value(self):
        laptop = self.laptop().start()
        laptop.run("resolve", self.meet(laptop), "outcome:=both of us")
        laptop.sync()
        self.assertEqual(self.outcome(), "both of us")
        self.assertAgreed(laptop)

    def test_a_conflict_holds_back_nothing_else(self):
        laptop = self.laptop().start()
        laptop.add("product_notes", product_imei=UNIT, note_text="goes on")
        self.meet(laptop)
        self.assertEqual(self.note_count("goes on"), 1)

    def test_a_row_deleted_by_a_colleague_while_edited_is_a_conflict(self):
        laptop = self.laptop().start()
        laptop.set("repair_symptom_type_linker", 9, symptom_type_id=1)
        self.server.control("write", resource="repair_symptom_type_linker", key=9)
        laptop.sync(code=CONFLICTS)
        self.assertEqual([c["kind"] for c in laptop.conflicts()], ["update-delete"])


class CrashTests(InteropTestCase):
    """Killed at any moment, the next run goes on; nothing is lost and nothing doubled."""

    def test_killed_again_and_again_in_the_middle_of_a_run(self):
        laptop = self.laptop().start()
        for number in range(12):
            laptop.add("product_notes", product_imei=UNIT, note_text="killed %d" % number)
        repairs = [laptop.add("repairs", product_imei=UNIT, outcome="killed %d" % number)
                   for number in range(4)]
        for repair in repairs:
            laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=4)
        chance = random.Random(7)
        for _ in range(25):
            laptop.killed(0.03 + chance.random() * 0.25, "sync")
        deadline = time.monotonic() + 60
        while laptop.status()["unknown"] + laptop.status()["waiting"] and time.monotonic() < deadline:
            time.sleep(1.1)
            laptop.run("sync", code=None)
        for number in range(12):
            self.assertEqual(self.note_count("killed %d" % number), 1)
        made = self.server.rows("SELECT repair_id FROM repairs WHERE outcome LIKE 'killed %'")
        self.assertEqual(len(made), 4)
        for row in made:
            self.assertEqual(len(self.server.rows(
                "SELECT 1 FROM repair_symptom_type_linker WHERE repair_id = ?", row["repair_id"])), 1)
        self.assertAgreed(laptop)


class RefusalTests(InteropTestCase):
    def refuse(self, laptop, delivered="delivered all the same"):
        laptop.add("product_notes", product_imei=UNIT, note_text=delivered)
        summary = laptop.sync(code=REFUSED)
        self.assertEqual(summary["pushed"]["refused"], 1)
        self.assertEqual(laptop.status()["refused"], 1)
        self.assertEqual(self.note_count(delivered), 1)
        sent = len(self.server.writes())
        laptop.sync(code=REFUSED)
        self.assertEqual(self.server.writes()[sent:], [], "a refused change is not sent again by itself")

    def test_a_link_to_a_row_that_a_colleague_deleted(self):
        key = self.colleague("symptom_types", name="short lived", label="short_lived")
        laptop = self.laptop().start()
        laptop.add("repair_symptom_type_linker", repair_id=1, symptom_type_id=key)
        self.server.control("write", resource="symptom_types", key=key)
        self.refuse(laptop)

    def test_a_unique_name_that_a_colleague_took(self):
        laptop = self.laptop().start()
        laptop.add("shops", name="Corner shop", hub_id=1)
        self.colleague("shops", name="Corner shop", hub_id=2)
        self.refuse(laptop)

    def test_a_text_too_long_typed_by_another_tool(self):
        laptop = self.laptop().start()
        laptop.type_sql("UPDATE shops SET latitude = '1234567890123' WHERE shop_id = 1")
        self.refuse(laptop)
        self.assertEqual(self.row(self.server.rows, "shops", 1)["latitude"], "-1.90001")

    def test_a_permission_that_is_missing(self):
        laptop = self.laptop(user="tina", password="pass&word=é").start()
        laptop.set("shops", 2, latitude="-1.5")
        self.refuse(laptop)

    def test_a_refused_change_can_be_dropped(self):
        laptop = self.laptop(user="tina", password="pass&word=é").start()
        laptop.set("shops", 2, latitude="-1.5")
        self.refuse(laptop)
        laptop.run("queue", "drop", str(laptop.queue()[0]["number"]))
        self.assertAgreed(laptop)


class LogInTests(InteropTestCase):
    def test_an_expired_token_pauses_with_the_queue_intact(self):
        laptop = self.laptop().start()
        laptop.add("product_notes", product_imei=UNIT, note_text="after log-in")
        self.server.control("expire")
        self.assertEqual(laptop.sync(code=LOGIN)["outcome"], "login")
        self.assertEqual((laptop.status()["waiting"], self.note_count("after log-in")), (1, 0))
        laptop.log_in()
        laptop.sync()
        self.assertEqual(self.note_count("after log-in"), 1)
        self.assertAgreed(laptop)

    def test_remembered_credentials_renew_the_token(self):
        laptop = self.laptop().start(remember=True)
        laptop.add("product_notes", product_imei=UNIT, note_text="by itself")
        self.server.control("expire")
        laptop.sync()
        self.assertEqual(self.note_count("by itself"), 1)
        self.assertAgreed(laptop)

    def test_a_wrong_password_is_said_and_changes_nothing(self):
        laptop = self.laptop(password="wrong")
        laptop.run("init", "--server", self.server.url, "--resources", "shops")
        refused = laptop.run("login", "--user", "sam", "--password-stdin", code=LOGIN, given="wrong\n")
        self.assertNotIn("wrong\n", refused.output)
        laptop.sync(code=LOGIN)

    def test_files_with_data_or_tokens_are_private(self):
        laptop = self.laptop().start(remember=True)
        for folder, _, names in os.walk(laptop.home):
            for name in names:
                mode = os.stat(os.path.join(folder, name)).st_mode & 0o777
                self.assertEqual(mode & 0o077, 0, "%s is %o" % (name, mode))


if __name__ == "__main__":
    unittest.main()
