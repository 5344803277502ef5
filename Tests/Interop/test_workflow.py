"""The repair workflow offline: the built fieldsync against the built depot, which knows one workflow.

Lost, late and doubled answers are ordered at the depot's back door. After each story nothing waits, every
replicated table is compared with the server's, and a further run sends nothing.
"""

import json
import unittest

import catalog
from client import CONFLICTS, DONE, ERROR, OFFLINE, REFUSED, USAGE
from workbench import Workbench

INSPECTED = ["battery_voltage=12.6", "external_condition=damaged", "internal_inspection_result=69,12"]
FAULTS = ("lose-answer", "drop-request", "delay-request", "double-request")
TESTED = ["modem_imei=356938035643809", "test_time=08:30:00"]


class WorkflowTests(Workbench):
    held = [*catalog.REPLICATED, "repair_workflow_events"]

    def prepare(self):
        self.units = [row["product_imei"] for row in self.server.rows(
            "SELECT product_imei FROM products WHERE product_imei NOT IN"
            " (SELECT product_imei FROM repairs) ORDER BY 1")]
        self.unit = self.units[0]
        self.repair = self.begin(self.unit)

    def begin(self, unit, state="inspection"):
        """A repair that follows the workflow, made by the office."""
        self.server.write(
            "POST", "repairs", product_imei=unit, workflow_name="home_repair",
            workflow_state_id=state, pending_status=True, context={"answers": {}, "inputs": {}})
        (row,) = self.server.rows("SELECT max(repair_id) AS key FROM repairs")
        return row["key"]

    def call(self, method, path, user="adam", password="a", **values):
        """A colleague's step; the answer is the colleague's to judge."""
        return self.server.request(method, "/v1/" + path, json.dumps(values), {
            "Content-Type": "application/json",
            "Authorization": "Token token=" + self.server.token(user, password)})

    def step(self, event, *words, repair=None, code=DONE):
        return self.laptop.run("workflow", "event", str(repair or self.unit), event, *words, code=code).json

    def fill(self, *words, repair=None, code=DONE):
        return self.laptop.run("workflow", "fill", str(repair or self.unit), *words, code=code).json

    def show(self, repair=None):
        return self.laptop.run("workflow", "show", str(repair or self.unit)).json

    def events(self, repair=None):
        return ["%(current_state_id)s %(event_id)s %(next_state_id)s" % row for row in self.server.rows(
            "SELECT * FROM repair_workflow_events WHERE repair_id = ? ORDER BY 1",
            repair or self.repair)]

    def state(self, repair=None):
        (row,) = self.server.rows(
            "SELECT workflow_state_id AS state FROM repairs WHERE repair_id = ?", repair or self.repair)
        return row["state"]



class StepTests(WorkflowTests):
    def test_a_form_is_filled_in_without_signal_and_sent_with_its_event(self):
        with self.server.away():
            shown = self.show()
            self.assertEqual(shown["known"]["state"]["ident"], "inspection")
            self.assertEqual(shown["repair"], self.repair)
            half = self.fill(*INSPECTED[:2])
            self.assertEqual((half["state"], half["missing"]), ("draft", ["internal_inspection_result"]))
            early = self.step("inspection.done", code=ERROR)
            self.assertEqual(early["error"]["code"], "missing-field")
            wrong = self.fill("battery_voltage=much", code=USAGE)
            self.assertEqual(wrong["error"]["code"], "bad-value")
            self.fill(INSPECTED[2])
            queued = self.step("inspection.done")
            self.assertEqual((queued["state"], queued["blocked"]), ("queued", None))
            self.laptop.sync(code=OFFLINE)
        summary = self.laptop.sync()
        self.assertEqual(summary["pushed"]["applied"], 1)
        self.assertEqual(self.events(), ["inspection inspection.done replace_pcb"])
        (row,) = self.server.rows("SELECT context FROM repairs WHERE repair_id = ?", self.repair)
        self.assertEqual(
            json.loads(row["context"])["answers"],
            {"battery_voltage": 12.6, "external_condition": "damaged",
             "internal_inspection_result": [69, 12]})
        self.assertEqual(self.show()["known"]["state"]["ident"], "replace_pcb")
        self.assertAgreed()

    def test_a_half_filled_form_waits_and_is_not_sent(self):
        draft = self.fill(INSPECTED[0])["change"]
        summary = self.laptop.sync(code=None)
        self.assertEqual(summary["pushed"]["applied"], 0)
        self.assertEqual(self.show()["draft"]["inputs"], {"battery_voltage": 12.6})
        self.assertEqual(self.laptop.status()["held"], 1)
        self.laptop.run("queue", "drop", str(draft))
        self.assertAgreed()

    def test_a_whole_repair_from_state_to_state(self):
        self.step("inspection.done", *INSPECTED)
        self.laptop.sync()
        self.fill("replacement_part_type=Home 2 board (Tiger 2)")
        self.laptop.sync()
        self.step("test.repeat", *TESTED)
        self.laptop.sync()
        self.step("test.passed", *TESTED)
        self.laptop.sync()
        self.step("repair.close", "refurb_date=2026-03-04", "cycles=12")
        self.laptop.sync()
        self.assertEqual(self.state(), "repaired")
        self.assertTrue(self.laptop.run("workflow", "show", str(self.repair)).json["next"]["state"]["events"] == [])
        refused = self.step("repair.close", repair=self.repair, code=ERROR)
        self.assertEqual(refused["error"]["code"], "already-done")
        self.assertAgreed()

    def test_what_the_server_refuses_is_kept_with_its_words_and_the_rest_goes_on(self):
        change = self.step("inspection.done", *INSPECTED)["change"]
        self.laptop.add("product_notes", product_imei=self.unit, note_text="goes on")
        # As a server would that knows more than it told.
        self.laptop.type_sql(
            "UPDATE sync_change_value SET new = ? WHERE change = ? AND column = 'inputs'",
            json.dumps({"battery_voltage": 99}), change)
        summary = self.laptop.sync(code=REFUSED)
        self.assertEqual((summary["pushed"]["applied"], summary["pushed"]["refused"]), (1, 1))
        entry = self.laptop.run("queue", "show", str(change)).json
        self.assertIn("external_condition", entry["message"])
        self.assertEqual(self.events(), [])
        self.laptop.run("queue", "drop", str(change))
        self.assertAgreed()

    def test_a_state_is_read_in_both_languages(self):
        self.assertEqual(self.show()["known"]["state"]["inputs"][0]["label"], "Battery voltage (V)")
        self.laptop.variables["LANG"] = "fr_FR.UTF-8"
        self.laptop.sync()
        self.assertEqual(
            self.show()["known"]["state"]["inputs"][0]["label"], "Tension de la batterie (V)")
        self.laptop.variables["LANG"] = "C.UTF-8"
        with self.server.away():
            self.assertEqual(self.show()["known"]["state"]["inputs"][0]["label"], "Battery voltage (V)")
        self.assertAgreed()


