"""Every operator under all its names, and what is none."""

import seed
from depot.question import beside, search, where

EQUALS = ["==", "eq", "equals", "equal_to"]
DIFFERS = ["!=", "ne", "neq", "not_equal_to", "does_not_equal"]
GREATER, LESS = [">", "gt"], ["<", "lt"]
AT_LEAST, AT_MOST = [">=", "ge", "gte", "geq"], ["<=", "le", "lte", "leq"]
NONE_SUCH = ["=", "<>", "equals_to", "EQ", "between", "contains", "not_like", "is", "!", "", "not"]

QUESTIONS = [
    *(search("%s on a number" % op, "repairs", where("repair_id", op, 7))
      for op in EQUALS + DIFFERS + GREATER + LESS + AT_LEAST + AT_MOST),
    *(search("%s on a text" % op, "repairs", where("outcome", op, "Fixed"))
      for op in ("==", "!=")),
    *(search("%s on text keys of digits" % op, "products", where("product_imei", op, seed.imei(1)))
      for op in (">", "<=")),
    *(search("%s on a truth value" % op, "repairs", where("pending_status", op, True))
      for op in ("==", "!=", "neq")),
    *(search("%s orders no truth values" % op, "repairs", where("pending_status", op, True))
      for op in (">", "<=")),
    *(search("%s on a real number" % op, "repairs", where("measured_battery_capacity", op, 2))
      for op in ("==", ">", "<=")),
    *(search("%s is no operator" % (op or "nothing"), "repairs", where("repair_id", op, 7))
      for op in NONE_SUCH),
    search("like, anywhere", "repairs", where("outcome", "like", "%ixe%")),
    search("like, upper case is not lower case", "repairs", where("outcome", "like", "fix%")),
    search("like, one character", "repairs", where("outcome", "like", "_ixed")),
    search("like without a mark", "repairs", where("outcome", "like", "Fixed")),
    search("like with an escaped mark", "repairs", where("workflow_name", "like", "50\\_done")),
    search("like with an escaped percent", "repairs", where("workflow_name", "like", "50\\% done")),
    search("like with an escaped backslash", "repairs", where("workflow_name", "like", "back\\\\%")),
    search("like, nothing", "repairs", where("outcome", "like", "")),
    search("like everything", "repairs", where("outcome", "like", "%")),
    search("ilike", "repairs", where("outcome", "ilike", "FIX%")),
    search("ilike beyond ASCII", "repairs", where("outcome", "ilike", "échoué")),
    search("in", "repairs", where("repair_id", "in", [3, 1, 999])),
    search("in, doubled", "repairs", where("repair_id", "in", [3, 3, 3])),
    search("in nothing", "repairs", where("repair_id", "in", [])),
    search("in with null", "repairs", where("repair_id", "in", [1, None])),
    search("in texts", "repairs", where("outcome", "in", ["Fixed", "fixed"])),
    search("in digits for a number", "repairs", where("repair_id", "in", ["1", "2"])),
    search("in a text is in its characters", "repairs", where("repair_id", "in", "123")),
    search("in a number", "repairs", where("repair_id", "in", 3)),
    search("in an object is in its names", "repairs", where("repair_id", "in", {"1": 2})),
    search("in truth values", "repairs", where("pending_status", "in", [True])),
    search("in truth values for a number", "repairs", where("repair_id", "in", [True])),
    search("in lists", "repairs", where("repair_id", "in", [[1]])),
    search("not in", "repairs", where("repair_id", "not_in", [1, 2, 3])),
    search("not in nothing", "repairs", where("repair_id", "not_in", [])),
    search("not in, null rows", "repairs", where("outcome", "not_in", ["Fixed"])),
    search("not in with null", "repairs", where("repair_id", "not_in", [1, None])),
    search("equal columns", "repairs", beside("arrival_date", "==", "refurbishment_date")),
    search("different columns", "repairs", beside("arrival_date", "!=", "refurbishment_date")),
    search("a column below another", "repairs", beside("arrival_date", "<", "refurbishment_date")),
    search("a column like another", "repairs", beside("outcome", "ilike", "workflow_name")),
    search("a number beside a real number", "repairs", beside("repair_id", ">", "measured_battery_capacity")),
    search("a number beside a text", "repairs", beside("repair_id", "==", "outcome")),
    search("a date beside a time", "repairs", beside("arrival_date", "<", "created_at")),
    search("a truth value beside a number", "repairs", beside("pending_status", "==", "repair_id")),
    search("a column beside itself", "repairs", beside("outcome", "==", "outcome")),
    search("beside an unknown column", "repairs", beside("repair_id", "==", "nope")),
    search("beside an empty name", "repairs", beside("repair_id", "==", "")),
    search("beside a column, and a value besides", "repairs",
           {"name": "repair_id", "op": "==", "field": "repair_id", "val": 5}),
    search("the documented word for the other column", "repairs",
           {"name": "repair_id", "op": "==", "fieldname": "repair_id"}),
    search("a column in another", "repairs", beside("repair_id", "in", "repair_id")),
    search("null of a column, another named", "repairs", beside("outcome", "is_null", "repair_id")),
]
