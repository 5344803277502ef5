"""Every resource of the catalog: a list of it, one row, none, and an empty create where one is offered."""

import models
from depot import rows
from urllib.parse import quote

from depot.question import Question, get, post, where, search

KEYS = rows.first_keys()
QUESTIONS = []
for name, resource in models.RESOURCES.items():
    path, key = resource["path"], resource["key"]
    number = rows.key_column(resource)["type"] == "integer"
    QUESTIONS += [
        get(name, path + "?results_per_page=3"),
        get(name + ", one row", "%s/%s" % (path, quote(str(KEYS[name])))),
        get(name + ", none", "%s/%s" % (path, 999999 if number else "none")),
        search(name + ", found by its key", path, where(key, "==", KEYS[name])),
        Question(name + ", its methods", "OPTIONS", path + "/1"),
    ]
    if "POST" in resource["methods"]:
        QUESTIONS.append(post(name + ", created of nothing", path, {}))
