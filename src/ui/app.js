// The first page: a list, a search box, and for one document a chain of who acts on whom with the words of each edge.

const EDGE = "totalCount edges { verb saidBy { number } actor { id number title } object { id number title } " +
  "node { id number title } evidence { quote line } }";
const DOCUMENT = `query ($id: ID!) { document(id: $id) { id number title issuedOn issuer heldSource
  cites(first: 100) { ${EDGE} } citedBy(first: 100) { ${EDGE} }
  tasks(first: 200) { totalCount nodes { text deadline evidence { quote line } actors { role agency { name } } } } } }`;
const LIST = `query ($after: String) { documents(first: 100, after: $after) {
  nodes { id number title heldSource } pageInfo { hasNextPage endCursor } }
  corpus { held documents relations tasks } }`;
const SEARCH = "query ($q: String!) { search(query: $q, first: 50, where: {kind: {in: [DOCUMENT, SECTION]}}) { nodes { " +
  "snippet document { id number title heldSource } } } }";

const $ = (id) => document.getElementById(id);
let cursor = null;

async function ask(query, variables) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors && errors.length) throw new Error(errors[0].message);
  return data;
}

function make(name, text, attributes = {}, ns = null) {
  const e = ns ? document.createElementNS(ns, name) : document.createElement(name);
  if (text) e.textContent = text;
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  return e;
}

const nameOf = (d) => d.number || d.title || "Văn bản không rõ số";
// Each neighbour once: the list below the picture has every statement.
const once = (edges) => [...new Map(edges.map((e) => [`${e.node.id} ${e.verb}`, e])).values()];
const linkTo = (d) => make("a", nameOf(d), { href: `#${encodeURIComponent(d.id)}` });

function addItem(d, snippet) {
  const item = make("li");
  item.append(linkTo(d), make("small", snippet || d.title || (d.heldSource ? "" : "chỉ được dẫn")));
  $("list").append(item);
}

async function list(more) {
  const { documents, corpus } = await ask(LIST, { after: more ? cursor : null });
  if (!more) $("list").replaceChildren();
  documents.nodes.forEach((d) => addItem(d));
  cursor = documents.pageInfo.endCursor;
  $("more").hidden = !documents.pageInfo.hasNextPage;
  $("corpus").textContent = `Đang giữ ${corpus.held} văn bản, biết đến ${corpus.documents}, ` +
    `${corpus.relations} quan hệ, ${corpus.tasks} nhiệm vụ.`;
}

async function search(words) {
  if (!words.trim()) return list(false);
  const found = await ask(SEARCH, { q: words });
  // A document is listed once, with its best snippet.
  const hits = [...new Map(found.search.nodes.map((h) => [h.document.id, h]).reverse()).values()].reverse();
  $("list").replaceChildren();
  $("more").hidden = true;
  hits.forEach((h) => addItem(h.document, h.snippet));
  if (!hits.length) $("list").append(make("li", "Không thấy trong các văn bản đang giữ."));
}

const SVG = "http://www.w3.org/2000/svg";
const cut = (text, n) => (text.length > n ? `${text.slice(0, n - 1)}…` : text);

function box(d, x, y, centre) {
  const g = make("g", "", centre ? { class: "centre" } : {}, SVG);
  const a = make("a", "", { href: `#${encodeURIComponent(d.id)}` }, SVG);
  a.append(make("title", d.title || nameOf(d), {}, SVG), make("text", cut(nameOf(d), 26), { x: x + 8, y: y + 20 }, SVG));
  g.append(make("rect", "", { x, y, width: 220, height: 30, rx: 4 }, SVG), a);
  return g;
}

// What the document cites stands on the left, what cites it on the right.
function chain(d) {
  const sides = [[once(d.cites.edges), 0, 220, 390], [once(d.citedBy.edges), 780, 780, 610]];
  const rows = Math.max(1, ...sides.map(([edges]) => edges.length));
  const middle = rows * 20 - 15;
  const svg = make("svg", "", { viewBox: `0 0 1000 ${rows * 40}`, role: "img", "aria-label": "Sơ đồ quan hệ" }, SVG);
  for (const [edges, x, from, to] of sides) {
    edges.forEach((e, i) => {
      const y = i * 40 + 5;
      svg.append(make("line", "", { x1: from, y1: y + 15, x2: to, y2: middle + 15 }, SVG), box(e.node, x, y, false));
      const at = { x: from + (to - from) * 0.35, y: y + 15 + (middle - y) * 0.35 - 3, "text-anchor": "middle" };
      svg.append(make("text", cut(e.verb, 22), at, SVG));
    });
  }
  svg.append(box(d, 390, middle, true));
  return svg;
}

function edges(title, relations) {
  const part = make("div");
  part.append(make("h3", `${title} (${relations.totalCount})`));
  for (const e of relations.edges) {
    const line = make("p");
    line.append(linkTo(e.actor), ` ${e.verb} `, linkTo(e.object), ` (theo ${e.saidBy.number || "văn bản đang giữ"})`);
    part.append(line);
    if (e.evidence) part.append(make("blockquote", `${e.evidence.quote}\n(dòng ${e.evidence.line})`));
  }
  return part;
}

function tasks(d) {
  const part = make("div");
  part.append(make("h3", `Nhiệm vụ (${d.tasks.totalCount})`));
  for (const t of d.tasks.nodes) {
    const who = t.actors.map((a) => a.agency && a.agency.name).filter(Boolean).join(", ");
    part.append(make("p", [who, t.text, t.deadline].filter(Boolean).join(" — ")));
  }
  return part;
}

async function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id) return;
  const { document: d } = await ask(DOCUMENT, { id });
  if (!d) return $("document").replaceChildren(make("p", "Không có văn bản này."));
  const held = d.heldSource || "không giữ bản văn";
  $("document").replaceChildren(
    make("h2", nameOf(d)), make("p", d.title), make("p", [d.issuer, d.issuedOn, held].filter(Boolean).join(" · ")),
    chain(d), edges("Văn bản được dẫn", d.cites), edges("Văn bản dẫn đến nó", d.citedBy), tasks(d),
  );
}

const say = (e) => $("document").replaceChildren(make("p", `Không trả lời được: ${e.message}`, { class: "error" }));
$("search").addEventListener("submit", (e) => { e.preventDefault(); search($("words").value).catch(say); });
$("more").addEventListener("click", () => list(true).catch(say));
window.addEventListener("hashchange", () => show().catch(say));
list(false).then(show).catch(say);
