// Lists: the articles beside the text, the run's overview, an article's head, the claims.

function showArticles() {
  var box = byId("articles");
  var open = openArticles();
  box.replaceChildren();
  var whole = el("a", { href: "#/", "aria-current": place.article ? null : "page" },
    el("span", { class: "title" }, "Whole run"),
    el("span", { class: "small" }, plural(run.articles.length, "article")));
  box.append(el("p", { class: "whole" }, whole));
  if (!open.length) {
    box.append(el("p", { class: "empty" }, run.articles.length ? "No article has a claim that passes." : "This run holds no article."));
    return;
  }
  box.append.apply(box, paged(open, 200, { box: "ul", attributes: { class: "articles" } }, articleLink, "article"));
}

// The articles with a claim that passes the filters; all without filters.
function openArticles() {
  return numbers(0).filter(function (number) { return !isFiltered() || matching(number).length > 0; });
}

function countWords(number) {
  var all = run.articles[number - 1].claims.toLocaleString("en");
  return isFiltered() ? matching(number).length.toLocaleString("en") + " of " + all : all;
}

function articleLink(number) {
  var article = run.articles[number - 1];
  var count = countWords(number) + (article.claims === 1 ? " claim" : " claims");
  return el("li", {}, el("a", { href: "#/" + number, "aria-current": place.article === number ? "page" : null },
    el("span", { class: "title", dir: "auto" }, articleName(number)),
    el("span", { class: "small" }, count, findingCounts(article))));
}

function findingCounts(article) {
  return SEVERITIES.map(function (name, index) {
    var count = article.findings[index];
    return count ? [" ", el("span", { class: "severity " + name },
      sign(SEVERITY_SIGNS[name] + " " + count, ", " + plural(count, SEVERITY_WORDS[name].toLowerCase())))] : null;
  });
}

function parts(number) {
  var base = number ? "#/" + number : "#";
  return el("nav", { class: "parts", "aria-label": "Views" }, [
    ["text", number ? "Text" : "Overview", number ? "" : "/"], ["claims", "Claims", "/claims"],
    ["findings", "Findings", "/findings"], ["charts", "Charts", "/charts"]
  ].map(function (part) {
    return el("a", { href: base + part[2], "aria-current": place.part === part[0] ? "page" : null }, part[1]);
  }));
}

function buildOverview() {
  if (!run.articles.length) return [el("p", { class: "empty" }, "This run holds no article, so there are no claims to show."), failures()];
  return [
    el("section", {},
      el("h3", {}, "Findings"),
      countedFindings().length ? el("ul", { class: "codes" }, countedFindings().map(function (found) {
        return el("li", {}, severity(found[1]), " ",
          button(codeWords(found[0]), { class: "link", title: "List these findings", click: function () {
            setFilter("finding", found[0]);
            go(0, "findings");
          } }), " ", el("span", { class: "count" }, plural(found[2], "time")));
      })) : el("p", {}, isFiltered() ? "No finding is of claims that pass the filters."
        : "Nothing was found that a fact-checker should look at.")),
    el("section", {}, el("h3", {}, "Articles"), articleTable()),
    failures()
  ];
}

// Code, severity and number of the findings that pass the filters.
function countedFindings() {
  if (!isFiltered()) return run.findings;
  var counts = new Map();
  numbers(0).forEach(function (number) {
    var article = articleAt(number);
    article.findings.forEach(function (finding) {
      var key = finding.code + " " + finding.severity;
      if (findingPasses(article, finding)) counts.set(key, (counts.get(key) || 0) + 1);
    });
  });
  return run.findings.map(function (found) {
    return [found[0], found[1], counts.get(found[0] + " " + found[1]) || 0];
  }).filter(function (found) { return found[2] > 0; });
}

function articleTable() {
  var body = paged(openArticles(), 100, { box: "tbody" }, function (number) {
    var article = run.articles[number - 1];
    return el("tr", {},
      el("th", { scope: "row", dir: "auto" }, el("a", { href: "#/" + number }, articleName(number)),
        el("span", { class: "small file" }, article.source)),
      el("td", { "data-label": "Claims" }, countWords(number)),
      el("td", { "data-label": "Cited" }, share(article.cited, article.claims)),
      SEVERITIES.map(function (name, index) {
        return el("td", { "data-label": SEVERITY_WORDS[name] + "s" }, article.findings[index] || "–");
      }));
  }, "article");
  var head = ["Article", "Claims", "Cited", "Errors", "Warnings", "Notes"];
  return [el("table", { class: "wide" },
    el("thead", {}, el("tr", {}, head.map(function (words) { return el("th", { scope: "col" }, words); }))), body[0]), body[1]];
}

function failures() {
  if (!run.failures) return null;
  return el("section", {},
    el("h3", {}, plural(run.failures, "input") + " could not be read"),
    el("ul", {}, run.failed.map(function (error) { return el("li", {}, el("b", {}, error[0]), ": ", error[1]); })),
    run.failures > run.failed.length ? el("p", { class: "small" }, "The others stand in errors.jsonl.") : null);
}

