// The console at work: completes, explains, runs, remembers, shares. Without it the form still asks.

import { element, laidOut } from "/console-answer.js";
import { Docs } from "/console-docs.js";
import { INTROSPECTION, completions, contextAt, named, schemaOf } from "/console-schema.js";

const english = document.documentElement.lang === "en";
const say = (vi, en) => (english ? en : vi);
const [form, editor, variables, answer, said] = ["ask", "editor", "variables", "answer", "said"].map((id) => document.getElementById(id));
const HISTORY = "luocdo.console";
const KEPT = 30;

let schema = null;
let docs = null;

async function send(body) {
  const headers = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) });
  return response.json();
}

// Running.

/** Returns the name of the operation the cursor is in, where there are several. */
function operationName() {
  const all = [...editor.value.matchAll(/^\s*(?:query|mutation|subscription)\s+(\w+)/gm)];
  if (all.length < 2) return undefined;
  const before = all.filter((m) => m.index <= editor.selectionStart);
  return (before.length ? before[before.length - 1] : all[0])[1];
}

async function run() {
  let values = {};
  try {
    values = variables.value.trim() ? JSON.parse(variables.value) : {};
  } catch (e) {
    said.textContent = say(`Biến không phải JSON: ${e.message}`, `The variables are no JSON: ${e.message}`);
    variables.focus();
    return;
  }
  said.textContent = say("Đang hỏi…", "Asking…");
  const begun = performance.now();
  try {
    const reply = await send({ query: editor.value, variables: values, operationName: operationName() });
    answer.replaceChildren(...laidOut(reply, Math.round(performance.now() - begun)));
    answer.scrollTop = 0;
    const count = reply.errors?.length || 0;
    said.textContent = count ? say(`${count} lỗi`, `${count} errors`) : say("Đã trả lời", "Answered");
    remember();
  } catch (e) {
    said.textContent = say(`Máy chủ không trả lời: ${e.message}`, `The server does not answer: ${e.message}`);
  }
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  run();
});

// History.

function remembered() {
  try {
    const list = JSON.parse(localStorage.getItem(HISTORY));
    return Array.isArray(list) ? list.filter((x) => typeof x?.query === "string") : [];
  } catch {
    return []; // Storage may be refused, or hold what another version wrote.
  }
}

function keep(list) {
  try {
    localStorage.setItem(HISTORY, JSON.stringify(list));
  } catch {
    // Without storage there is no history, and everything else works.
  }
  showHistory();
}

function remember() {
  const now = { query: editor.value, variables: variables.value };
  const others = remembered().filter((x) => x.query !== now.query || x.variables !== now.variables);
  keep([now, ...others].slice(0, KEPT));
}

function showHistory() {
  const list = remembered();
  document.getElementById("history").hidden = !list.length;
  const items = list.map((x) => {
    const first = x.query.split("\n").find((l) => l.trim() && !l.trim().startsWith("#")) || x.query;
    const button = element("button", `${first.trim().slice(0, 60)} ${(x.variables || "").replace(/\s+/g, " ").slice(0, 40)}`, { type: "button" });
    button.addEventListener("click", () => {
      editor.value = x.query;
      variables.value = x.variables || "";
      editor.focus();
    });
    return element("li", button);
  });
  document.getElementById("asked").replaceChildren(...items);
}

document.getElementById("forget").addEventListener("click", () => keep([]));
showHistory();

// Sharing.

const share = document.getElementById("share");
share.hidden = false;
share.addEventListener("click", async () => {
  const address = new URL("/console", location.href);
  const lang = new URLSearchParams(location.search).get("lang");
  const pairs = { query: editor.value, variables: variables.value, lang };
  for (const [name, value] of Object.entries(pairs)) if (value) address.searchParams.set(name, value);
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address.href);
    said.textContent = say("Đã chép địa chỉ", "The address is copied");
  } catch {
    said.textContent = say("Địa chỉ nằm ở thanh địa chỉ", "The address stands in the address bar");
  }
});

// Completion.

const list = element("ul", [], { id: "completions", class: "completions", role: "listbox", "aria-label": say("Gợi ý", "Suggestions") });
list.hidden = true;
editor.after(list);
for (const [name, value] of [["aria-controls", "completions"], ["aria-autocomplete", "list"]]) {
  editor.setAttribute(name, value);
}
let found = { prefix: "", items: [] };
let chosen = -1;

