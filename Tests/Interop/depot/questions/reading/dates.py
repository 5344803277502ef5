"""Times and dates in all forms, on top where the library reads them and inside, where it does not."""

from depot.question import search, where

FORMS = [
    "2018-03-01T08:20:00", "2018-03-01T08:20:00.123456", "2018-03-01T08:20:00.1", "2018-03-01 08:20:00",
    "2018-03-01T08:20", "2018-03-01", "20180301", "2018-03-01T08:20:00Z", "2018-03-01T08:20:00+05:00",
    "2018-03-01 10:20:00+02", "2018-03-01T08:20:00 UTC", "Thu, 01 Mar 2018 08:20:00 GMT",
    "1 Mar 2018", "March 1, 2018", "03/01/2018", "13/03/2018", "2018/03/01", "1 March 2018 08:20",
    "2018-03-01T08:20:00.1234567", "2018-03-01 8:20 PM", "20180301T082000", "2018-03",
]
ODD = ["garbage", "2018-13-01", "2018-02-30", "2018-03-01T25:00:00", "2018-03-01T08:61:00", "08:20",
       "10", "2018", "   ", "", "now", "0000-01-01", "99999-01-01", "2018-03-01T08:20:00+99:00"]
OTHERS = [5, 1.5, True, ["2018-03-01"], {"a": 1}]

QUESTIONS = [
    *(search("on top: %s" % text, "repairs", where("created_at", ">=", text)) for text in FORMS),
    *(search("inside: %s" % text, "repairs", {"or": [where("created_at", ">=", text)]})
      for text in FORMS),
    *(search("odd on top: '%s'" % text, "repairs", where("created_at", ">=", text)) for text in ODD),
    *(search("odd inside: '%s'" % text, "repairs", {"or": [where("created_at", ">=", text)]})
      for text in ODD),
    *(search("on top: %r" % (value,), "repairs", where("created_at", ">=", value)) for value in OTHERS),
    *(search("inside: %r" % (value,), "repairs", {"or": [where("created_at", ">=", value)]})
      for value in OTHERS),
    search("a day equal to a day", "repairs", where("arrival_date", "==", "2018-02-28")),
    search("a day equal to a time of that day", "repairs",
           where("arrival_date", "==", "2018-02-28T23:59:59")),
    search("a day with a zone stays the day as written", "repairs",
           where("arrival_date", "==", "2018-02-28T23:59:59-05:00")),
    search("a day inside", "repairs", {"and": [where("arrival_date", "==", "2018-02-28")]}),
    search("a time for a day inside", "repairs",
           {"and": [where("arrival_date", "==", "2018-02-28T23:59:59")]}),
    search("days in order", "repairs", where("arrival_date", ">", "2018-02-28")),
    search("now by name", "repairs", where("created_at", "<", "CURRENT_TIMESTAMP")),
    search("today by name", "repairs", where("arrival_date", "<", "CURRENT_DATE")),
    search("in days", "repairs", where("arrival_date", "in", ["2018-02-28"])),
    search("in times, inside", "repairs", {"or": [where("created_at", "in", ["2018-03-01T08:20:00"])]}),
    search("both streams in one question", "repairs",
           {"or": [where("created_at", ">=", "2018-03-01T09:30:00"),
                   where("modified_at", ">=", "2018-03-01T09:30:00")]}, arguments="&page=9999"),
    search("a pair of time and key", "repairs",
           {"or": [where("created_at", ">", "2018-03-01T10:06:00"),
                   {"and": [where("created_at", "==", "2018-03-01T10:06:00"),
                            where("repair_id", ">", 3)]}]}),
    search("a time like a text", "repairs", where("created_at", "like", "2018%")),
    search("a time like a text, inside", "repairs", {"or": [where("created_at", "like", "2018%")]}),
    search("a time of a linked row", "repairs", where("repair_centre__created_at", "has", "2018-03-01")),
]
