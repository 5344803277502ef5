"""DELETE: a row, a parent, what is under a row."""

import seed
from depot.question import Question, delete

UNIT = seed.imei(1)
QUESTIONS = [
    delete("a row", "product_notes/1"),
    delete("a row that was never there", "product_notes/999"),
    delete("a key that is no number", "product_notes/abc"),
    delete("a text key", "channels/plain"),
    delete("a text key with a space", "channels/with%20space"),
    delete("an unknown text key", "channels/nope"),
    delete("a parent of rows that may be alone", "shops/1"),
    delete("a parent of rows that may not", "repairs/1"),
    delete("a parent of both", "repairs/31"),
    delete("a parent without children", "repairs/34"),
    delete("a parent whose children it does not list", "repair_centres/1"),
    delete("a parent whose children might be alone, and are not listed", "repair_centres/9"),
    delete("a part that is fitted", "parts/1"),
    delete("a type of parts", "part_types/1"),
    delete("a type of products", "product_types/1"),
    delete("a hub with shops and products", "hubs/1"),
    delete("an entity", "entities/1"),
    delete("a product", "products/" + UNIT),
    delete("a state type", "state_types/3"),
    delete("a software version", "software_version_types/1"),
    delete("a customer", "customers/1"),
    delete("what a soft link leads to", "connections/1"),
    delete("a collection", "product_notes"),
    delete("a collection by a question", "product_notes?q=%7B%22filters%22%3A%5B%5D%7D"),
    delete("where none is offered", "states/1"),
    delete("rows under a row", "products/%s/notes" % UNIT),
    delete("a row under a row", "products/%s/notes/1" % UNIT),
    delete("a row under a row, which may be alone", "shops/2/products/" + UNIT),
    delete("a row under another row", "shops/1/products/" + UNIT),
    delete("an unknown row under a row", "shops/1/products/0"),
    delete("a row under an unknown row", "shops/999/products/" + UNIT),
    delete("an unknown relation's row", "shops/1/nope/1"),
    Question("with a body", "DELETE", "product_notes/1", "{}", {"Content-Type": "application/json"}),
    Question("with a body that is no JSON", "DELETE", "product_notes/1", "{", {"Content-Type": "text/plain"}),
]
