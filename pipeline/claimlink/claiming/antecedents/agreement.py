"""Which pronouns agree with a noun phrase in number, gender and kind, and how well."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimlink.claiming.antecedents.candidates import Candidate

# A group may be "they" and a person of unknown gender "she", but what agrees fully goes first.
_LOOSE = 0.8


def _agrees_male(candidate: Candidate) -> float:
    return _agrees_person(candidate, "male")


def _agrees_female(candidate: Candidate) -> float:
    return _agrees_person(candidate, "female")


def _agrees_person(candidate: Candidate, gender: str) -> float:
    if candidate.number != "one" or candidate.gender not in {None, gender}:
        return 0.0
    if candidate.kind == "person":
        return 1.0 if candidate.gender == gender else _LOOSE
    return _LOOSE * _LOOSE if candidate.kind == "unknown" else 0.0


def _agrees_thing(candidate: Candidate) -> float:
    return 0.0 if candidate.kind == "person" or candidate.number == "many" else 1.0


def _agrees_many(candidate: Candidate) -> float:
    return {"many": 1.0, "both": _LOOSE}.get(candidate.number, 0.0)


def _agrees_place(candidate: Candidate) -> float:
    return 1.0 if candidate.kind == "place" and candidate.name is not None else 0.0


#: By the label of a pronoun's row: 0 where a candidate does not agree, 1 where it does fully.
AGREEMENT: Mapping[str, Callable[[Candidate], float]] = {
    "he": _agrees_male,
    "she": _agrees_female,
    "it": _agrees_thing,
    "they": _agrees_many,
    "there": _agrees_place,
}
