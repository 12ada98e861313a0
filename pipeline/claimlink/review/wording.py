"""What a verdict's fields hold, in words."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

#: Where the words of a stretch are cut when they are shown in a table.
_LONGEST = 80


def say_value(value: JsonValue, text: str = "") -> str:
    """Return the value of a field in words; ``text`` is the article's, for stretches of it.

    >>> say_value({"scale": "truth", "label": "half true"}), say_value(None), say_value(True)
    ('half true (truth)', '', 'yes')
    >>> say_value([{"change": "link", "citation_id": "c1", "supports": False}])
    'citation c1 does not support it'
    """
    if isinstance(value, dict) and "label" in value:
        return f"{value['label']} ({value.get('scale')})"
    if isinstance(value, dict) and "change" in value:
        return _say_correction(value, text)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {say_value(inner)}" for key, inner in value.items() if inner)
    if isinstance(value, list):
        return "; ".join(say_value(inner, text) for inner in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _say_correction(made: Mapping[str, JsonValue], text: str) -> str:
    match made["change"]:
        case "not-a-claim":
            return "not a claim"
        case "kind":
            return f"of the kind {made.get('kind')}"
        case "speaker":
            return f"said by {made.get('name') or 'nobody but the author'}"
        case "link":
            return _say_link(made)
        case "span":
            return f"the claim is {_say_place(made.get('fragments'), text)}"
        case "split":
            parts = made.get("parts")
            places = parts if isinstance(parts, list) else []
            return f"split into {' and '.join(_say_place(place, text) for place in places)}"
        case "merge":
            others = made.get("claim_ids")
            names = others if isinstance(others, list) else []
            return f"one claim with {', '.join(map(str, names))}"
        case other:
            return str(other)


def _say_link(made: Mapping[str, JsonValue]) -> str:
    citation = f"citation {made.get('citation_id')}"
    if not made.get("supports"):
        return f"{citation} does not support it"
    entry = made.get("reference_id")
    return f"{citation} supports it" + (f" and is entry {entry}" if entry else "")


def _say_place(fragments: JsonValue, text: str) -> str:
    """Return the words at a place; the place itself where the article's text is not at hand."""
    stretches = (
        [pair for pair in fragments if isinstance(pair, list)]
        if isinstance(fragments, list)
        else []
    )
    if not text:
        return ", ".join(f"{pair[0]}–{pair[1]}" for pair in stretches)
    words = " … ".join(text[int(str(start)) : int(str(end))] for start, end in stretches)
    return f"“{words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}”"
