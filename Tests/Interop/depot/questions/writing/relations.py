"""Relations in a PUT: add, remove, replace."""

import seed
from depot.question import put

ONE = {"symptom_type_id": 1}
# Repair 2 has the linker 2, to the symptom 3; linker 3 belongs to repair 3.


def symptoms(name, value, target="repairs/2", **columns):
    return put(name, target, {"repair_symptom_type_linker": value, **columns})


def products(name, value, target="shops/1"):
    return put(name, target, {"products": value})


HELD = {"product_imei": seed.imei(5)}
OTHER = {"product_imei": seed.imei(1)}
QUESTIONS = [
    symptoms("add a new row", {"add": [ONE]}),
    symptoms("add an object", {"add": ONE}),
    symptoms("add two", {"add": [ONE, {"symptom_type_id": 2}]}),
    symptoms("add nothing", {"add": []}),
    symptoms("add null", {"add": None}),
    symptoms("add a row of another", {"add": [{"repair_symptom_type_linker_id": 3}]}),
    symptoms("add a row that is there already", {"add": [{"repair_symptom_type_linker_id": 2}]}),
    symptoms("add and change a row of another",
             {"add": [{"repair_symptom_type_linker_id": 3, "symptom_type_id": 5}]}),
    symptoms("add and change its own row",
             {"add": [{"repair_symptom_type_linker_id": 2, "symptom_type_id": 5}]}),
    symptoms("add with an unknown field", {"add": [{**ONE, "nope": 1}]}),
    symptoms("add a wrong reference", {"add": [{"symptom_type_id": 999}]}),
    symptoms("add a value that cannot be read", {"add": [{"symptom_type_id": "abc"}]}),
    symptoms("add a number", {"add": 5}),
    symptoms("add numbers", {"add": [5]}),
    symptoms("add a text", {"add": "abc"}),
    symptoms("add, and a column", {"add": [ONE]}, outcome="x"),
    symptoms("add, and a wrong column", {"add": [ONE]}, measured_battery_capacity="abc"),
    symptoms("add, and an unknown column", {"add": [ONE]}, nope=1),
    symptoms("add, and a word besides", {"add": [ONE], "hello": 1}),
    symptoms("add to an unknown row", {"add": [ONE]}, target="repairs/999"),
    symptoms("remove a row that may not be alone", {"remove": [{"repair_symptom_type_linker_id": 2}]}),
    symptoms("remove and delete", {"remove": [{"repair_symptom_type_linker_id": 2, "__delete__": True}]}),
    symptoms("remove and delete by what it holds", {"remove": [{"symptom_type_id": 3, "repair_id": 2,
                                                               "__delete__": True}]}),
    symptoms("remove and do not delete", {"remove": [{"repair_symptom_type_linker_id": 2,
                                                      "__delete__": False}]}),
    symptoms("remove by id", {"remove": [{"id": 2, "__delete__": True}]}),
    symptoms("remove a row of another", {"remove": [{"repair_symptom_type_linker_id": 3}]}),
    symptoms("remove what is not there", {"remove": [{"repair_symptom_type_linker_id": 999}]}),
    symptoms("remove by an unknown field", {"remove": [{"nope": 1}]}),
    symptoms("remove by a value that cannot be read", {"remove": [{"symptom_type_id": "abc"}]}),
    symptoms("remove nothing", {"remove": []}),
    symptoms("remove null", {"remove": None}),
    symptoms("remove an object", {"remove": {"repair_symptom_type_linker_id": 2}}),
    symptoms("add and remove", {"add": [ONE], "remove": [
        {"repair_symptom_type_linker_id": 2, "__delete__": True}]}),
    symptoms("replace by a new row, which leaves one alone", [ONE]),
    symptoms("replace by itself", [{"repair_symptom_type_linker_id": 2}]),
    symptoms("replace by itself and more", [{"repair_symptom_type_linker_id": 2}, ONE]),
    symptoms("replace by nothing", []),
    symptoms("replace by null", None),
    symptoms("replace by an object", ONE),
    symptoms("replace by an empty object", {}),
    symptoms("replace by a text", "abc"),
    symptoms("replace by numbers", [1]),
    put("replace nothing by nothing", "repairs/34", {"repair_symptom_type_linker": []}),
    products("children that may be alone: add", {"add": [OTHER]}),
    products("children that may be alone: remove", {"remove": [HELD]}),
    products("children that may be alone: remove by what it holds", {"remove": [{"serial_number": "SN000005"}]}),
    products("children that may be alone: remove by a null", {"remove": [{"assembler": None, **HELD}]}),
    products("children that may be alone: replace", [HELD, OTHER]),
    products("children that may be alone: replace by nothing", []),
    products("children that may be alone: replace and change", [{**OTHER, "assembler": "x"}]),
    products("children that may be alone: add one twice", {"add": [OTHER, OTHER]}),
    put("an unknown relation", "shops/1", {"nope": {"add": [OTHER]}}),
    put("two relations", "repairs/2", {"repair_symptom_type_linker": {"add": [ONE]},
                                       "replacements": {"add": [{"non_transferable": True}]}}),
]