class MovedOnTests(WorkflowTests):
    def colleague(self, event, **inputs):
        self.assertEqual(
            self.call("PUT", "repairs/%d/send_inputs" % self.repair, **inputs).status, 200)
        self.assertEqual(
            self.call("PUT", "repairs/%d/send_events" % self.repair, event=event).status, 200)

    def inspected(self, condition="good"):
        return {"battery_voltage": 11.0, "external_condition": condition,
                "internal_inspection_result": []}

    def test_a_repair_that_moved_on_is_a_conflict_with_both_sides(self):
        change = self.step("inspection.done", *INSPECTED)["change"]
        self.colleague("inspection.done", **self.inspected())
        summary = self.laptop.sync(code=CONFLICTS)
        self.assertEqual(summary["pushed"]["applied"], 0)
        (conflict,) = self.laptop.conflicts()
        self.assertEqual((conflict["kind"], conflict["resource"]), ("workflow", "repair_send_events"))
        columns = {one["column"]: (one["mine"], one["theirs"]) for one in conflict["columns"]}
        self.assertEqual(columns["state"], ("inspection", "test"))
        self.assertEqual(columns["battery_voltage"], (12.6, None))
        self.assertEqual(conflict["theirs_by"], "adam")
        self.laptop.sync(code=CONFLICTS)
        self.assertEqual(self.events(), ["inspection inspection.done test"])
        refused = self.laptop.run("resolve", str(conflict["number"]), "mine", code=ERROR).json
        self.assertEqual(refused["error"]["code"], "step-does-not-fit")
        self.laptop.run("resolve", str(conflict["number"]), "theirs")
        self.assertEqual(self.laptop.run("queue", "show", str(change)).json["state"], "superseded")
        self.assertAgreed()
        self.assertEqual(self.events(), ["inspection inspection.done test"])

    def test_a_repair_that_came_back_to_its_state_moved_on_all_the_same(self):
        self.step("inspection.done", *INSPECTED)
        self.laptop.sync()
        self.fill("replacement_part_type=61")
        self.laptop.sync()
        self.step("test.passed", *TESTED)
        self.colleague("test.repeat", modem_imei="1" * 15, test_time="09:00:00")
        self.laptop.sync(code=CONFLICTS)
        self.assertEqual(self.state(), "test")
        (conflict,) = self.laptop.conflicts()
        self.laptop.run("resolve", str(conflict["number"]), "mine")
        self.laptop.sync()
        self.assertEqual(self.events()[-2:], ["test test.repeat test", "test test.passed closing"])
        self.assertAgreed()


