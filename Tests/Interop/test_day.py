"""A technician's day by its verbs: the built fieldsync against the built depot, row by row."""

import os
import unittest

import catalog
import client
import comparison
from client import ERROR, OFFLINE, Fieldsync
from depot.program import Depot

HELD = [*catalog.REPLICATED, "part_type_product_type_linker", "part_type_replacement_linker"]


class DayTests(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        self.server = Depot("--seed", "small", "--seed-number", "3", "--control")
        self.addCleanup(self.server.stop)
        self.unit = self.server.rows(
            "SELECT product_imei, serial_number, product_type_id FROM products"
            " WHERE product_imei NOT IN (SELECT product_imei FROM repairs) ORDER BY 1")[0]
        self.rule = self.server.rows(
            "SELECT * FROM part_type_replacement_linker WHERE product_type_id = ?"
            " AND non_transferable ORDER BY 1", self.unit["product_type_id"])[0]
        self.laptop = Fieldsync(self, self.server).start(resources=HELD)

    def replacements(self):
        """The types of part that may take the old one's place."""
        return [row["replacement_part_type_id"] for row in self.server.rows(
            "SELECT replacement_part_type_id FROM part_type_replacement_linker"
            " WHERE product_type_id = ? AND existing_part_type_id = ? ORDER BY 1",
            self.unit["product_type_id"], self.rule["existing_part_type_id"])]

    def offered(self):
        return self.server.rows(
            "SELECT symptom_type_id, name FROM symptom_types JOIN symptom_type_product_type_linker"
            " USING (symptom_type_id) WHERE product_type_id = ? ORDER BY 1",
            self.unit["product_type_id"])

    def test_a_repair_from_its_opening_to_its_end_without_signal(self):
        serial, imei = self.unit["serial_number"], self.unit["product_imei"]
        first, second, third = self.offered()[:3]
        with self.server.away():
            opened = self.laptop.run("repair", "open", serial, first["name"], second["name"]).json
            self.assertEqual(len(opened["plan"]), 3)
            repair = opened["plan"][0]["result"]["key"]
            self.laptop.run("symptom", "add", repair, third["name"])
            # While it is open, a repair goes by its unit's number, too.
            self.laptop.run("symptom", "remove", serial, first["name"])
            old, new = (str(self.rule[side + "_part_type_id"]) for side in ("existing", "replacement"))
            refused = self.laptop.run("part", "replace", repair, old, "999", code=ERROR).json
            self.assertEqual(refused["error"]["code"], "not-offered")
            self.assertEqual([row["key"] for row in refused["allowed"]], self.replacements())
            self.laptop.run("part", "replace", serial, old, new)
            self.laptop.run("product", "note", serial, "Battery", "swollen.")
            self.laptop.run("repair", "close", imei, "repaired", "--process", "Repair and Return")
            self.laptop.sync(code=OFFLINE)
        self.laptop.sync()
        (row,) = self.server.rows("SELECT * FROM repairs WHERE product_imei = ?", imei)
        self.assertEqual(
            (row["outcome"], row["process"], row["pending_status"]),
            ("repaired", "Repair and Return", 0))
        self.assertEqual(row["arrival_date"], row["refurbishment_date"])
        symptoms = self.server.rows(
            "SELECT symptom_type_id FROM repair_symptom_type_linker WHERE repair_id = ? ORDER BY 1",
            row["repair_id"])
        self.assertEqual([one["symptom_type_id"] for one in symptoms],
                         [second["symptom_type_id"], third["symptom_type_id"]])
        (part,) = self.server.rows(
            "SELECT * FROM repair_part_type_linker WHERE repair_id = ?", row["repair_id"])
        self.assertEqual(
            (part["old_part_type_id"], part["new_part_type_id"], part["non_transferable"]),
            (int(old), int(new), 1))
        notes = self.server.rows(
            "SELECT 1 FROM product_notes WHERE product_imei = ? AND note_text = 'Battery swollen.'",
            imei)
        self.assertEqual(len(notes), 1)
        self.assertEqual(self.laptop.status()["waiting"], 0)
        _, found = comparison.differences(self.laptop.rows, self.server.rows, HELD)
        self.assertEqual(found, [])
        self.assertEqual(self.laptop.sync()["pushed"]["applied"], 0)

    def test_what_is_explained_does_the_same_when_it_is_typed(self):
        words = ["repair", "open", self.unit["product_imei"], self.offered()[0]["name"]]
        said = self.laptop.run(*words, "--explain").json["plan"]
        self.assertEqual(self.laptop.status()["waiting"], 0)
        for step in said:
            self.laptop.run(step["command"], *step["words"])
        self.laptop.sync()
        rows = self.server.rows(
            "SELECT symptom_type_id FROM repairs JOIN repair_symptom_type_linker USING (repair_id)"
            " WHERE product_imei = ?", self.unit["product_imei"])
        self.assertEqual([row["symptom_type_id"] for row in rows],
                         [self.offered()[0]["symptom_type_id"]])


if __name__ == "__main__":
    unittest.main()
