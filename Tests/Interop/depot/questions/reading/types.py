"""Values of another type than their column's: what PostgreSQL takes, refuses or cannot read."""

from depot.question import search, where

VALUES = [5, "5", " 5 ", "+5", "-5", "5_0", "0x5", "1e1", "abc", "", 1.5, "1.5", True, False, "true", "yes",
          [5], [], {"a": 1}, {}, 99999999999, "99999999999", 10 ** 30, "a\0b", "NaN", "é"]
COLUMNS = {"an integer": "repair_id", "a real number": "measured_battery_capacity",
           "a text": "outcome", "a truth value": "pending_status", "a JSON value": "context"}

QUESTIONS = [
    *(search("%s beside %r" % (kind, value), "repairs", where(column, "==", value))
      for kind, column in COLUMNS.items() for value in VALUES),
    *(search("%s above %r" % (kind, value), "repairs", {"and": [where(column, ">", value)]})
      for kind, column in COLUMNS.items() for value in (5, "5", 1.5, True, "x", [5])),
    *(search("%s like %r" % (kind, value), "repairs", where(column, "like", value))
      for kind, column in COLUMNS.items() for value in ("1%", 1, True)),
    search("a key of digits beside a number", "products", where("product_imei", "==", 350000070000373)),
    search("an interval beside a number", "alert_types", where("analysis_frequency", "==", 3600)),
    search("an interval beside a real number", "alert_types", where("analysis_frequency", ">=", 3600.5)),
    search("an interval beside text", "alert_types", where("analysis_frequency", "==", "3600")),
    search("an interval beside a clock", "alert_types", where("analysis_frequency", "==", "01:00:00")),
    search("an array beside a text", "product_types", where("parameter_types", "==", "voltage")),
    search("an array beside a list", "product_types", where("parameter_types", "==", ["voltage"])),
    search("an option that is none", "repairs", where("process", "==", "Juggled")),
    search("a binary text", "rtc_mo_message_history", where("message_bin", "==", "AAE1")),
]
