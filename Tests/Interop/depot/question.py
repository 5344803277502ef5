"""What is asked of both servers, as data."""

import json
from typing import NamedTuple
from urllib.parse import quote

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Question(NamedTuple):
    """One request below /v1, under a name that says what is asked."""

    name: str
    method: str
    target: str
    body: object = None
    headers: dict = {}


def get(name, target, **headers):
    """A reading of this path and query; headers with `_` for `-`."""
    return Question(name, "GET", target, None, {k.replace("_", "-"): v for k, v in headers.items()})


def search(name, resource, *filters, arguments="", **query):
    """A collection GET with these filters and whatever else `q` may carry."""
    return raw(name, resource, json.dumps({"filters": list(filters), **query}), arguments)


def raw(name, resource, text, arguments=""):
    """A collection GET whose `q` is this text, JSON or not."""
    return get(name, "%s?q=%s%s" % (resource, quote(text, safe=""), arguments))


def send(name, method, target, body, **headers):
    """A write. What is no text is sent as JSON; its content type is JSON unless said otherwise."""
    if body is not None and not isinstance(body, (str, bytes)):
        body = json.dumps(body)
    return Question(name, method, target, body,
                    {k.replace("_", "-"): v for k, v in headers.items()} or JSON)


def post(name, resource, body, **headers):
    return send(name, "POST", resource, body, **headers)


def put(name, target, body, **headers):
    return send(name, "PUT", target, body, **headers)


def delete(name, target):
    return Question(name, "DELETE", target)


def where(name, op, val):
    return {"name": name, "op": op, "val": val}


def beside(name, op, field):
    """A filter that compares two columns of one row."""
    return {"name": name, "op": op, "field": field}
