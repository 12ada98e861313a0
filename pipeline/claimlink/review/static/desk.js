"use strict";
// The desk's only script: keys, and saving each change at once, in order, until it is acknowledged.

const DEFAULT_KEYS = {
  next: ["n", "next claim"], skip: ["k", "pass over"], undo: ["u", "undo"], redo: ["r", "redo"],
  confidence: ["c", "how sure: low, medium, high"], note: ["e", "write the note"],
  evidence: ["v", "add evidence"], nothing: ["x", "not a claim"],
  span: ["s", "the marked words are the claim"], split: ["d", "split before the mark"],
  scale: ["t", "the other scale"], queue: ["q", "to the queue"], search: ["/", "search the queue"],
  down: ["j", "next row"], up: ["h", "row before"], keys: ["?", "show all keys"],
};
const LIST_FIELDS = ["evidence", "corrections"];

function readKeys() {
  let own = {};
  try { own = JSON.parse(localStorage.getItem("claimlink-keys")) || {}; } catch { /* none kept */ }
  const keys = {};
  for (const [name, [key]] of Object.entries(DEFAULT_KEYS)) {
    keys[name] = typeof own[name] === "string" && own[name] ? own[name] : key;
  }
  return keys;
}

const keys = readKeys();
for (const shown of document.querySelectorAll("[data-shows]")) shown.textContent = keys[shown.dataset.shows] || "";

const token = document.querySelector("meta[name=claimlink-token]")?.content || "";
const desk = document.getElementById("desk");

// ---- saving -------------------------------------------------------------------------------

/** Sends changes one after the other; each is kept in the browser until the store has it. */
class Saver {
  constructor(claim, owner, state, show) {
    this.address = `/claim/${claim}/save`;
    // Whose and on what: neither another person nor another run's claim of that number gets it.
    this.place = `claimlink-unsaved-${owner}`;
    this.state = state;
    this.kept = state.fields;
    this.show = show;
    this.redraw = false;
    this.isOut = false;
    this.waiting = [];
    this.sending = null;
    this.merge = null;
    this.stale = 0;
    try { this.waiting = JSON.parse(sessionStorage.getItem(this.place)) || []; } catch { /* none */ }
    this.layer();
    // What an earlier page could not send is sent with the version it was made on.
    if (this.waiting.length) this.send();
  }

  /** Lays the changes that wait over what the store has acknowledged. */
  layer() {
    this.state.fields = { ...this.kept };
    for (const change of this.waiting) if (change.action === "set") this.state.fields[change.field] = change.value;
  }

  /** Whether an undo waits, whose effect nobody knows yet. */
  get isUndoing() { return this.waiting.some((change) => change.action !== "set"); }

  set(field, value, joins) {
    const last = this.waiting[this.waiting.length - 1];
    if (joins && last && last !== this.sending && last.action === "set" && last.field === field) last.value = value;
    else this.add({ action: "set", field, value, joins: Boolean(joins) });
    this.state.fields[field] = value;
    this.keep();
    this.send();
  }

  add(change) {
    this.waiting.push({ ...change, request: crypto.randomUUID?.() || `${Date.now()}-${Math.random()}` });
  }

  undo(action) {
    this.add({ action });
    this.keep();
    this.send();
  }

  keep() {
    try {
      if (this.waiting.length) sessionStorage.setItem(this.place, JSON.stringify(this.waiting));
      else sessionStorage.removeItem(this.place);
    } catch { /* no room: the changes are still sent */ }
  }

  async send() {
    if (this.sending) return;
    let pause = 200;
    while (this.waiting.length) {
      this.sending = this.waiting[0];
      // After a conflict, what was pressed meanwhile was meant for the version seen then.
      if (this.sending.base === undefined) this.sending.base = this.merge ? this.stale : this.state.version;
      this.keep();
      this.say("saving …", "waiting");
      const answer = await this.post(this.sending);
      if (answer?.status === 403) {
        this.isOut = true;
        this.sending = null;
        return this.say("not saved: log in again, then open this claim anew", "failing");
      }
      if (answer === null) {
        this.say("not saved yet, trying again", "failing");
        await new Promise((done) => setTimeout(done, pause));
        pause = Math.min(pause * 2, 3000);
        continue;
      }
      pause = 200;
      const { action, base } = this.sending;
      const undone = action !== "set";
      this.waiting.shift();
      this.sending = null;
      this.take(answer, undone, base);
      this.keep();
    }
    if (this.merge) location.assign(this.merge);
  }

