// Single keys, which the help can turn off (WCAG 2.1.4), and the ways through a text.

var KEYS = [
  ["j", "Next claim", function () { stepBy("claim", 1); }],
  ["k", "Previous claim", function () { stepBy("claim", -1); }],
  ["c", "Next citation", function () { stepBy("citation", 1); }],
  ["f", "Next finding", function () { stepBy("finding", 1); }],
  ["]", "Next article", function () { stepArticle(1); }],
  ["[", "Previous article", function () { stepArticle(-1); }],
  ["d", "To the details", function () { focusDetails(); }],
  ["/", "To the filters", function () { byId("filter-fold").open = true; byId("filter-text").focus(); }],
  ["?", "This help", function () { byId("help").showModal(); }]
];

function buildKeys() {
  var shown = KEYS.concat([["Esc", "Back to the text, nothing chosen", null]]);
  shown.forEach(function (one) {
    byId("help-keys").append(el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, one[0])), el("td", {}, one[1])));
  });
  byId("help-open").addEventListener("click", function () { byId("help").showModal(); });
  document.addEventListener("keydown", takeKey);
}

function takeKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  if (event.key === "Escape" && chosen) {
    unchoose(true);
    return;
  }
  if (!byId("keys-on").checked || event.target.closest("input, select, textarea")) return;
  var found = KEYS.find(function (one) { return one[0] === event.key; });
  if (!found) return;
  event.preventDefault();
  found[2]();
}

// The one before or behind what is chosen, of its kind, in this article or, over the whole run, in
// the articles that follow; claims that the filters leave out are passed over.
function stepBy(type, by, stays) {
  var follows = chosen && chosen.type === type && (!place.article || chosen.article === place.article);
  var number = follows ? chosen.article : place.article || 1;
  var last = place.article || (by > 0 ? run.articles.length : 1);
  for (; number >= 1 && number <= run.articles.length && (last - number) * by >= 0; number += by) {
    var next = nextIn(articleAt(number), type, by, follows && chosen.article === number ? chosen.index : null);
    if (!next) continue;
    if (!place.article && place.part === "text") go(number, "text");
    choose(type, number, next.index, Boolean(stays), true, !stays);
    return;
  }
  tell("No " + (by > 0 ? "further " : "earlier ") + type);
}

function nextIn(article, type, by, current) {
  var list = article[type + "s"].filter(function (one) { return type !== "claim" || passes(one); });
  if (by < 0) list.reverse();
  return list.find(function (one) { return current === null || (one.index - current) * by > 0; });
}

function stepArticle(by) {
  var next = place.article + by;
  if (next >= 1 && next <= run.articles.length) go(next, place.part);
}

function focusDetails() {
  (byId("details-title") || byId("details")).focus();
}
