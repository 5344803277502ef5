"""What is held? The built fieldsync takes resources in and lets them go, beside the real Flask-Restless."""

import seed
from client import ERROR, USAGE
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

    def held(self, laptop, resource):
        return len(laptop.rows("SELECT 1 FROM %s" % resource))

    def shop(self, number):
        return len(self.server.rows("SELECT 1 FROM products WHERE shop_id = %d" % number))

    def test_the_units_of_one_shop(self):
        everything = len(self.server.rows("SELECT 1 FROM products"))
        laptop = self.laptop().start()
        narrowed = laptop.run("scope", "narrow", "products", "shop_id=Shop 2").json
        self.assertEqual(narrowed["narrowed"], {"products": {"shop_id": [2]}})
        self.assertEqual(narrowed["left"], everything - self.shop(2))
        for options in ([], ["--verify"]):
            summary = laptop.sync(*options)
            self.assertEqual((summary["ghosts"], summary["notes"]), (0, []))
            self.assertEqual(self.held(laptop, "products"), self.shop(2))
        units = laptop.rows("SELECT product_imei AS k FROM products ORDER BY 1")
        self.colleague("products", key=units[0]["k"], shop_id=3)
        other = self.server.rows("SELECT product_imei AS k FROM products WHERE shop_id = 4 LIMIT 1")
        self.colleague("products", key=other[0]["k"], shop_id=2)
        summary = laptop.sync("--verify")
        self.assertIn({"note": "left-scope", "resource": "products", "rows": 1}, summary["notes"])
        self.assertEqual(summary["ghosts"], 0)
        self.assertEqual(self.held(laptop, "products"), self.shop(2))
        laptop.run("scope", "widen", "products")
        laptop.sync()
        self.assertAgreed(laptop)

    def test_unsent_work_stays_until_it_is_on_the_server(self):
        laptop = self.laptop().start()
        laptop.set("repairs", 3, outcome="from another unit")
        unit = self.row(self.server.rows, "repairs", 3)["product_imei"]
        others = [row["product_imei"] for row in self.server.rows(
            "SELECT DISTINCT product_imei FROM repairs") if row["product_imei"] != unit]
        laptop.run("scope", "narrow", "repairs", "product_imei", "in", ",".join(others[:40]))
        self.assertEqual(self.row(laptop.rows, "repairs", 3)["outcome"], "from another unit")
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)
        self.assertEqual(laptop.rows("SELECT 1 FROM repairs WHERE repair_id = 3"), [])
        self.assertEqual(self.row(self.server.rows, "repairs", 3)["outcome"], "from another unit")
        self.assertEqual(laptop.sync("--verify")["ghosts"], 0)

    def test_what_the_server_cannot_be_asked_is_refused(self):
        laptop = self.laptop().start(resources=["products", "shops"])
        units = ",".join(seed.imei(number) for number in range(1, 400))
        laptop.run("scope", "narrow", "products", "product_imei", "in", units, code=USAGE)
        laptop.run("scope", "narrow", "products", "gps_lat=1", code=USAGE)
        self.assertEqual(laptop.run("scope").json["narrowed"], {})
