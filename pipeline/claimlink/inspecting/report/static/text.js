// An article's text: its blocks, with claims, citations and entries that can be chosen.

// The stretches of a block between all borders in it, each with the claims it belongs to and the
// innermost citation it stands in.  Spans are sorted once and swept once.
function stretches(block, spans) {
  var start = block[1], end = block[2];
  var borders = new Set([start, end]);
  spans.forEach(function (span) {
    borders.add(Math.max(span.start, start));
    borders.add(Math.min(span.end, end));
  });
  var points = Array.from(borders).sort(function (a, b) { return a - b; });
  var open = [], next = 0, found = [];
  for (var i = 0; i + 1 < points.length; i++) {
    var here = points[i];
    open = open.filter(function (span) { return span.end > here; });
    while (next < spans.length && spans[next].start <= here) open.push(spans[next++]);
    var inner = open.slice().sort(function (a, b) { return (a.end - a.start) - (b.end - b.start); });
    found.push({
      start: here,
      end: points[i + 1],
      claims: inner.filter(isClaim).map(function (span) { return span.index; }),
      citation: inner.filter(function (span) { return !isClaim(span); }).map(function (span) { return span.index; })[0]
    });
  }
  return found;
}

function isClaim(span) {
  return span.type === "claim";
}

// The spans of claims and citations by the block they stand in.
function spansByBlock(article) {
  var spans = [];
  article.claims.forEach(function (claim) {
    claim.parts.forEach(function (part) {
      spans.push({ type: "claim", start: part[0], end: part[1], index: claim.index });
    });
  });
  article.citations.forEach(function (citation) {
    spans.push({ type: "citation", start: citation.at[0], end: citation.at[1], index: citation.index });
  });
  spans.sort(function (a, b) { return a.start - b.start || b.end - a.end; });
  var byBlock = article.blocks.map(function () { return []; });
  spans.forEach(function (span) {
    for (var at = blockAt(article, span.start); at < article.blocks.length && article.blocks[at][1] < span.end; at++) {
      if (article.blocks[at][2] > span.start) byBlock[at].push(span);
    }
  });
  return byBlock;
}

