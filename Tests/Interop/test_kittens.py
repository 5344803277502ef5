"""The built fieldsync with another API, by its catalog alone: `samples/kittens.catalog.json`.

The server is `samples/kittens_server.py`: a key instead of a log-in, lists that come whole, no stamps.
"""

import importlib.util
import json
import os
import threading
import unittest

import catalog
import client
from client import LOGIN, OFFLINE, Fieldsync

KEY = "meowmeowmeow"
SAMPLES = catalog.ROOT / "samples"


def sample():
    spec = importlib.util.spec_from_file_location("kittens", SAMPLES / "kittens_server.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KITTENS = sample()


class KittenServer:
    """The sample server on a free port, with what it was asked."""

    def __init__(self, test):
        self.kittens = KITTENS.Kittens(KEY)
        self.requests, self.faults = [], []
        self.http = KITTENS.make(self.kittens)
        self.http.RequestHandlerClass = type(
            "Recording", (self.http.RequestHandlerClass,), {"serve": self.recorded(
                self.http.RequestHandlerClass.serve)})
        self.url = "http://127.0.0.1:%d" % self.http.server_address[1]
        thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        thread.start()
        test.addCleanup(thread.join)
        test.addCleanup(self.http.server_close)
        test.addCleanup(self.http.shutdown)

    def recorded(self, serve):
        def record(handler, answer):
            self.requests.append((handler.command, handler.path))
            if self.faults:
                return self.faults.pop(0)(handler, lambda: serve(handler, answer))
            return serve(handler, answer)
        return record

    def lists(self):
        return [path for method, path in self.requests if path.startswith("/api/kittens")]


def loses_the_answer(handler, serve):
    """Does the work and hangs up."""
    handler.reply = lambda *_: None
    serve()
    handler.close_connection = True
    handler.connection.close()


def portal(handler, serve):
    body = b"<html>Please log in to our hotspot</html>"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class KittensTests(unittest.TestCase):
    def setUp(self):
        if not os.access(client.BINARY, os.X_OK):
            raise RuntimeError("%s is missing: run `make build` first" % client.BINARY)
        self.server = KittenServer(self)
        self.laptop = Fieldsync(self, self.server, user="ann", password=KEY)
        self.laptop.run("init", "--server", self.server.url, "--catalog",
                        str(SAMPLES / "kittens.catalog.json"))

    def start(self):
        self.laptop.log_in()
        self.laptop.sync()
        self.server.requests.clear()
        return self.laptop

    def names(self):
        return [row["name"] for row in self.laptop.rows("SELECT name FROM kittens ORDER BY id")]

    def test_every_kitten_arrives_with_one_question(self):
        self.laptop.log_in()
        self.server.requests.clear()
        summary = self.laptop.sync()
        self.assertEqual(summary["outcome"], "complete")
        self.assertEqual(summary["pulled"]["rows"], 3)
        self.assertEqual(self.server.requests, [("GET", "/api/kittens?available=false")])
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])

    def test_only_differences_are_written(self):
        laptop = self.start()
        self.server.kittens.put({"id": 2, "name": "Max", "breed": "tabby", "fluffiness": 5,
                                 "cuteness": 10})
        # Lists are in no order.
        self.server.kittens.put({"id": 9, "name": "Zorro", "breed": None, "fluffiness": 1,
                                 "cuteness": 2}, adopted=True)
        self.server.kittens.put({"id": 4, "name": "Ulysse", "breed": None, "fluffiness": 1,
                                 "cuteness": 2})
        self.server.kittens.put({"id": 7, "name": "Grandma", "breed": "cat", "fluffiness": 0,
                                 "cuteness": 3}, cat=True)
        self.assertEqual(laptop.sync()["pulled"]["rows"], 3)
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche", "Ulysse", "Zorro"])
        summary = laptop.sync()
        self.assertEqual((summary["pulled"]["rows"], summary["outcome"]), (0, "complete"))

    def test_a_kitten_that_two_lists_lack_goes(self):
        laptop = self.start()
        self.server.kittens.remove(2)
        self.assertEqual(laptop.sync()["ghosts"], 0)
        self.assertEqual(laptop.sync()["ghosts"], 1)
        self.assertEqual(self.names(), ["Fluffums", "Minouche"])
        self.assertEqual(len(self.server.requests), len(self.server.lists()))

    def test_one_list_that_lacks_a_kitten_proves_nothing(self):
        laptop = self.start()
        animal = self.server.kittens.remove(2)
        laptop.sync()
        self.server.kittens.put(animal)
        for _ in range(3):
            self.assertEqual(laptop.sync()["ghosts"], 0)
        # And what was suspected once is not half gone for ever.
        self.server.kittens.remove(2)
        self.assertEqual(laptop.sync()["ghosts"], 0)
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])

    def test_a_list_that_lost_most_of_its_rows_waits_for_a_person(self):
        for number in range(10, 60):
            self.server.kittens.put({"id": number, "name": "Kitten %d" % number})
        laptop = self.start()
        for number in range(10, 60):
            self.server.kittens.remove(number)
        for _ in range(3):
            self.assertEqual(laptop.sync()["ghosts"], 0)
        self.assertEqual(len(self.names()), 53)

    def test_a_deletion_made_offline_reaches_the_server_once(self):
        laptop = self.start()
        laptop.delete("kittens", 2)
        self.assertEqual(laptop.status()["waiting"], 1)
        self.assertEqual(laptop.sync()["pushed"]["applied"], 1)
        self.assertIsNone(self.server.kittens.one(2))
        self.assertEqual(self.server.requests, [
            ("GET", "/kittens/2"), ("DELETE", "/kittens/2"),
            ("GET", "/api/kittens?available=false")])
        self.assertEqual(laptop.status()["waiting"], 0)

    def test_a_deletion_whose_answer_was_lost_is_found_done(self):
        laptop = self.start()
        laptop.delete("kittens", 2)
        self.server.faults = [lambda handler, serve: serve(), loses_the_answer]
        laptop.sync(code=None)
        self.assertEqual(laptop.sync()["outcome"], "complete")
        self.assertEqual(laptop.status()["waiting"], 0)
        self.assertEqual(laptop.status()["unknown"], 0)
        self.assertIsNone(self.server.kittens.one(2))

    def calls_gone(self, number):
        """Makes the server say that there is no such kitten, although its list shows it."""
        one = self.server.kittens.one
        self.server.kittens.one = lambda asked: None if asked == number else one(asked)
        remove, self.server.kittens.remove = self.server.kittens.remove, lambda _: None
        return remove

    def test_a_deletion_is_not_done_while_the_list_shows_the_kitten(self):
        laptop = self.start()
        remove = self.calls_gone(2)
        laptop.delete("kittens", 2)
        summary = laptop.sync(code=client.REFUSED)
        self.assertEqual(summary["pushed"], {"applied": 0, "unknown": 0, "refused": 1})
        for _ in range(2):
            laptop.sync(code=client.REFUSED)
            self.assertEqual(laptop.status()["refused"], 1)
            self.assertEqual(self.names(), ["Fluffums", "Minouche"])
        self.assertIn("still-listed", json.dumps(laptop.run("queue").json))
        # What the list lacks in the end is gone.
        remove(2)
        laptop.sync()
        self.assertEqual((laptop.status()["refused"], laptop.status()["waiting"]), (0, 0))
        self.assertEqual(laptop.sync()["ghosts"], 0)

    def test_a_deletion_without_an_answer_is_not_done_either(self):
        laptop = self.start()
        self.calls_gone(2)
        laptop.delete("kittens", 2)
        self.server.faults = [lambda handler, serve: serve(), loses_the_answer]
        laptop.sync(code=None)
        laptop.sync(code=client.REFUSED)
        self.assertEqual((laptop.status()["refused"], laptop.status()["unknown"]), (1, 0))

    def test_a_deletion_that_is_given_up_brings_the_kitten_back(self):
        laptop = self.start()
        self.calls_gone(2)
        laptop.delete("kittens", 2)
        laptop.sync(code=client.REFUSED)
        laptop.run("queue", "drop", "1")
        laptop.sync()
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])

    def test_a_kitten_that_is_gone_already_is_deleted(self):
        laptop = self.start()
        laptop.delete("kittens", 2)
        self.server.kittens.remove(2)
        summary = laptop.sync()
        self.assertEqual((summary["pushed"]["applied"], summary["outcome"]), (1, "complete"))
        self.assertEqual(laptop.status()["waiting"], 0)

    def test_what_cannot_come_back_is_said_so(self):
        laptop = self.start()
        laptop.delete("kittens", 2)
        laptop.sync()
        error = laptop.run("undo", "--yes", code=1).json["error"]
        self.assertEqual(error["code"], "not-added-there")
        self.assertIn("it cannot come back", error["message"])

    def test_a_kitten_that_a_colleague_changed_is_not_deleted_unasked(self):
        laptop = self.start()
        laptop.delete("kittens", 2)
        self.server.kittens.put({"id": 2, "name": "Maximilian", "breed": "unknown",
                                 "fluffiness": 5, "cuteness": 10})
        laptop.sync(code=client.CONFLICTS)
        self.assertEqual(self.server.kittens.one(2)["name"], "Maximilian")
        self.assertEqual([c["kind"] for c in laptop.conflicts()], ["delete-update"])

    def test_a_wrong_key_is_refused_at_log_in_and_later(self):
        self.laptop.run("login", "--user", "ann", "--password-stdin", given="woof\n", code=LOGIN)
        laptop = self.start()
        laptop.delete("kittens", 1)
        self.server.kittens.key = "another"
        laptop.sync(code=LOGIN)
        self.assertEqual(laptop.status()["waiting"], 1)
        self.assertEqual(len(self.names()), 2)

    def test_a_captive_portal_changes_nothing(self):
        laptop = self.start()
        self.server.faults = [portal]
        self.assertNotEqual(laptop.sync(code=None)["outcome"], "complete")
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])
        self.assertEqual(laptop.sync()["outcome"], "complete")

    def test_a_row_that_cannot_be_read_makes_no_ghost(self):
        laptop = self.start()
        self.server.kittens.put({"id": 2, "name": "Max", "breed": "x", "fluffiness": float("inf"),
                                 "cuteness": 1})
        for _ in range(3):
            self.assertEqual(laptop.sync(code=None)["ghosts"], 0)
        self.assertEqual(len(self.names()), 3)

    def test_a_row_whose_key_cannot_be_read_may_be_any(self):
        laptop = self.start()
        self.server.kittens.remove(2)
        self.server.kittens.remove(3)
        self.server.kittens.put({"id": "2", "name": "Max"})
        for _ in range(3):
            self.assertEqual(laptop.sync(code=None)["ghosts"], 0)
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])

    def test_two_rows_of_one_key_are_not_written_in_turns(self):
        laptop = self.start()
        doubled = {"id": 2, "name": "Max the second", "breed": None, "fluffiness": 1, "cuteness": 1}
        listed = self.server.kittens.list
        self.server.kittens.list = lambda *arguments: listed(*arguments) + [doubled]
        laptop.sync(code=None)
        for _ in range(2):
            self.assertEqual(laptop.sync(code=None)["pulled"]["rows"], 0)
        self.assertEqual(self.names(), ["Fluffums", "Max", "Minouche"])

    def test_words_are_about_the_key(self):
        wrong = self.laptop.run("login", "--user", "ann", "--password-stdin", given="woof\n",
                                code=LOGIN).json
        self.assertIn("did not accept the key", wrong["error"]["message"])
        none = self.laptop.run("login", "--user", "ann", code=client.USAGE).json
        self.assertIn("No key was given", none["error"]["message"])

    def test_what_could_not_be_verified_is_not_offered(self):
        self.start()
        self.laptop.run("add", "kittens", "name=Tom", code=None)
        self.laptop.run("set", "kittens", "1", "name=Tom", code=None)
        self.assertEqual(self.laptop.status()["waiting"], 0)

    def test_the_server_away_is_offline(self):
        laptop = self.start()
        self.server.http.shutdown()
        self.server.http.server_close()
        self.assertEqual(laptop.sync(code=OFFLINE)["outcome"], "offline")


if __name__ == "__main__":
    unittest.main()
