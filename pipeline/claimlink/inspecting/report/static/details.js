// What there is to know of a chosen claim, citation or finding.

function showDetails() {
  var box = byId("details");
  box.replaceChildren();
  document.body.classList.toggle("has-details", Boolean(chosen));
  if (!chosen) {
    box.append(el("div", { class: "empty" },
      el("h2", {}, "Details"),
      el("p", {}, place.article
        ? "Choose a claim by its number to see who says it, what supports it and why. Choose a citation to light the stretch it supports and its entry."
        : "Choose an article, or a claim of the list, to see who says it, what supports it and why.")));
    return;
  }
  var article = articleAt(chosen.article);
  var one = article[chosen.type + "s"][chosen.index];
  fill(box, {}, [
    el("div", { class: "panel-bar" },
      step("previous", "←", -1), step("next", "→", 1),
      button("Close", { class: "quiet close", click: function () { unchoose(true); } })),
    { claim: claimDetails, citation: citationDetails, finding: findingDetails }[chosen.type](article, one)
  ]);
  box.scrollTop = 0;
}

function step(words, shown, by) {
  var heard = capital(words) + " " + chosen.type;
  return button(shown, { class: "quiet", "aria-label": heard, title: heard, click: function () { stepBy(chosen.type, by, true); } });
}

function claimDetails(article, claim) {
  return [
    el("h2", { tabindex: "-1", id: "details-title" }, "Claim " + (claim.index + 1)),
    el("p", { class: "tags" }, kindTag(claim), " ", citedTag(claim), inArticle(article)),
    el("blockquote", { class: "words", dir: "auto" }, claim.words),
    claim.alone ? el("p", { class: "alone" }, el("b", {}, "Read alone: "), claim.alone) : null,
    claim.open.length ? el("p", { class: "note" }, "Needs what stands before it: ",
      claim.open.map(function (span) { return "“" + cut(article, span) + "”"; }).join(", ") + ".") : null,
    findingsOf(article, claim.findings),
    facts(article, claim),
    supports(article, claim),
    worth(claim),
    reasons(article, claim),
    el("p", { class: "id" }, el("span", { class: "unseen" }, "Id: "), el("code", {}, claim.id))
  ];
}

function inArticle(article) {
  return place.article === article.number && place.part === "text" ? null : [
    " ", button("Show in the text", { class: "link", click: function () { go(article.number, "text"); } })];
}

function facts(article, claim) {
  var rows = [];
  if (claim.speaker) rows.push(["Said by", speaker(article, claim.speaker)]);
  claim.times.forEach(function (time) { rows.push(["When", "“" + time.text + "”: " + dates(time)]); });
  claim.quantities.forEach(function (quantity) { rows.push(["How much", "“" + quantity.text + "”: " + amount(quantity)]); });
  if (claim.certainty !== "asserted") rows.push(["Certainty", claim.certainty]);
  if (claim.polarity !== "positive") rows.push(["Polarity", claim.polarity]);
  if (claim.names.length) rows.push(["Names", claim.names.join(", ")]);
  if (claim.section) rows.push(["Section", claim.section]);
  return rows.length ? el("dl", {}, rows.map(function (row) {
    return el("div", {}, el("dt", {}, row[0]), el("dd", {}, row[1]));
  })) : null;
}

function speaker(article, said) {
  var words = said.at ? cut(article, said.at) : null;
  var name = said.name || "nobody named";
  return [
    el("b", {}, name),
    words && words !== name ? " (“" + words + "”)" : null,
    said.cue ? ", “" + cut(article, said.cue) + "”" : null,
    ", " + said.form + " speech"
  ];
}

function dates(time) {
  if (time.precision === "vague" || (!time.from && !time.to)) return "no date of the calendar is sure";
  var span = time.from === time.to ? time.from : (time.from || "…") + " to " + (time.to || "…");
  return span + " (" + time.precision + ")";
}

var COMPARATORS = { "=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than ", "~": "about " };