  take(answer, undone, base) {
    const isTaken = answer.status === 200 || answer.status === 409;
    if (isTaken) {
      this.state.version = answer.body.version;
      this.state.undo = answer.body.undo;
      this.state.redo = answer.body.redo;
      this.kept = answer.body.fields;
    }
    if (answer.status === 409) { this.merge = answer.body.merge; this.stale = base; }
    this.layer();
    this.redraw ||= undone || answer.status !== 200;
    if (!this.waiting.length) {
      this.show(this.redraw);
      this.redraw = false;
    }
    if (!isTaken) this.say(answer.body.error ? `not taken: ${answer.body.error}` : "not taken: load the page anew", "failing");
    else if (!this.waiting.length) this.say("saved", "");
  }

  async post(change) {
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: { "content-type": "application/json", "x-claimlink-token": token },
        body: JSON.stringify(change),
      });
      if (answer.status >= 500) return null;
      const isJson = (answer.headers.get("content-type") || "").includes("json");
      return { status: answer.status, body: isJson ? await answer.json() : {} };
    } catch { return null; }
  }

  async settled() {
    while (this.waiting.length && !this.isOut) await new Promise((done) => setTimeout(done, 10));
    return !this.waiting.length && !this.merge;
  }

  /** Goes to another page once all is saved. */
  async leave(address) {
    if (await this.settled()) location.assign(address);
  }

  say(words, kind) {
    const place = document.getElementById("saved");
    if (place.textContent !== words) place.textContent = words;
    place.className = kind;
  }
}

// ---- a claim ------------------------------------------------------------------------------

