"""Actions of the built fieldsync against the built depot, which has what they do and Flask-Restless has not.

A unit that is called answers a while later; here each answers never, so that nothing but what a laptop asked
for happens. After each story nothing waits, every replicated table is compared with the server's, and a
further run sends nothing.
"""

import contextlib
import re
import sqlite3

import catalog
from client import CONFLICTS, DONE, ERROR, OFFLINE, REFUSED
from workbench import Workbench

MONITORED, IN_REPAIR_SYSTEM = 6, 8


class ActionTests(Workbench):
    held = [*catalog.REPLICATED, "enable_history", "parameter_types", "product_parameters"]

    def prepare(self):
        self.unit, self.other = self.units(listens=True)[:2]
        self.deaf = self.units(listens=False)[0]
        for unit in (self.unit, self.other, self.deaf):
            self.server.control("unit", imei=unit, after="never")

    def units(self, listens):
        return [row["product_imei"] for row in self.server.rows(
            "SELECT product_imei FROM products JOIN product_parameters USING (product_imei)"
            " WHERE rtc_enabled_flag = ? ORDER BY 1", listens)]

    def count(self, resource, unit=None):
        """How many rows the server has of that unit."""
        return len(self.server.rows(
            'SELECT 1 FROM "%s" WHERE product_imei = ?' % resource, unit or self.unit))

    def lose(self, method, action, unit=None, kind="lose-answer"):
        path = "/v1/products/%s/%s" % (unit or self.unit, action)
        self.server.control(kind, method=method, path=path)

    def ask(self, action, key=None, *fields, **options):
        return self.laptop.run("do", action, key or self.unit, *fields, **options).json

    def shown(self, number):
        return self.laptop.run("queue", "show", str(number)).json


class QueuedTests(ActionTests):
    def test_what_is_asked_without_signal_is_sent_once_when_there_is_some(self):
        before = self.count("enable_history")
        with self.server.away():
            asked = self.ask("enable")
            self.assertEqual((asked["state"], asked["blocked"]), ("queued", None))
            self.laptop.sync(code=OFFLINE)
            self.assertEqual(self.shown(asked["change"])["state"], "waiting")
        summary = self.laptop.sync()
        self.assertEqual(summary["pushed"]["applied"], 1)
        self.assertEqual([note["resource"] for note in self.notes(summary, "requested")], ["enable"])
        self.assertEqual(self.count("enable_history"), before + 1)
        receipt = self.shown(asked["change"])["receipt"]
        self.assertEqual(receipt["answer"]["message"], "Product is pending enable")
        self.assertAgreed()
        self.assertEqual(self.count("enable_history"), before + 1)

    def test_edits_and_actions_about_a_unit_keep_their_order(self):
        unit = self.unit_in(MONITORED)
        self.laptop.add("product_notes", product_imei=unit, note_text="before")
        self.ask("change_state", unit, "new_state=IN_REPAIR_SYSTEM")
        self.laptop.add("product_notes", product_imei=unit, note_text="after")
        self.ask("enable", unit)
        self.assertEqual(self.laptop.sync()["pushed"]["applied"], 4)
        times = [self.server.rows(sql, unit)[0]["at"] for sql in (
            "SELECT created_at AS at FROM product_notes WHERE product_imei = ? AND note_text = 'before'",
            "SELECT max(created_at) AS at FROM states WHERE product_imei = ?",
            "SELECT created_at AS at FROM product_notes WHERE product_imei = ? AND note_text = 'after'",
            "SELECT max(created_at) AS at FROM enable_history WHERE product_imei = ?")]
        self.assertEqual(times, sorted(times))
        self.assertEqual(len(set(times)), 4)
        self.assertAgreed()

    def test_an_action_that_waited_too_long_is_told_and_not_sent(self):
        change = self.ask("sync")["change"]
        # As if it had been asked for two days ago.
        self.laptop.type_sql(
            "UPDATE sync_changelog SET time = strftime('%Y-%m-%dT%H:%M:%S', 'now', '-2 days')"
            " WHERE change = ?", change)
        summary = self.laptop.sync(code=None)
        self.assertEqual(summary["pushed"]["applied"], 0)
        blocked = self.notes(summary, "blocked")
        self.assertEqual([(note["resource"], note["reason"]) for note in blocked], [("sync", "expired")])
        self.assertEqual(self.shown(change)["state"], "expired")
        self.laptop.run("queue", "release", str(change))
        self.assertEqual(self.laptop.sync()["pushed"]["applied"], 1)
        self.assertAgreed()

    def test_what_waits_can_be_taken_back_and_what_was_sent_cannot(self):
        before = self.count("enable_history")
        first = self.ask("disable")["change"]
        self.laptop.run("undo", str(first), "--yes")
        self.assertEqual(self.laptop.sync()["pushed"]["applied"], 0)
        self.assertEqual(self.count("enable_history"), before)
        second = self.ask("disable")["change"]
        self.laptop.sync()
        refused = self.laptop.run("undo", str(second), "--yes", code=ERROR).json
        self.assertEqual(refused["error"]["code"], "action-sent")
        self.assertEqual(self.count("enable_history"), before + 1)
        self.assertAgreed()

    def test_what_only_reads_is_kept_for_the_days_without_signal(self):
        explained = self.ask("product_parts", None, "--explain")["explained"]
        self.assertEqual((explained["method"], explained["delivery"]), ("GET", "online"))
        answered = self.ask("product_parts")
        self.assertGreater(len(answered["data"]), 0)
        with self.server.away():
            kept = self.ask("product_parts", code=OFFLINE)
            self.assertEqual((answered["held"], kept["held"]), (False, True))
            self.assertEqual(kept["data"], answered["data"])
            self.assertEqual(self.ask("product_parts", None, "--held")["data"], answered["data"])
        self.assertAgreed()

    def test_a_step_that_a_colleague_took_first_is_refused_with_the_servers_words(self):
        unit = self.unit_in(MONITORED)
        change = self.ask("change_state", unit, "new_state=IN_REPAIR_SYSTEM")["change"]
        self.server.write("PUT", "products/%s/change_state" % unit, new_state=IN_REPAIR_SYSTEM)
        states = self.count("states", unit)
        summary = self.laptop.sync(code=REFUSED)
        self.assertEqual(summary["pushed"]["refused"], 1)
        self.assertIn("IN_REPAIR_SYSTEM", self.shown(change)["message"])
        self.assertEqual(self.count("states", unit), states)
        self.laptop.run("queue", "drop", str(change))
        self.assertAgreed()

    def unit_in(self, state):
        return self.server.rows(
            "SELECT p.product_imei FROM products p JOIN states s ON s.state_id = p.latest_state_id"
            " WHERE s.current_state_type = ? ORDER BY 1", state)[0]["product_imei"]


