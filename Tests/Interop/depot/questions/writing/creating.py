"""POST: keys, stamps, unknown fields, broken rules."""

import seed
from depot.question import JSON, post, send

UNIT = seed.imei(1)
NOTE = {"product_imei": UNIT, "note_text": "hello"}
PART = {"serial_number": "NEW1", "part_type_id": 1}

QUESTIONS = [
    post("a row", "product_notes", NOTE),
    post("a row of text beyond ASCII", "product_notes", {**NOTE, "note_text": "Écran \U0001F50B\n\"\\"}),
    post("a row with every column", "repairs", {
        "product_imei": UNIT, "arrival_date": "2019-01-02", "refurbishment_date": "2019-01-03",
        "measured_battery_capacity": 1.5, "process": "Replaced", "pending_status": True,
        "workflow_name": "w", "workflow_state_id": "s", "context": {"b": 1, "a": [None]},
        "latest_workflow_event_id": 5, "outcome": "done", "repair_centre_id": 1}),
    post("a row of what must be", "repairs", {"product_imei": UNIT}),
    post("nulls where they may be", "repairs", {"product_imei": UNIT, "outcome": None, "context": None,
                                                "arrival_date": None, "pending_status": None}),
    post("an empty object where something must be", "product_notes", {}),
    post("a key of its own", "product_notes", {**NOTE, "product_note_id": 5000}),
    post("a key that is taken", "product_notes", {**NOTE, "product_note_id": 1}),
    post("a key that is null", "product_notes", {**NOTE, "product_note_id": None}),
    post("a key that is a text", "product_notes", {**NOTE, "product_note_id": "5001"}),
    post("a key that is no number", "product_notes", {**NOTE, "product_note_id": "abc"}),
    post("a key that is too great", "product_notes", {**NOTE, "product_note_id": 2 ** 52}),
    post("a text key", "channels", {"name": "new"}),
    post("a text key with a space", "channels", {"name": "new one"}),
    post("a text key beyond ASCII", "channels", {"name": "é/ü"}),
    post("a text key that is taken", "channels", {"name": "plain"}),
    post("a text key that is a number", "channels", {"name": 5}),
    post("a text key that is null", "channels", {"name": None}),
    post("no text key", "channels", {}),
    post("stamps", "product_notes", {**NOTE, "created_by": "me", "created_at": "1999-01-01T00:00:00",
                                     "modified_by": "me", "modified_at": "1999-01-01T00:00:00"}),
    post("a stamp that is garbage", "product_notes", {**NOTE, "created_at": "garbage"}),
    post("a stamp that is a number", "product_notes", {**NOTE, "modified_at": 5}),
    post("a name of a stamp that is a number", "product_notes", {**NOTE, "created_by": 5}),
    post("a name of a stamp that is an object", "product_notes", {**NOTE, "created_by": {}}),
    post("an unknown field", "product_notes", {**NOTE, "nope": 1}),
    post("an unknown field and nothing that must be", "product_notes", {"nope": 1}),
    post("an unknown field, and a date that is garbage", "repairs", {"arrival_date": "x", "nope": 1}),
    post("a column in capitals", "product_notes", {**NOTE, "Note_Text": "x"}),
    post("an empty field name", "product_notes", {**NOTE, "": 1}),
    post("a column that must be is missing", "product_notes", {"product_imei": UNIT}),
    post("a column that must be is null", "product_notes", {**NOTE, "note_text": None}),
    post("a unique column that is taken", "parts", {**PART, "serial_number": "PART00001"}),
    post("a unique column that is null, as others are", "parts", {"part_type_id": 1}),
    post("a reference to nothing", "product_notes", {**NOTE, "product_imei": "0"}),
    post("a soft reference to nothing", "repairs", {"product_imei": UNIT, "latest_workflow_event_id": 12345}),
    post("a reference that is a text of digits", "parts", {**PART, "part_type_id": "2"}),
    post("two rules broken", "parts", {"serial_number": "PART00001", "part_type_id": 999}),
    post("a wrong value and a rule broken", "parts", {"serial_number": "PART00001", "part_type_id": "x"}),
    post("a text that is exactly as long as it may be", "shops", {
        "name": "New", "hub_id": 1, "latitude": "123456789012"}),
    post("a text that is too long", "shops", {"name": "New", "hub_id": 1, "latitude": "1234567890123"}),
    post("a text of long letters", "shops", {"name": "New", "hub_id": 1, "latitude": "é" * 12}),
    post("a text whose extra is spaces", "shops", {"name": "New", "hub_id": 1, "latitude": "1" + " " * 12}),
    post("an option that is none", "repairs", {"product_imei": UNIT, "process": "Juggled"}),
    post("a member twice", "product_notes",
         '{"product_imei":"%s","note_text":"first","note_text":"second"}' % UNIT),
    send("to a resource that takes none", "POST", "part_product_linker", {"part_id": 1}),
    send("to a row", "POST", "repairs/1", {"outcome": "x"}),
    send("the rows a question would find", "POST", "product_notes?q=%7B%22limit%22%3A1%7D", NOTE, **JSON),
]
