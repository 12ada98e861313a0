// The form that says which claims count, and the line that says how many do.

function buildFilters() {
  var form = byId("filters");
  var codes = run.findings.map(function (found) { return [found[0], codeWords(found[0])]; });
  var seen = {};
  codes = codes.filter(function (code) { var is = !seen[code[0]]; seen[code[0]] = true; return is; });
  form.append(
    field("text", "Words of the claim", el("input", { type: "search", id: "filter-text", autocomplete: "off" })),
    field("kind", "Kind", choices("kind", [["", "All kinds"]].concat(KINDS.map(function (kind) { return [kind, capital(kind)]; })))),
    field("cited", "Citations", choices("cited", [["", "Cited and uncited"], ["yes", "Cited"], ["no", "Uncited"]])),
    field("finding", "Finding", choices("finding", [["", "With and without"], ["any", "Any finding"]].concat(codes))),
    field("source", "Source", el("input", {
      type: "search", id: "filter-source", autocomplete: "off", list: "sources", focus: offerSources
    })),
    el("datalist", { id: "sources" }),
    button("Clear filters", { id: "filter-clear", class: "quiet", click: clearFilters })
  );
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  var waiting = 0;
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(takeFilters, 150);
  });
}

function field(name, words, control) {
  return el("div", { class: "field" }, el("label", { for: "filter-" + name }, words), control);
}

function choices(name, options) {
  return el("select", { id: "filter-" + name }, options.map(function (option) {
    return el("option", { value: option[0] }, option[1]);
  }));
}

function takeFilters() {
  Object.keys(filter).forEach(function (name) { filter[name] = byId("filter-" + name).value.trim(); });
  showPlace();
  showArticles();
}

function setFilter(name, value) {
  byId("filter-" + name).value = value;
  takeFilters();
}

function clearFilters() {
  Object.keys(filter).forEach(function (name) { byId("filter-" + name).value = ""; });
  takeFilters();
  byId("filter-text").focus();
}

// The authors of the entries that are cited most, to choose from.
function offerSources() {
  var list = byId("sources");
  if (list.firstChild) return;
  var counts = new Map();
  numbers(0).forEach(function (number) {
    articleAt(number).references.forEach(function (reference) {
      reference.authors.slice(0, 1).forEach(function (name) {
        counts.set(name, (counts.get(name) || 0) + reference.citations.length);
      });
    });
  });
  var names = Array.from(counts.keys()).sort(function (a, b) {
    return counts.get(b) - counts.get(a) || (a < b ? -1 : 1);
  });
  names.slice(0, 300).forEach(function (name) { list.append(el("option", { value: name })); });
}

function showMatches() {
  var line = byId("matches");
  byId("filter-clear").disabled = !isFiltered();
  if (!isFiltered()) {
    line.textContent = "";
    return;
  }
  var everywhere = matching(0);
  var articles = new Set(everywhere.map(function (claim) { return claim.article.number; })).size;
  var said = everywhere.length
    ? plural(everywhere.length, "claim") + (everywhere.length === 1 ? " passes" : " pass") + " the filters, in " + plural(articles, "article")
    : "No claim passes the filters";
  if (place.article && run.articles.length > 1) said += "; " + matching(place.article).length + " in this one";
  line.textContent = said + ".";
}
