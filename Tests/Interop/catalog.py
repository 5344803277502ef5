"""The part of the project's own catalog that the reference server serves."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOG_FILE = ROOT / "Sources" / "CBundledCatalog" / "smartsolar.catalog.json"

REPLICATED = (
    "products product_types parts part_types part_product_linker symptom_types"
    " symptom_type_product_type_linker repairs repair_symptom_type_linker"
    " repair_part_type_linker repair_action_type_linker action_types product_notes"
    " alerts alert_types states state_types shops hubs entities"
).split()

STAMPS = {"created_at": "datetime", "created_by": "text",
          "modified_at": "datetime", "modified_by": "text"}


def load():
    """The whole catalog as its file spells it."""
    return json.loads(CATALOG_FILE.read_text(encoding="utf-8"))


def served_resources():
    """The replicated resources and, transitively, whatever they link to, by name."""
    everything = {entry["name"]: entry for entry in load()["resources"]}
    served, waiting = {}, list(REPLICATED)
    while waiting:
        name = waiting.pop()
        if name in served:
            continue
        served[name] = everything[name]
        waiting += [column["link"] for column in everything[name]["columns"] if "link" in column]
    return {name: served[name] for name in sorted(served)}


def column_types(resource):
    """The catalog's type of every column of a resource, stamps included."""
    types = {column["name"]: column["type"] for column in resource["columns"]}
    return {**types, **STAMPS}