function amount(quantity) {
  var value = quantity.value.toLocaleString("en", { maximumFractionDigits: 6 });
  if (quantity.upper !== null) value += " to " + quantity.upper.toLocaleString("en", { maximumFractionDigits: 6 });
  return COMPARATORS[quantity.comparator] + value +
    (quantity.unit ? " " + quantity.unit : "") + (quantity.of ? ", of " + quantity.of : "");
}

function findingsOf(article, indexes) {
  return indexes.length ? el("section", {},
    el("h3", {}, plural(indexes.length, "finding")),
    el("ul", { class: "findings" }, indexes.map(function (index) { return findingLine(article, article.findings[index]); }))) : null;
}

function findingLine(article, finding) {
  return el("li", { class: finding.severity },
    severity(finding.severity), " ",
    button(codeWords(finding.code), { class: "link", click: function (event) {
      choose("finding", article.number, finding.index, event.detail === 0, true);
    } }),
    el("span", { class: "message", dir: "auto" }, finding.message),
    place.article ? null : el("span", { class: "small" }, articleName(article.number)));
}

function supports(article, claim) {
  return el("section", {},
    el("h3", {}, "Support"),
    claim.citations.length ? el("ul", { class: "supports" }, claim.citations.map(function (support) {
      var citation = article.citations[support.citation];
      return el("li", {},
        citationButton(article, citation),
        el("p", { class: "small" }, "reaches over " + SCOPES[support.scope] + ", " + percent(support.confidence) + " sure: " + ruleWords(support.reason)),
        support.signals.length ? el("p", { class: "small" }, "also counted: " + support.signals.map(ruleWords).join("; ")) : null,
        entry(article, citation));
    })) : el("p", {}, "Cites nothing."));
}

function citationButton(article, citation) {
  return button(cut(article, citation.at), { class: "link", click: function (event) {
    choose("citation", article.number, citation.index, event.detail === 0, true);
  } });
}

function entry(article, citation) {
  if (citation.reference === null) {
    return [
      el("p", { class: "small" }, STATUSES[citation.status], " ", citation.link ? outside(citation.link, "Open the link") : null)
    ];
  }
  var source = article.references[citation.reference];
  return el("div", { class: "entry", dir: "auto" },
    el("p", {}, el("b", {}, source.title || "Without a title")),
    el("p", { class: "small" }, [source.authors.join(", "), source.issued, source.container].filter(Boolean).join(" · ")),
    source.link ? el("p", { class: "small" }, outside(source.link, source.doi ? "Open DOI " + source.doi : "Open source")) : null);
}

function percent(value) {
  return Math.round(value * 100) + "\u00a0%";
}

function ruleWords(rule) {
  return run.rules[rule] || rule;
}

function worth(claim) {
  return el("section", {},
    el("h3", {}, "Worth a check: " + claim.worth.toFixed(2) + " of 1"),
    el("meter", { min: "0", max: "1", value: String(claim.worth), "aria-label": "Worth a check" }),
    claim.signals.length ? el("p", { class: "small" }, "What counted: " + claim.signals.map(ruleWords).join("; ") + ".") : null);
}

function reasons(article, claim) {
  return el("details", { class: "why" },
    el("summary", {}, "Why it is a claim of this kind"),
    el("ul", {}, grouped(article, claim.why).map(function (group) {
      return el("li", {}, el("b", {}, group.title + ": "), groupWords(group), " ", el("code", {}, group.rules.join(" ")));
    })),
    el("p", { class: "small" }, "The rules stand in the rule model, by these ids; claimlink why tells the file and line."));
}