// The last block that starts at or before an offset, by halving.
function blockAt(article, offset) {
  var low = 0, high = article.blocks.length;
  while (low < high) {
    var middle = (low + high) >> 1;
    if (article.blocks[middle][1] <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function buildText(article) {
  var box = el("div", { class: "text", id: "text", lang: article.language === "und" ? null : article.language });
  var spans = spansByBlock(article), entries = entriesByBlock(article);
  var marked = new Set();
  var list = null;
  article.blocks.forEach(function (block, index) {
    var kind = block[0];
    if (isTitle(article, block)) return;
    var content = buildContent(article, stretches(block, spans[index]), marked);
    if (kind === "list_item" || kind === "reference") {
      if (!list || list.kind !== kind) {
        list = { kind: kind, element: el("ul", { class: kind === "reference" ? "sources" : "items" }) };
        box.append(list.element);
      }
      list.element.append(el("li", blockAttributes(article, block, index), content, entryMarks(entries[index])));
      return;
    }
    list = null;
    box.append(el(BLOCK_TAGS[kind] || "p", blockAttributes(article, block, index), content));
  });
  box.addEventListener("click", chooseInText);
  box.addEventListener("keydown", function (event) {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(".cite")) {
      event.preventDefault();
      choose("citation", article.number, Number(event.target.dataset.citation), true);
    }
  });
  return box;
}

// The article's own title stands above its text already.
function isTitle(article, block) {
  return block[0] === "heading" && fold(cut(article, [block[1], block[2]]).replace(/^#+/, "")) === fold(article.title || "");
}

var BLOCK_TAGS = { heading: "h3", quote: "blockquote", other: "div" };

function blockAttributes(article, block, index) {
  return { class: "block " + block[0], id: "block-" + index, dir: "auto" };
}

// The entries by the block in which they start.
function entriesByBlock(article) {
  var byBlock = article.blocks.map(function () { return []; });
  article.references.forEach(function (reference) {
    var at = blockAt(article, reference.at[0]);
    if (article.blocks.length && article.blocks[at][0] === "reference") byBlock[at].push(reference);
  });
  return byBlock;
}

function entryMarks(entries) {
  return entries.map(function (reference) {
    var count = reference.citations.length;
    return [
      " ",
      reference.link ? el("span", { class: "address" }, outside(reference.link, "Open source")) : null,
      " ",
      el("span", { class: "uses", id: "entry-" + reference.index }, count ? "cited " + (count === 1 ? "once" : count + " times") : "never cited"),
      flag(reference.findings.length)
    ];
  });
}

function flag(count) {
  return count ? sign("\u00a0⚑", ", " + plural(count, "finding"), "flag") : null;
}

function buildContent(article, inside, marked) {
  var content = [], cite = null;
  inside.forEach(function (stretch) {
    var nodes = buildStretch(article, stretch, marked);
    if (stretch.citation === undefined) {
      cite = null;
      content.push(nodes);
    } else if (cite && cite.dataset.citation === String(stretch.citation)) {
      fill(cite, {}, [nodes]);
    } else {
      cite = el("span", {
        class: "cite " + article.citations[stretch.citation].status, role: "button", tabindex: "0",
        "data-citation": String(stretch.citation), "aria-pressed": "false"
      }, nodes);
      content.push(cite);
    }
  });
  content.forEach(function (node) {
    if (node instanceof Element && node.dataset.citation) {
      fill(node, {}, [flag(article.citations[Number(node.dataset.citation)].findings.length)]);
    }
  });
  return content;
}

// A stretch's words; before the first of a claim, the button with the claim's number.
function buildStretch(article, stretch, marked) {
  var words = article.text.slice(stretch.start, stretch.end);
  var shown = stretch.claims.filter(function (index) { return passes(article.claims[index]); });
  if (!shown.length) return [words];
  var fresh = shown.filter(function (index) { return !marked.has(index); });
  fresh.forEach(function (index) { marked.add(index); });
  var cited = article.claims[shown[0]].citations.length > 0;
  return [
    stretch.citation === undefined ? fresh.map(function (index) { return marker(article.claims[index]); }) : null,
    el("span", { class: "claim " + (cited ? "cited" : "uncited"), "data-claims": shown.join(" ") }, words)
  ];
}

function marker(claim) {
  var heard = "Claim " + (claim.index + 1) + ", " + claim.kind + ", " +
    (claim.citations.length ? "cited" : "uncited") +
    (claim.findings.length ? ", " + plural(claim.findings.length, "finding") : "");
  return button([String(claim.index + 1), claim.findings.length ? el("span", { class: "flag" }, "⚑") : null], {
    class: "number", "data-claim": String(claim.index), "aria-label": heard, "aria-pressed": "false", id: "claim-" + claim.index
  });
}

function chooseInText(event) {
  var byKey = event.detail === 0;
  var target = event.target;
  var number = target.closest(".number"), cite = target.closest(".cite"), claim = target.closest(".claim");
  if (target.closest("a")) return;
  if (number) choose("claim", place.article, Number(number.dataset.claim), byKey);
  else if (cite) choose("citation", place.article, Number(cite.dataset.citation), byKey);
  else if (claim && String(window.getSelection()) === "") {
    choose("claim", place.article, Number(claim.dataset.claims.split(" ")[0]), false);
  }
}

// Lights what belongs to the choice; every light has a second sign besides its colour.
function light() {
  var text = byId("text");
  if (!text) return;
  ["lit", "here", "lit-entry"].forEach(function (name) {
    text.querySelectorAll("." + name).forEach(function (element) { element.classList.remove(name); });
  });
  text.querySelectorAll("[aria-pressed=true]").forEach(function (element) { element.setAttribute("aria-pressed", "false"); });
  if (!chosen || chosen.article !== place.article) return;
  var article = articleAt(place.article);
  var one = article[chosen.type + "s"][chosen.index];
  if (chosen.type === "claim") {
    lightClaims([one.index], "here");
    lightCitations(one.citations.map(function (support) { return support.citation; }), "lit");
    lightEntries(article, one.citations.map(function (support) { return article.citations[support.citation].reference; }));
    press(byId("claim-" + one.index));
  } else if (chosen.type === "citation") {
    lightClaims(one.claims, "lit");
    lightCitations([one.index], "here");
    lightEntries(article, [one.reference]);
    text.querySelectorAll('.cite[data-citation="' + one.index + '"]').forEach(press);
  } else {
    lightClaims(one.claims, "lit");
    lightCitations(one.citations, "lit");
    lightEntries(article, one.references);
    var block = byId("block-" + blockAt(article, one.at[0]));
    if (block && !one.claims.length && !one.citations.length) block.classList.add("lit-entry");
  }
}

function press(element) {
  if (element) element.setAttribute("aria-pressed", "true");
}

function lightClaims(indexes, name) {
  var wanted = new Set(indexes.map(String));
  byId("text").querySelectorAll(".claim").forEach(function (element) {
    if (element.dataset.claims.split(" ").some(function (index) { return wanted.has(index); })) element.classList.add(name);
  });
}

function lightCitations(indexes, name) {
  var wanted = new Set(indexes.map(String));
  byId("text").querySelectorAll(".cite").forEach(function (element) {
    if (wanted.has(element.dataset.citation)) element.classList.add(name);
  });
}

function lightEntries(article, indexes) {
  indexes.forEach(function (index) {
    if (index === null) return;
    var block = byId("block-" + blockAt(article, article.references[index].at[0]));
    if (block) block.classList.add("lit-entry");
  });
}
