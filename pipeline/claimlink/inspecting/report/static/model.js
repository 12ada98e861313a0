// The embedded content, read when it is asked for, and what is chosen of it.

var run = JSON.parse(document.getElementById("run").textContent);
var read = new Map();

var KINDS = ["event", "statistic", "state", "legal", "quote", "causal", "comparison", "prediction"];
var SEVERITIES = ["error", "warning", "info"];
var SEVERITY_WORDS = { error: "Error", warning: "Warning", info: "Note" };
var SEVERITY_SIGNS = { error: "▲", warning: "◆", info: "●" };
var SCOPES = {
  clause: "its clause",
  sentence: "its sentence",
  preceding: "sentences further back",
  paragraph: "its paragraph"
};
var STATUSES = {
  linked: "Leads to an entry of the source list.",
  ambiguous: "Several entries of the source list fit.",
  missing: "No entry of the source list fits.",
  "self-contained": "Needs no entry of the source list."
};

var PARTS = ["text", "claims", "findings", "charts"];
// What is shown: article 0 is the whole run; part is one of PARTS.
var place = { article: 0, part: "text" };
// What is chosen: {type: "claim" | "citation" | "finding", article, index}, or null.
var chosen = null;
var filter = { text: "", kind: "", cited: "", finding: "", source: "" };

// An article by its number from 1, its parts tied to each other.
function articleAt(number) {
  if (!read.has(number)) {
    var article = JSON.parse(document.getElementById("article-" + number).textContent);
    article.number = number;
    tie(article);
    read.set(number, article);
  }
  return read.get(number);
}

function tie(article) {
  article.citations.forEach(function (citation, index) {
    citation.index = index;
    citation.claims = [];
    citation.findings = [];
  });
  article.references.forEach(function (reference, index) {
    reference.index = index;
    reference.findings = [];
    reference.citations = [];
  });
  article.citations.forEach(function (citation) {
    if (citation.reference !== null) article.references[citation.reference].citations.push(citation.index);
  });
  article.claims.forEach(function (claim, index) {
    claim.index = index;
    claim.article = article;
    claim.findings = [];
    claim.words = claim.parts.map(function (part) { return cut(article, part); }).join(" ");
    claim.citations.forEach(function (support) {
      article.citations[support.citation].claims.push(index);
    });
  });
  article.findings.forEach(function (finding, index) {
    finding.index = index;
    ["claims", "citations", "references"].forEach(function (list) {
      finding[list].forEach(function (touched) { article[list][touched].findings.push(index); });
    });
  });
}

function cut(article, span) {
  return article.text.slice(span[0], span[1]);
}

// All articles' claims, or one's, that pass the filter.
function matching(number) {
  var found = [];
  numbers(number).forEach(function (one) {
    articleAt(one).claims.forEach(function (claim) {
      if (passes(claim)) found.push(claim);
    });
  });
  return found;
}

function numbers(number) {
  return number ? [number] : run.articles.map(function (_, index) { return index + 1; });
}

function isFiltered() {
  return Object.keys(filter).some(function (name) { return filter[name] !== ""; });
}

function passes(claim) {
  var article = claim.article;
  if (filter.kind && claim.kind !== filter.kind) return false;
  if (filter.cited && (claim.citations.length > 0) !== (filter.cited === "yes")) return false;
  if (filter.finding && !claim.findings.some(function (index) {
    return filter.finding === "any" || article.findings[index].code === filter.finding;
  })) return false;
  if (filter.text && !holds(claim.words + " " + (claim.alone || "") + " " + speakerName(claim), filter.text)) return false;
  return !filter.source || claim.citations.some(function (support) {
    return holds(sourceWords(article, article.citations[support.citation]), filter.source);
  });
}

// Whether a finding is of the code that is asked for and, where claims are, of one of those.
function findingPasses(article, finding) {
  if (filter.finding && filter.finding !== "any" && finding.code !== filter.finding) return false;
  var ofClaims = filter.text || filter.kind || filter.cited || filter.source;
  return !ofClaims || finding.claims.some(function (index) { return passes(article.claims[index]); });
}

function speakerName(claim) {
  return claim.speaker && claim.speaker.name ? claim.speaker.name : "";
}

function sourceWords(article, citation) {
  var entry = citation.reference === null ? null : article.references[citation.reference];
  return cut(article, citation.at) + " " + (entry ? cut(article, entry.at) : "");
}

// Whether a text has all words of a query, in any order and case.
function holds(text, query) {
  var folded = fold(text);
  return fold(query).split(" ").every(function (word) { return folded.indexOf(word) >= 0; });
}

function fold(text) {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

function plural(count, word, many) {
  return count.toLocaleString("en") + " " + (count === 1 ? word : many || word + "s");
}

function share(part, whole) {
  return whole ? Math.round(100 * part / whole) + "\u00a0%" : "–";
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function codeWords(code) {
  return capital(code.replace(/-/g, " "));
}

function articleName(number) {
  var article = run.articles[number - 1];
  return article.title || fileName(article.source);
}

function fileName(source) {
  return source.slice(source.lastIndexOf("/") + 1) || source;
}
