#!/usr/bin/env python3
"""A tiny server of kittens, for trying a catalog of another API: Python's own library, nothing else.

    python3 samples/kittens_server.py --port 8090 --key meowmeowmeow

GET /api/kittens lists them all as a bare JSON array: kittens only unless include_cats=true, also
those already adopted with available=false. GET and DELETE /kittens/ID are one kitten. Each request
brings the key, alone, in the Authorization header.
"""

import argparse
import http.server
import json
import re
import threading
import urllib.parse

FIRST = (
    {"id": 1, "name": "Fluffums", "breed": "calico", "fluffiness": 6, "cuteness": 7},
    {"id": 2, "name": "Max", "breed": "unknown", "fluffiness": 5, "cuteness": 10},
    {"id": 3, "name": "Minouche", "breed": "européen", "fluffiness": 8, "cuteness": 9},
)


class Kittens:
    """The animals and who may see them; every method holds the lock."""

    def __init__(self, key, animals=FIRST):
        self.key = key
        self.lock = threading.Lock()
        self.animals = {animal["id"]: dict(animal) for animal in animals}
        self.cats, self.adopted = set(), set()

    def put(self, animal, cat=False, adopted=False):
        with self.lock:
            self.animals[animal["id"]] = dict(animal)
            for members, is_one in ((self.cats, cat), (self.adopted, adopted)):
                (members.add if is_one else members.discard)(animal["id"])

    def list(self, include_cats, available):
        with self.lock:
            return [animal for number, animal in self.animals.items()
                    if (include_cats or number not in self.cats)
                    and (not available or number not in self.adopted)]

    def one(self, number):
        with self.lock:
            return self.animals.get(number)

    def remove(self, number):
        with self.lock:
            return self.animals.pop(number, None)


class Handler(http.server.BaseHTTPRequestHandler):
    """One request: the key, then the path."""

    protocol_version = "HTTP/1.1"
    kittens = None

    def do_GET(self):
        self.serve(lambda number: self.kittens.one(number))

    def do_DELETE(self):
        def delete(number):
            return self.kittens.remove(number) and {"id": number, "deleted": ":("}

        self.serve(delete)

    def serve(self, answer):
        url = urllib.parse.urlsplit(self.path)
        row = re.fullmatch(r"/kittens/(\d+)", url.path)
        if self.headers.get("Authorization") != self.kittens.key:
            self.reply(401, {"message": "Your API key is wrong."})
        elif url.path == "/api/kittens" and self.command == "GET":
            given = dict(urllib.parse.parse_qsl(url.query))
            self.reply(200, self.kittens.list(given.get("include_cats", "false") == "true",
                                              given.get("available", "true") == "true"))
        elif row:
            found = answer(int(row[1]))
            self.reply(200 if found else 404,
                       found or {"message": "The specified kitten could not be found."})
        else:
            self.reply(404, {"message": "There is nothing here."})

    def reply(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *values):
        pass


def make(kittens, host="127.0.0.1", port=0):
    """A server that is ready to serve; port 0 takes a free one."""
    handler = type("KittensHandler", (Handler,), {"kittens": kittens})
    return http.server.ThreadingHTTPServer((host, port), handler)


def main():
    parser = argparse.ArgumentParser(description="A tiny server of kittens.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--key", default="meowmeowmeow")
    options = parser.parse_args()
    server = make(Kittens(options.key), options.host, options.port)
    print("kittens: http://%s:%d" % server.server_address[:2], flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
