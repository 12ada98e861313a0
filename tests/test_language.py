"""An article in another language than the rule model's is flagged, never guessed at."""

from __future__ import annotations

import pytest

from claimlink.analyze import Analyzer, as_article
from claimlink.language import find_other_language
from claimlink.packs import load_pack
from claimlink.records import Analysis, Finding
from claimlink.structure.prose import cut_prose

PACK = load_pack()

#: One account in many languages, short and with the words that look most like English ones.
FOREIGN = {
    "Dutch": "De gemeente heeft in 2020 besloten om de huren te bevriezen, maar de prijzen zijn "
    "sindsdien met vier procent gestegen. Het was een besluit van de raad, die we al jaren kennen, "
    "en het had grote gevolgen. Of de maatregel is gelukt, is niet bekend. Over de wijken wordt "
    "veel gesproken.",
    "Afrikaans": "Die raad het in 2020 besluit om die huur te vries, maar die pryse is sedertdien "
    "met vier persent op. Dit was 'n besluit van die stad, wat ons al jare ken, en dit het groot "
    "gevolge gehad. Of die maatreel geslaag het, is nie bekend nie. Daar word baie gepraat.",
    "Frisian": "De gemeente hat yn 2020 besletten om de hieren te befriezen, mar de prizen binne "
    "mei fjouwer prosint omheech gien. It wie in beslút fan de ried, dy't we al jierren kenne, en "
    "it hie grutte gefolgen. Oft de maatregel slagge is, is net bekend. Der wenje no mear minsken.",
    "Danish": "Kommunen besluttede i 2020 at fastfryse huslejen, men priserne er siden steget med "
    "fire procent. Byrådet havde truffet beslutningen for at hjælpe lejerne under krisen. Der bor "
    "nu flere mennesker i byen end før, og de vil gerne have billigere boliger, for de kan ikke "
    "betale.",
    "Swedish": "Kommunen beslutade 2020 att frysa hyrorna, men priserna har sedan dess stigit med "
    "fyra procent. Fullmäktige hade fattat beslutet för att hjälpa hyresgästerna under krisen. I "
    "staden bor nu fler människor än någonsin, och de vill ha billigare bostäder eftersom de inte "
    "kan betala mer.",
    "German": "Die Gemeinde hat 2020 beschlossen, die Mieten einzufrieren, doch die Preise sind "
    "seitdem um vier Prozent gestiegen. Es war ein Beschluss des Rates, und er hatte große Folgen "
    "für die Mieter. Ob die Maßnahme gelungen ist, weiß man nicht. In der Stadt will man also mehr "
    "bauen.",
    "French": "La commune a décidé en 2020 de geler les loyers, mais les prix ont depuis augmenté "
    "de quatre pour cent. C'était une décision du conseil que nous connaissons, et elle a eu de "
    "grandes conséquences pour les locataires. On ne sait pas si la mesure a réussi. On en parle "
    "beaucoup.",
    "Italian": "Il comune ha deciso nel 2020 di congelare gli affitti, ma i prezzi sono da allora "
    "aumentati del quattro per cento. Era una decisione del consiglio che conosciamo da anni, e ha "
    "avuto grandi conseguenze per gli inquilini. Non si sa se la misura sia riuscita. Si parla "
    "molto.",
    "Spanish": "El municipio decidió en 2020 congelar los alquileres, pero los precios han subido "
    "desde entonces un cuatro por ciento. Fue una decisión del consejo que conocemos desde hace "
    "años y tuvo grandes consecuencias para los inquilinos. No se sabe si la medida ha tenido "
    "éxito.",
    "Russian": "В 2020 году городской совет решил заморозить арендную плату, но с тех пор цены "
    "выросли на четыре процента.",
    "Arabic": "قرر المجلس البلدي في عام 2020 تجميد الإيجارات، لكن الأسعار ارتفعت منذ ذلك الحين "
    "بنسبة أربعة في المئة.",
    "Chinese": "市议会在二零二零年决定冻结房租,但此后价格上涨了百分之四。"
    "这是市议会的一项决定,对租户产生了重大影响。目前尚不清楚该措施是否成功。",
}