function openClaim() {
  const state = JSON.parse(desk.dataset.state);
  const readPlaces = (written) => JSON.parse(written.replaceAll("(", "[").replaceAll(")", "]"));
  const fragments = readPlaces(desk.dataset.fragments);
  const saver = new Saver(desk.dataset.claim, desk.dataset.owner, state, show);
  const scales = [...document.querySelectorAll("[data-scale]")];
  const choice = document.getElementById("scale");
  const note = document.getElementById("note");
  const kind = document.getElementById("kind");
  const speaker = document.getElementById("speaker");
  let lastTyped = { field: "", at: 0 };
  // The citation that was clicked last, and is corrected: an entry that is clicked is meant for it.
  let cited = null;
  let shownLinks = "";

  /** Whether typing goes on in the field it went on in, without a rest. */
  function joins(field) {
    const now = Date.now();
    const goesOn = lastTyped.field === field && now - lastTyped.at < 1500;
    lastTyped = { field, at: now };
    return goesOn;
  }
  const set = (field, value) => { lastTyped = { field: "", at: 0 }; saver.set(field, value, false); };
  const list = (field) => structuredClone(state.fields[field] || []);
  const active = () => scales.find((scale) => !scale.hidden);

  function chooseScale(name) {
    for (const scale of scales) scale.hidden = scale.dataset.scale !== name;
    if (choice) choice.value = name;
  }

  /** Shows the verdict; the lists only when they are not being typed in. */
  function show(all = true) {
    const rating = state.fields.rating;
    if (all && rating) chooseScale(rating.scale);
    for (const scale of scales) for (const input of scale.querySelectorAll("input")) {
      input.checked = Boolean(rating) && rating.scale === scale.dataset.scale && rating.label === input.value;
    }
    for (const input of document.querySelectorAll("[name=confidence]")) input.checked = state.fields.confidence === input.value;
    document.querySelector("button[data-key=undo]").disabled = !state.undo && !saver.waiting.length;
    document.querySelector("button[data-key=redo]").disabled = !state.redo;
    document.querySelector("button[data-key=skip]").setAttribute("aria-pressed", String(Boolean(state.fields.skipped)));
    showCorrections();
    if (!all) return;
    note.value = state.fields.note || "";
    showEvidence();
  }

  function showEvidence() {
    const place = document.getElementById("evidence");
    place.replaceChildren(...(state.fields.evidence || []).map((found, number) => {
      const row = document.createElement("li");
      row.append(
        line(input("url", "url", "https://… address", found.url, number), input("seen", "date", "date seen", found.seen, number), remove("evidence", number)),
        input("quotation", "textarea", "its words", found.quotation, number),
      );
      return row;
    }));
  }

  function input(name, type, says, value, number) {
    const made = document.createElement(type === "textarea" ? "textarea" : "input");
    if (type === "textarea") made.rows = 2; else made.type = type;
    made.value = value || "";
    made.maxLength = name === "url" ? 2_000 : 20_000;
    made.placeholder = says;
    made.setAttribute("aria-label", `Evidence ${number + 1}: ${says}`);
    made.addEventListener("input", () => {
      if (type === "date" && !/^(\d{4}-\d\d-\d\d)?$/.test(made.value)) return;
      const entries = list("evidence");
      entries[number][name] = made.value;
      saver.set("evidence", entries, joins(`evidence-${number}-${name}`));
      show(false);
    });
    return made;
  }

  function line(...parts) {
    const row = document.createElement("div");
    row.className = "row";
    row.append(...parts);
    return row;
  }

  function remove(field, number) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Remove";
    button.addEventListener("click", () => { set(field, list(field).filter((_, place) => place !== number)); show(); });
    return button;
  }

  function showCorrections() {
    const made = state.fields.corrections || [];
    const place = document.getElementById("corrections");
    place.replaceChildren(...made.map((correction, number) => {
      const row = document.createElement("li");
      row.append(`${describe(correction)} `, remove("corrections", number));
      return row;
    }));
    if (made.length) document.getElementById("correct").open = true;
    const of = (change) => made.find((correction) => correction.change === change);
    kind.value = of("kind")?.kind || kind.dataset.kind;
    if (document.activeElement !== speaker) speaker.value = of("speaker")?.name || "";
    for (const cite of document.querySelectorAll("[data-citation]")) {
      const said = made.find((c) => c.change === "link" && c.citation_id === cite.dataset.citation);
      cite.classList.toggle("wrong", said?.supports === false);
      cite.classList.toggle("right", said?.supports === true);
    }
    showEntries(made.filter((correction) => correction.change === "link"));
  }

  function showEntries(links) {
    if (!links.some((link) => link.citation_id === cited)) cited = null;
    // A list may be long: it is gone through when it changes, not at every key.
    const now = JSON.stringify([cited, links]);
    if (now === shownLinks) return;
    shownLinks = now;
    const meant = links.find((link) => link.citation_id === cited)?.reference_id;
    const chosen = new Set(links.map((link) => link.reference_id));
    for (const entry of document.querySelectorAll("[data-entry]")) {
      // Only while a citation is being corrected is an entry something to press.
      entry.tabIndex = cited ? 0 : -1;
      entry.setAttribute("aria-disabled", String(!cited));
      entry.setAttribute("aria-pressed", String(meant === entry.dataset.entry));
      entry.classList.toggle("right", chosen.has(entry.dataset.entry));
    }
  }

  function describe(correction) {
    switch (correction.change) {
      case "not-a-claim": return "Not a claim";
      case "kind": return `Of the kind: ${correction.kind}`;
      case "speaker": return `Speaker: ${correction.name || "nobody but the author"}`;
      case "link": return `${words(correction.citation_id)}: ${link(correction)}`;
      case "span": return `The claim is: “${correction.fragments.map(textAt).join(" … ")}”`;
      case "split": return `Split: ${correction.parts.map((part) => `“${part.map(textAt).join(" … ")}”`).join(" and ")}`;
      case "merge": return `One claim with its neighbour ${correction.claim_ids.join(", ")}`;
      default: return correction.change;
    }
  }

  function link(correction) {
    if (!correction.supports) return "does not support it";
    return correction.reference_id ? `supports it, and is “${entryWords(correction.reference_id)}”` : "supports it";
  }

  const pieces = (name, id) => [...document.querySelectorAll(`[data-${name}]`)].filter((piece) => piece.dataset[name] === id);
  const words = (citation) => pieces("citation", citation).map((cite) => cite.textContent).join("");
  const entryWords = (entry) => pieces("entry", entry).map((piece) => piece.textContent).join("") || entry;

  /** The article's text from its pieces; offsets count code points, as all of claimlink's do. */
  function textAt([start, end]) {
    let found = "";
    for (const piece of document.querySelectorAll("#article [data-start]")) {
      const letters = [...piece.textContent];
      const from = Number(piece.dataset.start);
      if (from < end && from + letters.length > start) found += letters.slice(Math.max(0, start - from), end - from).join("");
    }
    return found;
  }

  function offsetOf(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-start]");
      return piece && Number(piece.dataset.start) + [...node.textContent.slice(0, offset)].length;
    }
    // Between two children: where the piece behind begins, else where the last one ends.
    const inside = [...node.querySelectorAll("[data-start]")];
    if (node.matches("[data-start]")) inside.push(node);
    const behind = inside.find((piece) => node.childNodes[offset]?.contains(piece) || (piece === node && !offset));
    if (behind) return Number(behind.dataset.start);
    const last = inside[inside.length - 1];
    return last ? Number(last.dataset.start) + [...last.textContent].length : null;
  }

  /** A stretch without the blanks at its ends. */
  function trim([start, end]) {
    const words = textAt([start, end]);
    return [start + [...words].length - [...words.trimStart()].length, end - [...words].length + [...words.trimEnd()].length];
  }

  /** The marked words of the article as [start, end]; null where none are. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!document.getElementById("article").contains(range.commonAncestorContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : trim([start, end]);
  }

  function correct(correction, is) {
    const made = list("corrections").filter((found) => !is(found));
    set("corrections", correction ? [...made, correction] : made);
    show(false);
  }
  const only = (change) => (found) => found.change === change;

  function split() {
    const mark = selected();
    if (!mark) return saver.say("mark the first word of the second part in the article", "failing");
    const first = [], second = [];
    for (const [start, end] of fragments) {
      if (start < mark[0]) first.push([start, Math.min(end, mark[0])]);
      if (end > mark[0]) second.push([Math.max(start, mark[0]), end]);
    }
    if (!first.length || !second.length) return saver.say("the mark is not inside the claim", "failing");
    correct({ change: "split", parts: [first.map(trim), second.map(trim)] }, only("split"));
  }

  /** Both claims, and those that it was merged with before, with the words of all. */
  function merge(other, places) {
    const before = (state.fields.corrections || []).find(only("merge")) || { claim_ids: [], fragments };
    if (before.claim_ids.includes(other)) return saver.say("they are one claim already", "");
    const all = [...before.fragments, ...readPlaces(places)].sort((one, two) => one[0] - two[0]);
    correct({ change: "merge", claim_ids: [...before.claim_ids, other], fragments: all }, only("merge"));
  }

  const actions = {
    undo: () => saver.undo("undo"),
    redo: () => saver.undo("redo"),
    skip: () => { set("skipped", !state.fields.skipped); goNext(); },
    next: goNext,
    confidence: () => {
      const steps = ["low", "medium", "high"];
      set("confidence", steps[(steps.indexOf(state.fields.confidence) + 1) % steps.length]);
      show(false);
    },
    note: () => note.focus(),
    evidence: () => {
      set("evidence", [...list("evidence"), { url: "", quotation: "", seen: "" }]);
      show();
      document.querySelector("#evidence li:last-child input")?.focus();
    },
    nothing: () => {
      const is = (state.fields.corrections || []).some(only("not-a-claim"));
      correct(is ? null : { change: "not-a-claim" }, only("not-a-claim"));
    },
    span: () => {
      const marked = selected();
      if (!marked || marked[0] >= marked[1]) return saver.say("mark the words in the article first", "failing");
      correct({ change: "span", fragments: [marked] }, only("span"));
    },
    split,
    before: () => merge(desk.dataset.before, desk.dataset.beforeFragments),
    behind: () => merge(desk.dataset.behind, desk.dataset.behindFragments),
    queue: () => saver.leave("/"),
    keys: () => saver.leave("/keys"),
    scale: () => {
      const place = scales.indexOf(active());
      chooseScale(scales[(place + 1) % scales.length].dataset.scale);
    },
  };

  function goNext() { return saver.leave(desk.dataset.next); }

  /** What is pressed behind an undo waits for it: what it is about is not known before. */
  for (const [name, run] of Object.entries(actions)) {
    if (["undo", "redo", "next", "note", "scale"].includes(name)) continue;
    actions[name] = () => (saver.isUndoing ? saver.settled().then((isSaved) => isSaved && run()) : run());
  }

  for (const scale of scales) scale.addEventListener("change", (event) => rate(scale, event.target.value));
  function rate(scale, label) {
    set("rating", { scale: scale.dataset.scale, label });
    show(false);
  }
  choice?.addEventListener("change", () => chooseScale(choice.value));
  for (const input of document.querySelectorAll("[name=confidence]")) {
    input.addEventListener("change", () => { set("confidence", input.value); show(false); });
  }
  note.addEventListener("input", () => { saver.set("note", note.value, joins("note")); show(false); });
  kind.addEventListener("change", () => {
    correct(kind.value === kind.dataset.kind ? null : { change: "kind", kind: kind.value }, only("kind"));
  });
  speaker.addEventListener("input", () => {
    const name = speaker.value.trim();
    const made = list("corrections").filter((found) => found.change !== "speaker");
    saver.set("corrections", name ? [...made, { change: "speaker", name }] : made, joins("speaker"));
    show(false);
  });
  window.addEventListener("beforeunload", (event) => { if (saver.waiting.length && !saver.isOut) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/']");
    if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !saver.waiting.length) return;
    event.preventDefault();
    saver.leave(link.href);
  });
  document.addEventListener("submit", (event) => {
    if (!saver.waiting.length) return;
    event.preventDefault();
    saver.settled().then((isSaved) => { if (isSaved) event.target.requestSubmit(event.submitter); });
  });
  for (const piece of document.querySelectorAll("[role=button][data-citation], [role=button][data-entry]")) {
    piece.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      piece.click();
    });
    piece.addEventListener("click", () => (piece.dataset.entry ? leadTo(piece.dataset.entry) : cite(piece)));
  }

  function cite(piece) {
    const id = piece.dataset.citation;
    const is = (found) => found.change === "link" && found.citation_id === id;
    const said = (state.fields.corrections || []).some(is);
    cited = said ? null : id;
    correct(said ? null : { change: "link", citation_id: id, supports: !piece.classList.contains("own") }, is);
  }

  /** The citation that was clicked last is of this entry; clicked again, it no longer is. */
  function leadTo(entry) {
    if (!cited) return saver.say("click the citation first that leads to this entry", "failing");
    const is = (found) => found.change === "link" && found.citation_id === cited;
    const before = (state.fields.corrections || []).find(is);
    const chosen = before?.reference_id === entry ? {} : { reference_id: entry };
    correct({ change: "link", citation_id: cited, supports: true, ...chosen }, is);
  }

  for (const button of document.querySelectorAll("#desk [data-key]")) {
    button.addEventListener("click", (event) => {
      // With a key held a link opens as links do.
      if (button.tagName === "A" && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      // The marked words must stay marked: what is asked for may be about them.
      actions[button.dataset.key]?.();
    });
    button.addEventListener("mousedown", (event) => event.preventDefault());
  }

  show();
  if (saver.waiting.length) saver.say("saving …", "waiting");
  showClaim();
  return { ...actions, answer: async (number) => {
    if (saver.isUndoing && !(await saver.settled())) return;
    const inputs = active().querySelectorAll("input");
    if (inputs[number - 1]) rate(active(), inputs[number - 1].value);
  } };
}

