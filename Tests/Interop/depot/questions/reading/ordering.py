"""order_by and group_by."""

from depot.question import raw, search, where

FEW = where("repair_id", ">", 27)
BY_KEY = {"field": "repair_id"}


def ordered(name, *order, resource="repairs", filters=(FEW,), **query):
    return search(name, resource, *filters, order_by=list(order), **query)


QUESTIONS = [
    ordered("ascending", {"field": "repair_id", "direction": "asc"}),
    ordered("descending", {"field": "repair_id", "direction": "desc"}),
    ordered("ascending unless said", BY_KEY),
    ordered("by two columns", {"field": "pending_status", "direction": "desc"}, BY_KEY),
    ordered("null is the greatest", {"field": "outcome"}, BY_KEY),
    ordered("null is the greatest, descending", {"field": "outcome", "direction": "desc"}, BY_KEY),
    ordered("null among times", {"field": "modified_at"}, BY_KEY),
    ordered("null among real numbers, descending",
            {"field": "measured_battery_capacity", "direction": "desc"}, BY_KEY),
    ordered("by nothing"),
    ordered("an unknown column", {"field": "nope"}),
    ordered("an unknown direction", {"field": "repair_id", "direction": "up"}),
    ordered("a direction in capitals", {"field": "repair_id", "direction": "DESC"}),
    ordered("a direction null", {"field": "repair_id", "direction": None}),
    ordered("no column", {"direction": "asc"}),
    ordered("a word too many", {"field": "repair_id", "hello": 1}),
    ordered("a text", "repair_id"),
    ordered("a number", 5),
    ordered("a column that is a number", {"field": 5}),
    ordered("by a list of rows", {"field": "replacements"}),
    ordered("by one linked row", {"field": "repair_centre"}),
    ordered("by a JSON value", {"field": "context"}),
    ordered("by an array", {"field": "parameter_types"}, {"field": "product_type_id"},
            resource="product_types", filters=()),
    ordered("by a column of a linked row", {"field": "repair_centre__name"}, BY_KEY),
    ordered("by a column of a linked row, descending",
            {"field": "repair_centre__name", "direction": "desc"}, BY_KEY),
    ordered("by a column of listed rows", {"field": "repair_symptom_type_linker__symptom_type_id"}, BY_KEY),
    ordered("by an unknown column of a linked row", {"field": "repair_centre__nope"}),
    ordered("by a column of an unknown row", {"field": "nope__name"}),
    ordered("three parts", {"field": "repair_centre__entity__name"}),
    raw("not a list", "repairs", '{"order_by":{"field":"repair_id"}}'),
    raw("null", "repairs", '{"order_by":null}'),
    raw("a word", "repairs", '{"order_by":"repair_id"}'),
    raw("an empty word", "repairs", '{"order_by":""}'),
    raw("an empty object", "repairs", '{"order_by":{}}'),
    search("grouped by the key", "repairs", FEW, group_by=[{"field": "repair_id"}]),
    search("grouped by the key, a page", "repairs", group_by=[{"field": "repair_id"}],
           arguments="&results_per_page=3&page=2"),
    search("grouped by the key, nothing found", "repairs", where("repair_id", "==", 999),
           group_by=[{"field": "repair_id"}]),
    search("grouped by another column", "repairs", FEW, group_by=[{"field": "outcome"}]),
    search("grouped by both", "repairs", FEW, group_by=[{"field": "outcome"}, {"field": "repair_id"}]),
    search("grouped by nothing", "repairs", FEW, group_by=[]),
    search("grouped by an unknown column", "repairs", FEW, group_by=[{"field": "nope"}]),
    search("grouped, with a direction", "repairs", FEW,
           group_by=[{"field": "repair_id", "direction": "asc"}]),
    search("grouped by a text", "repairs", FEW, group_by=["repair_id"]),
    search("grouped by null", "repairs", FEW, group_by=None),
]
