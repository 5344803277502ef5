"""Compares a replica with the server's database, row by row and column by column."""

import datetime
import json

import catalog
import models


def meaning(kind, value):
    """One form for all spellings of a value of that catalog type."""
    if value is None:
        return None
    if kind == "datetime":
        return datetime.datetime.fromisoformat(str(value).rstrip("Z"))
    if kind == "date":
        return str(value)[:10]
    if kind in ("real", "interval"):
        return float(value)
    if kind == "boolean":
        return bool(value)
    if kind in ("json", "array"):
        return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
    return value


def table(reader, resource, columns):
    """The rows of one table by key, each column in its one form."""
    types = catalog.column_types(resource)
    rows = reader("SELECT * FROM \"%s\"" % resource["name"])
    return {str(row[resource["key"]]): {name: meaning(types[name], row[name]) for name in columns}
            for row in rows}


def differences(client, server, resources=catalog.REPLICATED):
    """(rows compared, everything that differs as text)."""
    compared, found = 0, []
    for name in resources:
        resource = models.RESOURCES[name]
        secret = {c["name"] for c in resource["columns"] if c.get("sensitive")}
        columns = [c for c in catalog.column_types(resource) if c not in secret]
        held = {row["name"] for row in client("PRAGMA table_info(\"%s\")" % name)}
        if secret & held or set(columns) - held:
            found.append("%s: holds %s, lacks %s" % (
                name, sorted(secret & held), sorted(set(columns) - held)))
            continue
        there, here = table(server, resource, columns), table(client, resource, columns)
        compared += len(there)
        found += ["%s %s: only on the server" % (name, key) for key in sorted(set(there) - set(here))]
        found += ["%s %s: only in the replica" % (name, key) for key in sorted(set(here) - set(there))]
        for key in sorted(set(here) & set(there)):
            found += ["%s %s.%s: server %r, replica %r" % (name, key, c, there[key][c], here[key][c])
                      for c in columns if there[key][c] != here[key][c]]
    return compared, found
