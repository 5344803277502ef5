"""Sync on reconnection: an agent in the background, and nobody who types `sync`."""

import contextlib
import os
import shutil
import signal
import time
import unittest
from datetime import datetime
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

import catalog
import client
from between.meddler import Meddler
from instances.agent import Agent, until
from instances.depot import Depot
from instances.wire import Wire
from story import BUSY, ServersTestCase

NOTES = "product_notes"


class AgentTests(ServersTestCase):
    def working(self, *options):
        """A laptop with an agent that has made its first run."""
        laptop = self.laptop(self.depot.url).start()
        agent = Agent(self, laptop, *options)
        agent.wait_for_runs(1)
        return laptop, agent

    def test_an_edit_goes_without_anyone_typing_sync(self):
        laptop, agent = self.working()
        laptop.add(NOTES, product_imei=self.unit, note_text="typed offline")
        until(lambda: self.notes("typed offline") == 1, 15)
        run = agent.wait_for_runs(2)
        self.assertEqual((run["outcome"], run["applied"]), ("complete", 1))
        self.assertAgreed(laptop)

    def test_what_it_writes_itself_makes_no_run_without_end(self):
        laptop, agent = self.working()
        laptop.add(NOTES, product_imei=self.unit, note_text="once")
        agent.wait_for_runs(2)
        # Longer than an edit waits: what this run wrote into the outbox would have made the next.
        time.sleep(4)
        self.assertEqual(len(agent.runs()), 2)

    def test_a_server_that_was_away_is_found_again(self):
        laptop, agent = self.working()
        with self.depot.away():
            laptop.add(NOTES, product_imei=self.unit, note_text="while it was away")
            failed = agent.wait_for_runs(2)
            self.assertIn("out of reach", failed["message"])
            self.assertEqual(failed["failures"], 1)
        until(lambda: self.notes("while it was away") == 1, 40)
        self.assertAgreed(laptop)

    def test_it_does_nothing_and_holds_nothing_while_it_waits(self):
        laptop, agent = self.working()
        before = agent.used_seconds()
        time.sleep(5)
        self.assertLess(agent.used_seconds() - before, 0.05)
        self.sync_beside_others(laptop)
        open_files = [os.readlink(path) for path in Path("/proc/%d/fd" % agent.process.pid).iterdir()]
        self.assertEqual([name for name in open_files if "replica" in name or "run.lock" in name], [])

    def test_a_computer_that_slept_runs_when_it_wakes(self):
        laptop, agent = self.working("--every", "3")
        agent.signal(signal.SIGSTOP)
        count = len(agent.runs())
        time.sleep(5)
        self.assertEqual(len(agent.runs()), count)
        agent.signal(signal.SIGCONT)
        agent.wait_for_runs(count + 1, seconds=4)
        self.assertAgreed(laptop)

    def test_runs_by_hand_and_by_the_agent_never_collide(self):
        laptop, agent = self.working("--every", "1")
        for number in range(8):
            laptop.add(NOTES, product_imei=self.unit, note_text="by hand %d" % number)
            self.assertIn(laptop.run("sync", code=None).code, (0, BUSY))
        agent.stop()
        laptop.sync()
        self.assertEqual([self.notes("by hand %d" % number) for number in range(8)], [1] * 8)
        self.assertAgreed(laptop)

    def test_it_rests_and_goes_on_and_ends_as_it_is_told(self):
        laptop, agent = self.working()
        self.assertEqual(laptop.run("agent", code=BUSY).json["error"]["code"], "agent-running")
        laptop.run("agent", "pause")
        until(lambda: laptop.run("agent", "status").json["state"] == "paused", 5)
        laptop.add(NOTES, product_imei=self.unit, note_text="while it rested")
        time.sleep(4)
        self.assertEqual(self.notes("while it rested"), 0)
        laptop.run("agent", "resume")
        until(lambda: self.notes("while it rested") == 1, 15)
        status = laptop.run("agent", "status").json
        self.assertTrue(status["alive"])
        self.assertEqual(status["process"], agent.process.pid)
        laptop.run("agent", "stop")
        self.assertEqual(agent.process.wait(5), 0)
        self.assertFalse(laptop.run("agent", "status").json["alive"])
        self.assertEqual(laptop.run("agent", "stop", code=1).json["error"]["code"], "no-agent")

    def test_a_replica_put_in_place_of_another_is_taken_up(self):
        laptop, agent = self.working()
        laptop.run("logout", "--wipe")
        gone = agent.wait_for_runs(2)
        self.assertEqual((gone["level"], gone["outcome"]), ("warning", "not-set-up"))
        laptop.run("init", "--server", self.depot.url, "--resources", ",".join(catalog.REPLICATED))
        laptop.log_in()
        until(lambda: any(run["rows"] > 100 for run in agent.runs()[1:]), 30)
        laptop.add(NOTES, product_imei=self.unit, note_text="in the new one")
        until(lambda: self.notes("in the new one") == 1, 20)
        self.assertAgreed(laptop)

    def test_a_folder_that_was_moved_takes_its_agent_with_it(self):
        laptop, agent = self.working()
        moved = laptop.home + ".moved"
        os.rename(laptop.home, moved)
        self.addCleanup(os.rename, moved, laptop.home)
        self.assertEqual(agent.process.wait(10), 1)
        self.assertIn("moved or removed", Path(moved, "agent.log").read_text())
        self.assertFalse(os.path.exists(laptop.home))

    def test_one_that_was_killed_leaves_the_home_to_the_next(self):
        with self.slow() as meddler:
            laptop = self.laptop(meddler.url)
            meddler.calm()
            laptop.start()
            laptop.add(NOTES, product_imei=self.unit, note_text="killed")
            meddler.always = {"kind": "drip", "every": 0.02}
            agent = Agent(self, laptop)
            until(lambda: laptop.run("agent", "status").json["progress"], 10)
            agent.signal(signal.SIGKILL)
            agent.process.wait()
            self.assertFalse(laptop.run("agent", "status").json["alive"])
            meddler.calm()
            Agent(self, laptop)
            until(lambda: laptop.run("agent", "status").json["alive"], 10)
            until(lambda: self.notes("killed") == 1, 40)
            self.sync_beside_others(laptop)
            self.assertEqual(self.notes("killed"), 1)

    def test_it_ends_in_the_middle_of_a_run_and_with_its_terminal(self):
        with self.slow() as meddler:
            laptop = self.laptop(meddler.url)
            meddler.calm()
            laptop.start()
            for end in (lambda: laptop.run("agent", "stop"), lambda: agent.signal(signal.SIGHUP)):
                meddler.always = {"kind": "drip", "every": 0.5}
                agent = Agent(self, laptop)
                until(lambda: laptop.run("agent", "status").json["state"] == "running", 10)
                end()
                self.assertEqual(agent.process.wait(10), 0)
                self.assertIsNone(laptop.run("agent", "status").json["progress"])

    @contextlib.contextmanager
    def slow(self):
        meddler = Meddler(self.depot.port)
        try:
            yield meddler
        finally:
            meddler.stop()

    def test_a_token_that_soon_ends_makes_no_run_without_end(self):
        depot = self.started(Depot(options=["--token-lifetime", "0.5"]))
        laptop = self.laptop(depot.url)
        laptop.run("init", "--server", depot.url, "--resources", ",".join(catalog.REPLICATED))
        laptop.log_in(remember=True)
        laptop.sync()
        time.sleep(1)
        session = Path(laptop.home, "session.json").read_text()
        agent = Agent(self, laptop)
        agent.wait_for_runs(1)
        # Longer than a log-in waits; the run has logged itself in.
        time.sleep(3)
        self.assertEqual([run["outcome"] for run in agent.runs()], ["complete"])
        self.assertNotEqual(Path(laptop.home, "session.json").read_text(), session)

    def test_a_program_that_was_replaced_goes_on_as_the_new_one(self):
        laptop = self.laptop(self.depot.url).start()
        program, newer = (os.path.join(laptop.home, name) for name in ("program", "newer"))
        shutil.copy(client.BINARY, program)
        shutil.copy(client.BINARY, newer)
        agent = Agent(self, laptop, program=program)
        agent.wait_for_runs(1)
        os.replace(newer, program)
        laptop.add(NOTES, product_imei=self.unit, note_text="after the upgrade")
        until(lambda: self.notes("after the upgrade") == 1, 15)

    def test_a_log_in_that_ran_out_waits_for_a_person(self):
        laptop, agent = self.working()
        self.depot.request("POST", "/_control/expire-tokens")
        laptop.add(NOTES, product_imei=self.unit, note_text="after the log-in")
        self.assertEqual(agent.wait_for_runs(2)["outcome"], "login")
        self.assertEqual(self.notes("after the log-in"), 0)
        laptop.log_in()
        until(lambda: self.notes("after the log-in") == 1, 15)

    def test_a_page_of_a_hotel_is_no_server_and_takes_no_work(self):
        meddler = self.started(Meddler(self.depot.port))
        laptop = self.laptop(meddler.url).start()
        agent = Agent(self, laptop)
        agent.wait_for_runs(1)
        meddler.always = {"kind": "answer", "status": 200, "headers": {"Content-Type": "text/html"},
                          "body": "<html><h1>Welcome! Room number?</h1></html>"}
        laptop.add(NOTES, product_imei=self.unit, note_text="typed in a hotel")
        met = agent.wait_for_runs(2)
        self.assertIn("something else answers", met["message"])
        self.assertEqual((met["level"], met["failures"]), ("warning", 1))
        # Nothing but the one question who is there goes to a stranger.
        self.assertEqual({(entry["method"], entry["path"]) for entry in meddler.seen("POST", NOTES)}, set())
        self.assertEqual(laptop.status()["waiting"], 1)
        meddler.calm()
        until(lambda: self.notes("typed in a hotel") == 1, 40)
        self.assertAgreed(laptop)

    def test_another_account_sends_nothing_of_the_one_before(self):
        laptop, agent = self.working()
        laptop.run("agent", "pause")
        until(lambda: laptop.run("agent", "status").json["state"] == "paused", 5)
        laptop.add(NOTES, product_imei=self.unit, note_text="of the one before")
        laptop.run("logout")
        laptop.user = laptop.password = "colleague"
        laptop.log_in()
        laptop.add(NOTES, product_imei=self.unit, note_text="of the colleague")
        laptop.run("agent", "resume")
        until(lambda: self.notes("of the colleague") == 1, 20)
        self.assertEqual(self.notes("of the one before"), 0)
        self.assertEqual(laptop.status()["of_others"], {"tech": 1})
        laptop.run("agent", "pause")
        laptop.user = laptop.password = "tech"
        laptop.log_in()
        laptop.run("agent", "resume")
        until(lambda: self.notes("of the one before") == 1, 20)
        authors = self.depot.rows("SELECT created_by FROM product_notes WHERE note_text LIKE 'of the %'")
        self.assertEqual(len({row["created_by"] for row in authors}), 2)

    def test_each_home_has_an_agent_of_its_own(self):
        pairs = [self.working() for _ in range(2)]
        for number, (laptop, _) in enumerate(pairs):
            laptop.add(NOTES, product_imei=self.unit, note_text="home %d" % number)
        until(lambda: [self.notes("home %d" % number) for number in range(2)] == [1, 1], 20)
        self.assertNotEqual(pairs[0][1].process.pid, pairs[1][1].process.pid)
        pairs[0][1].stop()
        self.assertTrue(pairs[1][0].run("agent", "status").json["alive"])

    def test_counts_are_what_prometheus_reads(self):
        laptop = self.laptop(self.depot.url).start()
        metrics = Path(laptop.home, "fieldsync.prom")
        agent = Agent(self, laptop, "--metrics", str(metrics))
        agent.wait_for_runs(1)
        laptop.add(NOTES, product_imei=self.unit, note_text="counted")
        agent.wait_for_runs(2)
        families = until(lambda: self.families(metrics, runs=2))
        value = lambda name: families[name].samples[0].value
        self.assertEqual(value("fieldsync_applied"), 1)
        self.assertEqual(value("fieldsync_waiting"), 0)
        self.assertEqual([value("fieldsync_" + name) for name in ("unknown", "refused", "conflicts")],
                         [0, 0, 0])
        self.assertGreater(value("fieldsync_requests"), 2)
        self.assertGreater(value("fieldsync_received_bytes"), 100)
        self.assertLess(abs(value("fieldsync_last_run_timestamp_seconds") - time.time()), 60)
        self.assertNotIn("fieldsync_oldest_unsent_timestamp_seconds", families)

    @staticmethod
    def families(path, runs):
        found = {family.name: family for family in text_string_to_metric_families(path.read_text())}
        made = sum(sample.value for sample in found["fieldsync_runs"].samples)
        return found if made >= runs else None

    def test_one_run_alone(self):
        laptop = self.laptop(self.depot.url).start()
        laptop.add(NOTES, product_imei=self.unit, note_text="one run")
        answer = laptop.run("agent", "once").json
        self.assertEqual((answer["verdict"], answer["applied"]), ("reached", 1))
        with self.depot.away():
            self.assertEqual(laptop.run("agent", "once", code=5).json["verdict"], "unreachable")

    def test_secrets_and_notes_are_in_no_log(self):
        laptop, agent = self.working()
        laptop.add(NOTES, product_imei=self.unit, note_text="a word of mine")
        agent.wait_for_runs(2)
        written = agent.log.read_text() + Path(laptop.home, "agent.json").read_text()
        token = Path(laptop.home, "session.json").read_text()
        self.assertNotIn("a word of mine", written)
        for secret in [word for word in token.split('"') if len(word) > 30]:
            self.assertNotIn(secret, written)


