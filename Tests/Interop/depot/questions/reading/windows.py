"""limit, offset and single inside `q`."""

import seed
from depot.question import raw, search, where

ONE, NONE = where("repair_id", "==", 1), where("repair_id", "==", 999)
ODD = ["5", "", "x", None, True, False, 2.5, -1, [], [1], {}, "-1", 99999999999]

QUESTIONS = [
    search("a limit", "repairs", limit=5),
    search("a limit over a page", "repairs", limit=25),
    search("a limit, second page", "repairs", limit=25, arguments="&page=2"),
    search("a limit, its last page", "repairs", limit=25, arguments="&page=3"),
    search("a limit of great pages", "repairs", limit=25, arguments="&results_per_page=100"),
    search("a limit over all", "repairs", limit=1000, arguments="&results_per_page=100"),
    search("limit 0 is none", "repairs", limit=0),
    search("an offset", "repairs", offset=30),
    search("an offset, second page", "repairs", offset=5, arguments="&page=2&results_per_page=3"),
    search("an offset over all", "repairs", offset=1000),
    search("a limit and an offset", "repairs", limit=5, offset=3),
    search("a limit and an offset near the end", "repairs", limit=10, offset=31),
    search("a limit, an offset and pages", "repairs", limit=7, offset=3,
           arguments="&page=2&results_per_page=4"),
    search("a limit and an order", "repairs", limit=3,
           order_by=[{"field": "repair_id", "direction": "desc"}]),
    search("a limit, page beyond", "repairs", limit=3, arguments="&page=5"),
    search("a limit, page -1", "repairs", limit=3, arguments="&page=-1"),
    *(search("limit %r" % (value,), "repairs", limit=value) for value in ODD),
    *(search("offset %r" % (value,), "repairs", offset=value) for value in ODD),
    search("single", "repairs", ONE, single=True),
    search("single finds nothing", "repairs", NONE, single=True),
    search("single finds more", "repairs", single=True),
    search("single of a text key", "products", where("product_imei", "==", seed.imei(1)),
           single=True),
    search("single with a limit of one", "repairs", limit=1, single=True),
    search("single with an offset", "repairs", limit=1, offset=4, single=True),
    search("single with an order", "repairs", limit=1, single=True,
           order_by=[{"field": "repair_id", "direction": "desc"}]),
    search("single does not care for pages", "repairs", ONE, single=True, arguments="&page=7"),
    *(search("single %r" % (value,), "repairs", ONE, single=value)
      for value in (False, 0, 1, "no", "", None, [], [0])),
    search("single with a wrong value", "repairs", where("repair_id", "==", "abc"), single=True),
    search("single with a wrong kind", "repairs", where("outcome", "==", 5), single=True),
    search("single with a negative limit", "repairs", limit=-1, single=True),
    search("single of grouped rows", "repairs", ONE, single=True, group_by=[{"field": "outcome"}]),
    search("a wrong value and a page that is no number", "repairs",
           where("repair_id", "==", "abc"), arguments="&page=x"),
    search("disjunction means nothing", "repairs", ONE, NONE, disjunction=True),
    raw("a limit in capitals", "repairs", '{"LIMIT":1}'),
]
