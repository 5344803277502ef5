"""What is there, what is missing? The built fieldsync finds what the real Flask-Restless deleted, lost or
changed without a stamp."""

import client
import seed
from client import CONFLICTS
from test_interop import InteropTestCase

UNIT = seed.imei(1)
NOTES = "product_notes"


class CensusTests(InteropTestCase):
    def notes(self, count):
        return [self.colleague(NOTES, product_imei=UNIT, note_text="note %d" % number)
                for number in range(count)]

    def remove(self, resource, *keys):
        for key in keys:
            self.server.control("write", resource=resource, key=key)

    def behind_the_triggers(self, laptop, sql, *values):
        """Changes the replica as nothing but a fault of ours or of the disk could."""
        laptop.type_sql("UPDATE sync_engine SET applying = 1")
        laptop.type_sql(sql, *values)
        laptop.type_sql("UPDATE sync_engine SET applying = 0")

    def held(self, laptop, key):
        return laptop.rows("SELECT * FROM product_notes WHERE product_note_id = ?", key)

    def test_rows_that_hide_each_other_in_every_count_are_found_by_verifying(self):
        keys = self.notes(40)
        laptop = self.laptop().start()
        self.remove(NOTES, keys[7])
        self.behind_the_triggers(
            laptop, "DELETE FROM product_notes WHERE product_note_id = ?", keys[20])
        before = laptop.status()["resources"][NOTES]
        self.assertIsNone(before["verified_at"])
        summary = laptop.sync("--verify")
        self.assertEqual((summary["outcome"], summary["ghosts"]), ("complete", 1))
        self.assertGreater(summary["verified"], 5)
        self.assertEqual(self.held(laptop, keys[7]), [])
        self.assertEqual(len(self.held(laptop, keys[20])), 1)
        self.assertIsNotNone(laptop.status()["resources"][NOTES]["verified_at"])
        self.assertAgreed(laptop)

    def test_content_that_differs_without_a_stamp_is_told_and_put_right(self):
        # An old row: what was written lately is read again anyway.
        key = self.server.rows("SELECT min(product_note_id) AS k FROM product_notes")[0]["k"]
        laptop = self.laptop().start()
        self.behind_the_triggers(
            laptop, "UPDATE product_notes SET note_text = 'rot' WHERE product_note_id = ?", key)
        summary = laptop.sync("--verify")
        self.assertIn({"note": "differed", "resource": NOTES, "rows": 1}, summary["notes"])
        self.assertEqual(laptop.sync("--verify")["notes"], [])
        self.assertAgreed(laptop)

    def test_many_deletions_wait_for_a_person(self):
        keys = self.notes(60)
        laptop = self.laptop().start()
        rows = laptop.status()["resources"][NOTES]["rows"]
        self.remove(NOTES, *keys[:40])
        summary = laptop.sync("--verify")
        self.assertIn({"note": "too-many-ghosts", "resource": NOTES, "rows": 40}, summary["notes"])
        self.assertEqual(laptop.status()["resources"][NOTES]["rows"], rows)
        self.assertEqual(laptop.sync("--accept-deletions", NOTES)["ghosts"], 40)
        self.assertEqual(laptop.status()["resources"][NOTES]["rows"], rows - 40)
        self.assertAgreed(laptop)

    def test_a_restored_server_is_told_and_its_loss_sent_again(self):
        laptop = self.laptop().start()
        for text in ("one", "two"):
            laptop.add(NOTES, product_imei=UNIT, note_text=text)
        self.assertEqual(laptop.sync()["pushed"]["applied"], 2)
        for text in ("one", "two"):
            row = self.server.rows("SELECT * FROM product_notes WHERE note_text = ?", text)[0]
            self.remove(NOTES, row["product_note_id"])
        summary = laptop.sync("--verify", code=CONFLICTS)
        self.assertIn("server-restored", [note["note"] for note in summary["notes"]])
        for conflict in laptop.conflicts():
            self.assertEqual(conflict["kind"], "update-delete")
            laptop.run("resolve", str(conflict["number"]), "mine")
        self.assertEqual(laptop.sync()["pushed"]["applied"], 2)
        self.assertEqual((self.note_count("one"), self.note_count("two")), (1, 1))
        self.assertAgreed(laptop)

    def test_a_portal_deletes_nothing(self):
        keys = self.notes(3)
        laptop = self.laptop().start()
        self.remove(NOTES, keys[0])
        self.plan("answer", "GET", NOTES, times=50, status="200 OK", type="text/html", body="<html>log in")
        laptop.sync("--verify", code=None)
        self.assertEqual(len(self.held(laptop, keys[0])), 1)
        self.assertEqual(laptop.rows("SELECT * FROM sync_ghost"), [])
        self.server.control("faultless")
        self.assertEqual(laptop.sync("--verify")["ghosts"], 1)
        self.assertAgreed(laptop)

    def test_a_lost_right_deletes_nothing_and_is_told_apart(self):
        keys = self.notes(3)
        laptop = self.laptop().start()
        self.remove(NOTES, keys[0])
        self.plan("answer", "GET", NOTES, times=50, status="403 FORBIDDEN", type="application/json",
                  body='{"message": "no"}')
        laptop.sync("--verify", code=None)
        self.assertEqual(len(self.held(laptop, keys[0])), 1)
        self.server.control("faultless")
        laptop.sync("--verify")
        self.assertAgreed(laptop)

    def test_texts_that_are_not_utf_8_are_refused(self):
        laptop = self.laptop().start()
        for sql in ("UPDATE product_notes SET note_text = CAST(x'4B61E9' AS TEXT)",
                    "INSERT INTO product_notes (product_imei, note_text) "
                    "VALUES ('%s', CAST(x'C3' AS TEXT))" % UNIT):
            with self.assertRaisesRegex(client.sqlite3.Error, "not valid UTF-8"):
                laptop.type_sql(sql)
        laptop.type_sql("INSERT INTO product_notes (product_imei, note_text) VALUES (?, ?)",
                        UNIT, "é 中 🔋")
        laptop.sync()
        self.assertEqual(self.note_count("é 中 🔋"), 1)
        self.assertAgreed(laptop)
