"""Servers that pause, drip and hang up, and one that speaks IPv6 only."""

import contextlib
import socket
import time
import unittest
from email.utils import formatdate

import catalog
from between.meddler import Meddler
from instances.depot import Depot
from story import ServersTestCase, held

OFFLINE, LIMITED = 5, 10
PAUSE = 2
# Reads go side by side: so many more may be under way, or begun, before the client has read an answer.
SIDE_BY_SIDE = 12
# Writes go over so many lanes: as many others may be under way.
LANES = 4


def has_ipv6():
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


def after_seconds():
    return {"Retry-After": str(PAUSE)}


def after_a_date():
    """The same as a date; the server's clock is an hour off, which must not matter."""
    now = time.time() - 3600
    return {"Date": formatdate(now, usegmt=True),
            "Retry-After": formatdate(now + PAUSE, usegmt=True)}


class WireTestCase(ServersTestCase):
    def setUp(self):
        self.meddler = Meddler(self.depot.port)
        self.addCleanup(self.meddler.stop)

    def started_laptop(self):
        return self.laptop(self.meddler.url).start()

    def add_notes(self, laptop, *texts):
        for text in texts:
            laptop.add("product_notes", product_imei=self.unit, note_text=text)

    def assertPaused(self, answered, under_way=0):
        """After the answer that asked for a pause came nothing but what was under way, and then more."""
        entries = self.meddler.journal
        following = entries[entries.index(answered) + 1:]
        early = [entry for entry in following if entry["at"] - answered["at"] < PAUSE - 0.1]
        self.assertLessEqual(len(early), under_way, early)
        late = [entry for entry in early if entry["at"] - answered["at"] > PAUSE / 2]
        self.assertEqual(late, [])
        self.assertGreater(len(following), len(early))


@unittest.skipUnless(has_ipv6(), "this machine has no ::1")
class IPv6Tests(ServersTestCase):
    def test_a_server_that_is_reached_by_ipv6_only(self):
        depot = self.started(Depot(address="::1"))
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.1", depot.port), timeout=1)
        laptop = self.laptop(depot.url).start()
        laptop.add("product_notes", product_imei=self.unit, note_text="by way of ::1")
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)
        self.assertAgreed(laptop, depot)


class PauseTests(WireTestCase):
    def test_a_read_is_put_again_after_the_pause(self):
        laptop = self.started_laptop()
        for status, headers in ((503, after_seconds()), (429, after_a_date())):
            with self.subTest(status=status):
                self.depot.write("PUT", "repairs/1", outcome="after %d" % status)
                self.meddler.order("answer", "GET", "repairs", status=status, headers=headers)
                summary = laptop.sync()
                self.assertEqual((summary["outcome"], summary["notes"]), ("complete", []))
                answered = self.meddler.seen("GET", "repairs", "answer")[-1]
                # Between the answer's writing and its reading others are answered, too, and followed by
                # more.
                self.assertPaused(answered, under_way=2 * SIDE_BY_SIDE)
                self.assertAgreed(laptop)

    def test_a_write_is_followed_by_the_pause_and_arrives_once(self):
        laptop = self.started_laptop()
        for status, headers in ((503, after_seconds()), (429, after_a_date())):
            with self.subTest(status=status):
                texts = ["%s %d" % (word, status) for word in ("put off", "behind it")]
                self.add_notes(laptop, *texts)
                self.meddler.order("answer", "POST", "product_notes", status=status, headers=headers)
                laptop.sync(code=None)
                answered = self.meddler.seen("POST", "product_notes", "answer")[-1]
                self.assertPaused(answered, under_way=LANES - 1)
                self.assertAgreed(laptop)
                self.assertEqual([self.notes(text) for text in texts], [1, 1])

    def test_no_pause_is_longer_than_the_time_that_was_given(self):
        laptop = self.started_laptop()
        self.meddler.order("answer", "GET", "repairs", status=503, headers={"Retry-After": "40"})
        began = time.monotonic()
        summary = laptop.sync("--max-time", "5", code=LIMITED)
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(summary["outcome"], "limited")
        self.assertAgreed(laptop)

    def test_a_pause_of_an_hour_is_for_another_run(self):
        laptop = self.started_laptop()
        self.add_notes(laptop, "put off for an hour")
        self.meddler.order("answer", "POST", "product_notes", status=429,
                           headers={"Retry-After": "3600"})
        began = time.monotonic()
        summary = laptop.sync(code=OFFLINE)
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(summary["notes"][-1],
                         {"note": "stopped", "code": "server-fault", "retry_after": 3600.0})
        self.assertIn("3600 s", summary["warnings"][-1])

    def test_a_server_that_puts_off_everything_is_left_alone(self):
        laptop = self.started_laptop()
        self.meddler.order("answer", "GET", "", times=1000, status=429,
                           headers={"Retry-After": "3600"})
        before = len(self.meddler.journal)
        summary = laptop.sync(code=OFFLINE)
        self.assertEqual(len(self.meddler.journal) - before, 1)
        self.assertEqual(summary["outcome"], "offline")


class TrailerTests(WireTestCase):
    def test_headers_behind_the_body_neither_spoil_an_answer_nor_count(self):
        self.meddler.always = {"kind": "trail"}
        laptop = self.started_laptop()
        self.work_a_day(laptop, "with trailers")
        summary = laptop.sync()
        self.assertEqual((summary["outcome"], summary["notes"]), ("complete", []))


class DripTests(WireTestCase):
    def test_a_byte_a_second_ends_the_run_and_what_came_before_stays(self):
        laptop = self.laptop(self.meddler.url, FIELDSYNC_TIMEOUT="3")
        laptop.run("init", "--server", self.meddler.url, "--resources",
                   ",".join(catalog.REPLICATED))
        laptop.log_in()
        self.meddler.order("drip", "GET", "symptom_types", times=1000)
        began = time.monotonic()
        summary = laptop.sync(code=OFFLINE)
        self.assertLess(time.monotonic() - began, 30)
        self.assertEqual(summary["notes"], [{"note": "stopped", "code": "timed-out"}])
        self.assertEqual(summary["outcome"], "partial")
        self.assertEqual(held(laptop), summary["pulled"]["rows"])
        self.assertGreater(held(laptop), 100)
        self.meddler.calm()
        laptop.sync()
        self.assertAgreed(laptop)


class HangUpTests(WireTestCase):
    def assertNothingShared(self):
        """Every request came on a connection of its own."""
        connections = [entry["connection"] for entry in self.meddler.journal]
        self.assertGreater(len(connections), 20)
        self.assertEqual(len(set(connections)), len(connections))

    def test_a_server_that_closes_every_connection_and_says_so(self):
        self.meddler.always = {"kind": "close"}
        self.work_a_day(self.started_laptop(), "one request a connection")
        self.assertNothingShared()

    def test_a_server_that_closes_every_connection_without_a_word(self):
        self.meddler.always = {"kind": "abrupt"}
        self.work_a_day(self.started_laptop(), "hung up after each")
        self.assertNothingShared()

    def test_a_server_whose_connections_are_dead_when_they_are_used_again(self):
        laptop = self.started_laptop()
        self.meddler.always = {"kind": "once"}
        texts = ["dead connection %d" % number for number in range(5)]
        self.add_notes(laptop, *texts)
        laptop.set("repairs", 2, outcome="over a dead connection")
        self.assertAgreed(laptop, runs=3)
        self.assertEqual([self.notes(text) for text in texts], [1] * 5)
        found = self.depot.rows("SELECT outcome FROM repairs WHERE repair_id = 2")
        self.assertEqual(found, [{"outcome": "over a dead connection"}])
