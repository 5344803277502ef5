"""Every answer of `fieldsync --json` against the JSON Schemas in docs/schemas.

All stories of test_interop check the answers they get as well; here each kind of answer is asked
for once, so that none is without a schema and no schema is without an answer.
"""

import contextlib
import copy
import json
import os
import unittest

import jsonschema

import answers
import seed
from client import CONFLICTS, ERROR, LIMITED, LOGIN, REFUSED, USAGE
from test_interop import InteropTestCase

UNIT = seed.imei(1)


class SchemaFileTests(unittest.TestCase):
    def test_each_file_is_a_schema_under_its_own_name(self):
        for name, document in answers.files().items():
            with self.subTest(file=name):
                jsonschema.Draft202012Validator.check_schema(document)
                self.assertTrue(document["$id"].endswith("/1/" + name))
                self.assertTrue(document["title"])


class AnswerTests(InteropTestCase):
    def setUp(self):
        super().setUp()
        self.seen, self.typed = {}, set()
        self.bench = self.laptop()

    def ask(self, *words, **options):
        document = self.bench.run(*words, **options).json
        self.seen.setdefault(answers.name_of(words, document), (words, document))
        self.typed.add(words[0])
        return document

    def every_answer(self):
        """One of each: a day at work, with all that may go wrong."""
        ask, plan = self.ask, self.plan
        ask("version")
        ask("help")
        ask("help", "set")
        ask("init", "--server", self.server.url, "--resources",
            "products,repairs,product_notes,symptom_types,repair_symptom_type_linker,shops,parts,"
            "part_product_linker,alerts")
        ask("sync", code=LOGIN)
        ask("login", "--user", "sam", "--password-stdin", given="correct horse\n")
        ask("sync")
        ask("status")
        ask("scope")
        ask("catalog")
        ask("catalog", "show", "repairs")
        ask("catalog", "check")
        ask("list", "repairs", "--limit", "3")
        ask("show", "repairs", "1")
        ask("scan", UNIT)
        ask("sql", "SELECT repair_id, process, 1.5, NULL FROM repairs LIMIT 2")
        note = ask("add", "product_notes", "product_imei=" + UNIT, "note_text=One.")["change"]
        ask("add", "repairs", "product_imei=" + UNIT)
        ask("add", "repair_symptom_type_linker", "repair_id=new:1", "symptom_type_id=1")
        ask("set", "repairs", "1", "outcome=mine")
        ask("set", "repairs", "1", "outcome=mine")
        ask("delete", "product_notes", "2")
        ask("show", "repairs", "new:1")
        ask("queue")
        ask("queue", "show", str(note))
        ask("queue", "hold", str(note))
        ask("sync", "--dry-run")
        ask("queue", "release", str(note))
        ask("queue", "drop", str(note))
        ask("product", "show", UNIT)
        ask("product", "state", UNIT)
        ask("product", "parts", UNIT)
        ask("product", "watch")
        ask("alert", "list")
        ask("repair", "list")
        ask("repair", "show", "1")
        ask("workflow", "show", "1")
        ask("workflow", "fill", "1", "x=1", code=ERROR)
        opened = ask("workflow", "open", UNIT)
        ask("queue", "drop", str(opened["change"]))
        # As a server that has workflows, which this one has not, would have told it.
        self.bench.type_sql(
            "INSERT INTO sync_answer(action, question, answer) VALUES ('repair_current_state', ?, ?)",
            '{"language":"en","repair_id":1}',
            '{"data":{"ident":"a","inputs":[{"ident":"x","data_type":"int"}],"events":[{"ident":"e"}]}}')
        filled = ask("workflow", "fill", "1", "x=1")
        ask("workflow", "show", "1")
        ask("queue", "drop", str(filled["change"]))
        ask("symptom", "add", "1", "1", code=ERROR)
        ask("part", "add", "1", "1", code=ERROR)
        ask("appliance", "repair", "list", code=ERROR)
        ask("product", "note", UNIT, "Two.", "--explain")
        step = ask("product", "note", UNIT, "Two.")["plan"][0]["result"]
        ask("queue", "drop", str(step["change"]))
        call = ask("do", "enable", UNIT)["change"]
        ask("queue", "drop", str(call))
        self.colleague("repairs", 1, outcome="theirs")
        plan("lose", "POST", "repairs")
        ask("sync", code=None)
        ask("conflicts")
        ask("scan", UNIT)
        ask("resolve", "1", "mine")
        ask("resolve", "1", "mine", code=ERROR)
        ask("resolve", "--all", "theirs")
        ask("config")
        ask("sync")
        ask("log")
        ask("queue", "show", "2")
        ask("undo", code=USAGE)
        ask("undo", "--yes")
        ask("redo")
        ask("sync")
        self.runs()
        self.travels()
        self.works_alone()
        ask("logout")
        ask("logout", "--wipe")

    def travels(self):
        """Unsent work in a file, and after the loss of the database."""
        ask, home = self.ask, self.bench.home
        stick = os.path.join(home, "stick.jsonl")
        ask("set", "repairs", "1", "outcome=travels")
        self.assertEqual(ask("outbox", "export", stick)["operations"], 1)
        ask("queue")
        self.assertEqual(ask("outbox", "import", stick)["taken"], [])
        self.assertEqual(ask("outbox", "recall")["recalled"], 1)
        ask("outbox", "recover", code=ERROR)
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(home, "replica.sqlite" + suffix))
        self.assertEqual(ask("outbox", "recover")["taken"], ["repairs 1"])
        ask("sync")
        os.unlink(stick)

    def works_alone(self):
        """An agent, from its first run to its end, and a systemd that takes whatever it is told."""
        ask = self.ask
        ask("agent", "status")
        ask("agent", "once")
        with self.bench.begun("agent") as agent:
            while not ask("agent", "status")["last_run"]:
                pass
            ask("agent", "pause")
            ask("agent", "resume")
            ask("agent", "stop")
            words, document = agent()
            self.seen.setdefault(answers.name_of(words, document), (words, document))
            self.typed.add(words[0])
        tools = os.path.join(self.bench.home, "bin")
        os.mkdir(tools)
        with open(os.path.join(tools, "systemctl"), "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexit 0\n")
        os.chmod(file.name, 0o755)
        self.bench.variables["PATH"] = tools + ":" + os.environ["PATH"]
        self.assertTrue(os.path.exists(ask("agent", "install")["file"]))
        self.assertFalse(os.path.exists(ask("agent", "uninstall")["file"]))

    def runs(self):
        path = os.path.join(self.bench.home, "commands")
        with open(path, "w", encoding="utf-8") as file:
            file.write("status\nlist shops --limit 1\n")
        document = self.ask("run", path)
        for entry in document["commands"]:
            entry["result"]["surprise"] = 1
        self.assertEqual(len(answers.problems(["run", path], document)), 2)
        self.verbs_with_variants()
        with open(path, "a", encoding="utf-8") as file:
            file.write("show repairs 99999\n")
        document = self.ask("run", path, code=ERROR)
        self.assertEqual(document["line"], 3)
        self.assertEqual([entry["verb"] for entry in document["commands"]], ["status", "list"])

    def verbs_with_variants(self):
        path = os.path.join(self.bench.home, "variants")
        lines = ["queue", "catalog", "catalog show repairs", "help", "help set", "sync --dry-run",
                 "queue show 2"]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))
        document = self.bench.run("run", path).json
        self.assertEqual([entry["verb"] for entry in document["commands"]],
                         [line.split()[0] for line in lines])
        for place, line in enumerate(lines):
            changed = copy.deepcopy(document)
            changed["commands"][place]["result"]["surprise"] = 1
            self.assertTrue(answers.problems(["run", path], changed), line)

    def test_each_kind_of_answer_has_a_schema_and_each_schema_an_answer(self):
        self.every_answer()
        schemas = {name[:-len(".schema.json")] for name in answers.files()} - {"common"}
        self.assertEqual(set(self.seen), schemas)
        verbs = {verb["name"] for verb in self.ask("help")["verbs"]}
        self.assertEqual(self.typed, verbs - {"shell"})

    def test_an_answer_that_lost_or_changed_a_member_is_noticed(self):
        self.every_answer()
        for name, (words, document) in self.seen.items():
            for member in sorted(set(document) - {"warnings", "line", "commands", "candidates", "steps"}):
                if member == "exit_codes" and name not in ("error", "sync"):
                    continue
                with self.subTest(answer=name, member=member):
                    less = {key: value for key, value in document.items() if key != member}
                    other = {**copy.deepcopy(document), member: {"unexpected": True}}
                    # An error without its error is judged by the schema of its verb.
                    validator = answers.validators()[name]
                    self.assertFalse(validator.is_valid(less) and member != "exit_codes")
                    self.assertFalse(validator.is_valid(other) and member not in ("row", "links", "inputs"))
            with self.subTest(answer=name):
                self.assertTrue(answers.problems(words, {**document, "surprise": 1}))
                published = json.loads(
                    (answers.FOLDER / (name + ".schema.json")).read_text(encoding="utf-8"))
                self.assertNotIn("unevaluatedProperties", published)

    def test_a_change_that_has_left_the_queue_is_shown_whatever_became_of_it(self):
        closed = self.closed_changes()
        shown = {}
        for wanted, number in closed.items():
            words = ("queue", "show", str(number))
            document = self.bench.run(*words).json
            with self.subTest(change=wanted):
                self.assertEqual(answers.name_of(words, document), "queue-change")
                self.assertEqual((document["state"], document["number"]), (wanted[0], number))
                receipt = document["receipt"]
                self.assertEqual(receipt and receipt["outcome"], wanted[1])
                self.assertTrue(document["columns"])
                shown[document["state"]] = document
        states = answers.files()["common.schema.json"]["$defs"]["recorded_change"]["properties"]
        self.assertEqual(set(shown), set(states["state"]["enum"]) - {"waiting"})
        validator = answers.validators()["queue-change"]
        for document in shown.values():
            for change in ({"receipt": {}}, {"state": "gone"}, {"columns": [{"column": "x"}]},
                           {"needs": []}):
                self.assertFalse(validator.is_valid({**document, **change}), change)

    def closed_changes(self):
        """The numbers of closed changes, by what became of them and how the server confirmed it."""
        bench = self.bench.start(resources=("products", "repairs", "product_notes"))
        given_up = bench.run("set", "repairs", "1", "outcome=dropped").json["change"]
        bench.run("queue", "drop", str(given_up))
        taken_back = bench.run("set", "repairs", "2", "outcome=undone").json["change"]
        bench.run("undo", "--yes")
        nothing = bench.run("add", "product_notes", "product_imei=" + UNIT, "note_text=x").json
        bench.run("delete", "product_notes", nothing["key"])
        replaced = bench.run("set", "product_notes", "3", "note_text=mine").json["change"]
        self.server.control("write", resource="product_notes", key=3)
        bench.sync(code=None)
        bench.run("resolve", "1", "theirs")
        confirmed = bench.run("set", "repairs", "4", "outcome=confirmed").json["change"]
        bench.sync()
        self.plan("lose", "POST", "product_notes")
        adopted = bench.run("add", "product_notes", "product_imei=" + UNIT, "note_text=lost").json
        bench.sync(code=None)
        bench.sync()
        return {("dropped", None): given_up, ("undone", None): taken_back,
                ("void", None): nothing["change"], ("superseded", None): replaced,
                ("delivered", "confirmed"): confirmed, ("delivered", "adopted"): adopted["change"]}

    def test_where_several_codes_hold_the_gravest_wins_and_all_are_told(self):
        bench = self.bench.start(resources=("products", "repairs", "hubs"))
        bench.set("repairs", 1, outcome="mine")
        self.colleague("repairs", 1, outcome="theirs")
        bench.type_sql("UPDATE hubs SET name = 'Hub 1' WHERE hub_id = 3")
        self.assertEqual(bench.sync(code=REFUSED)["exit_codes"], [REFUSED, CONFLICTS])
        limited = bench.sync("--max-bytes", "1", code=REFUSED)
        self.assertEqual(limited["exit_codes"], [REFUSED, CONFLICTS, LIMITED])
        self.server.control("expire")
        self.assertEqual(bench.sync(code=LOGIN)["exit_codes"], [LOGIN, REFUSED, CONFLICTS])

    def test_every_error_is_told_in_one_shape(self):
        bench = self.bench
        bench.run("status", code=ERROR)
        bench.run("init", code=USAGE)
        bench.run("init", "--server", self.server.url, "--resources", "repairs,shops")
        bench.run("sync", code=LOGIN)
        bench.run("login", "--user", "sam", "--password-stdin", given="wrong\n", code=LOGIN)
        bench.log_in()
        bench.sync()
        for words, code in [
                (["sett"], USAGE), (["list", "repair"], USAGE), (["list", "parts"], ERROR),
                (["show", "repairs", "99999"], ERROR), (["set", "repairs", "1", "x=1"], USAGE),
                (["add", "repairs"], USAGE), (["sql", "DELETE FROM repairs"], USAGE),
                (["resolve", "9", "mine"], ERROR), (["queue", "drop", "9"], ERROR),
                (["run", "/nowhere"], ERROR), (["scan", "000"], ERROR),
                (["sync", "--pull", "--push"], USAGE), (["catalog", "show", "x"], USAGE)]:
            with self.subTest(words=words):
                document = bench.run(*words, code=code).json
                self.assertEqual(document["exit_codes"], [code])
        french = dict(bench.environment(), LANG="fr_FR.UTF-8")
        english = bench.run("show", "repairs", "99999", code=ERROR).json["error"]
        bench.environment = lambda: french
        document = bench.run("show", "repairs", "99999", code=ERROR).json["error"]
        self.assertEqual(document["code"], english["code"])
        self.assertNotEqual(document["message"], english["message"])


if __name__ == "__main__":
    unittest.main()
