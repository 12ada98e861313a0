// Charts of the claims that pass the filters, each with its numbers as a table.

var BAR = 22, GAP = 10;

function buildCharts() {
  var claims = matching(place.article);
  if (!claims.length) return emptyClaims();
  var box = el("div", { class: "charts" });
  requestAnimationFrame(function () { drawCharts(box, claims); });
  return box;
}

function drawCharts(box, claims) {
  var width = Math.max(280, Math.min(box.clientWidth || 640, 760));
  box.replaceChildren(kindChart(claims, width), citedChart(claims, width), timeline(claims, width));
}

function figure(title, said, drawing, head, rows) {
  return el("figure", {},
    el("figcaption", {}, el("b", {}, title), el("span", { class: "small" }, said)),
    drawing,
    el("details", {}, el("summary", {}, "The numbers of “" + title + "”"),
      el("table", {},
        el("thead", {}, el("tr", {}, head.map(function (words) { return el("th", { scope: "col" }, words); }))),
        el("tbody", {}, rows.map(function (row) {
          return el("tr", {}, row.map(function (cell, index) {
            return index ? el("td", {}, String(cell)) : el("th", { scope: "row" }, String(cell));
          }));
        })))));
}

function drawing(width, height, heard) {
  return svg("svg", { role: "img", "aria-label": heard, viewBox: "0 0 " + width + " " + height, width: String(width), height: String(height) });
}

function label(words, x, y, attributes) {
  return svg("text", Object.assign({ x: String(x), y: String(y) }, attributes), words);
}

function bar(x, y, width, height, name) {
  return svg("rect", { x: x.toFixed(1), y: y.toFixed(1), width: Math.max(0, width).toFixed(1), height: height.toFixed(1), class: name });
}

function counted(claims, key) {
  var counts = new Map();
  claims.forEach(function (claim) { counts.set(key(claim), (counts.get(key(claim)) || 0) + 1); });
  return counts;
}

function kindChart(claims, width) {
  var counts = counted(claims, function (claim) { return claim.kind; });
  var rows = KINDS.filter(function (kind) { return counts.has(kind); })
    .map(function (kind) { return [capital(kind), counts.get(kind)]; })
    .sort(function (a, b) { return b[1] - a[1]; });
  var most = rows[0][1], left = 100, room = width - left - 50;
  var heard = "Bars: " + rows.map(function (row) { return row[0] + " " + row[1]; }).join(", ") + ".";
  var picture = drawing(width, rows.length * (BAR + GAP), heard);
  rows.forEach(function (row, index) {
    var y = index * (BAR + GAP);
    fill(picture, {}, [
      label(row[0], left - 10, y + 16, { "text-anchor": "end" }),
      bar(left, y, room * row[1] / most, BAR, "solid"),
      label(String(row[1]), left + room * row[1] / most + 8, y + 16, { class: "value" })
    ]);
  });
  return figure("Claims by kind", plural(claims.length, "claim"), picture, ["Kind", "Claims"], rows);
}

// By section within an article, by article over a run; the longest bars first where they are many.
function citedChart(claims, width) {
  var bySection = place.article > 0;
  var groups = new Map();
  claims.forEach(function (claim) {
    var name = bySection ? claim.section || "Before the first heading" : claim.article.number;
    if (!groups.has(name)) groups.set(name, [bySection ? name : articleName(name), 0, 0]);
    groups.get(name)[claim.citations.length ? 1 : 2]++;
  });
  var rows = Array.from(groups.values());
  var all = rows.length;
  if (!bySection || all > 25) rows.sort(function (a, b) { return b[2] - a[2]; });
  var drawn = rows.slice(0, 25);
  var most = Math.max.apply(null, drawn.map(function (row) { return row[1] + row[2]; }));
  var line = BAR + GAP + 20, room = width - 120;
  var heard = "Bars: " + drawn.map(function (row) { return row[0] + " " + row[1] + " cited, " + row[2] + " uncited"; }).join("; ") + ".";
  var picture = drawing(width, drawn.length * line + 26, heard);
  fill(picture, {}, [hatch(), key(0, "solid", "cited"), key(80, "hatched", "uncited")]);
  drawn.forEach(function (row, index) {
    var y = 30 + index * line, cited = room * row[1] / most, uncited = room * row[2] / most;
    fill(picture, {}, [
      label(fit(row[0], width), 0, y + 10, {}),
      bar(0, y + 17, cited, BAR - 4, "solid"),
      bar(cited + (row[1] && row[2] ? 2 : 0), y + 17, uncited, BAR - 4, "hatched"),
      label(row[1] + " + " + row[2], cited + uncited + 10, y + 31, { class: "value" })
    ]);
  });
  var title = bySection ? "Cited against uncited by section" : "Cited against uncited by article";
  var said = all > drawn.length ? "the " + drawn.length + " with most uncited claims of " + all : plural(all, bySection ? "section" : "article");
  return figure(title, said, picture, [bySection ? "Section" : "Article", "Cited", "Uncited"], rows.slice(0, 500));
}

function key(x, name, words) {
  return [bar(x, 2, 14, 12, name), label(words, x + 20, 12, { class: "value" })];
}

