"""Column types on SQLite that fail, cast and order as PostgreSQL's do.

PostgreSQL refuses what SQLite would store or compare without a word: text in an integer column, a
number beside a text, a time with a zone of a hundred hours. These types raise the driver's own
DataError and ProgrammingError for it, so that Flask-Restless answers what it answers before
PostgreSQL; the hooks below do the same for whole queries.
"""

import datetime
import decimal
import json
import math
import re
import sqlite3

import sqlalchemy as sa
from dateutil import parser as dateparser
from sqlalchemy import event, exc
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Query
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

INTEGER_LIMIT = 2 ** 31


def mistyped(*_words):
    """PostgreSQL has no operator for, or cast between, these two types."""
    raise sqlite3.ProgrammingError("operator does not exist")


class Mistyped(sa.types.TypeEngine):
    """The type of a value that the column beside it cannot be compared with."""

    def bind_processor(self, dialect):
        return mistyped


class Compared(sa.types.TypeEngine):
    """The type of a value beside a column of a strict type, which reads it as PostgreSQL would."""

    def __init__(self, read):
        self.read = read

    def bind_processor(self, dialect):
        return lambda value: None if value is None else self.read(value)


class Strict:
    """A type whose columns are compared with values of their own kind only."""

    family = None

    class comparator_factory(sa.types.TypeEngine.Comparator):
        def operate(self, op, *others, **options):
            if others and not self.type.takes(op, others[0]):
                return super().operate(op, sa.literal("", Mistyped()), **options)
            return super().operate(op, *others, **options)

    def takes(self, op, other):
        """Whether the database has this operator for this column and the other side."""
        if op in (operators.like_op, operators.ilike_op):
            # SQLAlchemy itself refuses a truth value there.
            return self.family == "text" or isinstance(other, bool)
        if isinstance(other, bool) and op in (operators.eq, operators.ne):
            # SQLAlchemy writes a truth value into the statement, where SQLite takes it for 0 or 1.
            return self.family == "boolean"
        element = getattr(other, "__clause_element__", lambda: other)()
        if not (isinstance(element, sa.Column) and isinstance(element.type, Strict)):
            return True
        families = {self.family, element.type.family}
        return families == {"day", "time"} or len(families - {None}) == 1 == len(families)

    def coerce_compared_value(self, _operator, _value):
        # psycopg2 writes an empty list as the literal of an empty array, which a text may equal.
        return Compared(lambda value: self.read_compared("{}" if value == [] else value))

    def read_compared(self, value):
        """The value of a filter as SQLite stores it."""
        mistyped(value)


def refuse_nul(text):
    """psycopg2 sends no text with a NUL."""
    if "\0" in text:
        raise ValueError("A string literal cannot contain NUL (0x00) characters.")
    return text


def integer_literal(text):
    """A text where PostgreSQL needs an int4."""
    if not re.fullmatch(r"[ \t\n]*[+-]?[0-9]+[ \t\n]*", refuse_nul(text)):
        raise sqlite3.DataError("invalid input syntax for type integer")
    return in_range(int(text))


def in_range(number):
    if not -INTEGER_LIMIT <= number < INTEGER_LIMIT:
        raise sqlite3.DataError("integer out of range")
    return number


def real_literal(text):
    """A text where PostgreSQL needs a double precision number."""
    word = refuse_nul(text).strip().lower()
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|0x[0-9a-f]+|nan|[+-]?inf(inity)?", word):
        raise sqlite3.DataError("invalid input syntax for type double precision")
    # SQLite has no NaN; like PostgreSQL's, infinity is greater than every number a row can hold.
    return math.inf if word == "nan" else int(word, 16) if "0x" in word else float(word)


