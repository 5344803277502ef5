"""The second copy of unsent work, against the real Flask-Restless: a destroyed replica, and a stick."""

import contextlib
import glob
import os

from client import ERROR, LOGIN, Fieldsync
from test_interop import UNIT, InteropTestCase


class OutboxTestCase(InteropTestCase):
    def work(self, laptop):
        """A new repair with a child, two equal notes, an edit and a deletion: all offline."""
        repair = laptop.add("repairs", product_imei=UNIT, outcome="precious")
        laptop.add("repair_symptom_type_linker", repair_id=repair, symptom_type_id=4)
        for _ in range(2):
            laptop.add("product_notes", product_imei=UNIT, note_text="precious")
        laptop.set("repairs", 7, outcome="precious edit")
        laptop.delete("repair_symptom_type_linker", 7)

    def assertOnce(self, *laptops):
        """All of the work is on the server, none of it twice, and the laptops agree with it."""
        self.assertAgreed(*laptops)
        made = self.server.rows("SELECT repair_id FROM repairs WHERE outcome = 'precious'")
        self.assertEqual(len(made), 1)
        self.assertEqual(len(self.server.rows(
            "SELECT 1 FROM repair_symptom_type_linker WHERE repair_id = ?", made[0]["repair_id"])), 1)
        self.assertEqual(self.note_count("precious"), 2)
        self.assertEqual(self.row(self.server.rows, "repairs", 7)["outcome"], "precious edit")
        self.assertEqual(self.server.rows(
            "SELECT 1 FROM repair_symptom_type_linker WHERE repair_symptom_type_linker_id = 7"), [])

    def lose(self, laptop, how):
        """Destroys the database as its owner finds it in the morning."""
        path = os.path.join(laptop.home, "replica.sqlite")
        if how == "deleted":
            os.unlink(path)
        elif how == "truncated":
            os.truncate(path, os.path.getsize(path) // 3)
        elif how == "emptied":
            os.truncate(path, 0)
        else:
            with open(path, "r+b") as file:
                file.write(os.urandom(os.path.getsize(path)))
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path + suffix)


class RecoveryTests(OutboxTestCase):
    def story(self, how):
        laptop = self.laptop().start()
        self.work(laptop)
        self.lose(laptop, how)
        self.assertNotEqual(laptop.run("status", code=None).code, 0)
        recovered = laptop.run("outbox", "recover").json
        self.assertEqual(len(recovered["taken"]), 6)
        self.assertEqual((recovered["left"], recovered["damaged_lines"]), ([], 0))
        self.assertEqual(laptop.status()["unknown"], 6)
        laptop.sync()
        self.assertOnce(laptop)
        self.assertEqual(laptop.status()["outboxes_aside"], [])

    def test_a_deleted_database(self):
        self.story("deleted")

    def test_a_truncated_database(self):
        self.story("truncated")

    def test_an_emptied_database(self):
        self.story("emptied")

    def test_a_database_of_garbage(self):
        self.story("garbage")

    def test_what_had_arrived_without_an_answer_is_not_sent_again(self):
        laptop = self.laptop().start()
        self.work(laptop)
        self.plan("lose", "POST", "product_notes", times=2)
        self.plan("lose", "POST", "repairs")
        self.plan("lose", "PUT", "repairs/7")
        laptop.killed(3, "sync")
        self.lose(laptop, "garbage")
        laptop.run("outbox", "recover")
        laptop.sync()
        self.assertOnce(laptop)

    def test_an_outbox_that_lost_its_end_and_a_line(self):
        """A copy from before the sync, damaged: what it still calls unsent has arrived."""
        laptop = self.laptop().start()
        self.work(laptop)
        path = os.path.join(laptop.home, "outbox.jsonl")
        with open(path, "rb") as file:
            early = file.read()
        laptop.sync()
        self.lose(laptop, "deleted")
        with open(path, "wb") as file:
            file.write(early[:-25])
        recovered = laptop.run("outbox", "recover").json
        self.assertEqual(recovered["damaged_lines"], 1)
        self.assertEqual(len(recovered["taken"]), 5)
        sent = len(self.server.writes())
        laptop.sync()
        self.assertEqual(self.server.writes()[sent:], [])
        self.assertOnce(laptop)

    def test_a_new_start_instead_of_a_recovery_is_told_what_it_lacks(self):
        laptop = self.laptop().start()
        self.work(laptop)
        self.lose(laptop, "deleted")
        # Set up, the home wants a recovery; without its configuration it is a new one.
        refused = laptop.run("init", "--server", self.server.url, code=ERROR).json["error"]
        self.assertIn("outbox recover", refused["message"])
        os.remove(os.path.join(laptop.home, "config.json"))
        laptop.start()
        aside = laptop.status()["outboxes_aside"]
        self.assertEqual([entry["rows"] for entry in aside], [6])
        self.assertEqual(laptop.run("logout", "--wipe", code=ERROR).json["error"]["code"],
                         "unsent-work")
        laptop.run("outbox", "import", aside[0]["file"])
        self.assertEqual(laptop.status()["outboxes_aside"], [])
        self.assertEqual(laptop.run("outbox", "import", aside[0]["file"]).json["taken"], [])
        laptop.sync()
        self.assertOnce(laptop)
        laptop.run("outbox", "import", aside[0]["file"])
        self.assertOnce(laptop)
        laptop.run("logout", "--wipe")
        self.assertFalse(os.path.exists(laptop.home) and os.listdir(laptop.home))