function hatch() {
  return svg("defs", {}, svg("pattern", { id: "hatch", width: "6", height: "6", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: "6", height: "6", class: "hatch-ground" }), svg("line", { x1: "0", y1: "0", x2: "0", y2: "6", class: "hatch-line" })));
}

// A label of at most so many characters as fit a width in pixels, at about eight each.
function fit(words, width) {
  var most = Math.floor(width / 8);
  return words.length > most ? words.slice(0, most - 1) + "…" : words;
}

function yearOf(date) {
  var match = /^(-?\d{1,4})/.exec(date || "");
  return match ? Number(match[1]) : null;
}

// Years claimed above the line, years of the sources that these claims cite below it.
function timeline(claims, width) {
  var claimed = [], sourced = [], entries = new Set();
  claims.forEach(function (claim) {
    claim.times.forEach(function (time) {
      var year = time.precision === "vague" ? null : yearOf(time.from || time.to);
      if (year !== null) claimed.push(year);
    });
    claim.citations.forEach(function (support) {
      var index = claim.article.citations[support.citation].reference;
      var mark = claim.article.number + "-" + index;
      if (index === null || entries.has(mark)) return;
      entries.add(mark);
      var year = yearOf(claim.article.references[index].issued);
      if (year !== null) sourced.push(year);
    });
  });
  var title = "Dates claimed against dates of sources";
  var said = plural(claimed.length, "date") + " in claims, " + plural(sourced.length, "source") + " with a date; a period counts in its first year";
  if (!claimed.length && !sourced.length) {
    return el("figure", {}, el("figcaption", {}, el("b", {}, title)), el("p", { class: "empty" }, "No claim gives a date, and no source has one."));
  }
  var bins = bin(claimed, sourced);
  return figure(title, said, drawTimeline(bins, width), ["Years", "Dates claimed", "Sources"],
    bins.rows.filter(function (row) { return row.claimed || row.sourced; })
      .map(function (row) { return [span(row.year, bins.step), row.claimed, row.sourced]; }));
}

function span(year, step) {
  return step === 1 ? String(year) : year + "–" + (year + step - 1);
}

// Years in at most 48 bins of a round number of years.
function bin(claimed, sourced) {
  var all = claimed.concat(sourced);
  var first = all.reduce(function (a, b) { return Math.min(a, b); });
  var last = all.reduce(function (a, b) { return Math.max(a, b); });
  var step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(function (size) { return (last - first) / size < 47; });
  first = Math.floor(first / step) * step;
  var rows = [];
  for (var year = first; year <= last; year += step) rows.push({ year: year, claimed: 0, sourced: 0 });
  claimed.forEach(function (year) { rows[Math.floor((year - first) / step)].claimed++; });
  sourced.forEach(function (year) { rows[Math.floor((year - first) / step)].sourced++; });
  return { rows: rows, step: step };
}

function drawTimeline(bins, width) {
  var rows = bins.rows, half = 90, middle = half + 26;
  var most = rows.reduce(function (a, row) { return Math.max(a, row.claimed, row.sourced); }, 1);
  var room = (width - 10) / rows.length, thick = Math.max(2, Math.min(room - 2, 28));
  var heard = "Bars over years. Claimed: " + told(bins, "claimed") + ". Sources: " + told(bins, "sourced") + ".";
  var picture = drawing(width, middle * 2 + 24, heard);
  fill(picture, {}, [hatch(), label("Dates claimed", 0, 12, {}), label("Dates of sources", 0, middle * 2 + 18, {}),
    svg("line", { x1: "0", x2: String(width), y1: String(middle), y2: String(middle), class: "axis" }),
    svg("line", { x1: "0", x2: String(width), y1: String(middle + 20), y2: String(middle + 20), class: "axis" })]);
  var every = Math.ceil(46 / room);
  rows.forEach(function (row, index) {
    var x = 5 + index * room + (room - thick) / 2;
    if (row.claimed) fill(picture, {}, [bar(x, middle - half * row.claimed / most, thick, half * row.claimed / most, "solid")]);
    if (row.sourced) fill(picture, {}, [bar(x, middle + 20, thick, (half - 14) * row.sourced / most, "hatched")]);
    if (index % every === 0) fill(picture, {}, [label(String(row.year), Math.max(16, Math.min(x + thick / 2, width - 18)), middle + 15, { "text-anchor": "middle", class: "value" })]);
    if (room >= 16 && row.claimed) fill(picture, {}, [label(String(row.claimed), x + thick / 2, middle - half * row.claimed / most - 4, { "text-anchor": "middle", class: "value" })]);
    if (room >= 16 && row.sourced) fill(picture, {}, [label(String(row.sourced), x + thick / 2, middle + 33 + (half - 14) * row.sourced / most, { "text-anchor": "middle", class: "value" })]);
  });
  return picture;
}

function told(bins, name) {
  var rows = bins.rows.filter(function (row) { return row[name]; });
  return rows.length ? rows.map(function (row) { return span(row.year, bins.step) + " " + row[name]; }).join(", ") : "none";
}
