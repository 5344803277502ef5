"""What the library does not define: tokens, permissions and actions follow the catalog."""

import unittest

import catalog
import models

from .program import ACCOUNTS, Depot

CATALOG = catalog.load()
LEVELS = CATALOG["permissionLevels"]
USERS = {level: (user, password) for user, password, level in (
    account.split(":") for account in ACCOUNTS)}
BEFORE_LOG_IN = ("home", "auth_login")
TARGETS = {"GET": "", "POST": "", "PUT": "/%s", "DELETE": "/%s"}


class OursTests(unittest.TestCase):
    """Asked of the depot alone; what it must answer is read from the catalog's file."""

    asked = 0

    @classmethod
    def setUpClass(cls):
        cls.depot = Depot()
        cls.addClassCleanup(cls.depot.stop)
        cls.tokens = {level: cls.depot.token(*USERS[level]) for level in LEVELS}
        cls.addClassCleanup(lambda: print("\nours: %d questions about tokens, permissions and actions"
                                          % cls.asked))

    def ask(self, method, path, level=None, authorization=None):
        type(self).asked += 1
        headers = {"Content-Type": "application/json"}
        if level is not None:
            authorization = "Token token=" + self.tokens[level]
        if authorization is not None:
            headers["Authorization"] = authorization
        body = "{}" if method in ("POST", "PUT") else None
        return self.depot.request(method, "/v1/" + path, body, headers)

    def test_each_method_takes_the_level_that_the_catalog_names(self):
        for name, resource in models.RESOURCES.items():
            key = "999999" if resource["columns"][0]["type"] == "integer" else "none"
            for method, place in TARGETS.items():
                target = resource["path"] + (place % key if place else "")
                needed = resource["methods"].get(method)
                with self.subTest(resource=name, method=method):
                    if needed is None:
                        self.assertEqual(self.ask(method, target, LEVELS[-1]).status, 405)
                        continue
                    self.assertNotIn(self.ask(method, target, needed).status, (401, 403, 405, 500))
                    if needed != LEVELS[0]:
                        below = LEVELS[LEVELS.index(needed) - 1]
                        answer = self.ask(method, target, below)
                        self.assertEqual(answer.status, 403)
                        self.assertIn("message", answer.json)

    def test_no_token_is_told_before_anything_else(self):
        for path in ("repairs", "repairs/1", "nope", "repairs/", "serials", "repairs?q=nonsense"):
            for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
                for authorization in (None, "Token token=" + "0" * 64, "Bearer x", ""):
                    with self.subTest(path=path, method=method, authorization=authorization):
                        answer = self.ask(method, path, authorization=authorization)
                        self.assertEqual(answer.status, 401)
                        self.assertIn("message", answer.json)

    def test_every_action_asks_for_its_level_or_is_not_there(self):
        offered = 0
        for action in CATALOG["actions"]:
            if action["name"] in BEFORE_LOG_IN:
                continue
            path = action["path"].strip("/")
            for name in [part for part in path.split("/") if part.startswith("<")]:
                path = path.replace(name, "999999")
            needed = action.get("permission", "TECHNICAL")
            with self.subTest(action=action["name"]):
                answer = self.ask(action["method"], path, needed)
                kind = answer.headers.get("Content-Type", "")
                if answer.status in (404, 405) and kind.startswith("text/html"):
                    continue  # Not one of those that the depot carries out.
                offered += 1
                self.assertNotIn(answer.status, (401, 403))
                if needed != LEVELS[0]:
                    below = LEVELS[LEVELS.index(needed) - 1]
                    self.assertEqual(self.ask(action["method"], path, below).status, 403)
        self.assertGreaterEqual(offered, 8)
