"""`catalog check`, and a catalog of one's own, against the real Flask-Restless."""

import copy
import json
import os
import unittest

import catalog
from test_interop import InteropTestCase, UNIT

INCOMPATIBLE = 9
HELD = ("products", "repairs", "product_notes", "shops", "alert_types", "states")


class CatalogCheckTests(InteropTestCase):
    def checked(self, change=None, code=0, options=()):
        """What the check finds where the laptop's catalog is a changed one."""
        document = copy.deepcopy(catalog.load())
        resources = {resource["name"]: resource for resource in document["resources"]}
        if change:
            change(resources)
        laptop = self.laptop()
        path = os.path.join(laptop.home, "own.catalog.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        laptop.run("init", "--server", self.server.url, "--catalog", path, "--resources",
                   ",".join(HELD))
        laptop.log_in()
        self.server.control("journal", via="DELETE")
        answer = laptop.run("catalog", "check", *options, code=code).json
        asked = self.server.control("journal", via="GET")["journal"]
        self.assertEqual({entry["method"] for entry in asked}, {"GET", "OPTIONS"})
        self.assertLessEqual(len(asked), 3 * len(HELD) + 12)
        self.assertEqual(answer["unchecked"], [])
        self.assertTrue(answer["methods_told"])
        return [(f["resource"], f["finding"], f.get("column") or f.get("method"), f["breaking"])
                for f in answer["findings"]]

    def test_the_server_is_as_the_bundled_catalog_says(self):
        self.assertEqual(self.checked(), [])

    def test_what_the_catalog_has_more_or_less_is_found(self):
        def change(resources):
            shops, repairs = resources["shops"], resources["repairs"]
            shops["columns"].append({"name": "phone", "type": "text", "null": True})
            repairs["columns"] = [c for c in repairs["columns"] if c["name"] != "arrival_date"]
            next(c for c in repairs["columns"] if c["name"] == "process")["type"] = "integer"
            next(c for c in repairs["columns"] if c["name"] == "process").pop("options")
            resources["products"]["methods"]["POST"] = "SYSTEM"
            resources["states"]["methods"]["PUT"] = "SYSTEM"
            resources["product_notes"]["methods"].pop("DELETE")
            resources["alert_types"]["path"] = "kinds_of_alerts"

        self.assertEqual(self.checked(change, code=INCOMPATIBLE), [
            ("alert_types", "table-gone", None, True),
            ("product_notes", "method-came", "DELETE", False),
            ("products", "method-gone", "POST", True),
            ("repairs", "type-changed", "process", True),
            ("repairs", "column-came", "arrival_date", False),
            ("shops", "column-gone", "phone", True),
            ("states", "method-gone", "PUT", True),
        ])

    def test_columns_are_found_missing_in_a_table_without_rows(self):
        for note in self.server.rows("SELECT product_note_id FROM product_notes"):
            self.server.control("write", resource="product_notes", key=note["product_note_id"])

        def change(resources):
            resources["product_notes"]["columns"] += [
                {"name": "mood", "type": "text", "null": True},
                {"name": "weather", "type": "json", "null": True}]

        self.assertEqual(self.checked(change, code=INCOMPATIBLE), [
            ("product_notes", "column-gone", "mood", True),
            ("product_notes", "column-gone", "weather", True)])

    def test_one_resource_is_checked_by_itself(self):
        self.assertEqual(self.checked(options=["shops"]), [])

    def test_a_catalog_of_ones_own_pulls_edits_and_pushes(self):
        document = catalog.load()
        document["name"], document["version"] = "own", 7
        laptop = self.laptop()
        path = os.path.join(laptop.home, "own.catalog.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        laptop.run("init", "--server", self.server.url, "--catalog", path, "--resources",
                   ",".join(catalog.REPLICATED))
        laptop.log_in()
        laptop.sync()
        note = laptop.add("product_notes", product_imei=UNIT, note_text="By my own catalog.")
        laptop.set("repairs", self.server.rows("SELECT min(repair_id) AS k FROM repairs")[0]["k"],
                   outcome="own")
        laptop.sync()
        self.assertTrue(note.startswith("new:"))
        self.assertEqual(self.note_count("By my own catalog."), 1)
        self.assertAgreed(laptop)


if __name__ == "__main__":
    unittest.main()
