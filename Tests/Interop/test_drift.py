"""What if the server changes? The built fieldsync meets tables and columns of the real Flask-Restless that
are not what the catalog says, tells it once, and goes on."""

import json

import seed
from test_interop import InteropTestCase

UNIT = seed.imei(1)
NOTES = "product_notes"
TABLE_GONE = ("404 NOT FOUND", "text/html",
              '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>404 Not Found</title>\n'
              "<h1>Not Found</h1>\n<p>The requested URL was not found on the server.</p>\n")
NOT_OFFERED = ("405 METHOD NOT ALLOWED", "text/html",
               '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>405 Method Not Allowed'
               "</title>\n<h1>Method Not Allowed</h1>\n"
               "<p>The method is not allowed for the requested URL.</p>\n")
FORBIDDEN = ("403 FORBIDDEN", "application/json", '{"status": "error", "message": "no", "data": null}')


class DriftTests(InteropTestCase):
    def answer(self, resource, answer):
        status, kind, body = answer
        self.plan("answer", "GET", resource, times=1000, status=status, type=kind, body=body)

    def reshape(self, resource, **more):
        self.plan("reshape", "GET", resource, times=1000, **more)

    def drift(self, summary):
        """What a run says of the server's shape, and nothing else that it says."""
        self.assertEqual({note["note"] for note in summary["notes"]} - {"drift", "drift-over"}, set())
        return [(note["note"], note["resource"], note["finding"], note.get("column"))
                for note in summary["notes"]]

    def known(self, laptop):
        return [(point["resource"], point["finding"], point.get("column"))
                for point in laptop.status()["drift"]]

    def new_note(self, text):
        return self.colleague(NOTES, product_imei=UNIT, note_text=text)

    def extra(self, laptop, key):
        found = laptop.rows("SELECT sync_extra FROM product_notes WHERE product_note_id = ?", key)
        return json.loads(found[0]["sync_extra"] or "{}")

    def assertDenied(self, answer, finding):
        """Told once, kept in `status`, nothing else held up, told when it is over."""
        laptop = self.laptop().start()
        self.answer("product_notes", answer)
        laptop.add(NOTES, product_imei=UNIT, note_text="meanwhile")
        self.colleague("repairs", 3, outcome="fixed meanwhile")
        summary = laptop.sync()
        self.assertEqual(self.drift(summary), [("drift", NOTES, finding, None)])
        self.assertEqual((summary["outcome"], summary["pulled"]["denied"]), ("complete", 1))
        self.assertEqual(summary["pushed"]["applied"], 1)
        self.assertEqual(self.row(laptop.rows, "repairs", 3)["outcome"], "fixed meanwhile")
        self.assertEqual(self.known(laptop), [(NOTES, finding, None)])
        self.assertEqual(self.drift(laptop.sync()), [])
        self.server.control("faultless")
        self.assertEqual(self.drift(laptop.sync()), [("drift-over", NOTES, finding, None)])
        self.assertEqual(self.known(laptop), [])
        self.assertAgreed(laptop)

    def test_a_table_that_vanishes_is_told_once(self):
        self.assertDenied(TABLE_GONE, "table-gone")

    def test_a_table_that_may_not_be_read_is_told_once(self):
        self.assertDenied(FORBIDDEN, "read-forbidden")

    def test_a_table_that_cannot_be_read_is_told_once(self):
        self.assertDenied(NOT_OFFERED, "read-not-offered")

    def test_what_came_in_sight_meanwhile_is_fetched_when_access_returns(self):
        laptop = self.laptop().start()
        self.answer(NOTES, FORBIDDEN)
        laptop.sync()
        key = self.new_note("seen later")
        # A row that was moved in sight has old stamps: no question for news brings it.
        self.server.execute("UPDATE product_notes SET created_at = '2015-01-01 00:00:00.000000' "
                            "WHERE product_note_id = ?", key)
        self.server.control("faultless")
        laptop.sync()
        self.assertEqual(self.row(laptop.rows, NOTES, key)["note_text"], "seen later")
        self.assertAgreed(laptop)

    def test_a_table_that_never_could_be_read_costs_no_alarm(self):
        laptop = self.laptop()
        self.answer("hubs", FORBIDDEN)
        laptop.run("init", "--server", self.server.url)
        laptop.log_in()
        self.assertEqual(self.drift(laptop.sync()), [("drift", "hubs", "read-forbidden", None)])
        self.assertEqual(laptop.sync()["notes"], [])
        self.assertIn("hubs", laptop.status()["unfetched"])

    def test_a_column_that_appears_is_kept_and_told_once(self):
        laptop = self.laptop().start()
        self.reshape(NOTES, values={"urgency": "high"})
        key = self.new_note("first")
        self.assertEqual(self.drift(laptop.sync()), [("drift", NOTES, "column-came", "urgency")])
        self.assertEqual(self.extra(laptop, key), {"urgency": "high"})
        self.new_note("second")
        self.assertEqual(self.drift(laptop.sync()), [])
        self.assertEqual(self.known(laptop), [(NOTES, "column-came", "urgency")])
        self.server.control("faultless")
        self.new_note("third")
        self.assertEqual(self.drift(laptop.sync()), [("drift-over", NOTES, "column-came", "urgency")])

    def test_a_column_that_disappears_keeps_its_values(self):
        laptop = self.laptop().start()
        self.reshape("repairs", without=["outcome"])
        self.colleague("repairs", 3, process="Replaced")
        before = self.row(laptop.rows, "repairs", 3)["outcome"]
        self.assertEqual(self.drift(laptop.sync()), [("drift", "repairs", "column-gone", "outcome")])
        row = self.row(laptop.rows, "repairs", 3)
        self.assertEqual((row["process"], row["outcome"]), ("Replaced", before))
        self.colleague("repairs", 4, process="Replaced")
        self.assertEqual(self.drift(laptop.sync()), [])
        self.server.control("faultless")
        self.colleague("repairs", 5, process="Replaced")
        self.assertEqual(self.drift(laptop.sync()),
                         [("drift-over", "repairs", "column-gone", "outcome")])

    def test_a_type_that_changes_is_told_again_when_it_changes_again(self):
        laptop = self.laptop().start()
        self.reshape("repairs", values={"outcome": 7})
        self.colleague("repairs", 3, process="Replaced")
        self.assertEqual(self.drift(laptop.sync()), [("drift", "repairs", "type-changed", "outcome")])
        self.assertEqual(self.drift(laptop.sync()), [])
        self.server.control("faultless")
        self.reshape("repairs", values={"outcome": {"code": 7}})
        self.colleague("repairs", 4, process="Replaced")
        notes = laptop.sync()["notes"]
        self.assertEqual([(note["note"], note["column"], note["server"]) for note in notes],
                         [("drift", "outcome", "object")])

    def test_a_null_where_none_should_be_stays_told_while_a_row_has_it(self):
        laptop = self.laptop().start()
        key = self.new_note("a note")
        self.reshape(NOTES, key=key, values={"note_text": None})
        self.assertEqual(self.drift(laptop.sync()), [("drift", NOTES, "null-found", "note_text")])
        self.new_note("another, as it should be")
        self.assertEqual(self.drift(laptop.sync()), [])
        self.assertEqual(self.known(laptop), [(NOTES, "null-found", "note_text")])
        self.server.control("faultless")
        self.assertEqual(self.drift(laptop.sync()), [("drift-over", NOTES, "null-found", "note_text")])
        self.assertAgreed(laptop)

    def test_a_row_that_cannot_be_read_stops_nothing(self):
        laptop = self.laptop().start()
        odd, sound = self.new_note("INFINITE"), self.new_note("sound")
        self.reshape(NOTES, raw=['"INFINITE"', "Infinity"])
        summary = laptop.sync()
        self.assertEqual([(note["note"], note["key"]) for note in summary["notes"]],
                         [("set-aside", str(odd))])
        self.assertEqual(self.row(laptop.rows, NOTES, sound)["note_text"], "sound")
        self.server.control("faultless")
        laptop.sync()
        self.assertAgreed(laptop)
