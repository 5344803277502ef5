"""One row by its key."""

import seed
from depot.question import get

KEYS = ["1", "33", "999", "abc", "1.0", "99999999999", "-1", "0", "%201%20", "+1", "1e0", "01", "%31",
        "1%00", "%C3%A9", "%FF", "null", "None", "1;2", "1,2", "%E2%82%AC", "0x1", "2147483648"]
QUESTIONS = [
    *(get("key %s" % key, "repairs/" + key) for key in KEYS),
    get("a text key", "products/" + seed.imei(1)),
    get("an unknown text key", "products/350000070000371"),
    get("a text key with a space", "channels/with%20space"),
    get("a text key with a plus sign for a space", "channels/with+space"),
    get("a text key of all sorts, escaped", "channels/plus%2B%C3%A9%2Fslash%3F"),
    get("a row with every kind of JSON", "repairs/31"),
    get("a very small number", "repairs/33"),
    get("a very great number", "repairs/34"),
    get("a row of escapes", "product_notes/901"),
    get("a row beyond the basic plane", "product_notes/902"),
    get("q does nothing beside a key", "repairs/1?q=nonsense"),
    get("a page does nothing beside a key", "repairs/1?page=abc"),
]
