"""Null: no comparison finds it, only is_null does."""

from depot.question import search, where

NULL = {"name": "modified_at", "op": "is_null"}
QUESTIONS = [
    search("is null", "repairs", NULL),
    search("is not null", "repairs", {"name": "modified_at", "op": "is_not_null"}),
    *(search("is null, val %r" % (val,), "repairs", {**NULL, "val": val})
      for val in (None, "", True)),
    search("is null, val of another type", "repairs", {"name": "repair_id", "op": "is_null", "val": "x"}),
    search("is null of a text", "repairs", {"name": "outcome", "op": "is_null"}),
    search("an empty text is not null", "repairs", where("outcome", "==", "")),
    search("is null of a JSON value", "repairs", {"name": "context", "op": "is_null"}),
    search("is null of a key", "repairs", {"name": "repair_id", "op": "is_null"}),
    *(search("%s null" % op, "repairs", where("modified_at", op, None))
      for op in ("==", "!=", ">", "in", "like", "any")),
    *(search("%s without a value" % op, "repairs", {"name": "outcome", "op": op})
      for op in ("==", "!=", "<", "in", "not_in", "ilike", "has")),
    search("at least the beginning of time", "repairs", where("modified_at", ">=", "1900-01-01")),
    search("before the end of time", "repairs", where("modified_at", "<", "2900-01-01")),
    search("unlike skips null", "repairs", where("outcome", "!=", "Fixed")),
    search("not in skips null", "repairs", where("outcome", "not_in", ["x"])),
    search("null or something", "repairs", {"or": [NULL, where("repair_id", "<", 5)]}),
    search("is null of an unknown column", "repairs", {"name": "nope", "op": "is_null"}),
    search("is null of an unknown column, with a value", "repairs",
           {"name": "nope", "op": "is_null", "val": ""}),
    search("is null of one row that is linked", "repairs", {"name": "repair_centre", "op": "is_null"}),
    search("is not null of one row that is linked", "repairs",
           {"name": "repair_centre", "op": "is_not_null"}),
    search("is null of a list of rows", "repairs", {"name": "replacements", "op": "is_null"}),
    search("is not null of a list of rows", "repairs", {"name": "replacements", "op": "is_not_null"}),
]
