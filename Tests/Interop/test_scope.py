"""What is held? The built fieldsync takes resources in and lets them go, beside the real Flask-Restless."""

import seed
from client import ERROR
from test_interop import InteropTestCase

UNIT = seed.imei(1)


class ScopeTests(InteropTestCase):
    def test_what_is_held_changes_without_a_fresh_start(self):
        laptop = self.laptop().start(resources=["products", "repairs"])
        laptop.run("scope", "hold", "product_notes")
        laptop.add("product_notes", product_imei=UNIT, note_text="before it ever came")
        reads = len(self.server.journal())
        summary = laptop.sync()
        count = len(self.server.rows("SELECT 1 FROM product_notes"))
        self.assertEqual(summary["pulled"]["rows"], count - 1)
        self.assertEqual(summary["pushed"]["applied"], 1)
        # What was here already is asked for news, not fetched again.
        again = [entry["path"] for entry in self.server.journal()[reads:]]
        self.assertLessEqual(again.count("/v1/products"), 3)
        self.assertEqual(len(laptop.rows("SELECT 1 FROM product_notes")), count)
        laptop.set("repairs", 3, outcome="unsent")
        laptop.run("scope", "release", "repairs", code=ERROR)
        laptop.sync()
        laptop.run("scope", "release", "repairs")
        self.assertEqual(sorted(laptop.status()["resources"]), ["product_notes", "products"])
        self.assertEqual(laptop.sync()["outcome"], "complete")
        self.assertEqual(self.row(self.server.rows, "repairs", 3)["outcome"], "unsent")