@unittest.skipUnless(Wire.is_possible(), "needs root and network namespaces")
class WireTests(ServersTestCase):
    """The cable itself is pulled and plugged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.far = cls.started(Depot("0.0.0.0"))

    def test_a_link_that_comes_up_is_used_within_two_seconds(self):
        wire = Wire(self)
        laptop = self.laptop("http://%s:%d" % (wire.server, self.far.port))
        laptop.prefix = wire.prefix
        laptop.start(options=["--plain-http"])
        agent = Agent(self, laptop)
        agent.wait_for_runs(1)
        wire.pull()
        until(lambda: any("no network" in line["message"] for line in agent.lines()))
        laptop.add(NOTES, product_imei=self.unit, note_text="in the hills")
        failed = agent.wait_for_runs(2)
        self.assertIn("out of reach", failed["message"])
        until(lambda: len(agent.runs()) >= 4, 40)
        count = len(agent.runs())
        plugged = time.time()
        wire.plug()
        run = agent.wait_for_runs(count + 1, seconds=10)
        began = datetime.fromisoformat(run["time"].replace("Z", "+00:00")).timestamp() - run["seconds"]
        self.assertLess(began - plugged, 2)
        self.assertEqual(run["applied"], 1)
        found = self.far.rows("SELECT 1 FROM product_notes WHERE note_text = 'in the hills'")
        self.assertEqual(len(found), 1)

    def test_a_few_seconds_of_signal_carry_the_work_of_a_day(self):
        wire = Wire(self, 1)
        laptop = self.laptop("http://%s:%d" % (wire.server, self.far.port))
        laptop.prefix = wire.prefix
        laptop.start(options=["--plain-http"])
        agent = Agent(self, laptop)
        agent.wait_for_runs(1)
        wire.pull()
        for number in range(12):
            laptop.add(NOTES, product_imei=self.unit, note_text="of a day %d" % number)
        wire.plug()
        time.sleep(8)
        wire.pull()
        found = self.far.rows("SELECT note_text FROM product_notes WHERE note_text LIKE 'of a day %'")
        self.assertEqual(len(found), 12)
        self.assertEqual(laptop.status()["waiting"], 0)
