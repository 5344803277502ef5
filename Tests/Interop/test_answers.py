"""Every answer of `fieldsync --json` against the JSON Schemas in docs/schemas.

All stories of test_interop check the answers they get as well; here each kind of answer is asked
for once, so that none is without a schema and no schema is without an answer.
"""

import copy
import json
import os
import unittest

import jsonschema

import answers
import seed
from client import ERROR, LOGIN, USAGE
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
        self.seen = {}
        self.bench = self.laptop()

    def ask(self, *words, **options):
        document = self.bench.run(*words, **options).json
        self.seen.setdefault(answers.name_of(words, document), (words, document))
        return document

    def every_answer(self):
        """One of each: a day at work, with all that may go wrong."""
        ask, plan = self.ask, self.plan
        ask("version")
        ask("help")
        ask("help", "set")
        ask("init", "--server", self.server.url, "--resources",
            "products,repairs,product_notes,symptom_types,repair_symptom_type_linker,shops,parts")
        ask("sync", code=LOGIN)
        ask("login", "--user", "sam", "--password-stdin", given="correct horse\n")
        ask("sync")
        ask("status")
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
        self.colleague("repairs", 1, outcome="theirs")
        plan("lose", "POST", "repairs")
        ask("sync", code=None)
        ask("conflicts")
        ask("scan", UNIT)
        ask("resolve", "1", "mine")
        ask("resolve", "1", "mine", code=ERROR)
        ask("sync")
        ask("log")
        ask("queue", "show", "2")
        ask("undo", code=USAGE)
        ask("undo", "--yes")
        ask("redo")
        ask("sync")
        self.runs()
        ask("logout")
        ask("logout", "--wipe")

    def runs(self):
        path = os.path.join(self.bench.home, "commands")
        with open(path, "w", encoding="utf-8") as file:
            file.write("status\nlist shops --limit 1\n")
        self.ask("run", path)
        with open(path, "a", encoding="utf-8") as file:
            file.write("show repairs 99999\n")
        document = self.ask("run", path, code=ERROR)
        self.assertEqual(document["line"], 3)
        self.assertEqual([entry["verb"] for entry in document["commands"]], ["status", "list"])

    def test_each_kind_of_answer_has_a_schema_and_each_schema_an_answer(self):
        self.every_answer()
        schemas = {name[:-len(".schema.json")] for name in answers.files()} - {"common"}
        self.assertEqual(set(self.seen), schemas)
        verbs = {verb["name"] for verb in self.ask("help")["verbs"]}
        self.assertEqual({words[0] for words, _ in self.seen.values()}, verbs - {"shell"})

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
                    self.assertFalse(validator.is_valid(other) and member not in ("row", "links"))
            with self.subTest(answer=name):
                self.assertTrue(answers.problems(words, {**document, "surprise": 1}))
                published = json.loads(
                    (answers.FOLDER / (name + ".schema.json")).read_text(encoding="utf-8"))
                self.assertNotIn("unevaluatedProperties", published)

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
