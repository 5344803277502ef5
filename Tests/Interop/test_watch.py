"""Units that somebody works on, with units that answer after a while, by a text message, or never."""

import os
import time
import unittest

import catalog
import client
import comparison
from client import DONE, Fieldsync
from depot.program import Depot

HELD = [*catalog.REPLICATED, "enable_history", "parameter_types", "product_parameters"]


class WatchTests(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        self.server = Depot("--seed", "small", "--seed-number", "3", "--control")
        self.addCleanup(self.server.stop)
        self.unit = self.units(listens=True)[0]
        self.deaf = self.units(listens=False)[0]
        self.laptop = self.bench()

    def bench(self, user="sam", password="correct horse"):
        laptop = Fieldsync(self, self.server, user, password)
        laptop.variables["FIELDSYNC_UNIT_CALLS"] = "5"
        return laptop.start(resources=HELD)

    def units(self, listens):
        """Units with a parameter and without an open repair."""
        return [row["product_imei"] for row in self.server.rows(
            "SELECT DISTINCT product_imei FROM products JOIN product_parameters USING (product_imei)"
            " WHERE rtc_enabled_flag = ? AND product_imei NOT IN (SELECT product_imei FROM repairs"
            "  WHERE refurbishment_date IS NULL) ORDER BY 1", listens)]

    def answers(self, unit, after):
        self.server.control("unit", imei=unit, after=after)

    def asked(self, unit, laptop=None):
        """What the page of a unit says was asked of it, by action."""
        (found,) = (laptop or self.laptop).run("product", "show", unit).json["found"]
        return {entry["action"]: entry for entry in found["asked"]}

    def notes(self, summary, kind):
        return [note for note in summary["notes"] if note["note"] == kind]

    def reports(self, unit):
        return self.server.rows("SELECT 1 FROM connections WHERE product_imei = ?", unit)

    def messages(self, unit):
        return self.server.rows(
            "SELECT 1 FROM sms_history WHERE product_imei = ? AND trigger = 'wakeup'", unit)

    def assertAgreed(self, laptop=None):
        laptop = laptop or self.laptop
        status = laptop.status()
        names = ("waiting", "unknown", "refused", "held", "conflicts")
        self.assertEqual({name: status[name] for name in names}, dict.fromkeys(names, 0))
        _, found = comparison.differences(laptop.rows, self.server.rows, HELD)
        self.assertEqual(found, [])


class StandingTests(WatchTests):
    def test_what_is_asked_is_queued_then_requested_then_confirmed_by_the_unit(self):
        self.answers(self.unit, "never")
        with self.server.away():
            change = self.laptop.run("do", "enable", self.unit).json["change"]
            self.assertEqual(self.asked(self.unit)["enable"]["state"], "queued")
        summary = self.laptop.sync()
        self.assertEqual(len(self.notes(summary, "requested")), 1)
        self.assertEqual(self.asked(self.unit)["enable"]["state"], "requested")
        self.laptop.sync()
        receipt = self.laptop.run("queue", "show", str(change)).json["receipt"]
        self.assertEqual((receipt["unit"]["state"], receipt["unit"]["confirmed_at"]),
                         ("requested", None))
        # What the unit is now is written a second later at least than it was asked for.
        time.sleep(1.1)
        self.server.control("connect-unit", imei=self.unit)
        summary = self.laptop.sync()
        (told,) = self.notes(summary, "unit-confirmed")
        self.assertEqual(self.asked(self.unit)["enable"]["state"], "confirmed")
        receipt = self.laptop.run("queue", "show", str(change)).json["receipt"]
        self.assertEqual(receipt["unit"]["confirmed_at"], told["at"])
        events = [entry["event"] for entry in self.laptop.run("log").json["log"]]
        self.assertEqual(events[-1], "unit-confirmed")
        self.assertEqual(self.notes(self.laptop.sync(), "unit-confirmed"), [])
        self.assertAgreed()


class WorkTests(WatchTests):
    def test_a_watched_unit_is_asked_heard_and_what_it_changed_is_here(self):
        self.answers(self.unit, 2)
        parameter = self.server.rows(
            "SELECT product_parameter_id FROM product_parameters WHERE product_imei = ? ORDER BY 1",
            self.unit)[0]["product_parameter_id"]
        self.laptop.set("product_parameters", parameter, value="90.0", status="pending")
        plan = self.laptop.run("product", "watch", self.unit).json
        self.assertEqual(plan["plan"][0]["words"], ["sync", self.unit])
        summary = self.laptop.sync()
        # One status_update for the parameter, one sync because somebody works on the unit.
        self.assertEqual({note["resource"] for note in self.notes(summary, "unit-confirmed")},
                         {"status_update", "sync"})
        (row,) = self.laptop.rows(
            "SELECT status FROM product_parameters WHERE product_parameter_id = ?", parameter)
        self.assertEqual(row["status"], "active")
        self.assertEqual({entry["state"] for entry in self.asked(self.unit).values()}, {"confirmed"})
        self.assertAgreed()
        before = len(self.reports(self.unit))
        # However often runs follow each other, its pause holds.
        for _ in range(3):
            self.assertEqual(self.laptop.sync()["pushed"]["applied"], 0)
        self.assertEqual(len(self.reports(self.unit)), before)

    def test_a_unit_that_never_answers_is_waited_for_as_long_as_was_said(self):
        self.answers(self.unit, "never")
        self.laptop.variables["FIELDSYNC_UNIT_WAIT"] = "3"
        self.laptop.run("product", "watch", self.unit)
        summary = self.laptop.sync()
        self.assertEqual(summary["outcome"], "complete")
        self.assertGreaterEqual(summary["seconds"], 3)
        self.assertLess(summary["seconds"], 9)
        self.assertEqual(self.asked(self.unit)["sync"]["state"], "requested")
        self.assertEqual(self.laptop.status()["waiting"], 0)

    def test_an_open_repair_makes_its_unit_report_until_it_is_closed(self):
        self.answers(self.unit, 2)
        self.laptop.run("repair", "open", self.unit)
        summary = self.laptop.sync()
        self.assertEqual([note["resource"] for note in self.notes(summary, "unit-confirmed")],
                         ["sync"])
        self.laptop.run("repair", "close", self.unit, "repaired")
        self.laptop.sync()
        self.assertEqual(len(self.messages(self.unit)), 0)
        self.assertAgreed()

    def test_a_unit_without_a_connection_gets_a_message_and_a_later_run_hears_of_it(self):
        self.answers(self.deaf, 2)
        self.laptop.run("product", "watch", self.deaf)
        summary = self.laptop.sync()
        self.assertLess(summary["seconds"], 6)
        self.assertEqual(self.asked(self.deaf)["send_wakeup"]["state"], "requested")
        self.assertEqual(len(self.messages(self.deaf)), 1)
        time.sleep(2.5)
        summary = self.laptop.sync()
        self.assertEqual([note["resource"] for note in self.notes(summary, "unit-confirmed")],
                         ["send_wakeup"])
        self.assertEqual(len(self.messages(self.deaf)), 1)
        self.assertEqual(self.asked(self.deaf)["send_wakeup"]["state"], "confirmed")
        self.assertAgreed()

    def test_units_of_a_depot_answer_as_it_was_started(self):
        deaf = Depot("--seed", "small", "--seed-number", "3", "--unit-answer", "never",
                     "--wakeup-answer", "0")
        self.addCleanup(deaf.stop)
        self.server = deaf
        bench = self.bench()
        bench.variables["FIELDSYNC_UNIT_WAIT"] = "2"
        listening, other = self.units(listens=True)[0], self.units(listens=False)[0]
        for unit in (listening, other):
            bench.run("product", "watch", unit)
        bench.sync()
        time.sleep(1.2)
        bench.sync()
        self.assertEqual(self.asked(listening, bench)["sync"]["state"], "requested")
        self.assertEqual(len(self.reports(listening)), 0)
        self.assertGreater(len(self.reports(other)), 0)

    def test_a_refusal_of_what_nobody_typed_waits_for_nobody(self):
        bench = self.bench("tina", "t")
        bench.run("repair", "open", self.deaf)
        summary = bench.sync(code=DONE)
        self.assertEqual(self.notes(summary, "not-asked"), [])
        self.assertEqual(summary["pushed"]["refused"], 0)
        self.assertEqual(self.notes(bench.sync(), "not-asked"), [])
        self.assertEqual(len(self.messages(self.deaf)), 0)
        self.assertAgreed(bench)

    def test_a_lost_answer_costs_no_second_message(self):
        self.answers(self.deaf, "never")
        self.laptop.run("repair", "open", self.deaf)
        self.server.control(
            "lose-answer", method="POST", path="/v1/products/%s/send_wakeup" % self.deaf)
        self.laptop.sync(code=None)
        self.assertEqual(len(self.messages(self.deaf)), 1)
        for _ in range(2):
            self.laptop.sync()
        self.assertEqual(len(self.messages(self.deaf)), 1)
        self.assertAgreed()


if __name__ == "__main__":
    unittest.main()