class LostAnswerTests(WorkflowTests):
    def lose(self, kind, part, count=1):
        self.server.control(
            kind, method="PUT", path="/v1/repairs/%d/%s" % (self.repair, part), count=count)

    def in_test(self):
        self.step("inspection.done", *INSPECTED)
        self.laptop.sync()
        self.fill("replacement_part_type=61")
        self.laptop.sync()
        self.assertEqual(self.show()["known"]["state"]["ident"], "test")

    def test_an_event_that_leads_back_to_its_state_is_never_sent_twice(self):
        self.in_test()
        for kind in FAULTS:
            for part in ("send_inputs", "send_events"):
                with self.subTest(kind=kind, part=part):
                    before = len(self.events())
                    self.lose(kind, part)
                    self.step("test.repeat", *TESTED)
                    self.assertAgreed()
                    self.assertEqual(len(self.events()), before + 1)
                    self.assertEqual(self.events()[-1], "test test.repeat test")

    def test_inputs_that_move_the_repair_on_are_never_sent_twice(self):
        for kind in FAULTS:
            with self.subTest(kind=kind):
                self.repair = self.begin(self.unit, "replace_pcb")
                self.laptop.sync()
                self.lose(kind, "send_inputs")
                self.fill("replacement_part_type=61", repair=self.repair)
                self.assertAgreed()
                self.assertEqual(self.events(), ["replace_pcb inputs test"])

    def test_a_run_killed_in_the_middle_of_a_step_loses_and_doubles_nothing(self):
        self.in_test()
        before = len(self.events())
        for seconds in (0.05, 0.1, 0.2, 0.3):
            self.step("test.repeat", *TESTED)
            self.laptop.killed(seconds, "sync")
            self.assertAgreed()
        self.assertEqual(len(self.events()), before + 4)

    def test_a_colleague_who_is_faster_than_the_second_look_is_not_overrun(self):
        self.in_test()
        self.laptop.variables["FIELDSYNC_SETTLE"] = "60"
        self.lose("drop-request", "send_events")
        self.step("test.passed", *TESTED)
        self.laptop.sync("--max-time", "5", code=None)
        self.assertEqual(self.laptop.status()["unknown"], 1)
        answer = self.call("PUT", "repairs/%d/send_events" % self.repair, event="test.failed")
        self.assertEqual(answer.status, 200, answer.body)
        self.laptop.variables["FIELDSYNC_SETTLE"] = "0"
        # A second look is put off a little after the first one.
        for _ in range(50):
            if 3 in self.laptop.sync(code=None).get("exit_codes", []):
                break
        (conflict,) = self.laptop.conflicts()
        self.assertEqual(conflict["kind"], "workflow")
        self.laptop.run("resolve", str(conflict["number"]), "theirs")
        self.assertEqual(self.state(), "replace_pcb")
        self.assertAgreed()


class RehearsalTests(WorkflowTests):
    def past(self):
        """A whole repair, so that the laptop has seen every state on the way."""
        self.step("inspection.done", *INSPECTED)
        self.laptop.sync()
        self.fill("replacement_part_type=61")
        self.laptop.sync()
        self.step("test.passed", *TESTED)
        self.laptop.sync()

    def test_a_chain_is_rehearsed_without_signal_and_confirmed_state_by_state(self):
        self.past()
        second = self.begin(self.units[1])
        self.laptop.sync()
        with self.server.away():
            self.step("inspection.done", *INSPECTED, repair=self.units[1])
            shown = self.show(self.units[1])
            self.assertTrue(shown["next"]["rehearsed"])
            self.assertEqual(shown["next"]["state"]["ident"], "replace_pcb")
            self.assertEqual(shown["next"]["likely"], {"times": 1, "of": 1})
            self.assertTrue(self.fill("replacement_part_type=61", repair=second)["rehearsed"])
            self.assertTrue(self.step("test.passed", *TESTED, repair=second)["rehearsed"])
            self.assertEqual(self.show(second)["next"]["state"]["ident"], "closing")
        summary = self.laptop.sync()
        self.assertEqual(summary["pushed"]["applied"], 3)
        self.assertEqual(self.state(second), "closing")
        self.assertAgreed()

    def test_a_chain_stops_where_the_server_decides_otherwise(self):
        self.past()
        second = self.begin(self.units[1])
        self.laptop.sync()
        self.step("inspection.done", "battery_voltage=1", "external_condition=good",
                  "internal_inspection_result=", repair=second)
        self.assertEqual(self.show(second)["next"]["state"]["ident"], "replace_pcb")
        typed = self.fill("replacement_part_type=61", repair=second)["change"]
        behind = self.step("test.passed", *TESTED, repair=second)["change"]
        summary = self.laptop.sync(code=CONFLICTS)
        self.assertEqual(summary["pushed"]["applied"], 1)
        self.assertEqual(self.state(second), "test")
        (conflict,) = self.laptop.conflicts()
        columns = {one["column"]: (one["mine"], one["theirs"]) for one in conflict["columns"]}
        self.assertEqual(columns["state"], ("replace_pcb", "test"))
        self.assertEqual(columns["replacement_part_type"], (61, None))
        entry = self.laptop.run("queue", "show", str(behind)).json
        self.assertEqual(entry["state"], "waiting")
        # What was typed for the state that came after all fits, so it may go.
        self.laptop.run("resolve", str(conflict["number"]), "theirs")
        self.assertEqual(self.laptop.run("queue", "show", str(typed)).json["state"], "superseded")
        self.assertAgreed()
        self.assertEqual(self.state(second), "closing")


if __name__ == "__main__":
    unittest.main()
