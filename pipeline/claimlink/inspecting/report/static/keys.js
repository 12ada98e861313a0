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

// The one before or behind what is chosen, of its kind; claims that the filters leave out are passed over.
function stepBy(type, by, stays) {
  var number = chosen && chosen.type === type && place.part !== "text" ? chosen.article : place.article || (run.articles.length ? 1 : 0);
  if (!number) return;
  if (!place.article && place.part === "text") go(number, "text");
  var article = articleAt(number);
  var list = article[type + "s"].filter(function (one) { return type !== "claim" || passes(one); });
  if (!list.length) {
    tell("No " + type + " here");
    return;
  }
  var current = chosen && chosen.type === type && chosen.article === number ? chosen.index : null;
  var next = by > 0 ? list.find(function (one) { return current === null || one.index > current; })
    : list.slice().reverse().find(function (one) { return current === null || one.index < current; });
  if (!next) {
    tell(by > 0 ? "This was the last " + type : "This was the first " + type);
    return;
  }
  choose(type, number, next.index, Boolean(stays), true, !stays);
}

function stepArticle(by) {
  var next = place.article + by;
  if (next >= 1 && next <= run.articles.length) go(next, place.part);
}

function focusDetails() {
  (byId("details-title") || byId("details")).focus();
}
