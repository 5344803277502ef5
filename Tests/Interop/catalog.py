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


USUAL_STAMPS = load()["api"]["stamps"]


def served_resources():
    """Every resource by name, but a retired one under whose path its successor answers."""
    everything = {entry["name"]: {"path": entry["name"], **entry} for entry in load()["resources"]}
    return {name: entry for name, entry in sorted(everything.items())
            if entry["path"] != everything.get(entry.get("retiredBy"), {}).get("path")}


def stamps(resource):
    """The catalog's types of the columns that the server writes by itself."""
    names = resource.get("stamps", USUAL_STAMPS).values()
    return {name: kind for name, kind in STAMPS.items() if name in names}


def column_types(resource):
    """The catalog's type of every column of a resource, stamps included."""
    types = {column["name"]: column["type"] for column in resource["columns"]}
    return {**types, **stamps(resource)}
