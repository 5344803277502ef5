"""The depot answers what the real Flask-Restless answers; what differs is listed with its reason."""

import collections
import unittest

from . import question, questions
from .differences import listed
from .twins import Twins

TOPICS = questions.topics()


class DepotTests(unittest.TestCase):
    """One test a topic; every question of it is put to both servers on the same rows."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.asked, cls.equal, cls.different = collections.Counter(), 0, []
        cls.addClassCleanup(cls.tell)
        cls.twins = Twins()
        cls.addClassCleanup(cls.twins.stop)

    @classmethod
    def tell(cls):
        print("\n%d questions in %d topics: %d answers equal, %d listed differences" % (
            sum(cls.asked.values()), len(cls.asked), cls.equal, len(cls.different)))
        reasons = collections.Counter(difference.why for difference in cls.different)
        for why, count in reasons.most_common():
            print("  %3d  %s" % (count, why))

    def put(self, topic, question):
        """Asks both, and wants the same answer or the listed difference."""
        type(self).asked[topic] += 1
        finding, difference = self.twins.ask(question), listed().get((topic, question.name))
        with self.subTest(topic=topic, question=question.name, target=question.target):
            if difference is None:
                if finding.parts:
                    self.fail(str(finding))
                type(self).equal += 1
            else:
                self.assertTrue(finding.parts, "both say %s: take it off the list of differences"
                                % finding.library.gist)
                self.assertEqual(
                    (finding.library.gist, finding.depot.gist, finding.parts),
                    (difference.library, difference.depot, difference.parts), str(finding))
                self.different.append(difference)


    def test_a_row_that_only_one_side_changed_is_found(self):
        with self.twins.depot.store.connection() as connection:
            connection.execute("UPDATE repairs SET outcome = 'x' WHERE repair_id = 5")
        nothing = question.put("nothing", "repairs/1", {})
        self.assertEqual(self.twins.ask(nothing).parts, ("rows",))
        self.assertEqual(self.twins.ask(nothing).parts, ())


def topic_test(topic, asked):
    def test(self):
        for one in asked:
            self.put(topic, one)
    return test


for name, asked in TOPICS:
    setattr(DepotTests, "test_" + name, topic_test(name, asked))


class QuestionTests(unittest.TestCase):
    """The tables themselves."""

    def test_there_are_enough_and_no_name_occurs_twice_in_a_topic(self):
        self.assertGreaterEqual(sum(len(asked) for _topic, asked in TOPICS), 300)
        for topic, asked in TOPICS:
            doubled = [name for name, count in collections.Counter(
                question.name for question in asked).items() if count > 1]
            self.assertEqual(doubled, [], topic)

    def test_every_listed_difference_belongs_to_a_question(self):
        names = {(topic, question.name) for topic, asked in TOPICS for question in asked}
        self.assertEqual([key for key in listed() if key not in names], [])
