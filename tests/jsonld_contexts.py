"""What the contexts that exports name say of the terms that exports use; nothing is fetched.

Restated from https://schema.org/docs/jsonldcontext.jsonld (release 27) and
https://www.w3.org/ns/anno.jsonld (2016), fewer terms of them and none otherwise.
"""

from __future__ import annotations

from pydantic import JsonValue

SCHEMA_ORG: dict[str, JsonValue] = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}

_LINKS = {
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
}
_TEXTS = {
    "format": "dc:format",
    "value": "rdf:value",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}
_TYPES = ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")
_MOTIVATIONS = ("commenting", "describing", "linking", "tagging")

ANNOTATIONS: dict[str, JsonValue] = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (*_TYPES, *_MOTIVATIONS)},
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    **_TEXTS,
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
}