ENGLISH = {
    "prose": "The council froze rents in 2020, but prices have since risen by four percent. It was "
    "a decision that had great consequences for tenants, and nobody knows whether it worked. More "
    "people than ever live in the city.",
    "names and numbers": "Graz: Maria Huber (42), Jonas Weber (39), Selin Aydin (51), Peter Novak "
    "(28), Anna Kowalska (33) and Luca Bianchi (47) of Team Styria won gold, silver and bronze at "
    "Linz 2019, Vienna 2021, Salzburg 2022, Villach 2023 and Innsbruck 2024, the Alpine Federation "
    "says.",
    "foreign quotation": "“On ne sait pas si la mesure a réussi”, the mayor said when she was "
    "asked about the freeze, and then: “Die Preise sind um vier Prozent gestiegen.” Her office "
    "would not say which of the two sentences she meant to be the answer.",
    "formulas in Greek letters": "Both α and β were held at 0.05 while γ and δ rose with the share "
    "of λ, and the model of Weber then puts σ between 0.2 and 0.4 for every town in which rents "
    "were frozen. None of these values was measured before 2019.",
    "capitals": "THE COUNCIL FROZE RENTS IN 2020, BUT PRICES HAVE SINCE RISEN BY FOUR PERCENT. IT "
    "WAS A DECISION THAT HAD GREAT CONSEQUENCES FOR TENANTS, AND NOBODY KNOWS WHETHER IT WORKED. "
    "MORE PEOPLE THAN EVER LIVE IN THE CITY.",
}

#: Too short to tell.
SHORT = {
    "one French sentence": "Les loyers ont augmenté de quatre pour cent à Graz en 2020.",
    "English without function words": "Rents up 4 percent. Prices down. Graz happy.",
    "a name in other letters": "Самара",
    "nothing": "",
}


def judged(text: str) -> Finding | None:
    return find_other_language(cut_prose(text, 0, 0, len(text), []), PACK)


def _table(texts: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in texts.items()])


@_table(FOREIGN)
def test_other_languages_are_flagged(text: str) -> None:
    found = judged(text)
    assert found is not None
    assert (found.code, found.severity, found.start, found.end) == (
        "other-language",
        "warning",
        0,
        len(text),
    )


@_table(ENGLISH | SHORT)
def test_the_own_language_and_short_texts_are_not(text: str) -> None:
    assert judged(text) is None


def test_message_says_what_was_counted_and_what_to_do() -> None:
    words, letters = judged(FOREIGN["Dutch"]), judged("Цены выросли на четыре процента. " * 2)
    assert words is not None
    assert letters is not None
    assert words.message == (
        "The text does not look like English: 1 of its 50 words are common English ones. "
        "No claims were looked for; choose a rule model of its language with --language, where "
        "there is one."
    )
    assert "54 of its 54 letters are not Latin ones" in letters.message


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(PACK, PACK.setting("parser", "model"))


def test_article_keeps_what_does_not_depend_on_language(analyzer: Analyzer) -> None:
    text = (
        f"{FOREIGN['French']} Les loyers ont doublé (Lillis, 2021).\n\n"
        "References\n\nLillis, A. (2021). Housing in Styria. Example Press.\n"
    )
    found = analyzer(text)
    article = found.article
    assert (article.language, found.claims) == ("und", [])
    assert [(c.text, c.reference_id) for c in article.citations] == [("Lillis, 2021", "r1")]
    assert [entry.authors for entry in article.references] == [["Lillis"]]
    assert [finding.code for finding in article.findings] == ["other-language"]
    dependent = (
        article.sentences,
        article.entities,
        article.times,
        article.quantities,
        article.attributions,
        article.non_claims,
    )
    assert dependent == ([],) * 6


def test_articles_beside_it_are_analysed(analyzer: Analyzer) -> None:
    texts = ["Rents rose by 4 percent in Graz.", FOREIGN["Spanish"], "Wages fell by 2 percent."]
    found = analyzer.analyze_batch([as_article(text) for text in texts])
    assert [
        (item.article.language, [claim.text for claim in item.claims])
        for item in found
        if isinstance(item, Analysis)
    ] == [
        ("en", ["Rents rose by 4 percent in Graz"]),
        ("und", []),
        ("en", ["Wages fell by 2 percent"]),
    ]