function articleHead(article) {
  var said = [article.byline, article.published].filter(Boolean).join(" · ");
  var steers = article.text.indexOf("⇄") >= 0;
  return el("header", { class: "article-head" },
    el("h2", { id: "article-title", tabindex: "-1", dir: "auto" }, articleName(article.number)),
    said ? el("p", { class: "byline", dir: "auto" }, said) : null,
    el("p", { class: "small" }, el("span", { class: "file" }, article.source), article.link ? [" · ", outside(article.link, "Open article")] : null),
    steers ? el("p", { class: "note" }, "⇄ in the text stands for a character that changes the direction of writing and is not shown otherwise.") : null,
    article.language === "und" ? el("p", { class: "note" }, "The text is in another language than the rules: its claims were not looked for.") : null);
}

function articleFindings(article) {
  var found = article.findings.slice().sort(function (a, b) {
    return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.index - b.index;
  });
  if (!found.length) return el("p", { class: "note" }, "No findings in this article.");
  return el("details", { class: "article-findings", open: found.length <= 3 },
    el("summary", {}, plural(found.length, "finding"), " ", findingCounts(run.articles[article.number - 1])),
    paged(found, 50, { box: "ul", attributes: { class: "findings" } }, function (finding) { return findingLine(article, finding); }, "finding"));
}

// The findings of the run or an article, those of one code where the filter names it.
function buildFindings() {
  var found = [];
  numbers(place.article).forEach(function (number) {
    articleAt(number).findings.forEach(function (finding) {
      if (findingPasses(articleAt(number), finding)) found.push([articleAt(number), finding]);
    });
  });
  if (!found.length) return emptyList("findings", "No finding is of claims that pass the filters.");
  found.sort(function (a, b) {
    return SEVERITIES.indexOf(a[1].severity) - SEVERITIES.indexOf(b[1].severity)
      || a[0].number - b[0].number || a[1].index - b[1].index;
  });
  return paged(found, 100, { box: "ul", attributes: { class: "findings" } }, function (one) {
    return findingLine(one[0], one[1]);
  }, "finding");
}

function legend() {
  return el("ul", { class: "legend", "aria-label": "How the text is marked" },
    el("li", {}, el("span", { class: "claim cited" }, "cited claim")),
    el("li", {}, el("span", { class: "claim uncited" }, "uncited claim")),
    el("li", {}, el("span", { class: "cite linked" }, "citation")),
    el("li", {}, el("span", { class: "cite missing" }, "citation without entry")),
    el("li", { class: "when-chosen" }, el("span", { class: "claim lit" }, "supported by the choice")),
    el("li", {}, el("span", { class: "flag" }, "⚑"), " finding"));
}

var SORTS = [["place", "Order of the text"], ["worth", "Worth a check"], ["findings", "Number of findings"]];
var sorting = "place";

function buildClaims() {
  var found = matching(place.article);
  if (!found.length) return emptyClaims();
  if (sorting === "worth") found.sort(function (a, b) { return b.worth - a.worth; });
  if (sorting === "findings") found.sort(function (a, b) { return b.findings.length - a.findings.length; });
  var sort = el("select", { id: "sort", change: function () {
    sorting = sort.value;
    showPlace();
    byId("sort").focus();
  } }, SORTS.map(function (one) { return el("option", { value: one[0], selected: one[0] === sorting }, one[1]); }));
  return [
    el("p", { class: "sort" }, el("label", { for: "sort" }, "Sorted by"), " ", sort),
    paged(found, 100, { box: "ol", attributes: { class: "claim-list", id: "claim-list" } }, claimRow)
  ];
}

function emptyClaims() {
  return emptyList("claims", "No claim passes the filters.");
}

function emptyList(name, filtered) {
  if (!isFiltered()) return el("p", { class: "empty" }, "There are no " + name + " here.");
  return el("div", { class: "empty" }, el("p", {}, filtered), button("Clear filters", { click: clearFilters }));
}

function claimRow(claim) {
  var article = claim.article;
  var is = chosen && chosen.type === "claim" && chosen.article === article.number && chosen.index === claim.index;
  return el("li", {},
    button([el("span", { class: "place" }, String(claim.index + 1)), " ", el("span", { dir: "auto" }, claim.words)], {
      class: "link claim-link", "aria-pressed": is ? "true" : "false", "data-key": article.number + "-" + claim.index,
      click: function (event) { choose("claim", article.number, claim.index, event.detail === 0); }
    }),
    el("p", { class: "small" }, kindTag(claim), " ", citedTag(claim), " ",
      claim.citations.map(function (support, index) {
        return [index ? "; " : "", el("bdi", {}, cut(article, article.citations[support.citation].at))];
      }),
      claim.findings.map(function (index) {
        var finding = article.findings[index];
        return [" ", el("span", { class: "severity " + finding.severity },
          el("span", { "aria-hidden": "true" }, SEVERITY_SIGNS[finding.severity] + " "), codeWords(finding.code))];
      }),
      place.article ? null : el("span", { class: "of" }, " · ", el("bdi", {}, articleName(article.number)))));
}