class TravelTests(OutboxTestCase):
    def setUp(self):
        super().setUp()
        self.here = self.laptop().start()
        self.there = self.laptop(user="tina", password="pass&word=é").start()
        self.stick = os.path.join(self.here.home, "stick.jsonl")
        self.work(self.here)
        exported = self.here.run("outbox", "export", self.stick).json
        self.assertEqual(exported["operations"], 6)

    def own(self, laptop):
        """The owner of the work logs in there."""
        laptop.user, laptop.password = "sam", "correct horse"
        laptop.log_in()

    def home(self):
        """The receipts go back on a stick."""
        papers = os.path.join(self.there.home, "receipts.jsonl")
        self.assertEqual(self.there.run("outbox", "export", papers).json["receipts"], 6)
        return self.here.run("outbox", "import", papers).json["receipts"]

    def test_another_laptop_delivers_and_the_receipts_come_home(self):
        sent = len(self.server.writes())
        self.here.sync()
        self.assertEqual(self.server.writes()[sent:], [])
        taken = self.there.run("outbox", "import", self.stick).json
        self.assertEqual((len(taken["taken"]), taken["left"]), (6, []))
        self.assertEqual(self.there.run("outbox", "import", self.stick).json["taken"], [])
        # Not the work of who is logged in there.
        self.there.run("sync", code=None)
        self.assertEqual(self.server.writes()[sent:], [])
        self.own(self.there)
        self.there.sync()
        self.assertEqual(len(self.home()), 6)
        self.assertEqual(self.home(), [])
        self.assertOnce(self.here, self.there)
        self.assertEqual(self.there.run("outbox", "import", self.stick).json["taken"], [])
        self.assertOnce(self.here, self.there)

    def test_taken_back_after_it_arrived_elsewhere(self):
        self.there.run("outbox", "import", self.stick)
        self.own(self.there)
        self.there.sync()
        self.assertEqual(self.here.run("outbox", "recall").json["recalled"], 6)
        sent = len(self.server.writes())
        self.here.sync()
        self.assertEqual(self.server.writes()[sent:], [])
        self.assertOnce(self.here, self.there)

    def test_taken_back_before_it_arrived_anywhere(self):
        self.here.run("outbox", "recall")
        self.here.sync()
        self.there.run("outbox", "import", self.stick)
        self.own(self.there)
        sent = len(self.server.writes())
        self.there.sync()
        self.assertEqual(self.server.writes()[sent:], [])
        self.assertOnce(self.here, self.there)

    def test_a_destroyed_database_remembers_what_travels(self):
        self.lose(self.here, "garbage")
        self.here.run("outbox", "recover")
        sent = len(self.server.writes())
        self.here.sync()
        self.assertEqual(self.server.writes()[sent:], [])
        self.there.run("outbox", "import", self.stick)
        self.own(self.there)
        self.there.sync()
        self.assertEqual(len(self.home()), 6)
        self.assertOnce(self.here, self.there)

    def test_a_file_that_somebody_wrote_into(self):
        with open(self.stick, encoding="utf-8") as file:
            lines = file.readlines()
        with open(self.stick, "w", encoding="utf-8") as file:
            file.writelines(line.replace("precious edit", "forged edit") for line in lines)
        taken = self.there.run("outbox", "import", self.stick).json
        self.assertEqual((len(taken["taken"]), taken["damaged_lines"]), (5, 1))
        self.own(self.there)
        self.there.sync()
        self.assertEqual(self.server.rows("SELECT 1 FROM repairs WHERE outcome = 'forged edit'"), [])
        # What was not delivered there is still here.
        self.assertEqual(self.here.status()["travelling"], 6)
        self.here.run("outbox", "recall")
        self.here.sync()
        self.assertOnce(self.here, self.there)

    def test_a_file_for_another_server_or_of_nothing_is_refused(self):
        with open(self.stick, "w", encoding="utf-8") as file:
            file.write("hello\n")
        self.assertEqual(self.there.run("outbox", "import", self.stick, code=ERROR).json["error"]["code"],
                         "bad-outbox")
        missing = self.there.run("outbox", "import", self.stick + "x", code=ERROR)
        self.assertEqual(missing.json["error"]["code"], "no-outbox")
        other = Fieldsync(self, self.server)
        other.run("init", "--server", "http://127.0.0.1:9")
        nobody = other.run("outbox", "export", self.stick, code=LOGIN)
        self.assertEqual(nobody.json["error"]["code"], "login-needed")
