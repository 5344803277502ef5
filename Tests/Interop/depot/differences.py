"""Where the depot differs from the library on purpose, and why. Nothing else may differ.

Each entry names its questions and what both answer, so that a difference that goes away or turns
into another one is a failure.
"""

from typing import NamedTuple


class Difference(NamedTuple):
    """Questions of one topic that both answer differently for one reason."""

    why: str
    topic: str
    questions: tuple
    library: str
    depot: str
    parts: tuple


JSONP = "JSONP: a page of another site could read answers with it; no client of this API asks for it"
OPTIONS = ("ours: a text outside a column's documented options is refused, which the library leaves to"
           " the database")
EMBEDDED = ("rows under a row: the library adds every relation of the model to them, and the catalog"
            " does not say which ones the server's models have")
WIDE = "a whole number beyond 64 bits: Python keeps it exactly, the depot as a real number"
ESCAPED = "an escaped slash: the framework takes it for a plain one, the depot for part of a key"
MERGED = "two slashes: the framework redirects to one, and no client of this API follows a redirect"
GZIP = "ours: the depot packs what it sends, which is the web server's part before the library"
PROXY = "a scheme told by a proxy is gunicorn's affair, not the library's"
OLD_BROWSER = "Internet Explorer 8 and 9 may send JSON as HTML to the library"

DIFFERENCES = [
    Difference(JSONP, "arguments", ("a callback",),
               '200 f({"data": {"arrival_date": "2018-03-01"', "200 a row", ("headers", "body")),
    Difference(JSONP, "arguments", ("a callback on a list",),
               '200 f({"data": {"num_results": 34, "objects"', "200 1 of 34 rows", ("headers", "body")),
    Difference(OPTIONS, "changing", ("an option that is none",),
               "200 a row", "400 DataError", ("status", "body", "rows")),
    Difference(OPTIONS, "creating", ("an option that is none",),
               "201 a row", "400 DataError", ("status", "headers", "body", "rows")),
    Difference(GZIP, "headers", ("gzip",), "200 30 of 34 rows", "200 packed", ("headers", "body")),
    Difference(PROXY, "headers", ("behind a proxy",),
               "200 1 of 34 rows", "200 1 of 34 rows", ("headers",)),
    Difference(OLD_BROWSER, "headers", ("an old browser",), "201 a row",
               '415 Request must have "Content-Type: application/json" header',
               ("status", "headers", "body", "rows")),
    Difference(ESCAPED, "keys", ("a text key of all sorts, escaped",), "404 {}", "200 a row",
               ("status", "body")),
    Difference(ESCAPED, "paths", ("/v1/repairs%2F1",), "200 a row", "404 <html>",
               ("status", "headers", "body")),
    Difference(ESCAPED, "paths", ("/v1/repairs/1%2F",), "404 <html>", "400 DataError",
               ("status", "headers", "body")),
    Difference(MERGED, "paths", ("/v1/repairs//1", "/v1//repairs", "/v1/products//repairs"),
               "308 <html>", "404 <html>", ("status", "headers")),
    Difference(EMBEDDED, "related", ("rows under a row", "rows under a row, q does nothing"),
               "200 2 of 2 rows", "200 2 of 2 rows", ("body",)),
    Difference(EMBEDDED, "related", ("rows under a row, a page",),
               "200 1 of 2 rows", "200 1 of 2 rows", ("body",)),
    Difference(EMBEDDED, "related", ("one linked row under a row", "one of the rows under a row",
                                     "one of the rows under another row"),
               "200 a row", "200 a row", ("body",)),
    Difference(WIDE, "values", ("a text takes 100000000000000000000",
                                "a JSON value takes 1000000000000000000000000000000"),
               "200 a row", "200 a row", ("body", "rows")),
]


def listed():
    """Every difference by (topic, question)."""
    found = {}
    for difference in DIFFERENCES:
        for name in difference.questions:
            assert (difference.topic, name) not in found, name
            found[difference.topic, name] = difference
    return found
