"""Filters inside or and and, to any depth, and what is no filter at all."""

from depot.question import raw, search, where

LOW, HIGH = where("repair_id", "<", 4), where("repair_id", ">", 31)
EVEN, FIXED = where("pending_status", "==", True), where("outcome", "ilike", "fixed")


def deep(levels):
    """A filter below so many levels of and and or in turn."""
    filter = LOW
    for level in range(levels):
        filter = {"and" if level % 2 else "or": [filter]}
    return filter


QUESTIONS = [
    search("two filters are both meant", "repairs", LOW, EVEN),
    search("or", "repairs", {"or": [LOW, HIGH]}),
    search("and", "repairs", {"and": [LOW, EVEN]}),
    search("or of one", "repairs", {"or": [LOW]}),
    search("or and a filter beside it", "repairs", {"or": [LOW, HIGH]}, FIXED),
    search("and inside or", "repairs", {"or": [{"and": [LOW, EVEN]}, HIGH]}),
    search("or inside and", "repairs", {"and": [{"or": [LOW, HIGH]}, FIXED]}),
    search("or inside or", "repairs", {"or": [{"or": [LOW]}, {"or": [HIGH]}]}),
    search("eight levels", "repairs", deep(8)),
    search("thirty levels", "repairs", deep(30)),
    search("or of nothing finds everything", "repairs", {"or": []}),
    search("and of nothing finds everything", "repairs", {"and": []}),
    search("nothing beside something", "repairs", {"or": []}, LOW),
    search("nothing inside or", "repairs", {"or": [{"and": []}, LOW]}),
    search("nothing inside and", "repairs", {"and": [{"or": []}, LOW]}),
    search("or and and in one", "repairs", {"or": [LOW], "and": [HIGH]}),
    search("or with a name beside", "repairs", {"or": [LOW], "name": "nope", "op": "=="}),
    search("or with a name and a value beside", "repairs", {"or": [LOW], "name": "nope", "val": 1}),
    search("or of an object", "repairs", {"or": LOW}),
    search("or of null", "repairs", {"or": None}),
    search("or of a number", "repairs", {"or": 5}),
    search("or of a text", "repairs", {"or": "ab"}),
    search("or of an empty text", "repairs", {"or": ""}),
    search("or of an empty object", "repairs", {"or": {}}),
    search("or of numbers", "repairs", {"or": [1, 2]}),
    search("an unknown column inside or", "repairs", {"or": [where("nope", "==", 1)]}),
    search("an unknown operator inside or", "repairs", {"or": [where("repair_id", "=", 1)]}),
    search("a wrong value inside or", "repairs", {"or": [LOW, where("repair_id", "==", "abc")]}),
    search("null inside or", "repairs", {"or": [LOW, where("outcome", "==", None)]}),
    search("is_null inside or", "repairs", {"or": [{"name": "outcome", "op": "is_null"}, HIGH]}),
    search("not is no junction", "repairs", {"not": [LOW]}),
    raw("filters null", "repairs", '{"filters":null}'),
    raw("filters an object", "repairs", '{"filters":{"name":"repair_id"}}'),
    raw("filters an empty object", "repairs", '{"filters":{}}'),
    raw("filters a text", "repairs", '{"filters":"abc"}'),
    raw("filters an empty text", "repairs", '{"filters":""}'),
    raw("filters a number", "repairs", '{"filters":5}'),
    raw("filters false", "repairs", '{"filters":false}'),
    raw("filters in capitals do nothing", "repairs", '{"Filters":[1]}'),
    search("a filter that is a text", "repairs", "repair_id"),
    search("a filter that holds both words", "repairs", "a name and val"),
    search("a filter that is a number", "repairs", 5),
    search("a filter that is null", "repairs", None),
    search("a filter that is a list", "repairs", [LOW]),
    search("a filter that is a list of words", "repairs", ["name", "val"]),
    search("an empty filter", "repairs", {}),
    search("a filter without an operator", "repairs", {"name": "repair_id", "val": 1}),
    search("a filter without a name", "repairs", {"op": "==", "val": 1}),
    search("a name that is a number", "repairs", {"name": 5, "op": "==", "val": 1}),
    search("a name that is null", "repairs", {"name": None, "op": "==", "val": 1}),
    search("an operator that is a number", "repairs", {"name": "repair_id", "op": 5, "val": 1}),
    search("an operator that is a list", "repairs", {"name": "repair_id", "op": ["=="], "val": 1}),
    search("an unknown column with a value", "repairs", where("nope", "==", 1)),
    search("an unknown column with null", "repairs", where("nope", "==", None)),
    search("an unknown column without a value", "repairs", {"name": "nope", "op": "=="}),
    search("a column in capitals", "repairs", where("Repair_Id", "==", 1)),
    search("an empty column name", "repairs", where("", "==", 1)),
    search("members that mean nothing", "repairs", {**LOW, "hello": 1}),
]