class LostAnswerTests(ActionTests):
    def test_an_action_whose_answer_was_lost_is_found_and_not_sent_again(self):
        before = self.count("enable_history")
        self.lose("PUT", "enable")
        self.ask("enable")
        found = self.until_known()
        self.assertEqual([note["resource"] for note in self.notes(found, "adopted")], ["enable"])
        self.assertEqual(self.count("enable_history"), before + 1)
        self.assertAgreed()
        self.assertEqual(self.count("enable_history"), before + 1)

    def test_an_action_that_never_arrived_is_sent_again_once(self):
        before = self.count("enable_history")
        self.lose("PUT", "enable", kind="drop-request")
        self.ask("enable")
        self.assertEqual(self.notes(self.until_known(), "adopted"), [])
        self.assertEqual(self.count("enable_history"), before + 1)
        self.assertAgreed()

    def test_where_nothing_tells_a_person_is_asked_and_nothing_is_sent_twice(self):
        self.lose("POST", "force_connection", self.deaf)
        change = self.ask("force_connection", self.deaf)["change"]
        self.laptop.sync(code=CONFLICTS)
        self.laptop.sync(code=CONFLICTS)
        self.assertEqual(self.count("sms_history", self.deaf), 1)
        (conflict,) = self.laptop.conflicts()
        self.assertEqual((conflict["kind"], conflict["resource"]), ("action", "force_connection"))
        self.laptop.run("resolve", str(conflict["number"]), "theirs", code=DONE)
        self.assertAgreed()
        self.assertEqual(self.count("sms_history", self.deaf), 1)
        self.assertEqual(self.shown(change)["state"], "delivered")

    def until_known(self):
        """The run that found out what became of what was not answered."""
        summaries = [self.laptop.sync(code=None)]
        while summaries[-1]["pushed"]["unknown"] and len(summaries) < 5:
            summaries.append(self.laptop.sync(code=None))
        self.assertEqual(summaries[-1]["pushed"]["unknown"], 0)
        self.assertTrue(any(self.notes(summary, "unanswered") for summary in summaries))
        return {"notes": [note for summary in summaries for note in summary["notes"]]}