class StrictInteger(Strict, sa.Integer):
    """An int4: takes numbers and digits, rounds fractions, refuses the rest."""

    family = "number"

    def bind_processor(self, dialect):
        def bind(value):
            if value is None:
                return None
            if isinstance(value, str):
                return integer_literal(value)
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                mistyped(value)
            # The database rounds halves away from zero, Python to the even neighbour.
            return in_range(int(math.copysign(math.floor(abs(value) + 0.5), value)))
        return bind

    def read_compared(self, value):
        if isinstance(value, str):
            return integer_literal(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            mistyped(value)
        # Beyond eight bytes it is a numeric, which SQLite has as a float only.
        return value if abs(value) < 2 ** 63 else float(value)


class StrictReal(Strict, sa.Float):
    """A double precision number."""

    family = "number"

    def bind_processor(self, dialect):
        return lambda value: None if value is None else self.read_compared(value)

    def read_compared(self, value):
        if isinstance(value, str):
            return real_literal(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            mistyped(value)
        return float(value)


class StrictText(Strict, sa.Text):
    """A varchar: compared with anything but text it is an error; NUL never reaches the database."""

    family = "text"

    def bind_processor(self, dialect):
        return lambda value: None if value is None else self.read_compared(value)

    def read_compared(self, value):
        return refuse_nul(value) if isinstance(value, str) else mistyped(value)


def time_literal(text, kind):
    """A text where PostgreSQL needs a time: it guesses no part of a date, as dateutil does."""
    if refuse_nul(text).strip().lower() == "now":
        return datetime.datetime.utcnow()
    try:
        found = [dateparser.parse(text, default=datetime.datetime(year, month, day))
                 for year, month, day in ((2001, 1, 1), (2002, 2, 2))]
        offset = found[0].utcoffset() or datetime.timedelta()
        if found[0] != found[1] or abs(offset) >= datetime.timedelta(hours=16):
            raise OverflowError
        if re.match(r"(1[3-9]|[23][0-9])/[0-9]+/", text.strip()):
            raise OverflowError
        return found[0].replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise sqlite3.DataError("invalid input syntax for type %s" % kind)


class StrictDateTime(Strict, sqlite.DATETIME):
    """A timestamp without zone: a zone in a text is dropped, garbage is a DataError."""

    family = "time"

    def bind_processor(self, dialect):
        store = super().bind_processor(dialect)

        def bind(value):
            if isinstance(value, datetime.datetime) and value.tzinfo is not None:
                value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            return store(value)
        return bind

    def read_compared(self, value):
        if isinstance(value, str):
            value = time_literal(value, "timestamp")
        if not isinstance(value, datetime.datetime):
            mistyped(value)
        return self.bind_processor(sqlite.dialect())(value)


class StrictDate(Strict, sqlite.DATE):
    """A date: a text in a nested filter reaches the database as it is, and is read there."""

    family = "day"

    def read_compared(self, value):
        if isinstance(value, str):
            value = time_literal(value, "date").date()
        if not isinstance(value, datetime.date):
            mistyped(value)
        return value.isoformat()


class StrictBoolean(Strict, sa.Boolean):
    """A boolean: compared with the text of a flag it works, with another text it is a DataError."""

    family = "boolean"
    words = {"true": 1, "t": 1, "yes": 1, "y": 1, "on": 1, "1": 1,
             "false": 0, "f": 0, "no": 0, "n": 0, "off": 0, "0": 0}

    def __init__(self):
        super().__init__(create_constraint=False)

    def coerce_compared_value(self, _operator, _value):
        return Compared(self.read_compared)

    def read_compared(self, value):
        if isinstance(value, (list, dict)):
            raise TypeError("unhashable type")
        if isinstance(value, bool):
            return int(value)
        if not isinstance(value, str):
            mistyped(value)
        if refuse_nul(value).strip().lower() not in self.words:
            raise sqlite3.DataError("invalid input syntax for type boolean")
        return self.words[value.strip().lower()]


class StrictInterval(Strict, sa.Interval):
    """An interval, read and written as seconds; the library makes one of a whole number only."""

    family = "interval"

    def bind_processor(self, dialect):
        return lambda value: None if value is None else self.read_compared(value)

    def result_processor(self, dialect, coltype):
        return lambda value: value

    def read_compared(self, value):
        if isinstance(value, datetime.timedelta):
            return value.total_seconds()
        if not isinstance(value, str):
            mistyped(value)
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", refuse_nul(value).strip()):
            return float(value)
        clock = re.fullmatch(r"([0-9]+):([0-9]+):([0-9]+(?:\.[0-9]+)?)", value.strip())
        if clock is None:
            raise sqlite3.DataError("invalid input syntax for type interval")
        hours, minutes, seconds = (float(part) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds


class StrictJSON(Strict, sqlite.JSON):
    """A json: it has no equality and no order, only null can be asked for."""

    def read_compared(self, value):
        mistyped(refuse_nul(value) if isinstance(value, str) else value)


def as_text(value):
    """A number or truth value as the text that the database casts it to."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if math.isnan(value) or math.isinf(value):
            return str(value).replace("inf", "Infinity").replace("nan", "NaN")
        # A numeric has neither a negative zero nor an exponent.
        return format(decimal.Decimal(repr(value)) + 0, "f")
    return str(value) if isinstance(value, int) else value


class StrictArray(Strict, sa.Text):
    """An array of texts: SQLAlchemy makes a list of whatever can be walked over."""

    def bind_processor(self, dialect):
        def bind(value):
            if value is None:
                return None
            items = list(value)
            if any(isinstance(item, (list, dict)) for item in items):
                mistyped(value)
            return json.dumps([refuse_nul(as_text(item)) if item is not None else None
                               for item in items])
        return bind

    def result_processor(self, dialect, coltype):
        return lambda value: None if value is None else json.loads(value)

    def coerce_compared_value(self, _operator, _value):
        return Compared(self.read_compared)

    def read_compared(self, value):
        if isinstance(value, str):
            raise sqlite3.DataError("malformed array literal")
        return json.dumps(value) if isinstance(value, list) else mistyped(value)


@compiles(StrictJSON, "sqlite")
def json_is_text(*_arguments, **_options):
    """SQLite would make a number of what is declared as JSON and looks like one."""
    return "TEXT"


@compiles(StrictInterval, "sqlite")
def interval_is_real(*_arguments, **_options):
    return "REAL"


@compiles(UnaryExpression, "sqlite")
def order_as_postgresql(element, compiler, **options):
    """PostgreSQL takes null for the greatest value, SQLite for the least."""
    text = compiler.visit_unary(element, **options)
    if element.modifier is operators.asc_op:
        return text + " NULLS LAST"
    return text + " NULLS FIRST" if element.modifier is operators.desc_op else text


@event.listens_for(Query, "before_compile")
def refuse_as_postgresql(query):
    """A negative window, and whole rows grouped by something else than their key, are refused."""
    for number in (query._limit, query._offset):
        if re.fullmatch("-[0-9]+", str(number)):
            raise exc.DataError("query", {}, sqlite3.DataError("LIMIT must not be negative"))
    if any(type(getattr(term, "element", term).type) is StrictJSON
           for term in query._order_by or ()):
        raise exc.ProgrammingError("query", {}, sqlite3.ProgrammingError("no ordering operator"))
    if query._group_by and not any(
            column.primary_key for term in query._group_by for column in term.base_columns):
        raise exc.ProgrammingError("query", {}, sqlite3.ProgrammingError("must appear in GROUP BY"))


def is_like(pattern, text):
    """LIKE as PostgreSQL has it: upper case is not lower case, a backslash escapes."""
    if pattern is None or text is None:
        return None
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    expression = "".join({"%": ".*", "_": "."}.get(part) or re.escape(part[-1]) for part in parts)
    return re.fullmatch(expression, text, re.DOTALL) is not None
