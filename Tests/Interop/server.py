"""The reference server: the real Flask-Restless over models made from the catalog.

Run by gunicorn (see reference.py). Everything under /v1 is what the client sees; /_control exists in
this test server only and is how a test breaks the connection, expires tokens and writes as a
colleague. Faults and the journal live in one worker; with several of them, use `write` alone.
"""

import inspect
import io
import json
import os
import secrets
import shutil
import socket
import threading
import time
from email.utils import formatdate

# Python 3.11 has no getargspec; Flask-Restless counts the arguments of its operators with it.
inspect.getargspec = inspect.getfullargspec

import flask  # noqa: E402
from flask_restless import APIManager  # noqa: E402
from sqlalchemy.orm import scoped_session, sessionmaker  # noqa: E402

import catalog  # noqa: E402
import models  # noqa: E402
import seed  # noqa: E402
import tokens as token_store  # noqa: E402

DATABASE = os.environ["INTEROP_DATABASE"]
PREFIX = catalog.load()["api"]["prefix"]
LEVELS = catalog.load()["permissionLevels"]
USERS = {
    "sam": ("correct horse", "SYSTEM"),
    "tina": ("pass&word=é", "TECHNICAL"),
    "olga": ("overview", "OVERVIEW"),
}
TOKEN_LIFE = 3 * 3600

tokens = token_store.opened(os.environ.get("INTEROP_TOKENS"))
session_factory = sessionmaker()
session = scoped_session(session_factory)


def current_user():
    return flask.g.get("user")


models.install_stamps(session_factory, current_user)


def prepare_database():
    """Makes the template once and starts from a copy of it; PostgreSQL was filled before the start."""
    if models.IS_POSTGRESQL:
        return
    template = DATABASE + ".template"
    if not os.path.exists(template):
        seed.fill(models.make_engine(template))
    shutil.copyfile(template, DATABASE)


prepare_database()
session.configure(bind=models.make_engine(DATABASE))
app = flask.Flask(__name__)
app.config["JSON_SORT_KEYS"] = True


@app.teardown_request
def end_session(_error):
    session.remove()


def problem(status, message):
    return flask.make_response(
        flask.jsonify(status="error", message=message, data=None), status)


@app.before_request
def authenticate():
    """401 before anything else, then 403 by the level that the catalog names."""
    path = flask.request.path
    if path.startswith("/_control") or path in (PREFIX + "/home", PREFIX + "/auth/login"):
        return None
    scheme, _, token = flask.request.headers.get("Authorization", "").partition(" token=")
    known = tokens.get(token) if scheme == "Token" else None
    if known is None or known[1] < time.time():
        tokens.pop(token, None)
        return problem(401, "Invalid token")
    tokens[token] = (known[0], time.time() + TOKEN_LIFE)
    flask.g.user = known[0]
    name = path[len(PREFIX) + 1:].split("/")[0]
    needed = models.RESOURCES.get(name, {}).get("methods", {}).get(flask.request.method)
    if needed and LEVELS.index(USERS[known[0]][1]) < LEVELS.index(needed):
        return problem(403, "Permission %s is needed" % needed)
    return None


@app.route(PREFIX + "/home", methods=["GET", "POST"])
def home():
    return flask.Response("Welcome to the SMARTSolar API %s" % formatdate(usegmt=True),
                          mimetype="text/plain")


@app.route(PREFIX + "/auth/login", methods=["POST"])
def login():
    name = flask.request.form.get("username", "")
    password, level = USERS.get(name, (None, None))
    if password is None or flask.request.form.get("password") != password:
        return problem(401, "Wrong user name or password")
    token = secrets.token_hex(32)
    tokens[token] = (name, time.time() + TOKEN_LIFE)
    return flask.jsonify(status="success", data=None, message={"login_successful": {
        "username": name, "name": name.title(), "display_name": name.title(), "entity_id": 1,
        "hub_id": None, "shop_id": None, "user_product_visibility": "ALL", "API_token": token,
        "token_expiry": formatdate(time.time() + TOKEN_LIFE, usegmt=True),
        "permissions": LEVELS[:LEVELS.index(level) + 1]}})


manager = APIManager(app, session=session)
for resource_name, resource in models.RESOURCES.items():
    manager.create_api(
        models.MODELS[resource_name], methods=sorted(resource["methods"]), url_prefix=PREFIX,
        collection_name=resource["path"], max_results_per_page=100,
        include_columns=sorted(catalog.column_types(resource)),
        allow_patch_many="INTEROP_PATCH_MANY" in os.environ)


