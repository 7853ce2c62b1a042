// An answer laid out: lists of things as tables, the rest as names and values; keys lead to their pages.

const english = document.documentElement.lang === "en";

export function element(name, content = [], attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat());
  return made;
}

/** Lays out a whole answer: errors first, then the data, then what it cost, then the JSON. */
export function laidOut({ data, errors, extensions }, took) {
  const parts = (errors || []).map((e) => element("p", [element("b", e.extensions?.code || "ERROR"), ` ${e.message}`], { class: "error" }));
  if (data) parts.push(shown(data));
  const cost = extensions?.cost;
  const words = english ? ["fields asked for at most", "given", "ms"] : ["trường nhiều nhất có thể trả", "đã trả", "ms"];
  if (cost) parts.push(element("p", element("small", `${cost.requested} ${words[0]} · ${cost.actual} ${words[1]} · ${took} ${words[2]}`)));
  const json = element("details", [element("summary", "JSON"), element("pre", JSON.stringify({ data, errors, extensions }, null, 2))]);
  return [...parts, json];
}

function shown(value, key = "") {
  if (value === null) return element("small", "null");
  if (Array.isArray(value)) return listed(value, key);
  if (typeof value === "object") return members(value);
  return key === "id" && typeof value === "string" && value.startsWith("vn:") ? linked(value) : element("span", String(value));
}

function members(object) {
  const dl = element("dl");
  for (const [name, value] of Object.entries(object)) {
    const deep = value !== null && typeof value === "object" && (!Array.isArray(value) || value.some((v) => typeof v === "object"));
    const attributes = deep ? { class: "deep" } : {};
    dl.append(element("dt", name, attributes), element("dd", shown(value, name), attributes));
  }
  return dl;
}

function listed(list, key) {
  if (!list.length) return element("small", english ? "none" : "không có");
  if (list.some((v) => v === null || typeof v !== "object" || Array.isArray(v))) {
    return element("ul", list.map((v) => element("li", shown(v, key))));
  }
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))];
  const head = element("tr", columns.map((name) => element("th", name, { scope: "col" })));
  const rows = list.map((row) => element("tr", columns.map((name) => element("td", name in row ? shown(row[name], name) : []))));
  return element("div", element("table", [element("thead", head), element("tbody", rows)]), { class: "wide" });
}

function linked(id) {
  const room = id.startsWith("vn:org:") ? "a" : id.startsWith("vn:da:") ? "p" : /^vn:(nv|ct|dn|ng|dp):/.test(id) ? "" : "d";
  return room ? element("a", id, { href: `/${room}/${encodeURIComponent(id)}` }) : element("span", id);
}