class EveryActionTests(ActionTests):
    """Every action that may wait and that the depot carries out, with each thing that goes wrong on the way.

    Where the server takes the same request twice, a doubled one has two effects, and nobody at this end can
    tell; where it refuses the second one, that must not hide that the first was done.
    """

    FAULTS = ("lose-answer", "drop-request", "delay-request", "double-request")
    # Of each the words, which units it can be asked for, where each time leaves a row, and the rows that a
    # doubled request leaves.
    SWITCHED = "rtc_enabled_flag = 1"
    IN_STATE = "latest_state_id IN (SELECT state_id FROM states WHERE current_state_type IN (%s))"
    BELONGING = ("product_imei IN (SELECT product_imei FROM product_entity_linker"
                 " WHERE date_removed IS NULL GROUP BY 1 HAVING count(*) = 1)")
    LIMITED = ("product_imei IN (SELECT l.product_imei FROM part_product_linker l JOIN parts USING (part_id)"
               " JOIN default_energy_limits d ON d.battery_type_id = part_type_id"
               " JOIN products q ON q.product_imei = l.product_imei"
               " JOIN states ON state_id = q.latest_state_id AND current_state_type = d.state_type_id"
               " WHERE l.date_removed IS NULL AND d.entity_id IS NULL)")
    ACTIONS = [
        ("PUT", "enable", [], "1", "enable_history", 2),
        ("PUT", "disable", [], "1", "enable_history", 2),
        ("PUT", "enable_tamper_switch", [], "1", "tamper_enable_history", 2),
        ("PUT", "disable_tamper_switch", [], "1", "tamper_enable_history", 2),
        ("POST", "send_wakeup", [], "1", "sms_history", 2),
        ("POST", "force_connection", [], "rtc_enabled_flag = 0", "sms_history", 2),
        ("PUT", "change_state", ["new_state=IN_REPAIR_SYSTEM"], IN_STATE % "5, 6, 7", "states", 1),
        ("PUT", "assign_entity", ["entity_id={other}"], BELONGING, "product_entity_linker", 1),
        ("PUT", "change_entity", ["old_entity_id={own}", "new_entity_id={other}"], BELONGING,
         "product_entity_linker", 1),
        ("PUT", "remove_entity", ["entity_id={own}"], BELONGING, None, 0),
        ("PUT", "suggest_energy_limit", ["energy_limit=12"], LIMITED, None, 0),
        ("POST", "sync", [], SWITCHED, None, 0),
        ("POST", "status_update", [], SWITCHED, None, 0),
    ]

    def setUp(self):
        super().setUp()
        self.laptop.variables["FIELDSYNC_SETTLE"] = "1"
        self.used = {self.unit, self.other, self.deaf}
        # The API lets nobody write these.
        with contextlib.closing(sqlite3.connect(self.server.database, timeout=10)) as database, database:
            database.execute(
                "INSERT INTO default_energy_limits"
                "(battery_type_id, state_type_id, energy_limit, min_energy_limit, max_energy_limit)"
                " SELECT part_type_id, ?, 10, 1, 20 FROM part_types", [MONITORED])

    def fresh(self, condition):
        """A unit of which nothing was asked yet, and which answers never."""
        unit = next(row["product_imei"] for row in self.server.rows(
            "SELECT product_imei FROM products WHERE %s ORDER BY 1" % condition)
            if row["product_imei"] not in self.used)
        self.used.add(unit)
        self.server.control("unit", imei=unit, after="never")
        return unit

    def words(self, templates, unit):
        if not any("{" in word for word in templates):
            return templates
        own, = self.server.rows(
            "SELECT entity_id FROM product_entity_linker WHERE product_imei = ? AND date_removed IS NULL",
            unit)
        other = self.server.rows(
            "SELECT entity_id FROM entities WHERE entity_id NOT IN (1, ?) ORDER BY 1", own["entity_id"])[0]
        return [word.format(own=own["entity_id"], other=other["entity_id"]) for word in templates]

    def asked(self, fault):
        """Asks for each of them, each about a unit of its own, of which the first request meets the fault."""
        for method, action, templates, condition, trace, doubled in self.ACTIONS:
            unit = self.fresh(condition)
            self.lose(method, action, unit, kind=fault)
            before = self.count(trace, unit) if trace else 0
            change = self.ask(action, unit, *self.words(templates, unit))["change"]
            expected = doubled if fault == "double-request" else 1
            yield action, unit, trace, change, before + expected

    def until_rest(self, arrived):
        """Runs until nothing waits; a person who is asked knows what has arrived."""
        for _ in range(40):
            codes = self.laptop.sync(code=None)["exit_codes"]
            if not codes:
                return
            for conflict in self.laptop.conflicts():
                self.assertEqual(conflict["resource"], "force_connection")
                self.laptop.run("resolve", str(conflict["number"]), "theirs" if arrived else "mine")
        self.fail(self.laptop.queue())

    def test_each_is_done_once_and_shown_as_done(self):
        for fault in self.FAULTS:
            deeds = list(self.asked(fault))
            self.until_rest(arrived=fault != "drop-request")
            for action, unit, trace, change, expected in deeds:
                with self.subTest(action=action, fault=fault):
                    self.assertEqual(self.shown(change)["state"], "delivered")
                    if trace:
                        self.assertEqual(self.count(trace, unit), expected)
        self.assertAgreed()

    def test_an_alert_is_dismissed_once(self):
        alerts = [row["alert_id"] for row in self.server.rows(
            "SELECT alert_id FROM alerts WHERE dismissed_at IS NULL ORDER BY 1")]
        for fault, alert in zip(self.FAULTS, alerts, strict=False):
            with self.subTest(fault=fault):
                self.server.control(fault, method="PUT", path="/v1/alerts/%d/" % alert)
                change = self.ask("dismiss_alert", str(alert))["change"]
                self.until_rest(arrived=True)
                self.assertEqual(self.shown(change)["state"], "delivered")
        self.assertAgreed()

    def test_a_repair_is_begun_once(self):
        for fault in self.FAULTS:
            with self.subTest(fault=fault):
                unit = self.fresh(self.IN_STATE % "8")
                before = self.count("repairs", unit)
                self.lose("GET", "get_repair", unit, kind=fault)
                self.laptop.run("workflow", "open", unit)
                self.until_rest(arrived=True)
                self.assertLessEqual(self.count("repairs", unit), before + 1)
        self.assertAgreed()

    def test_no_action_of_the_depot_is_left_out(self):
        """Those that only read are asked for while connected, and steps have a file of their own."""
        elsewhere = {"dismiss_alert", "get_repair", "repair_send_inputs", "repair_send_events"}
        queued = {action["name"] for action in catalog.load()["actions"]
                  if action["delivery"] != "online"}
        listed = (catalog.ROOT / "Sources/DepotCore/Actions/DepotActions.swift").read_text()
        carried_out = set(re.findall(r'^    "(\w+)":', listed, re.MULTILINE))
        self.assertEqual(queued & carried_out, {action for _, action, *_ in self.ACTIONS} | elsewhere)


