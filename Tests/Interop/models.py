"""SQLAlchemy models made from the catalog, on PostgreSQL, or on SQLite made to fail as it does.

PostgreSQL refuses what SQLite would store without a word: text in an integer column, a number
compared with text, a text that is too long. The types below raise the driver's own DataError and
ProgrammingError for these, so that Flask-Restless answers what it answers before PostgreSQL.
"""

import datetime
import os
import sqlite3

import sqlalchemy as sa
from dateutil import parser as dateparser
from sqlalchemy import event, exc
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import relationship

import catalog

INTEGER_LIMIT = 2 ** 31
IS_POSTGRESQL = os.environ.get("INTEROP_DATABASE", "").startswith("postgresql")


class Strict:
    """A value compared with a column is bound by the column's own type, not by the value's."""

    def coerce_compared_value(self, _operator, _value):
        return self


class StrictInteger(Strict, sa.Integer):
    """An int4: takes numbers and digits, rounds fractions, refuses the rest."""

    def bind_processor(self, dialect):
        def bind(value):
            if value is None:
                return None
            if isinstance(value, (bool, dict, list)):
                raise sqlite3.ProgrammingError("column is of type integer")
            try:
                number = int(value) if isinstance(value, str) else round(value)
            except ValueError:
                raise sqlite3.DataError("invalid input syntax for type integer")
            if not -INTEGER_LIMIT <= number < INTEGER_LIMIT:
                raise sqlite3.DataError("integer out of range")
            return number
        return bind


class StrictText(Strict, sa.Text):
    """A varchar: compared with anything but text it is an error; NUL never reaches the database."""

    def bind_processor(self, dialect):
        def bind(value):
            if value is None:
                return None
            if not isinstance(value, str):
                raise sqlite3.ProgrammingError("operator does not exist: character varying")
            if "\0" in value:
                raise ValueError("A string literal cannot contain NUL (0x00) characters.")
            return value
        return bind


class StrictDateTime(Strict, sqlite.DATETIME):
    """A timestamp without zone: a zone in a text is dropped, garbage is a DataError."""

    def bind_processor(self, dialect):
        store = super().bind_processor(dialect)

        def bind(value):
            if isinstance(value, str):
                try:
                    value = dateparser.parse(value).replace(tzinfo=None)
                except (ValueError, OverflowError):
                    raise sqlite3.DataError("invalid input syntax for type timestamp")
            elif isinstance(value, datetime.datetime) and value.tzinfo is not None:
                value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            return store(value)
        return bind


class StrictDate(Strict, sqlite.DATE):
    """A date: a text in a nested filter reaches the database as it is, and is read there."""

    def bind_processor(self, dialect):
        store = super().bind_processor(dialect)

        def bind(value):
            if isinstance(value, str):
                try:
                    value = dateparser.parse(value).date()
                except (ValueError, OverflowError):
                    raise sqlite3.DataError("invalid input syntax for type date")
            return store(value)
        return bind


class StrictBoolean(Strict, sa.Boolean):
    """A boolean: compared with the text of a flag it works, with another text it is a DataError."""

    def bind_processor(self, dialect):
        def bind(value):
            if value is None or isinstance(value, bool):
                return value
            if isinstance(value, str) and value.lower() in ("true", "false"):
                return value.lower() == "true"
            if isinstance(value, int) and value in (0, 1):
                return bool(value)
            raise TypeError("Not a boolean value: %r" % (value,))
        return bind


TYPES = {
    "integer": StrictInteger, "real": sa.Float, "boolean": StrictBoolean, "text": StrictText,
    "date": StrictDate, "datetime": StrictDateTime, "interval": sa.Float, "json": sa.JSON,
    "array": sa.JSON, "binary": StrictText,
}
if IS_POSTGRESQL:
    TYPES.update({"integer": sa.Integer, "boolean": sa.Boolean, "text": sa.String, "date": sa.Date,
                  "datetime": sa.DateTime, "binary": sa.String})

Base = declarative_base()


def make_type(entry):
    """The type of one catalog column."""
    if entry["type"] in ("json", "array"):
        return TYPES[entry["type"]](none_as_null=True)
    if IS_POSTGRESQL and entry["type"] == "text" and "maximumLength" in entry:
        return sa.String(entry["maximumLength"])
    return TYPES[entry["type"]]()


def make_column(resource, entry):
    """One catalog column as a SQLAlchemy column."""
    is_key = entry["name"] == resource["key"]
    arguments = [make_type(entry)]
    if "link" in entry and not entry.get("soft"):
        target = RESOURCES[entry["link"]]
        arguments.append(sa.ForeignKey("%s.%s" % (target["name"], target["key"])))
    return sa.Column(
        entry["name"], *arguments, primary_key=is_key,
        nullable=not is_key and entry.get("null", False),
        unique=None if is_key else entry.get("unique") or None,
        info={"maximum": entry.get("maximumLength"), "type": entry["type"]})


def make_model(resource):
    """One catalog resource as a mapped class; the server's own stamps come last."""
    attributes = {"__tablename__": resource["name"], "__table_args__": {"sqlite_autoincrement": True}}
    for entry in resource["columns"]:
        attributes[entry["name"]] = make_column(resource, entry)
    for name, kind in catalog.STAMPS.items():
        attributes[name] = sa.Column(name, TYPES[kind](), nullable=True)
    for entry in resource.get("relations", []):
        if entry["resource"] not in RESOURCES or entry["name"] in attributes:
            continue
        other = RESOURCES[entry["resource"]]
        if any(c["name"] == entry["via"] and "link" in c and not c.get("soft")
               for c in other["columns"]):
            attributes[entry["name"]] = relationship(
                entry["resource"], foreign_keys="%s.%s" % (entry["resource"], entry["via"]))
    return type(resource["name"], (Base,), attributes)


RESOURCES = catalog.served_resources()
MODELS = {name: make_model(resource) for name, resource in RESOURCES.items()}


def check_as_postgresql(row):
    """What an assignment to a varchar does there: numbers become text, too long is an error."""
    if IS_POSTGRESQL:
        return
    for column in row.__table__.columns:
        if column.info.get("type") != "text":
            continue
        value = getattr(row, column.name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
            setattr(row, column.name, value)
        maximum = column.info.get("maximum")
        if isinstance(value, str) and maximum is not None and len(value) > maximum:
            cause = sqlite3.DataError("value too long for type character varying(%d)" % maximum)
            raise exc.DataError("flush", {}, cause)


def install_stamps(session_factory, current_user):
    """Sets the metadata columns before each flush; `modified_*` only when a value changes."""

    @event.listens_for(session_factory, "before_flush")
    def stamp(session, _context, _instances):
        now = datetime.datetime.utcnow()
        for row in session.new:
            row.created_at, row.created_by = now, current_user()
            row.modified_at = row.modified_by = None
            check_as_postgresql(row)
        for row in session.dirty:
            if session.is_modified(row, include_collections=False):
                row.modified_at, row.modified_by = now, current_user()
                check_as_postgresql(row)


def make_engine(path):
    """An engine on the PostgreSQL of that address, or on one SQLite file with foreign keys enforced."""
    if IS_POSTGRESQL:
        return sa.create_engine(path)
    engine = sa.create_engine("sqlite:///%s" % path, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def configure(connection, _record):
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = OFF")

    return engine
