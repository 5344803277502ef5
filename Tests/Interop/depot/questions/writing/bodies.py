"""Bodies that are no object, no JSON, or not said to be JSON."""

import gzip
import json

import seed
from depot.question import FORM, JSON, Question, send

NOTE = {"product_imei": seed.imei(1), "note_text": "hello"}
TEXT = json.dumps(NOTE)
BODIES = {"nothing": "", "spaces": "  ", "half an object": "{", "an apostrophe": "{'a':1}", "a list": "[1]",
          "an empty list": "[]", "a list of a column's name": '["note_text"]',
          "a list of an unknown name": '["nope"]', "a list of lists": "[[]]", "a text": '"abc"',
          "an empty text": '""', "a number": "5", "zero": "0", "true": "true", "false": "false",
          "null": "null", "a bare word": "hello", "two objects": "{}{}", "a comma too many": '{"a":1,}',
          "NaN": '{"note_text":NaN}', "Infinity": '{"note_text":-Infinity}', "a comment": "{/**/}",
          "a control character": '{"note_text":"a\x01b"}', "a broken escape": '{"note_text":"\\x"}',
          "deep nesting": '{"note_text":' + "[" * 60 + "]" * 60 + "}"}
TYPES = {"capitals": "Application/JSON", "a charset": "application/json; charset=utf-8",
         "another charset": "application/json; charset=latin-1", "text": "text/plain",
         "a form": FORM["Content-Type"], "a word longer": "application/jsonx",
         "a kind of JSON": "application/vnd.api+json", "a patch": "application/json-patch+json",
         "nothing": "", "a parameter without a space": "application/json;x=y"}
BYTES = {"broken UTF-8": b'{"note_text":"\xff"}', "a byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
         "UTF-16": TEXT.encode("utf-16"), "gzip": gzip.compress(TEXT.encode(), mtime=0)}

QUESTIONS = [
    *(send("POST %s" % name, "POST", "product_notes", body) for name, body in BODIES.items()),
    *(send("PUT %s" % name, "PUT", "product_notes/1", body) for name, body in BODIES.items()),
    *(Question("POST as %s" % name, "POST", "product_notes", TEXT, {"Content-Type": kind})
      for name, kind in TYPES.items()),
    *(Question("PUT as %s" % name, "PUT", "product_notes/1", TEXT, {"Content-Type": kind})
      for name, kind in TYPES.items()),
    *(send("%s %s" % (method, name), method, target, body)
      for method, target in (("POST", "product_notes"), ("PUT", "product_notes/1"))
      for name, body in BYTES.items()),
    Question("POST without a type", "POST", "product_notes", TEXT),
    Question("PUT without a type", "PUT", "product_notes/1", TEXT),
    Question("POST nothing at all", "POST", "product_notes"),
    Question("PUT nothing at all", "PUT", "product_notes/1"),
    send("gzip that says so", "POST", "product_notes", BYTES["gzip"], Content_Encoding="gzip", **JSON),
    send("an unknown row, half an object", "PUT", "product_notes/999", "{"),
    send("a body of a form", "POST", "product_notes", "product_imei=%s&note_text=x" % seed.imei(1), **FORM),
]
