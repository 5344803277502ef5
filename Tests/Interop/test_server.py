"""Proves that the reference server behaves as the client was built to expect.

Each test is a fact about the wire that the client relies on. They are asked of the real
Flask-Restless by plain HTTP, so a change of a version or of the models is seen here first.
"""

import datetime
import http.client
import json
import sqlite3
import time
import unittest
from urllib.parse import quote

import jsonschema

import catalog
import comparison
import models
import reference
import seed

JSON = {"Content-Type": "application/json"}
UNIT = seed.imei(1)


class ServerTestCase(unittest.TestCase):
    """A server for the class, fresh data and a token for each test."""

    @classmethod
    def setUpClass(cls):
        cls.server = reference.ReferenceServer()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        self.server.control("reset")
        self.authorization = {"Authorization": "Token token=" + self.server.token()}

    def ask(self, method, path, body=None, headers=JSON):
        """One request under /v1 with the token; a body that is no text is sent as JSON."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
        return self.server.request(method, "/v1/" + path, body, {**self.authorization, **headers})

    def search(self, resource, *filters, page=1, size=100, **query):
        """A collection GET with these filters."""
        text = quote(json.dumps({"filters": list(filters), **query}, separators=(",", ":")))
        return self.ask("GET", "%s?q=%s&page=%s&results_per_page=%s" % (resource, text, page, size))

    def assertAnswer(self, answer, status, body=None):
        self.assertEqual(answer.status, status, answer.body[:300])
        if body is not None:
            self.assertEqual(answer.json, body)
            self.assertTrue(answer.headers["Content-Type"].startswith("application/json"))

    def assertPage(self, answer, keys, key="repair_id"):
        self.assertAnswer(answer, 200)
        self.assertEqual([row[key] for row in answer.json["objects"]], keys)


def where(name, op, val):
    return {"name": name, "op": op, "val": val}


class PagingTests(ServerTestCase):
    def test_a_page_has_its_envelope_and_ten_rows_unless_asked(self):
        page = self.ask("GET", "repairs").json
        self.assertEqual(sorted(page), ["num_results", "objects", "page", "total_pages"])
        self.assertEqual((page["num_results"], len(page["objects"]), page["total_pages"]), (30, 10, 3))

    def test_a_page_is_cut_to_the_maximum_without_a_word(self):
        for number in range(100):
            self.server.control("write", resource="product_notes",
                                values={"product_imei": UNIT, "note_text": "n%d" % number})
        page = self.ask("GET", "product_notes?results_per_page=1000").json
        self.assertEqual((len(page["objects"]), page["num_results"], page["total_pages"]), (100, 120, 2))

    def test_a_page_beyond_the_end_counts_and_is_empty(self):
        page = self.ask("GET", "repairs?page=99&results_per_page=1").json
        self.assertEqual((page["objects"], page["num_results"]), ([], 30))

    def test_an_empty_result_is_page_one_of_none(self):
        answer = self.search("repairs", where("repair_id", "==", 999))
        self.assertAnswer(answer, 200, {"num_results": 0, "objects": [], "page": 1, "total_pages": 0})

    def test_a_key_range_in_key_order(self):
        answer = self.search("repairs", where("repair_id", ">", 5), where("repair_id", "<=", 8),
                             order_by=[{"field": "repair_id", "direction": "asc"}])
        self.assertPage(answer, [6, 7, 8])

    def test_rows_come_in_key_order_unless_asked(self):
        self.assertPage(self.ask("GET", "repairs?results_per_page=4"), [1, 2, 3, 4])

    def test_headers_are_doubled_and_the_link_header_loses_the_question(self):
        answer = self.search("repairs", where("repair_id", ">", 5), size=2)
        self.assertEqual(len(answer.headers.get_all("Content-Type")), 2)
        self.assertNotIn("q=", answer.headers["Link"])


class FilterTests(ServerTestCase):
    def test_no_comparison_matches_null(self):
        for op, val in ((">=", "1900-01-01T00:00:00"), ("<", "2900-01-01T00:00:00")):
            found = self.search("repairs", where("modified_at", op, val)).json["num_results"]
            modified = self.server.rows("SELECT 1 FROM repairs WHERE modified_at IS NOT NULL")
            self.assertEqual(found, len(modified))
        self.assertGreater(len(modified), 0)
        self.assertLess(len(modified), 30)

    def test_null_is_asked_for_by_name_only(self):
        self.assertAnswer(self.search("repairs", where("modified_at", "==", None)), 400,
                          {"message": "Unable to construct query"})
        found = self.search("repairs", {"name": "modified_at", "op": "is_null"}).json["num_results"]
        self.assertGreater(found, 0)

    def test_one_question_for_both_streams(self):
        since = "2018-03-01T09:30:00"
        answer = self.search("repairs", {"or": [where("created_at", ">=", since),
                                                where("modified_at", ">=", since)]}, page=9999, size=1)
        expected = self.server.rows(
            "SELECT 1 FROM repairs WHERE created_at >= ? OR modified_at >= ?",
            *[since.replace("T", " ") + ".000000"] * 2)
        self.assertEqual((answer.json["num_results"], answer.json["objects"]), (len(expected), []))

    def test_times_compare_as_times_at_any_depth(self):
        stamp = self.server.rows("SELECT created_at FROM repairs WHERE repair_id = 5")[0]["created_at"]
        stamp = datetime.datetime.fromisoformat(stamp).isoformat()
        top = self.search("repairs", where("created_at", ">=", stamp)).json["num_results"]
        nested = self.search("repairs", {"and": [where("created_at", ">=", stamp)]}).json["num_results"]
        self.assertEqual(top, nested)
        self.assertLess(top, 30)

    def test_a_zone_counts_on_top_and_is_dropped_inside(self):
        top = self.search("repairs", where("created_at", ">=", "2018-03-01T14:00:00+05:00"))
        inside = self.search("repairs", {"or": [where("created_at", ">=", "2018-03-01T14:00:00+05:00")]})
        self.assertEqual(top.json["num_results"], 30)
        self.assertEqual(inside.json["num_results"], 0)

    def test_a_time_and_key_pair_walks_through_ties(self):
        rows = self.server.rows("SELECT repair_id, created_at FROM repairs ORDER BY created_at, repair_id")
        at = datetime.datetime.fromisoformat(rows[3]["created_at"]).isoformat()
        answer = self.search("repairs", {"or": [where("created_at", ">", at), {"and": [
            where("created_at", "==", at), where("repair_id", ">", rows[3]["repair_id"])]}]})
        self.assertEqual(answer.json["num_results"], 26)

    def test_sets_of_keys(self):
        self.assertPage(self.search("repairs", where("repair_id", "in", [3, 1, 999])), [1, 3])
        self.assertPage(self.search("repairs", where("repair_id", "in", [])), [])

    def test_a_relation_is_asked_with_any(self):
        answer = self.search("products", where("part_product_linker__part_id", "any", 3))
        self.assertPage(answer, [seed.imei(3)], key="product_imei")

    def test_single_has_no_envelope(self):
        answer = self.search("repairs", where("repair_id", "==", 1), single=True)
        self.assertEqual(answer.json["repair_id"], 1)
        self.assertAnswer(self.search("repairs", where("repair_id", "==", 999), single=True), 404,
                          {"message": "No result found"})

    def test_mistakes_are_refused_as_postgresql_refuses_them(self):
        cases = [
            (where("repair_id", "==", "abc"), 400, "DataError"),
            (where("product_imei", "==", 5), 400, "ProgrammingError"),
            (where("repair_id", "=", 1), 400, "Unable to construct query"),
            ({"or": [where("modified_at", ">=", "garbage")]}, 400, "DataError"),
            ({"or": [where("nope", "==", 1)]}, 400, "Unable to construct query"),
        ]
        for question, status, message in cases:
            with self.subTest(question=question):
                self.assertAnswer(self.search("repairs", question), status, {"message": message})
        self.assertAnswer(self.search("repairs", where("nope", "==", 1)), 500)
        self.assertAnswer(self.ask("GET", "repairs?q=nonsense"), 400, {"message": "Unable to decode data"})


class RowTests(ServerTestCase):
    def test_a_row_has_every_column_and_no_relation(self):
        for name, resource in models.RESOURCES.items():
            if "GET" not in resource["methods"]:
                continue
            with self.subTest(resource=name):
                for row in self.ask("GET", name).json["objects"]:
                    self.assertEqual(sorted(row), sorted(catalog.column_types(resource)))

    def test_times_have_a_fraction_only_when_it_is_not_zero(self):
        stamps = [row["created_at"] for row in self.ask("GET", "products?results_per_page=100").json["objects"]]
        self.assertTrue(any("." in stamp for stamp in stamps))
        self.assertTrue(any("." not in stamp for stamp in stamps))
        for stamp in stamps:
            self.assertRegex(stamp, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$")

    def test_text_is_ascii_on_the_wire(self):
        body = self.ask("GET", "product_notes").body
        self.assertIn(b"V\\u00e9rifi\\u00e9", body)

    def test_json_and_dates_come_as_themselves(self):
        row = self.ask("GET", "repairs/2").json
        self.assertEqual((row["context"], row["arrival_date"]), ({"step": 2}, "2018-03-01"))
        self.assertEqual(self.ask("GET", "product_types/1").json["parameter_types"], ["current_in", "voltage"])


class WriteTests(ServerTestCase):
    def note(self, text="hello", **more):
        return self.ask("POST", "product_notes", {"product_imei": UNIT, "note_text": text, **more})

    def test_a_create_answers_the_whole_row_and_its_place(self):
        before = datetime.datetime.utcnow()
        answer = self.note()
        self.assertAnswer(answer, 201)
        row = answer.json
        self.assertTrue(answer.headers["Location"].endswith("/product_notes/%d" % row["product_note_id"]))
        self.assertEqual((row["created_by"], row["modified_at"], row["modified_by"]), ("sam", None, None))
        self.assertGreaterEqual(datetime.datetime.fromisoformat(row["created_at"]), before)

    def test_stamps_in_a_create_are_ignored(self):
        row = self.note(created_by="me", created_at="1999-01-01T00:00:00").json
        self.assertEqual(row["created_by"], "sam")
        self.assertFalse(row["created_at"].startswith("1999"))

    def test_the_same_create_twice_makes_two_rows(self):
        self.assertNotEqual(self.note().json["product_note_id"], self.note().json["product_note_id"])

    def test_a_unique_column_refuses_the_second(self):
        part = {"serial_number": "S1", "part_type_id": 1}
        self.assertAnswer(self.ask("POST", "parts", part), 201)
        self.assertAnswer(self.ask("POST", "parts", part), 400, {"message": "IntegrityError"})

    def test_an_update_changes_what_it_names_and_is_stamped(self):
        before = self.ask("GET", "repairs/1").json
        after = self.ask("PUT", "repairs/1", {"outcome": "fixed"}).json
        changed = {name for name in before if before[name] != after[name]}
        self.assertEqual(changed, {"outcome", "modified_at", "modified_by"})

    def test_an_update_with_the_same_values_leaves_the_stamp(self):
        first = self.ask("PUT", "repairs/1", {"outcome": "fixed"}).json
        self.assertEqual(self.ask("PUT", "repairs/1", {"outcome": "fixed"}).json, first)
        self.assertEqual(self.ask("PUT", "repairs/1", {}).json, first)

    def test_a_missing_row_is_an_empty_object(self):
        for method in ("GET", "PUT", "DELETE"):
            body = {"outcome": "x"} if method == "PUT" else None
            self.assertAnswer(self.ask(method, "repairs/999", body), 404, {})

    def test_a_delete_has_no_body(self):
        answer = self.ask("DELETE", "repair_symptom_type_linker/1")
        self.assertEqual((answer.status, answer.body), (204, b""))
        self.assertAnswer(self.ask("GET", "repair_symptom_type_linker/1"), 404, {})

    def test_a_deleted_key_is_not_given_again(self):
        key = self.note().json["product_note_id"]
        self.ask("DELETE", "product_notes/%d" % key)
        self.assertEqual(self.note().json["product_note_id"], key + 1)

    def test_deleting_a_parent_nulls_or_is_refused(self):
        self.server.control("write", resource="alerts", key=1, values={"repair_id": 30})
        stamp = self.ask("GET", "alerts/1").json["modified_at"]
        self.assertAnswer(self.ask("DELETE", "repairs/30"), 400, {"message": "IntegrityError"})
        self.assertEqual(self.ask("GET", "alerts/1").json["modified_at"], stamp)
        self.assertAnswer(self.ask("DELETE", "shops/1"), 204)
        self.assertEqual(self.server.rows("SELECT 1 FROM products WHERE shop_id = 1"), [])

    def test_refusals_are_one_word(self):
        cases = [
            ("POST", "product_notes", {"product_imei": "0", "note_text": "x"}, "IntegrityError"),
            ("POST", "product_notes", {"product_imei": UNIT}, "IntegrityError"),
            ("PUT", "shops/2", {"latitude": "1234567890123"}, "DataError"),
            ("PUT", "shops/2", {"hub_id": "abc"}, "DataError"),
            ("PUT", "shops/2", {"hub_id": 2 ** 52 + 1}, "DataError"),
            ("PUT", "shops/2", {"hub_id": True}, "ProgrammingError"),
            ("PUT", "shops/2", {"hub_id": 999}, "IntegrityError"),
            ("PUT", "shops/2", {"name": {"a": 1}}, "ProgrammingError"),
            ("PUT", "repairs/1", {"nope": 1}, "Model does not have field 'nope'"),
            ("GET", "repairs/abc", None, "DataError"),
            ("GET", "repairs/99999999999", None, "DataError"),
        ]
        for method, path, body, message in cases:
            with self.subTest(method=method, path=path, body=body):
                self.assertAnswer(self.ask(method, path, body), 400, {"message": message})
        self.assertAnswer(self.ask("POST", "product_notes", {"nope": 1}), 400,
                          {"validation_errors": "Could not determine specific validation errors"})

    def test_a_refused_write_leaves_no_trace(self):
        before = self.server.rows("SELECT * FROM repair_symptom_type_linker")
        nested = {"product_imei": UNIT,
                  "repair_symptom_type_linker": [{"symptom_type_id": 1}, {"symptom_type_id": 999}]}
        self.assertAnswer(self.ask("POST", "repairs", nested), 400, {"message": "IntegrityError"})
        self.assertEqual(self.server.rows("SELECT * FROM repair_symptom_type_linker"), before)
        self.assertEqual(len(self.server.rows("SELECT 1 FROM repairs")), 30)

    def test_a_repair_and_its_symptoms_in_one_request(self):
        nested = {"product_imei": UNIT,
                  "repair_symptom_type_linker": [{"symptom_type_id": 1}, {"symptom_type_id": 2}]}
        answer = self.ask("POST", "repairs", nested)
        self.assertAnswer(answer, 201)
        self.assertNotIn("repair_symptom_type_linker", answer.json)
        self.assertEqual(self.search("repair_symptom_type_linker", where(
            "repair_id", "==", answer.json["repair_id"])).json["num_results"], 2)

    def test_mistakes_of_form(self):
        self.assertAnswer(self.ask("POST", "repairs", "{"), 400, {"message": "Unable to decode data"})
        self.assertAnswer(self.ask("POST", "repairs", "{}", {}), 500)
        self.assertAnswer(self.ask("POST", "repairs", "a", {"Content-Type": "text/plain"}), 415)
        self.assertAnswer(self.ask("POST", "repairs", [1]), 500)
        self.assertAnswer(self.ask("PUT", "repairs/1", {"arrival_date": "xx"}), 500)
        self.assertAnswer(self.ask("PUT", "repairs/1", {"outcome": "a\0b"}), 500)

    def test_what_is_not_offered_is_html(self):
        for method, path, status in (("PUT", "repairs", 405), ("POST", "states", 405),
                                     ("POST", "part_product_linker", 405), ("GET", "nope", 404),
                                     ("GET", "repairs/", 404)):
            with self.subTest(method=method, path=path):
                answer = self.ask(method, path, {} if method != "GET" else None)
                self.assertEqual(answer.status, status)
                self.assertTrue(answer.headers["Content-Type"].startswith("text/html"))

    def test_text_survives_the_way_there_and_back(self):
        text = "Bornier brûlé ✓ \U0001F50B\n\"quoted\" \\ \t e\u0301"
        key = self.note(text).json["product_note_id"]
        self.assertEqual(self.ask("GET", "product_notes/%d" % key).json["note_text"], text)


class AccountTests(ServerTestCase):
    def test_home_needs_no_token_and_tells_the_date(self):
        answer = self.server.request("GET", "/v1/home")
        self.assertEqual(answer.status, 200)
        self.assertIn("Date", answer.headers)

    def test_login_takes_a_form_and_not_json(self):
        self.assertEqual(len(self.server.token("tina", "pass&word=é")), 64)
        body = json.dumps({"username": "sam", "password": "correct horse"})
        self.assertEqual(self.server.request("POST", "/v1/auth/login", body, JSON).status, 401)

    def test_without_a_token_all_is_401_in_json(self):
        for path in ("repairs", "nope", "repairs/"):
            answer = self.server.request("GET", "/v1/" + path)
            self.assertEqual(answer.status, 401)
            self.assertEqual(answer.json["status"], "error")

    def test_a_token_expires(self):
        self.assertAnswer(self.ask("GET", "shops"), 200)
        self.server.control("expire")
        self.assertAnswer(self.ask("GET", "shops"), 401)

    def test_rights_are_told_by_403(self):
        self.authorization = {"Authorization": "Token token=" + self.server.token("tina", "pass&word=é")}
        self.assertAnswer(self.ask("PUT", "repairs/1", {"outcome": "x"}), 200)
        self.assertAnswer(self.ask("PUT", "shops/1", {"name": "x"}), 403)
        self.assertEqual(self.server.rows("SELECT name FROM shops WHERE shop_id = 1")[0]["name"], "Shop 1")


class BackDoorTests(ServerTestCase):
    """The faults that the interop suite plans do what their names say."""

    def notes(self):
        return len(self.server.rows("SELECT 1 FROM product_notes WHERE note_text = 'fault'"))

    def send_note(self):
        return self.ask("POST", "product_notes", {"product_imei": UNIT, "note_text": "fault"})

    def plan(self, kind, **more):
        self.server.control("fault", kind=kind, method="POST", path="/v1/product_notes", **more)

    def test_a_lost_answer_is_committed(self):
        self.plan("lose")
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionError)):
            self.send_note()
        self.assertEqual(self.notes(), 1)
        self.assertEqual(self.server.writes()[-1]["status"], 201)

    def test_a_dropped_request_is_not(self):
        self.plan("drop")
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionError)):
            self.send_note()
        self.assertEqual(self.notes(), 0)
        self.assertEqual(self.send_note().status, 201)

    def test_a_late_request_is_committed_afterwards(self):
        self.plan("late", delay=0.2)
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionError)):
            self.send_note()
        self.assertEqual(self.notes(), 0)
        deadline = time.monotonic() + 5
        while self.notes() == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.notes(), 1)

    def test_a_false_answer_replaces_the_real_one(self):
        self.plan("answer", status="200 OK", type="text/html", body="<html>Pay here</html>")
        answer = self.send_note()
        self.assertEqual((answer.status, answer.body), (200, b"<html>Pay here</html>"))
        self.assertEqual(self.notes(), 0)

    def test_a_colleague_writes_with_stamps_of_his_own(self):
        key = self.server.control("write", resource="product_notes", user="eve",
                                  values={"product_imei": UNIT, "note_text": "a"})["key"]
        self.server.control("write", resource="product_notes", user="bob", key=key, values={"note_text": "b"})
        row = self.ask("GET", "product_notes/%d" % key).json
        self.assertEqual((row["created_by"], row["modified_by"], row["note_text"]), ("eve", "bob", "b"))
        self.server.control("write", resource="product_notes", key=key)
        self.assertAnswer(self.ask("GET", "product_notes/%d" % key), 404, {})


class ComparisonTests(ServerTestCase):
    """The comparison that ends every interop story can fail."""

    def setUp(self):
        super().setUp()
        self.copy = sqlite3.connect(":memory:")
        self.addCleanup(self.copy.close)
        self.copy.row_factory = sqlite3.Row
        self.copy.execute("ATTACH ? AS server", (self.server.database,))
        for name in catalog.REPLICATED:
            columns = [c["name"] for c in models.RESOURCES[name]["columns"] if not c.get("sensitive")]
            self.copy.execute("CREATE TABLE main.%s AS SELECT %s FROM server.%s" % (
                name, ",".join(columns + list(catalog.stamps(models.RESOURCES[name]))), name))
        self.copy.commit()
        self.copy.execute("DETACH server")

    def held(self, sql):
        return [dict(row) for row in self.copy.execute(sql)]

    def found(self):
        return comparison.differences(self.held, self.server.rows)[1]

    def test_a_faithful_copy_has_no_difference(self):
        self.copy.execute("UPDATE repairs SET created_at = replace(created_at, ' ', 'T')")
        compared, found = comparison.differences(self.held, self.server.rows)
        self.assertEqual(found, [])
        self.assertGreater(compared, 300)

    def test_every_kind_of_difference_is_found(self):
        for sql, words in (
                ("UPDATE repairs SET outcome = 'x' WHERE repair_id = 1", "repairs 1.outcome"),
                ("DELETE FROM shops WHERE shop_id = 2", "shops 2: only on the server"),
                ("INSERT INTO hubs (hub_id) VALUES (77)", "hubs 77: only in the replica"),
                ("UPDATE parts SET properties = '{}' WHERE part_id = 3", "parts 3.properties"),
                ("ALTER TABLE products ADD COLUMN device_key", "products: holds ['device_key']"),
                ("ALTER TABLE entities DROP COLUMN tariff", "lacks ['tariff']")):
            with self.subTest(sql=sql):
                before = self.found()
                self.copy.execute(sql)
                new = [line for line in self.found() if line not in before]
                self.assertEqual(len(new), 1, new)
                self.assertIn(words, new[0])


class CatalogFileTests(unittest.TestCase):
    def test_the_bundled_catalog_fits_its_schema(self):
        schema = json.loads((catalog.ROOT / "docs" / "catalog.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        problems = [error.json_path + ": " + error.message for error in validator.iter_errors(catalog.load())]
        self.assertEqual(problems, [])

    def test_the_sample_catalogs_fit_the_schema(self):
        schema = json.loads((catalog.ROOT / "docs" / "catalog.schema.json").read_text(encoding="utf-8"))
        files = sorted((catalog.ROOT / "samples").glob("*.catalog.json"))
        self.assertGreater(len(files), 0)
        for file in files:
            with self.subTest(file=file.name):
                jsonschema.validate(json.loads(file.read_text(encoding="utf-8")), schema)

    def test_the_schema_refuses_what_the_program_refuses(self):
        schema = json.loads((catalog.ROOT / "docs" / "catalog.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        breakages = [
            lambda c: c.update(format="fieldsync.catalog/2"),
            lambda c: c.pop("version"),
            lambda c: c["api"].update(prefix="//evil.example"),
            lambda c: c["api"].update(lists="some"),
            lambda c: c["api"].update(logIn="name"),
            lambda c: c["resources"][0].update(name="sync_things"),
            lambda c: c["resources"][0].update(rowPath="../rows"),
            lambda c: c["resources"][0].update(scope="mine"),
            lambda c: c["resources"][0]["methods"].update(PATCH="SYSTEM"),
            lambda c: c["resources"][0]["columns"][0].update(type="number"),
            lambda c: c["resources"][0]["columns"][0].update(name="1st"),
            lambda c: c["resources"][0]["columns"][0].update(maximumLength=0),
            lambda c: c["actions"][0].update(path="products/../x"),
            lambda c: c["actions"][0].pop("proof"),
            lambda c: c["actions"][0]["payload"][0].update(range=[1, 2, 3]),
        ]
        for number, breakage in enumerate(breakages):
            with self.subTest(breakage=number):
                document = catalog.load()
                breakage(document)
                self.assertFalse(validator.is_valid(document))


if __name__ == "__main__":
    unittest.main()
