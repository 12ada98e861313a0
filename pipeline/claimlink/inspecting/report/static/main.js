// Where the reader is, what is chosen, and the page that follows from both.

var returnTo = null;

// "#/", "#/claims", "#/3", "#/3/charts", "#/3/k-13e7cf020592".
function readPlace() {
  var words = location.hash.replace(/^#\/?/, "").split("/");
  var number = /^[1-9]\d{0,8}$/.test(words[0]) ? Number(words.shift()) : 0;
  if (number > run.articles.length) number = 0;
  var last = words[0] || "";
  var part = PARTS.indexOf(last) > 0 ? last : "text";
  var index = -1;
  if (number && part === "text" && last) {
    index = articleAt(number).claims.findIndex(function (claim) { return claim.id === decoded(last); });
  }
  return { article: number, part: part, claim: index };
}

function decoded(words) {
  try {
    return decodeURIComponent(words);
  } catch (error) {
    return words;
  }
}

function address(number, part) {
  var words = number ? "#/" + number : "#";
  return part === "text" ? words + (number ? "" : "/") : words + "/" + part;
}

function go(number, part) {
  var where = address(number, part);
  if (location.hash === where) follow();
  else location.hash = where;
}

function follow() {
  var next = readPlace();
  var moved = next.article !== place.article || next.part !== place.part;
  place = { article: next.article, part: next.part };
  if (chosen && (next.part === "charts" || (next.article && chosen.article !== next.article))) chosen = null;
  if (next.claim >= 0) chosen = { type: "claim", article: next.article, index: next.claim };
  showPlace();
  showArticles();
  if (moved && narrow()) byId("nav-fold").open = false;
  if (next.claim >= 0 || (moved && targetOf())) bring("center", false);
  else if (moved) {
    window.scrollTo(0, 0);
    tell((place.article ? articleName(place.article) : "Whole run") + ", " + place.part);
  }
}

function showPlace() {
  var main = byId("main");
  var article = place.article ? articleAt(place.article) : null;
  var title = article ? articleHead(article)
    : el("header", { class: "article-head" }, el("h2", { id: "article-title", tabindex: "-1" }, "Whole run"));
  var content;
  if (place.part === "claims") content = buildClaims();
  else if (place.part === "charts") content = buildCharts();
  else if (place.part === "findings") content = buildFindings();
  else if (article) content = [articleFindings(article), legend(), buildText(article)];
  else content = buildOverview();
  main.replaceChildren();
  fill(main, {}, [title, parts(place.article), content]);
  document.title = (article ? articleName(place.article) + " – " : "") + "Claims of " + run.name;
  showMatches();
  showDetails();
  light();
}

// Chooses one thing and shows its details.  `enters` moves the focus there, `brings` scrolls the
// text to it, `stands` moves the focus to it in the text.
function choose(type, number, index, enters, brings, stands) {
  var before = document.activeElement;
  chosen = { type: type, article: number, index: index };
  if (place.article && place.article !== number) {
    place.article = number;
    showPlace();
    showArticles();
  }
  showDetails();
  light();
  pressRow();
  if (brings || stands) bring("center", stands);
  else if (narrow()) bring("nearest", false);  // the sheet of details covers the lower half
  if (before && byId("main").contains(before)) returnTo = before;
  if (enters) focusDetails();
  else tell(announce());
  keepAddress();
}

function announce() {
  var article = articleAt(chosen.article);
  if (chosen.type === "claim") {
    var claim = article.claims[chosen.index];
    return "Claim " + (claim.index + 1) + ", " + claim.kind + ", " + (claim.citations.length ? "cited" : "uncited") + ". Details are shown; press d to go there.";
  }
  if (chosen.type === "citation") {
    var citation = article.citations[chosen.index];
    return "Citation " + cut(article, citation.at) + " supports " + plural(citation.claims.length, "claim") + ", lit in the text.";
  }
  var finding = article.findings[chosen.index];
  return SEVERITY_WORDS[finding.severity] + ": " + finding.message;
}

// The address of a claim can be passed on; it is no step of the browser's history.
function keepAddress() {
  if (!place.article || place.part !== "text") return;
  var claim = chosen && chosen.type === "claim" ? "/" + encodeURIComponent(articleAt(place.article).claims[chosen.index].id) : "";
  replaceAddress(address(place.article, "text") + claim);
}

function replaceAddress(where) {
  try {
    history.replaceState(null, "", where);
  } catch (error) {
    // Refused for some files on disk and in frames; the address then stays as it was.
  }
}

function unchoose(returns) {
  chosen = null;
  showDetails();
  light();
  pressRow();
  keepAddress();
  if (returns) (returnTo && returnTo.isConnected ? returnTo : byId("article-title")).focus();
  tell("Nothing chosen");
}

// In the list of claims, the row that is chosen.
function pressRow() {
  var list = byId("claim-list");
  if (!list) return;
  var wanted = chosen && chosen.type === "claim" ? chosen.article + "-" + chosen.index : "";
  list.querySelectorAll(".claim-link").forEach(function (row) {
    row.setAttribute("aria-pressed", String(row.dataset.key === wanted));
  });
}

// Scrolls to what is chosen, as far as it is not in sight.
function bring(block, stands) {
  var target = targetOf();
  if (!target) return;
  target.scrollIntoView({ block: block, behavior: "auto" });
  if (stands) target.focus({ preventScroll: true });
}

function targetOf() {
  if (!chosen) return null;
  if (place.part === "claims") return byId("claim-list") && byId("claim-list").querySelector('[data-key="' + chosen.article + "-" + chosen.index + '"]');
  if (place.part !== "text" || place.article !== chosen.article) return null;
  if (chosen.type === "claim") return byId("claim-" + chosen.index);
  if (chosen.type === "citation") return byId("text").querySelector('.cite[data-citation="' + chosen.index + '"]');
  var article = articleAt(chosen.article), finding = article.findings[chosen.index];
  if (finding.citations.length) return byId("text").querySelector('.cite[data-citation="' + finding.citations[0] + '"]');
  if (finding.claims.length) return byId("claim-" + finding.claims[0]);
  return byId("block-" + blockAt(article, finding.at[0]));
}

function narrow() {
  return window.matchMedia("(max-width: 60rem)").matches;
}

// On paper nothing can be chosen: an article's claims follow its text.
function addForPrint() {
  removeAfterPrint();
  document.querySelectorAll(".article-findings").forEach(function (found) { found.open = true; });
  if (!place.article || place.part !== "text") return;
  var claims = matching(place.article);
  byId("main").append(el("section", { id: "printed", class: "printed" },
    el("h2", {}, plural(claims.length, "claim")), el("ol", { class: "claim-list" }, claims.map(claimRow))));
}

function removeAfterPrint() {
  var printed = byId("printed");
  if (printed) printed.remove();
}

function start() {
  var claims = 0, cited = 0, findings = 0;
  run.articles.forEach(function (article) {
    claims += article.claims;
    cited += article.cited;
    findings += article.findings.reduce(function (a, b) { return a + b; }, 0);
  });
  byId("summary").textContent = [
    plural(run.articles.length, "article") + (run.chosen ? " chosen from the run" : ""),
    plural(claims, "claim"), share(cited, claims) + " cited", plural(findings, "finding")
  ].join(" · ");
  buildFilters();
  buildKeys();
  if (narrow()) {
    byId("filter-fold").open = false;
    byId("nav-fold").open = false;
  }
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", addForPrint);
  window.addEventListener("afterprint", removeAfterPrint);
  var waiting = 0;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      var box = document.querySelector(".charts");
      if (box) drawCharts(box, matching(place.article));
    }, 200);
  });
  if (!location.hash && run.articles.length === 1) replaceAddress("#/1");
  follow();
  document.body.classList.add("ready");
}

start();
