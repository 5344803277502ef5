"""The comparison itself can fail: each part that differs is found, and nothing else is."""

import datetime
import email.message
import unittest

from .answer import Comparable

ROW = '{"created_at":"%s","place":"http://127.0.0.1:%d/v1/x"}\n'
LONG_AGO = "2018-03-01T08:00:00"


class Given:
    """An answer as `reference.Answer` would hold it."""

    def __init__(self, body=ROW % (LONG_AGO, 80), status=200, **headers):
        self.status, self.body = status, body.encode()
        self.headers = email.message.Message()
        for name, values in {"Content_Type": ["application/json"], **headers}.items():
            for value in values:
                self.headers[name.replace("_", "-")] = value


def compared(one, other, ports=(80, 81)):
    return Comparable(one, ports[0]).differences(Comparable(other, ports[1]))


class AnswerTests(unittest.TestCase):
    def test_the_same_answer_of_two_servers_is_the_same(self):
        self.assertEqual(compared(Given(), Given(ROW % (LONG_AGO, 81))), ())

    def test_each_part_is_compared(self):
        for other, parts in (
                (Given(status=201), ("status",)),
                (Given(ROW % ("2018-03-01T08:00:01", 80)), ("body",)),
                (Given(Content_Type=["application/json"] * 2), ("headers",)),
                (Given(Link=["<x>"]), ("headers",)),
                (Given(Location=["http://127.0.0.1:99/v1/x"]), ("headers",)),
                (Given('{ "created_at":"x"}'), ("body",))):
            with self.subTest(parts=parts, headers=str(other.headers)):
                self.assertEqual(compared(Given(), other, (80, 80)), parts)

    def test_rows_are_compared(self):
        one, other = Comparable(Given(), 80), Comparable(Given(), 80)
        other.rows = {("repairs", 1): None}
        self.assertEqual(one.differences(other), ("rows",))

    def test_only_a_time_of_these_minutes_is_any_time(self):
        now = datetime.datetime.utcnow()
        near = [(now - datetime.timedelta(seconds=s)).isoformat() for s in (0, 60)]
        far = (now - datetime.timedelta(hours=1)).isoformat()
        self.assertEqual(compared(*(Given(ROW % (time, 80)) for time in near), (80, 80)), ())
        self.assertEqual(compared(*(Given(ROW % (time, 80)) for time in (near[0], far)), (80, 80)),
                         ("body",))

    def test_the_words_of_an_error_page_do_not_count_but_its_kind_does(self):
        page = Given("<h1>Oh</h1>", 500, Content_Type=["text/html"])
        other = Given("<h1>Dear</h1>", 500, Content_Type=["text/html"])
        self.assertEqual(compared(page, other), ())
        self.assertEqual(compared(page, Given("{}", 500)), ("headers", "body"))

    def test_methods_are_allowed_in_any_order(self):
        self.assertEqual(compared(Given(Allow=["GET, PUT"]), Given(Allow=["PUT, GET"]), (80, 80)), ())
        self.assertEqual(compared(Given(Allow=["GET, PUT"]), Given(Allow=["GET"]), (80, 80)),
                         ("headers",))
