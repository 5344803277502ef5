"""What a column takes for its value in a body, and what it makes of it."""

import seed
from depot.question import put

INTEGERS = [5, "2", " 3 ", "abc", "", "1.5", 1.5, 2.5, -1.5, True, [1], {"a": 1}, 2 ** 31, 2 ** 52 + 1,
            "99999999999", 1e300, "1\0"]
REALS = [5, "2.5", " 3e2 ", "abc", "", 1.5, 1e300, 1e-7, True, [1], {"a": 1}, 2 ** 60]
TEXTS = ["x", "", "  ", 5, 1.5, -0.0, 1e16, True, False, ["a"], {"a": 1}, "a\0b", "\ud83d", "é" * 300, 10 ** 20]
FLAGS = [True, False, 0, 1, 2, 1.0, 0.0, 1.5, "true", "f", "", "abc", [True], {"a": 1}]
DATES = ["2019-01-02", "2019-01-02T23:59:59", "2019-01-02T23:59:59-05:00", "", "  ", "garbage",
         "2019-02-30", 5, True, [], {}, "1 Feb 2019", "02/01/2019", "10"]
TIMES = ["2019-01-02T03:04:05", "2019-01-02T03:04:05.6", "2019-01-02T03:04:05.000001",
         "2019-01-02 03:04:05", "2019-01-02", "2019-01-02T03:04:05Z", "2019-01-02T03:04:05+05:30", "",
         "garbage", 5, 1.5, False, ["2019-01-02"], "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "\0"]
JSONS = [{"b": [1, 2.0, None, True], "a": "é"}, [], {}, "text", 0, 1.5, False, [[["deep"]]], "a\0b",
         1e300, 10 ** 30, {"": 1}]
ARRAYS = [["x", "é"], [], "text", 5, {"a": 1}, True, [1, 2], [None]]
INTERVALS = [60, 1.5, "60", "abc", True, [1]]


def asked(kind, column, values, target="repairs/1"):
    return [put("%s takes %.40r" % (kind, value), target, {column: value}) for value in values]


QUESTIONS = [
    *asked("an integer", "software_lock", INTEGERS, "products/" + seed.imei(1)),
    *asked("an integer that refers to nothing", "latest_workflow_event_id", INTEGERS),
    *asked("a real number", "measured_battery_capacity", REALS),
    *asked("a text", "outcome", TEXTS),
    *asked("a truth value", "pending_status", FLAGS),
    *asked("a date", "arrival_date", DATES),
    *asked("a time", "start_time", TIMES, "alerts/1"),
    *asked("a JSON value", "context", JSONS),
    *asked("an array", "parameter_types", ARRAYS, "product_types/1"),
    *asked("an interval", "analysis_frequency", INTERVALS, "alert_types/1"),
]
