"""A claim and its article -> why it is as it is, in words that a reader of the article follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimlink.errors import PackError
from claimlink.inspecting.plain import plain_words
from claimlink.packs import LanguagePack, load_pack
from claimlink.records import ArticleRecord, Citation, Claim, ClaimCitation, Why


@dataclass(frozen=True)
class Reason:
    """One decision: what was decided, why, and the rule with its file and line."""

    about: str
    words: str
    rule: str


#: What the steps of the analysis are called on the page; what is decided in words stays as it is.
_ABOUT = {
    "clause": "a claim",
    "frame": "left out",
    "kind": "kind",
    "polarity": "negative",
    "certainty": "certainty",
    "attribution": "speaker",
}


def give_reasons(article: ArticleRecord, claim: Claim) -> list[Reason]:
    """Return why a claim is one, of its kind, worth a check and supported, in this order.

    >>> from claimlink.review.reasons import put_in_words
    >>> put_in_words("support.closes-clause")
    'the citation closes the clause'
    """
    try:
        pack = load_pack(article.language)
    except PackError:
        return [Reason("rules", "made with rules that are not at hand here", article.language)]
    return [
        *_decisions(article, claim, pack),
        *_worth(claim, pack),
        *_support(article, claim, pack),
    ]


def put_in_words(rule: str) -> str:
    """Return what a rule says, else its name as words: all behind the name of its table."""
    name = rule.partition(".")[2] or rule
    return plain_words().get(rule) or name.translate(_BLANKS)


_BLANKS = str.maketrans(".-_", "   ")


def _decisions(article: ArticleRecord, claim: Claim, pack: LanguagePack) -> Iterator[Reason]:
    for why in claim.why:
        yield Reason(
            _ABOUT.get(why.decided, why.decided), _words(article, why, pack), _rule(why.rule, pack)
        )


def _words(article: ArticleRecord, why: Why, pack: LanguagePack) -> str:
    row = pack.rule(why.rule)
    # The table of clauses says what each row is about in a phrase; the others in one word.
    said = row.label if row is not None and " " in row.label and why.decided == "clause" else None
    words = said or put_in_words(why.rule)
    if why.start is None or why.end is None:
        return words
    return f"{words}: “{article.text[why.start : why.end]}”"


def _worth(claim: Claim, pack: LanguagePack) -> Iterator[Reason]:
    """Yield what speaks for a check and what against it, each the strongest first."""
    rows = [(name, pack.rule(name)) for name in claim.check_worthiness.signals]
    weights = {name: 0.0 if row is None else row.weight or 0.0 for name, row in rows}
    for about, names in (
        ("worth a check", [name for name in weights if weights[name] >= 0]),
        ("less worth it", [name for name in weights if weights[name] < 0]),
    ):
        if names:
            yield Reason(about, ", ".join(map(put_in_words, names)), _lines(names, pack))


def _lines(rules: Sequence[str], pack: LanguagePack) -> str:
    """Return the files and lines of rules, a file once; a rule that is in none by its name."""
    lines: dict[str, list[str]] = {}
    for rule in rules:
        row = pack.rule(rule)
        file, _, line = (rule, "", "") if row is None else row.origin.rpartition(":")
        lines.setdefault(file, []).append(line)
    return ", ".join(f"{file}:{','.join(at)}".rstrip(":") for file, at in lines.items())


def _support(article: ArticleRecord, claim: Claim, pack: LanguagePack) -> Iterator[Reason]:
    citations = {citation.id: citation for citation in article.citations}
    for support in claim.citations:
        yield Reason(support.text, put_in_words(support.reason), _rule(support.reason, pack))
        for signal in support.signals[1:]:
            row = pack.rule(signal)
            sign = "−" if row is not None and (row.weight or 0) < 0 else "+"
            yield Reason(support.text, f"{sign} {put_in_words(signal)}", _rule(signal, pack))
        citation = citations.get(support.citation_id)
        if citation is not None:
            yield _entry(support, citation)


def _entry(support: ClaimCitation, citation: Citation) -> Reason:
    """Return why a citation leads to its entry, and to which it does not."""
    others = [c for c in citation.candidates if c.reference_id != citation.reference_id]
    rejected = "".join(f"; not {c.reference_id}: {put_in_words(c.reason)}" for c in others)
    found = citation.reference_id or f"no entry ({citation.status})"
    words = f"{found}: {put_in_words(citation.reason)}{rejected}"
    return Reason(f"entry of {support.text}", words, citation.reason)


def _rule(rule: str, pack: LanguagePack) -> str:
    row = pack.rule(rule)
    return rule if row is None else f"{rule}, {row.origin}"