// What decided one thing alike: its rules, and the words that triggered them.
function grouped(article, whys) {
  var groups = new Map();
  whys.forEach(function (why) {
    var key = why[1] === "kind" || why[1] === "clause" ? why[1] + " " + ruleWords(why[0]) : why[1];
    if (!groups.has(key)) {
      groups.set(key, { decided: why[1], title: REASONS[why[1]] || "Wording", words: ruleWords(why[0]), rules: [], cues: [] });
    }
    var group = groups.get(key), cue = why[2] ? "“" + cut(article, why[2]) + "”" : "";
    if (group.rules.indexOf(why[0]) < 0) group.rules.push(why[0]);
    if (cue && group.cues.indexOf(cue) < 0) group.cues.push(cue);
  });
  return Array.from(groups.values());
}

var REASONS = { clause: "Stretch", kind: "Kind", attribution: "Speech", polarity: "Polarity", certainty: "Certainty", frame: "Frame" };

function groupWords(group) {
  var cues = group.cues.join(", ");
  if (group.title === "Wording") return group.decided;
  if (group.decided === "attribution") return cues ? cues + " says that somebody says it" : "somebody says it";
  if (group.decided === "clause" || !cues) return group.words;
  return cues + (group.cues.length > 1 ? " speak for " : " speaks for ") + group.words;
}

function citationDetails(article, citation) {
  return [
    el("h2", { tabindex: "-1", id: "details-title" }, "Citation"),
    el("p", { class: "tags" }, inArticle(article)),
    el("blockquote", { class: "words", dir: "auto" }, cut(article, citation.at)),
    findingsOf(article, citation.findings),
    el("section", {},
      el("h3", {}, "Entry"),
      citation.reference === null ? null
        : el("p", { class: "small" }, STATUSES[citation.status] + " " + percent(citation.confidence) + " sure: " + ruleWords(citation.reason) + "."),
      entry(article, citation),
      citation.reference === null && citation.status !== "self-contained"
        ? el("p", { class: "small" }, capital(ruleWords(citation.reason)) + ".") : null,
      others(article, citation)),
    el("section", {},
      el("h3", {}, "Supports " + plural(citation.claims.length, "claim")),
      citation.claims.length ? el("ul", { class: "claims" }, citation.claims.map(function (index) { return claimLine(article.claims[index]); }))
        : el("p", {}, "No claim stands within its reach."))
  ];
}

function others(article, citation) {
  return citation.candidates.length ? el("details", {},
    el("summary", {}, plural(citation.candidates.length, "other entry", "other entries") + " considered"),
    el("ul", {}, citation.candidates.map(function (other) {
      return el("li", { class: "small" }, cut(article, article.references[other[0]].at), " (" + percent(other[1]) + ": " + ruleWords(other[2]) + ")");
    }))) : null;
}

function findingDetails(article, finding) {
  return [
    el("h2", { tabindex: "-1", id: "details-title" }, codeWords(finding.code)),
    el("p", {}, severity(finding.severity), inArticle(article)),
    el("p", { class: "message", dir: "auto" }, finding.message),
    el("blockquote", { class: "words", dir: "auto" }, shorten(cut(article, finding.at))),
    finding.citations.length ? el("section", {}, el("h3", {}, "Citations"),
      el("ul", {}, finding.citations.map(function (index) { return el("li", {}, citationButton(article, article.citations[index])); }))) : null,
    finding.references.length ? el("section", {}, el("h3", {}, "Entries"),
      el("ul", {}, finding.references.map(function (index) { return el("li", { class: "small", dir: "auto" }, cut(article, article.references[index].at)); }))) : null,
    finding.claims.length ? el("section", {}, el("h3", {}, "Claims"),
      el("ul", { class: "claims" }, finding.claims.map(function (index) { return claimLine(article.claims[index]); }))) : null
  ];
}

function shorten(words) {
  return words.length > 400 ? words.slice(0, 400) + " …" : words;
}

// A claim in a list: a button that chooses it.
function claimLine(claim) {
  return el("li", {}, button([el("span", { class: "place" }, String(claim.index + 1)), " ", claim.words], { class: "link claim-link",
    click: function (event) { choose("claim", claim.article.number, claim.index, event.detail === 0, true); } }));
}
