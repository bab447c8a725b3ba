"""The grammar described once: a JSON Schema for editors and a page of documentation, from one table."""

from collections.abc import Mapping

from panah.workflow.keys import HEAD, PART, STEPS, TABLES, Form, Key, Keys

type Json = dict[str, object]

_NAME = "^[a-z0-9][a-z0-9-]*$"
_LENGTH = "[1-9][0-9]* (minute|hour|day|working-day|month|year)s?"
_TIME = f"^({_LENGTH}( (after|before) \\S+)?|at \\S+|until \\S+)$"
_TEXT: Json = {"type": "string", "minLength": 1}
_TEXTS: Json = {"type": "array", "items": _TEXT, "minItems": 1}
_FORMS: Mapping[Form, Json] = {
    "title": {"type": "string", "pattern": "[\u0621-\u06d3]"},
    "name": _TEXT,
    "names": _TEXTS,
    "name-or-names": {"anyOf": [_TEXT, _TEXTS]},
    "targets": {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
    "conditions": {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
    "target": _TEXT,
    "time": {"type": "string", "pattern": _TIME},
    "length": {"type": "string", "pattern": f"^{_LENGTH}$"},
}
_FORM_WORDS: Mapping[Form, str] = {
    "title": "Persian text",
    "name": "name",
    "names": "list of names",
    "name-or-names": "name or list of names",
    "targets": "table: word = target",
    "conditions": "table: word = condition",
    "target": "target",
    "time": "time",
    "length": "length of time",
}
_HEADINGS = {
    "subject": "who the case decides about",
    "document": "a paper this service gives or takes",
    "fee": "a charge",
    "start": "a way in",
    "on": "what a human may say at any time",
    "figure": "what is counted on the way",
    "end": "how it ends for a subject",
}


def service_schema() -> Json:
    """Describe `service.toml` as a JSON Schema (2020-12)."""
    properties: Json = {name: _key_schema(key) for name, key in HEAD.items()}
    for heading, keys in TABLES.items():
        properties[heading] = _named(_table_schema(keys))
    properties["step"] = _named({"$ref": "#/$defs/step"})
    kinds = [_table_schema(keys) for kind, keys in STEPS.items() if kind != "each"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "service.toml",
        "type": "object",
        "properties": properties,
        "required": [*HEAD.required, "subject", "start", "step", "end"],
        "additionalProperties": False,
        "$defs": {"plain-step": {"oneOf": kinds}, "step": {"oneOf": [*kinds, _block_schema()]}},
    }


def _key_schema(key: Key) -> Json:
    found = dict(_FORMS[key.form], description=key.meaning)
    if key.choices:
        found["enum"] = list(key.choices)
    return found


def _table_schema(keys: Keys) -> Json:
    return {
        "type": "object",
        "properties": {name: _key_schema(key) for name, key in keys.items()},
        "required": list(keys.required),
        "additionalProperties": False,
    }


def _block_schema() -> Json:
    return {**_table_schema(STEPS["each"]), "additionalProperties": {"$ref": "#/$defs/plain-step"}}


def _named(table: Json) -> Json:
    return {"type": "object", "propertyNames": {"pattern": _NAME}, "additionalProperties": table}


def service_docs() -> str:
    """Describe `service.toml` as a Markdown page."""
    parts = ["# service.toml\n", "Keys marked * must be there.\n", _docs_table("Head of the file", HEAD)]
    parts += [_docs_table(f"[{name}.<name>]: {_HEADINGS[name]}", keys) for name, keys in TABLES.items()]
    parts += [_docs_table(f"[step.<name>] of kind `{kind}`", keys) for kind, keys in STEPS.items()]
    parts.append(_docs_table("[part]: the head of a file in parts/", PART))
    return "\n".join(parts)


def _docs_table(title: str, keys: Keys) -> str:
    rows = [
        f"| `{name}`{'*' if key.required else ''} | {_form_words(key)} | {key.meaning} |"
        for name, key in keys.items()
    ]
    return "\n".join([f"## {title}\n", "| key | form | meaning |", "|---|---|---|", *rows, ""])


def _form_words(key: Key) -> str:
    return " or ".join(f"`{choice}`" for choice in key.choices) or _FORM_WORDS[key.form]
