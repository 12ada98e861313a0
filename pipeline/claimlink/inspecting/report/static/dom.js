// Elements with their attributes and content; strings become text nodes, never markup.

var SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  Object.keys(attributes || {}).forEach(function (name) {
    var value = attributes[name];
    if (value === null || value === undefined || value === false) return;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  });
  children.flat(Infinity).forEach(function (child) {
    if (child === null || child === undefined || child === "") return;
    element.append(child);
  });
  return element;
}

function el(tag, attributes) {
  return fill(document.createElement(tag), attributes, Array.prototype.slice.call(arguments, 2));
}

function svg(tag, attributes) {
  return fill(document.createElementNS(SVG, tag), attributes, Array.prototype.slice.call(arguments, 2));
}

function byId(id) {
  return document.getElementById(id);
}

// A link to an address that was found safe when the page was made; null is no link.
function outside(address, words) {
  if (!address) return words;
  return el("a", { href: address, rel: "noreferrer noopener", target: "_blank", class: "out" }, words);
}

function button(words, attributes) {
  return el("button", Object.assign({ type: "button" }, attributes), words);
}

// A sign that is seen, and words that are heard in its place.
function sign(shown, heard, className) {
  return [
    el("span", { "aria-hidden": "true", class: className || null }, shown),
    el("span", { class: "unseen" }, heard)
  ];
}

function severity(name) {
  return el("span", { class: "severity " + name },
    el("span", { "aria-hidden": "true" }, SEVERITY_SIGNS[name] + " "), SEVERITY_WORDS[name]);
}

function kindTag(claim) {
  return el("span", { class: "kind" }, claim.kind);
}

function citedTag(claim) {
  return claim.citations.length
    ? el("span", { class: "tag cited" }, "cited")
    : el("span", { class: "tag uncited" }, "uncited");
}

// A list that shows so many at first and more on demand.
function paged(list, size, tag, make, more) {
  var box = el(tag.box, tag.attributes || {});
  var next = button("", { class: "more" });
  var shown = 0;
  function grow() {
    var first = null;
    list.slice(shown, shown + size).forEach(function (one) {
      var made = make(one);
      first = first || made;
      box.append(made);
    });
    shown = Math.min(shown + size, list.length);
    next.textContent = "Show " + Math.min(size, list.length - shown) + " more of " + plural(list.length - shown, more || "claim");
    next.hidden = shown >= list.length;
    return first;
  }
  next.addEventListener("click", function () {
    var first = grow();
    var target = first && first.querySelector("button, a");
    if (target) target.focus();
  });
  grow();
  return [box, next];
}

function tell(words) {
  byId("told").textContent = words;
}