/** Scrolls the article until the claim stands in its upper third. */
function showClaim(frames = 12) {
  const pane = document.getElementById("article");
  const words = document.querySelector("#article .block .claim") || document.querySelector(".block.here");
  if (!words || getComputedStyle(pane).overflowY !== "auto") return;
  const place = pane.scrollTop;
  pane.scrollTop += words.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  // Paragraphs out of sight have a guessed height, which is known once they come near: look again.
  if (frames && pane.scrollTop !== place) requestAnimationFrame(() => showClaim(frames - 1));
}

// ---- keys ---------------------------------------------------------------------------------

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const place = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(place + step, 0), rows.length - 1)]?.focus();
}

const claim = desk ? openClaim() : {};
const actions = {
  next: () => document.querySelector("a[data-key=next]")?.click(),
  search: () => document.querySelector("[data-key=search]")?.focus(),
  queue: () => location.assign("/"),
  keys: () => location.assign("/keys"),
  down: () => moveRow(1),
  up: () => moveRow(-1),
  ...claim,
};

function isTyping(target) {
  return target.matches?.("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return document.activeElement?.blur();
  if (document.getElementById("keys")?.contains(event.target)) return;
  if (event.ctrlKey && event.key === "Enter" && claim.next) return claim.next();
  if (isTyping(event.target)) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && claim.undo) {
    event.preventDefault();
    return event.shiftKey ? claim.redo() : claim.undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (claim.answer && /^[1-9]$/.test(event.key)) return claim.answer(Number(event.key));
  const name = Object.keys(keys).find((action) => keys[action] === event.key);
  if (name && actions[name]) {
    event.preventDefault();
    actions[name]();
  }
});

const table = document.querySelector("#keys tbody");
if (table) {
  const keep = () => { try { localStorage.setItem("claimlink-keys", JSON.stringify(keys)); } catch { /* none */ } };
  for (const [name, [, says]] of Object.entries(DEFAULT_KEYS)) {
    const row = table.insertRow();
    row.insertCell().textContent = says;
    const field = document.createElement("input");
    field.value = keys[name];
    field.readOnly = true;
    field.setAttribute("aria-label", says);
    field.addEventListener("keydown", (event) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || /[1-9]/.test(event.key)) return;
      event.preventDefault();
      const other = Object.keys(keys).find((action) => action !== name && keys[action] === event.key);
      taken.textContent = other ? `${event.key} is taken: ${DEFAULT_KEYS[other][1]}` : "";
      if (other) return;
      keys[name] = field.value = event.key;
      keep();
    });
    row.insertCell().append(field);
  }
  const taken = document.getElementById("taken");
  document.getElementById("reset-keys").addEventListener("click", () => {
    try { localStorage.removeItem("claimlink-keys"); } catch { /* none */ }
    location.reload();
  });
}
