"""The rows that both servers hold: the interop suite's own, and at least two of every resource."""

import contextlib
import datetime
import json
import sqlite3

import catalog
import comparison
import models
import seed

VARIETY = {
    "repairs": [
        dict(repair_id=31, product_imei=seed.imei(1), outcome="Fixed", process="Replaced",
             arrival_date=datetime.date(2018, 2, 28), refurbishment_date=datetime.date(2018, 3, 2),
             pending_status=None, measured_battery_capacity=17.25, workflow_name="50% done",
             latest_workflow_event_id=7, context={"b": [1, None, 2.5], "a": {"é": "✓"}}),
        dict(repair_id=32, product_imei=seed.imei(2), outcome="fixed", workflow_name="50_done",
             pending_status=True, measured_battery_capacity=-3.0, context=[],
             arrival_date=datetime.date(2018, 3, 2), refurbishment_date=datetime.date(2018, 3, 2)),
        dict(repair_id=33, product_imei=seed.imei(2), outcome="ÉCHOUÉ", workflow_name="back\\slash",
             pending_status=False, measured_battery_capacity=1e-7, context="text", repair_centre_id=1),
        dict(repair_id=34, product_imei=seed.imei(3), outcome="", workflow_name="fixed",
             pending_status=False, measured_battery_capacity=1e20, context=0, repair_centre_id=9),
    ],
    "product_notes": [
        dict(product_note_id=901, product_imei=seed.imei(1), note_text='"quoted" \\ / \t\n\r\b\f\x01\x7f'),
        dict(product_note_id=902, product_imei=seed.imei(1), note_text="\U0001F50B e\u0301 \u2028"),
    ],
    "entities": [dict(entity_id=9, name="Entity 9", bboxx_company_flag=False)],
    "repair_centres": [dict(repair_centre_id=9, name="Centre 9", entity_id=9)],
    "channels": [dict(name="plain"), dict(name="with space"), dict(name="plus+é/slash?")],
}


def first_keys():
    """A key of each resource that certainly exists, for the links of made rows."""
    keys = {}
    varied = ((name, rows[0]) for name, rows in VARIETY.items())
    for name, values in (*seed.rows(), *varied):
        keys.setdefault(name, values.get(models.RESOURCES[name]["key"], 1))
    for name, resource in models.RESOURCES.items():
        keys.setdefault(name, made_value(resource, key_column(resource), 1, keys))
    return keys


def key_column(resource):
    return next(column for column in resource["columns"] if column["name"] == resource["key"])


def made_value(resource, column, number, keys):
    """A value of the column's type, another one for another number."""
    if "link" in column:
        if not column.get("unique"):
            return keys[column["link"]]
        return number if column["type"] == "integer" else seed.imei(number)
    made = {
        "integer": number, "real": number / 3, "boolean": number % 2 == 0,
        "interval": datetime.timedelta(hours=number), "date": datetime.date(2018, 4, number),
        "datetime": datetime.datetime(2018, 4, number, 8, 30, 15, 250000 * (number - 1)),
        "json": {"number": number, "list": [1, "é"]}, "array": ["a", "b%d" % number],
        "binary": "AAE%d" % number}
    if column["type"] in made:
        return made[column["type"]]
    if column.get("options"):
        return column["options"][number % len(column["options"])]
    text = "%s %d" % (column["name"].replace("_", " "), number)
    return text[-column.get("maximumLength", 99):].strip()


def more_rows():
    """(resource, values) of what is held beside the seed."""
    filled = {name for name, _values in seed.rows()}
    keys = first_keys()
    for name, resource in models.RESOURCES.items():
        for number in (1, 2) if name not in filled and name not in VARIETY else ():
            yield name, {column["name"]: made_value(resource, column, number, keys)
                         for column in resource["columns"]}
    for name, rows in VARIETY.items():
        for values in rows:
            yield name, values


