"""Every method on a collection, a row and what is under it."""

from depot.question import JSON, Question

TARGETS = {"a collection": "repairs", "a row": "repairs/1", "an unknown row": "repairs/999",
           "rows under a row": "repairs/1/alerts", "a row under a row": "repairs/1/alerts/1",
           "a collection that is only read": "states", "a row that is only read": "states/1",
           "a collection without POST": "part_product_linker",
           "a collection of no methods": "serials", "a row of no methods": "serials/1",
           "nothing": "nope", "a row of nothing": "nope/1"}
READING = ["HEAD", "OPTIONS"]
WRITING = ["PATCH", "POST", "PUT", "DELETE", "TRACE", "LINK"]

QUESTIONS = [
    *(Question("%s %s" % (method, name), method, target)
      for method in READING for name, target in TARGETS.items()),
    *(Question("%s %s" % (method, name), method, target, "{}", JSON)
      for method in WRITING for name, target in TARGETS.items()
      if not (method == "DELETE" and name == "a row")),
    Question("HEAD of a question", "HEAD", "repairs?q=%7B%22single%22%3Atrue%2C%22limit%22%3A1%7D"),
    Question("HEAD of a mistake", "HEAD", "repairs?q=nonsense"),
    Question("GET with a body", "GET", "repairs?results_per_page=1", '{"filters":[]}', JSON),
    Question("another method in a header", "POST", "product_notes", "{}",
             {**JSON, "X-HTTP-Method-Override": "DELETE"}),
]