function suggest() {
  if (!schema) return;
  found = completions(schema, editor.value, editor.selectionStart);
  const whole = found.items.length === 1 && found.items[0].name === found.prefix;
  if (!found.items.length || whole) return close();
  list.replaceChildren(...found.items.map((x, i) => {
    const li = element("li", [element("code", x.name), x.type ? ` ${x.type}` : "", x.about ? element("small", x.about) : ""], { id: `completion-${i}`, role: "option" });
    li.addEventListener("mousedown", (e) => {
      e.preventDefault();
      accept(i);
    });
    return li;
  }));
  list.hidden = false;
  beside();
  choose(0);
}

/** Puts the list below the cursor: the letters of the editor are all equally wide. */
function beside() {
  const before = editor.value.slice(0, editor.selectionStart - found.prefix.length).split("\n");
  const style = getComputedStyle(editor);
  const paint = document.createElement("canvas").getContext("2d");
  paint.font = style.font;
  const left = parseFloat(style.paddingLeft) + paint.measureText(before[before.length - 1]).width - editor.scrollLeft;
  const top = parseFloat(style.paddingTop) + before.length * parseFloat(style.lineHeight) - editor.scrollTop;
  list.style.left = `${Math.max(0, Math.min(left, editor.clientWidth - list.offsetWidth))}px`;
  list.style.top = `${Math.min(top + 4, editor.clientHeight)}px`;
}

function close() {
  list.hidden = true;
  editor.removeAttribute("aria-activedescendant");
}

function choose(n) {
  chosen = n;
  [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === n)));
  editor.setAttribute("aria-activedescendant", `completion-${n}`);
  list.children[n].scrollIntoView({ block: "nearest" });
}

/** Writes what was chosen, so that it can be undone. */
function accept(n) {
  const { name, after = "" } = found.items[n];
  const at = editor.selectionStart;
  editor.setSelectionRange(at - found.prefix.length, at);
  insert(name + (/^\s*:/.test(editor.value.slice(at)) ? "" : after));
  close();
}

function insert(text) {
  // The one way to write that can be undone.
  document.execCommand("insertText", false, text);
}

// Keys.

editor.addEventListener("input", (e) => {
  const begun = /[$_A-Za-z]\w*$/.test(editor.value.slice(0, editor.selectionStart));
  if (e.inputType?.startsWith("delete") && list.hidden) return;
  if (begun) suggest();
  else close();
});
editor.addEventListener("blur", close);
editor.addEventListener("keydown", (e) => {
  const open = !list.hidden;
  const count = list.children.length;
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) run();
  else if (e.key === " " && e.ctrlKey) suggest();
  else if (e.key === "F1") explain();
  else if (open && e.key === "Escape") close();
  else if (open && e.key === "ArrowDown") choose((chosen + 1) % count);
  else if (open && e.key === "ArrowUp") choose((chosen + count - 1) % count);
  else if (open && (e.key === "Enter" || e.key === "Tab") && !e.shiftKey) accept(chosen);
  else if (e.key === "Enter" && !e.shiftKey) indent();
  else return;
  e.preventDefault();
});
variables.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) run();
});

/** Begins a line as far in as the last one, and further after a brace. */
function indent() {
  const before = editor.value.slice(0, editor.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  insert(`\n${/^ */.exec(line)[0]}${/[{(]\s*$/.test(line) ? "  " : ""}`);
}

/** Shows the documentation of the word at the cursor. */
function explain() {
  if (!docs) return;
  const end = editor.selectionStart + /^\w*/.exec(editor.value.slice(editor.selectionStart))[0].length;
  const here = contextAt(schema, editor.value, end);
  if (here.kind === "selection") docs.show(here.parent, here.prefix);
  else if (here.type) docs.show(named(here.type));
  else if (here.field) docs.show(named(here.field.type));
  else docs.show(schema.query);
}

// The schema comes last: without it one can still ask.

try {
  const { data } = await send({ query: INTROSPECTION });
  if (!data?.__schema) throw new Error("hidden");
  schema = schemaOf(data);
  docs = new Docs(document.getElementById("docs"), schema);
} catch {
  said.textContent = say("Máy chủ không cho xem lược đồ: không có gợi ý.", "The server does not show its schema: there are no suggestions.");
}
