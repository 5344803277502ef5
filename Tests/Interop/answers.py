"""The JSON Schemas of what `fieldsync --json` prints, and which of them an answer must satisfy."""

import copy
import functools
import json

import jsonschema
from referencing import Registry, Resource

import catalog

FOLDER = catalog.ROOT / "docs" / "schemas"

# Verbs whose answer depends on the word or option that follows.
VARIANTS = {
    ("queue", "show"): "queue-show", ("queue", "hold"): "queue-hold",
    ("queue", "release"): "queue-hold", ("queue", "drop"): "queue-drop",
    ("catalog", "show"): "catalog-show", ("catalog", "check"): "catalog-check",
    ("sync", "--dry-run"): "sync-plan", ("resolve", "--all"): "resolve-all",
    ("outbox", "recover"): "outbox-recover", ("outbox", "export"): "outbox-export",
    ("agent", "status"): "agent-status", ("agent", "once"): "agent-once",
    ("agent", "pause"): "agent-pause", ("agent", "resume"): "agent-pause",
    ("agent", "stop"): "agent-stop", ("agent", "install"): "agent-unit",
    ("agent", "uninstall"): "agent-unit",
    ("outbox", "import"): "outbox-import", ("outbox", "recall"): "outbox-recall",
    ("product", "show"): "scan", ("product", "parts"): "product-parts",
    ("product", "state"): "product-state", ("product", "watch"): "product-watch",
    ("alert", "list"): "list",
    ("repair", "show"): "repair-show", ("repair", "list"): "list",
    ("workflow", "show"): "workflow-show", ("workflow", "fill"): "workflow-step",
    ("workflow", "event"): "workflow-step", ("workflow", "open"): "workflow-open",
}

# Verbs whose words are verbs again, with the same answers.
OF_VERBS = {"appliance"}


def closed(schema):
    """The schema without room for members that it does not name.

    To whoever reads answers more members may come; here each must have been written down.
    """
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {name: closed(part) for name, part in schema.items()}
    if "properties" in schema and schema.get("type") == "object":
        result.setdefault("unevaluatedProperties", False)
    return result


def files():
    return {path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(FOLDER.glob("*.schema.json"))}


@functools.lru_cache(maxsize=None)
def validators():
    documents = {}
    for name, document in files().items():
        document = copy.deepcopy(document)
        definitions = document.pop("$defs", {})
        document = closed(document)
        # What is shared is closed by whoever uses it, together with what that adds.
        document["$defs"] = {key: open_at_the_top(part) for key, part in definitions.items()}
        documents[name] = document
    registry = Registry().with_resources(
        [(document["$id"], Resource.from_contents(document)) for document in documents.values()])
    return {name[:-len(".schema.json")]: jsonschema.Draft202012Validator(document, registry=registry)
            for name, document in documents.items()}


def open_at_the_top(definition):
    result = closed(definition)
    if isinstance(result, dict):
        result.pop("unevaluatedProperties", None)
    return result


def name_of(words, document):
    """The schema of an answer to these words."""
    if "error" in document:
        return "error"
    if "plan" in document:
        return "plan"
    verb = words[0]
    if verb in OF_VERBS:
        return name_of(words[1:] or ["repair"], document)
    if verb == "queue" and "receipt" in document:
        return "queue-change"
    for word in words[1:]:
        if (verb, word) in VARIANTS:
            return VARIANTS[verb, word]
    if verb == "help" and "verb" in document:
        return "help-verb"
    return verb


def problems(words, document):
    """In what an answer is not what its schema says."""
    validator = validators()[name_of(words, document)]
    found = ["%s: %s" % (error.json_path, error.message)
             for error in validator.iter_errors(document)]
    for entry in document.get("commands", []):
        found += problems_of_line(entry["verb"], entry["result"])
    return found


def problems_of_line(verb, document):
    """In what the answer to a line of a file is not what its schema says.

    The entry names the verb alone, so any schema of that verb will do.
    """
    names = {name_of([verb], document)} | {
        name for (owner, _word), name in VARIANTS.items() if owner == verb}
    faults = [["%s: %s: %s" % (name, error.json_path, error.message)
               for error in validators()[name].iter_errors(document)] for name in sorted(names)]
    return min(faults, key=len)
