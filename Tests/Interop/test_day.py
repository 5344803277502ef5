"""A technician's day by its verbs: the built fieldsync against the built depot, row by row."""

import unittest

import catalog
import comparison
from client import ERROR, OFFLINE, Fieldsync
from workbench import Workbench

APPLIANCE_KEYS = {name: name.removesuffix("s") + "_id" if not name.endswith("linker") else name + "_id"
                  for name in (
    "appliances", "appliance_types", "appliance_symptoms", "appliance_symptom_appliance_type_linker",
    "appliance_repairs", "appliance_repair_appliance_symptom_linker", "appliance_part_types",
    "appliance_part_type_replacement_linker", "appliance_repair_appliance_part_type_linker")}


class DayTests(Workbench):
    held = [*catalog.REPLICATED, "part_type_product_type_linker", "part_type_replacement_linker"]

    def prepare(self):
        self.unit = self.server.rows(
            "SELECT product_imei, serial_number, product_type_id FROM products"
            " WHERE product_imei NOT IN (SELECT product_imei FROM repairs) ORDER BY 1")[0]
        self.rule = self.server.rows(
            "SELECT * FROM part_type_replacement_linker WHERE product_type_id = ?"
            " AND non_transferable ORDER BY 1", self.unit["product_type_id"])[0]

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
        self.assertAgreed()

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

    def office(self, resource, **values):
        """A row that the office makes; its key."""
        self.server.write("POST", resource, **values)
        (row,) = self.server.rows('SELECT max(%s) AS key FROM "%s"' % (APPLIANCE_KEYS[resource], resource))
        return row["key"]

    def test_an_appliance_is_repaired_without_signal_and_goes_up_with_its_symptom_as_one(self):
        kind = self.office("appliance_types", name="TV 24")
        self.office("appliances", appliance_type_id=kind, serial_number="TV-00412")
        first, second = (self.office("appliance_symptoms", name=name) for name in ("no_picture", "no_sound"))
        for symptom in (first, second):
            self.office("appliance_symptom_appliance_type_linker",
                        appliance_type_id=kind, appliance_symptom_id=symptom)
        old, new = (self.office("appliance_part_types", name=name) for name in ("Panel", "Panel B"))
        self.office("appliance_part_type_replacement_linker", appliance_type_id=kind,
                    existing_appliance_part_type_id=old, replacement_appliance_part_type_id=new)
        laptop = Fieldsync(self, self.server).start(resources=list(APPLIANCE_KEYS))
        with self.server.away():
            laptop.run("appliance", "repair", "open", "TV-00412", "no_picture")
            laptop.run("appliance", "symptom", "add", "TV-00412", "no_sound")
            laptop.run("appliance", "part", "replace", "TV-00412", "Panel", "Panel B")
            laptop.run("appliance", "repair", "close", "TV-00412", "--process", "Replaced")
            laptop.sync(code=OFFLINE)
        self.assertEqual(laptop.sync()["pushed"]["applied"], 4)
        (repair,) = self.server.rows("SELECT * FROM appliance_repairs")
        self.assertEqual((repair["process"], repair["pending_status"]), ("Replaced", 0))
        symptoms = self.server.rows(
            "SELECT appliance_symptom_id AS key FROM appliance_repair_appliance_symptom_linker"
            " WHERE appliance_repair_id = ? ORDER BY 1", repair["appliance_repair_id"])
        self.assertEqual([row["key"] for row in symptoms], [first, second])
        (part,) = self.server.rows("SELECT * FROM appliance_repair_appliance_part_type_linker")
        self.assertEqual(part["new_appliance_part_type_id"], new)
        _, found = comparison.differences(laptop.rows, self.server.rows, list(APPLIANCE_KEYS))
        self.assertEqual(found, [])
        self.assertEqual(laptop.sync()["pushed"]["applied"], 0)


if __name__ == "__main__":
    unittest.main()