def add_more(database):
    """Puts these rows into a database that holds the seed, and checks its references."""
    engine = models.make_engine(database)
    stamps = {"created_at": datetime.datetime(2018, 5, 1, 6), "created_by": "seed"}
    with engine.connect() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            for name, values in more_rows():
                connection.execute(models.MODELS[name].__table__.insert(), [{**values, **stamps}])
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        assert not broken, broken
    engine.dispose()


def as_depot(kind, value):
    """A value of the library's SQLite file as the depot's file has it."""
    if value is None:
        return None
    if kind == "datetime":
        return datetime.datetime.fromisoformat(value).isoformat()
    if kind in ("json", "array"):
        return json.dumps(json.loads(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return value


class Store:
    """One server's SQLite file: see what became of it, and put it back to how it was."""

    def __init__(self, path):
        self.path = path
        self.original = {}

    @contextlib.contextmanager
    def connection(self):
        connection = sqlite3.connect(self.path, timeout=20)
        with contextlib.closing(connection), connection:
            connection.execute("PRAGMA synchronous = OFF")
            yield connection

    def remember(self):
        """What is there now is what `changes` compares with and `restore` brings back."""
        with self.connection() as connection:
            self.original = self.contents(connection)

    @staticmethod
    def contents(connection):
        """Every table's rows as they lie there, and the counters of keys."""
        order = {name: ",".join('"%s"' % column for column in sorted(catalog.column_types(resource)))
                 for name, resource in models.RESOURCES.items()}
        order["sqlite_sequence"] = "name, seq"
        return {name: connection.execute('SELECT %s FROM "%s"' % (columns, name)).fetchall()
                for name, columns in order.items()}

    def changes(self):
        """The rows that are new, gone or different now, by table and key; they are undone."""
        with self.connection() as connection:
            now = self.contents(connection)
            changed = [name for name in now if now[name] != self.original[name]]
            for name in changed:
                self.put_back(connection, name)
        return {change: row for name in changed if name != "sqlite_sequence"
                for change, row in self.table_changes(name, now[name])}

    def put_back(self, connection, name):
        connection.execute('DELETE FROM "%s"' % name)
        columns = ["name", "seq"] if name == "sqlite_sequence" else sorted(
            catalog.column_types(models.RESOURCES[name]))
        connection.executemany('INSERT INTO "%s" (%s) VALUES (%s)' % (
            name, ",".join('"%s"' % column for column in columns), ",".join("?" * len(columns))),
            self.original[name])

    def table_changes(self, name, rows):
        resource = models.RESOURCES[name]
        before, after = (self.by_key(resource, found) for found in (self.original[name], rows))
        return [((name, key), after.get(key)) for key in sorted(set(before) | set(after), key=str)
                if before.get(key) != after.get(key)]

    @staticmethod
    def by_key(resource, rows):
        """The rows by key, each value in the one form of its meaning."""
        types = catalog.column_types(resource)
        columns = sorted(types)
        place = columns.index(resource["key"])
        return {row[place]: {column: spoken(comparison.meaning(types[column], value))
                             for column, value in zip(columns, row)} for row in rows}


def spoken(value):
    """A time of the last minutes, which no two servers share, as one word."""
    if not isinstance(value, datetime.datetime):
        return value
    near = abs(value - datetime.datetime.utcnow()) < datetime.timedelta(minutes=3)
    return "<now>" if near else value.isoformat()


def copy_to_depot(library, depot):
    """Fills the depot's empty file with the library's rows, in the depot's own form."""
    with library.connection() as source, depot.connection() as target:
        source.row_factory = sqlite3.Row
        for name, resource in models.RESOURCES.items():
            types = catalog.column_types(resource)
            columns = sorted(types)
            target.executemany(
                'INSERT INTO "%s" (%s) VALUES (%s)' % (
                    name, ",".join('"%s"' % column for column in columns), ",".join("?" * len(columns))),
                [[as_depot(types[column], row[column]) for column in columns]
                 for row in source.execute('SELECT * FROM "%s"' % name)])
        target.execute("DELETE FROM sqlite_sequence")
        target.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)",
                           source.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        broken = target.execute("PRAGMA foreign_key_check").fetchall()
        assert not broken, broken