class Faults:
    """Breaks chosen requests at the socket and keeps a journal of all of them."""

    def __init__(self, inner):
        self.inner = inner
        self.lock = threading.Lock()
        self.planned = []
        self.journal = []

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path.startswith("/_control"):
            return self.inner(environ, start_response)
        fault = self.take(environ["REQUEST_METHOD"], path)
        entry = {"method": environ["REQUEST_METHOD"], "path": path,
                 "fault": fault and fault["kind"], "status": None}
        if entry["method"] == "PUT":
            body = environ["wsgi.input"].read()
            environ["wsgi.input"] = io.BytesIO(body)
            entry["body"] = self.parsed(body)
        with self.lock:
            self.journal.append(entry)
        return self.serve(environ, start_response, fault, entry)

    @staticmethod
    def parsed(body):
        """What was sent, for tests that count columns; nothing where it is no JSON."""
        try:
            return json.loads(body)
        except ValueError:
            return None

    def take(self, method, path):
        """The first planned fault for this request, used up."""
        with self.lock:
            for fault in self.planned:
                if fault["method"] == method and path.startswith(fault["path"]):
                    if fault["skip"] > 0:
                        fault["skip"] -= 1
                        return None
                    fault["times"] -= 1
                    if fault["times"] <= 0:
                        self.planned.remove(fault)
                    return fault
        return None

    def serve(self, environ, start_response, fault, entry):
        kind = fault and fault["kind"]
        if kind in ("drop", "late"):
            # The body must be read first, or the reset would be seen while it is being sent.
            body = environ["wsgi.input"].read()
            self.hang_up(environ)
            if kind == "drop":
                return self.nothing(start_response)
            threading.Timer(fault["delay"], self.run_late, (environ, body, entry)).start()
            return self.nothing(start_response)
        if kind == "meanwhile":
            with app.app_context():
                written(fault["write"])
                session.remove()
        if kind == "answer":
            if fault.get("commit"):
                list(self.inner(environ, lambda *_arguments: None))
            entry["status"] = fault["status"].split()[0]
            start_response(fault["status"], [("Content-Type", fault["type"]),
                                             ("Content-Length", str(len(fault["body"].encode())))])
            return [fault["body"].encode()]

        def remember(status, headers, exc_info=None):
            entry["status"] = int(status.split()[0])
            return start_response(status, headers, exc_info)

        if kind == "reshape":
            return self.reshaped(environ, remember, fault)
        answer = list(self.inner(environ, remember))
        if kind == "lose":
            self.hang_up(environ)
        return answer

    def reshaped(self, environ, start_response, fault):
        """The answer of a server whose models changed: rows without a column, with one more, with
        other values."""
        head = {}
        body = b"".join(self.inner(environ, lambda *arguments: head.update(answer=arguments)))
        status, headers = head["answer"][:2]
        document = json.loads(body)
        for row in document.get("objects", [document]):
            if fault.get("key") not in (None, *row.values()):
                continue
            for name in fault.get("without", []):
                row.pop(name, None)
            row.update(fault.get("values", {}))
        body = json.dumps(document).encode()
        if "raw" in fault:
            body = body.replace(*(text.encode() for text in fault["raw"]))
        start_response(status, [(name, value) for name, value in headers
                                if name != "Content-Length"] + [("Content-Length", str(len(body)))])
        return [body]

    def run_late(self, environ, body, entry):
        environ = {**environ, "wsgi.input": io.BytesIO(body)}

        def remember(status, headers, exc_info=None):
            entry["status"] = int(status.split()[0])

        list(self.inner(environ, remember))

    @staticmethod
    def hang_up(environ):
        try:
            environ["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # The client was faster.

    @staticmethod
    def nothing(start_response):
        start_response("204 No Content", [("Connection", "close")])
        return []


faults = Faults(app.wsgi_app)
app.wsgi_app = faults
application = app


@app.route("/_control/reset", methods=["POST"])
def control_reset():
    """A fresh copy of the data, no token, no fault, an empty journal."""
    prepare_database()
    tokens.clear()
    with faults.lock:
        faults.planned, faults.journal = [], []
    return flask.jsonify()


@app.route("/_control/expire", methods=["POST"])
def control_expire():
    tokens.clear()
    return flask.jsonify()


@app.route("/_control/fault", methods=["POST"])
def control_fault():
    """Plans a fault for the next `times` requests of that method whose path begins so, after `skip`.

    `lose`: commits, then hangs up. `drop`: hangs up. `late`: hangs up, commits `delay` seconds
    later. `reshape`: leaves columns out of rows (`without`), sets some (`values`, where the row has the
    value `key`), replaces bytes (`raw`). `meanwhile`: does `write` as a colleague first. `answer`: answers `status`, `type` and `body` instead, after the commit with `commit`.
    """
    fault = {"times": 1, "skip": 0, "delay": 0.3, **flask.request.get_json()}
    with faults.lock:
        faults.planned.append(fault)
    return flask.jsonify()


@app.route("/_control/faultless", methods=["POST"])
def control_faultless():
    """Forgets the faults that were planned."""
    with faults.lock:
        faults.planned = []
    return flask.jsonify()


@app.route("/_control/journal", methods=["GET", "DELETE"])
def control_journal():
    with faults.lock:
        entries = list(faults.journal)
        if flask.request.method == "DELETE":
            faults.journal = []
        return flask.jsonify(journal=entries, unused_faults=len(faults.planned), worker=os.getpid())


@app.route("/_control/write", methods=["POST"])
def control_write():
    """Creates, changes (with `key`) or deletes (with `key`, without `values`) as a colleague."""
    return flask.jsonify(key=written(flask.request.get_json()))


def written(order):
    """Carries out what a colleague does, and names the row's key."""
    flask.g.user = order.get("user", "colleague")
    model = models.MODELS[order["resource"]]
    key_name = models.RESOURCES[order["resource"]]["key"]
    if "key" not in order:
        row = model(**order["values"])
        session.add(row)
    else:
        row = session.query(model).get(order["key"])
        if "values" not in order:
            session.delete(row)
        for name, value in order.get("values", {}).items():
            setattr(row, name, value)
    session.commit()
    return order.get("key") if "values" not in order else getattr(row, key_name)
