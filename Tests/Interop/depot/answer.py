"""An answer in the form in which the two servers are compared."""

import datetime
import json
import re

COMPARED_HEADERS = ("Content-Type", "Location", "Link", "Allow", "Vary", "Content-Encoding",
                    "WWW-Authenticate", "Retry-After")
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?")
NEAR = datetime.timedelta(minutes=3)


def timeless(text):
    """The text with every time of the last minutes, which no two servers share, made one word."""
    def one_word(match):
        distance = datetime.datetime.fromisoformat(match.group()) - datetime.datetime.utcnow()
        return "<now>" if abs(distance) < NEAR else match.group()
    return STAMP.sub(one_word, text)


class Comparable:
    """Status, the headers a client can depend on, the body, and the rows a write left changed.

    What names the server is taken out. A page of HTML is what the framework says, not the API: only
    its kind is kept.
    """

    PARTS = ("status", "headers", "body", "rows")

    def __init__(self, answer, port):
        self.status, self.rows = answer.status, {}
        # Whichever server it was, it shall be called the same.
        own = re.compile(r"http://127\.0\.0\.1:%d" % port)
        self.headers = {}
        for name in COMPARED_HEADERS:
            values = [own.sub("http://server", value) for value in answer.headers.get_all(name, [])]
            if name == "Allow":
                values = sorted(word.strip() for value in values for word in value.split(","))
            if values:
                self.headers[name] = values
        kind = (self.headers.get("Content-Type") or [""])[0]
        text = answer.body.decode("utf-8", "backslashreplace")
        self.body = "<html>" if kind.startswith("text/html") and text else timeless(own.sub(
            "http://server", text))

    def differences(self, other):
        """The parts in which the two are not the same."""
        return tuple(part for part in self.PARTS if getattr(self, part) != getattr(other, part))

    @property
    def gist(self):
        """The answer in a few words, for people and for the list of differences."""
        if "Content-Encoding" in self.headers:
            return "%d packed" % self.status
        try:
            content = json.loads(self.body)
        except ValueError:
            return "%d %s" % (self.status, self.body[:40].strip() or "nothing")
        if not isinstance(content, dict):
            return "%d %s" % (self.status, type(content).__name__)
        for word in ("message", "validation_errors"):
            if isinstance(content.get(word), str):
                return "%d %s" % (self.status, content[word])
        if "num_results" in content:
            return "%d %d of %d rows" % (
                self.status, len(content["objects"]), content["num_results"])
        return "%d %s" % (self.status, "a row" if content else "{}")

    def __str__(self):
        return "%s\n  %s\n  %s\n  rows: %s" % (
            self.gist, self.headers, self.body[:1500].strip(), self.rows)
