"""Rows of a relation in the body of a POST."""

import seed
from depot.question import post

UNIT = seed.imei(1)
ONE, TWO = {"symptom_type_id": 1}, {"symptom_type_id": 2}


def repair(name, **relations):
    return post(name, "repairs", {"product_imei": UNIT, **relations})


def symptoms(name, value):
    return repair(name, repair_symptom_type_linker=value)


QUESTIONS = [
    symptoms("two rows", [ONE, TWO]),
    symptoms("the same row twice", [ONE, ONE]),
    symptoms("none", []),
    repair("two relations", repair_symptom_type_linker=[ONE], replacements=[
        {"old_part_type_id": 1, "new_part_type_id": 2, "non_transferable": True,
         "requested_date": "2019-01-02T03:04:05+01:00"}]),
    symptoms("one of them is wrong", [ONE, {"symptom_type_id": 999}]),
    symptoms("a value of a wrong kind", [{"symptom_type_id": True}]),
    symptoms("a value that cannot be read", [{"symptom_type_id": "abc"}]),
    symptoms("a value as text", [{"symptom_type_id": "3"}]),
    symptoms("what must be is missing", [{}]),
    symptoms("an unknown field", [{"symptom_type_id": 1, "nope": 1}]),
    symptoms("stamps", [{**ONE, "created_by": "me", "created_at": "1999-01-01"}]),
    symptoms("a stamp that is garbage", [{**ONE, "created_at": "garbage"}]),
    symptoms("another parent named", [{**ONE, "repair_id": 5}]),
    symptoms("a key that is free", [{**ONE, "repair_symptom_type_linker_id": 5000}]),
    symptoms("a row that is there", [{"repair_symptom_type_linker_id": 3}]),
    symptoms("a row that is there, changed", [{"repair_symptom_type_linker_id": 3, "symptom_type_id": 1}]),
    symptoms("a row that is there, by its key as text", [{"repair_symptom_type_linker_id": "3"}]),
    symptoms("a row that is there, and a new one", [{"repair_symptom_type_linker_id": 3}, TWO]),
    symptoms("a key that is null", [{**ONE, "repair_symptom_type_linker_id": None}]),
    symptoms("a key that cannot be read", [{**ONE, "repair_symptom_type_linker_id": "abc"}]),
    symptoms("an object", ONE),
    symptoms("an object with add", {"add": [ONE]}),
    symptoms("null", None),
    symptoms("a number", 5),
    symptoms("a text", "abc"),
    symptoms("numbers", [1, 2]),
    symptoms("nulls", [None]),
    repair("an unknown relation", nope=[ONE]),
    repair("children that may be without a parent", alerts=[{"product_imei": UNIT, "alert_type_id": 1}]),
    repair("an alert that is there", alerts=[{"alert_id": 1}]),
    post("a part and the unit it is in", "parts", {
        "serial_number": "NEW", "part_type_id": 1, "part_product_linker": [{"product_imei": UNIT}]}),
    post("children of children", "hubs", {
        "name": "New hub", "entity_id": 1, "shops": [{"name": "New shop", "products": [
            {"product_imei": UNIT, "gps_lat": 1.5}]}]}),
    post("children of children, made", "entities", {
        "name": "New entity", "bboxx_company_flag": False, "hubs": [
            {"name": "New hub", "shops": [{"name": "S1"}, {"name": "S2", "latitude": "1.5"}]}]}),
    post("children of children, one wrong", "entities", {
        "name": "New entity", "bboxx_company_flag": False, "hubs": [
            {"name": "New hub", "shops": [{"name": "Shop 1"}]}]}),
    post("a wrong parent with right children", "repairs", {
        "product_imei": "0", "repair_symptom_type_linker": [ONE]}),
    post("an unknown field beside children", "repairs", {
        "product_imei": UNIT, "nope": 1, "repair_symptom_type_linker": [ONE]}),
    post("two ways to one child", "hubs", {
        "name": "New hub", "entity_id": 1, "products": [{"product_imei": UNIT}]}),
]
