"""SQLAlchemy models made from the catalog, on PostgreSQL, or on SQLite made to fail as it does."""

import datetime
import os
import re
import sqlite3

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.orm import relationship

import catalog
from strict_types import (
    StrictArray, StrictBoolean, StrictDate, StrictDateTime, StrictInteger, StrictInterval, StrictJSON,
    StrictReal, StrictText, as_text, is_like)

IS_POSTGRESQL = os.environ.get("INTEROP_DATABASE", "").startswith("postgresql")


class Seconds(sa.TypeDecorator):
    """An interval on PostgreSQL, kept as the number that goes over the wire."""

    impl = sa.Float

    def process_bind_param(self, value, dialect):
        return value.total_seconds() if isinstance(value, datetime.timedelta) else value


TYPES = {
    "integer": StrictInteger, "real": StrictReal, "boolean": StrictBoolean, "text": StrictText,
    "date": StrictDate, "datetime": StrictDateTime, "interval": StrictInterval, "json": StrictJSON,
    "array": StrictArray, "binary": StrictText,
}
if IS_POSTGRESQL:
    TYPES = {"integer": sa.Integer, "real": sa.Float, "boolean": sa.Boolean, "text": sa.String,
             "date": sa.Date, "datetime": sa.DateTime, "interval": Seconds, "json": sa.JSON,
             "array": sa.JSON, "binary": sa.String}

Base = declarative_base()


def make_type(entry):
    """The type of one catalog column."""
    kind = TYPES[entry["type"]]
    if issubclass(kind, sa.JSON):
        return kind(none_as_null=True)
    if IS_POSTGRESQL and entry["type"] == "text" and "maximumLength" in entry:
        return kind(entry["maximumLength"])
    return kind()


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


def owners(resource, taken):
    """The one row that a link leads to, under the name of its column without `_id` or `_imei`."""
    found = {}
    for entry in resource["columns"]:
        name = re.sub("(_id|_imei)$", "", entry["name"])
        if "link" in entry and name not in taken and name not in found and not any(
                relation["name"] == name for relation in resource.get("relations", [])):
            target = RESOURCES[entry["link"]]
            found[name] = relationship(target["name"], viewonly=True, primaryjoin=(
                "foreign(%s.%s) == remote(%s.%s)" % (
                    resource["name"], entry["name"], target["name"], target["key"])))
    return found


def make_model(resource):
    """One catalog resource as a mapped class; the server's own stamps come last."""
    attributes = {"__tablename__": resource["name"], "__table_args__": {"sqlite_autoincrement": True}}
    for entry in resource["columns"]:
        attributes[entry["name"]] = make_column(resource, entry)
    for name, kind in catalog.stamps(resource).items():
        attributes[name] = sa.Column(name, TYPES[kind](), nullable=True)
    attributes.update(owners(resource, attributes))
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
        value = as_text(getattr(row, column.name))
        maximum = column.info.get("maximum")
        if isinstance(value, str) and maximum is not None and len(value) > maximum:
            if value[maximum:].strip(" "):
                cause = sqlite3.DataError("value too long for type character varying(%d)" % maximum)
                raise exc.DataError("flush", {}, cause)
            value = value[:maximum]
        if value != getattr(row, column.name):
            setattr(row, column.name, value)


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
            for name in catalog.STAMPS:
                # Whatever a body says of them, they are the server's.
                for value in sa.inspect(row).attrs[name].history.deleted if hasattr(row, name) else ():
                    setattr(row, name, value)
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
        connection.create_function("like", 2, is_like)
        # SQLAlchemy spells ILIKE with it; SQLite's own knows ASCII alone.
        connection.create_function("lower", 1, lambda text: text and text.lower())

    return engine