class CarriedTests(ActionTests):
    """Parameters that were edited here, and the units that are told."""

    def parameter(self, unit):
        return self.server.rows(
            "SELECT product_parameter_id FROM product_parameters WHERE product_imei = ? ORDER BY 1",
            unit)[0]["product_parameter_id"]

    def told(self, unit):
        (row,) = self.server.rows(
            "SELECT latest_rtc_mt_status_update_time AS at FROM products WHERE product_imei = ?", unit)
        return row["at"]

    def test_a_unit_is_told_of_its_parameters_by_itself_and_a_deaf_one_is_not(self):
        self.assertEqual([self.told(unit) for unit in (self.unit, self.deaf)], [None, None])
        self.laptop.set("product_parameters", self.parameter(self.unit), value="150.0")
        self.laptop.set("product_parameters", self.parameter(self.deaf), value="151.0")
        summary = self.laptop.sync()
        self.assertEqual(summary["pushed"]["applied"], 3)
        self.assertEqual(
            [note["resource"] for note in self.notes(summary, "requested")], ["status_update"])
        self.assertIsNotNone(self.told(self.unit))
        self.assertIsNone(self.told(self.deaf))
        self.assertAgreed()

    def test_a_unit_is_not_told_while_another_change_of_it_waits(self):
        key = self.parameter(self.unit)
        self.laptop.add(
            "product_parameters", product_imei=self.unit, parameter_type_id=2, value="1",
            status="active")
        self.laptop.set("product_parameters", key, value="150.0")
        self.server.write("PUT", "product_parameters/%d" % key, value="99.0")
        summary = self.laptop.sync(code=CONFLICTS)
        blocked = [note["reason"] for note in self.notes(summary, "blocked")
                   if note["resource"] == "status_update"]
        self.assertEqual(blocked, ["depends-on"])
        self.assertIsNone(self.told(self.unit))
        (conflict,) = self.laptop.conflicts()
        self.laptop.run("resolve", str(conflict["number"]), "mine", code=DONE)
        self.laptop.sync()
        self.assertIsNotNone(self.told(self.unit))
        self.assertAgreed()
