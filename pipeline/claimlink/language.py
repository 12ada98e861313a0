"""Is an article written in the rule model's language?  A count, not a guess at which other it is.

English prose is to a fifth and more made of a few dozen function words that texts in other
languages hardly ever contain.  Measured on the prose of 1,500 English texts of at least 40 words
the lowest share is 0.10 (one sentence of 41 words; articles 0.19), on texts in 50 other languages
the highest is 0.03.  A text in other letters needs no words: most of its letters say so.

Source: stop words as a sign of a text's language, Grefenstette 1995, "Comparing two language
identification schemes".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from claimlink.packs import LanguagePack, Term
from claimlink.records import Finding
from claimlink.structure.prose import Prose

#: ``language`` of an article in another language than the rule model's: ISO 639-2 "undetermined".
UNDETERMINED = "und"

OTHER_LANGUAGE = "other-language"

_WORD = re.compile(r"[^\W\d_]+")


def find_other_language(prose: Sequence[Prose], pack: LanguagePack) -> Finding | None:
    """Return the finding that an article's prose is not in the pack's language.

    None where it is, and where the prose is too short to tell (``[language] least`` words, or as
    many letters of another script).
    """
    name = pack.setting("language", "name")
    reason = _reason([part.text for part in prose], name, pack)
    if reason is None:
        return None
    last = prose[-1]
    return Finding(
        code=OTHER_LANGUAGE,
        severity="warning",
        message=f"The text does not look like {name}: {reason}. No claims were looked for; choose "
        "a rule model of its language with --language, where there is one.",
        start=prose[0].to_article(0),
        end=last.span(0, len(last.text))[1],
        citation_ids=[],
        reference_ids=[],
        claim_ids=[],
    )


def find_function_words(text: str, pack: LanguagePack) -> list[Term]:
    """Return the row of ``language_words`` for each function word of the text, in order.

    >>> from claimlink.packs import load_pack
    >>> [row.label for row in find_function_words("The mayor of Graz", load_pack())]
    ['determiner', 'preposition']
    """
    rows = pack.lexicon("language_words").by_form
    words = _WORD.findall(text.lower())
    return [rows[word] for word in words if word in rows]


def _reason(texts: Sequence[str], name: str, pack: LanguagePack) -> str | None:
    """Return why the texts are not in the pack's language; None where they are or may be."""
    least = pack.number("language", "least")
    script = pack.setting("language", "script")
    own, other = _count_letters(texts, script)
    if other >= least and other > own:
        return f"{other} of its {own + other} letters are not {script.capitalize()} ones"
    words = sum(len(_WORD.findall(text)) for text in texts)
    if words < least:
        return None
    function_words = sum(len(find_function_words(text, pack)) for text in texts)
    if function_words >= words * pack.number("language", "share"):
        return None
    return f"{function_words} of its {words} words are common {name} ones"


def _count_letters(texts: Iterable[str], script: str) -> tuple[int, int]:
    """Return how many letters are of the script and how many are of others."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    own = other = 0
    for letter, count in counted.items():
        if letter.isalpha():
            if unicodedata.name(letter, "").startswith(script):
                own += count
            else:
                other += count
    return own, other
