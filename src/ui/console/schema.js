// The schema as a script knows it, and what may stand at a place of a query; touches no page.

export const INTROSPECTION = `query Introspection { __schema { queryType { name } directives { name description args { ...I } } types { kind name description
  fields(includeDeprecated: true) { name description args { ...I } type { ...R } } inputFields { ...I } enumValues(includeDeprecated: true) { name description } possibleTypes { name } } } }
fragment I on __InputValue { name description type { ...R } defaultValue }
fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

/** Indexes an answer to the introspection. */
export function schemaOf(answer) {
  const types = new Map(answer.__schema.types.map((t) => [t.name, t]));
  return { types, query: answer.__schema.queryType.name, directives: answer.__schema.directives };
}

/** Writes a type as in a query: `[Task!]!`. */
export function written(type) {
  if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
  if (type.kind === "LIST") return `[${written(type.ofType)}]`;
  return type.name;
}

/** Returns the name of what a type is made of. */
export function named(type) {
  return type.ofType ? named(type.ofType) : type.name;
}

/** Says what stands at a place: the type whose fields are asked for there, the field or argument, and the word begun. */
export function contextAt(schema, text, at) {
  const before = text.slice(0, at);
  const prefix = /[$_A-Za-z]?\w*$/.exec(before)[0];
  const tokens = before.slice(0, before.length - prefix.length).match(TOKENS) || [];
  const walk = new Walk(schema);
  for (const token of tokens) if (!/^[#\s,]/.test(token)) walk.read(token);
  return { ...walk.here(), prefix, open: /^("""|")/.test(walk.last) && !/"$/.test(walk.last.slice(1)) };
}

/** Lists what may be written at a place, those that begin with the word first. */
export function completions(schema, text, at) {
  const here = contextAt(schema, text, at);
  if (here.open || /#[^\n]*$/.test(text.slice(0, at))) return { prefix: here.prefix, items: [] };
  const wanted = here.prefix.toLowerCase();
  const rank = (item) => (item.name.toLowerCase().startsWith(wanted) ? 0 : item.name.toLowerCase().includes(wanted) ? 1 : 2);
  const items = itemsOf(schema, here, text).map((item) => ({ ...item, rank: rank(item) })).filter((i) => i.rank < 2);
  return { prefix: here.prefix, items: items.sort((a, b) => a.rank - b.rank).slice(0, 60) };
}

const TOKENS = /"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*|\.\.\.|[\s,]+|\$?\w+|[^\s\w]/g;

/** Follows a query token by token, with what is open and of which type. */
class Walk {
  constructor(schema) {
    this.schema = schema;
    this.open = [{ kind: "document" }];
    this.last = "";
    this.next = null; // The type a brace would open.
    this.field = null;
    this.args = [];
    this.type = null; // The type of the value that comes.
  }

  get top() {
    return this.open[this.open.length - 1];
  }

  here() {
    return { ...this.top, last: this.last, field: this.field, type: this.type, isValue: this.last === ":" || (this.top.kind === "list" && this.last !== "]") };
  }

  read(token) {
    const before = this.last;
    this.last = token;
    if (token === "}" || token === ")" || token === "]") return this.close();
    if (token === "{") return this.brace(before);
    if (token === "(") return this.paren();
    if (token === "[") return this.open.push({ kind: "list", of: this.top.of, type: this.type });
    if (/^\w/.test(token)) this.word(token, before);
  }

  close() {
    if (this.open.length > 1) this.open.pop();
    this.type = this.top.kind === "list" ? this.top.type : null;
    if (this.top.kind === "selection" && this.last === "}") this.next = null;
  }

  brace(before) {
    const isValue = this.top.kind !== "document" && this.top.kind !== "selection";
    if (isValue) return this.open.push({ kind: "object", of: this.inputs(this.type) });
    if (this.top.kind === "document" && !this.next) this.next = this.schema.query;
    const parent = this.top.parent;
    this.open.push({ kind: "selection", parent: before === "..." ? parent : this.next || parent });
  }

  paren() {
    if (this.top.kind === "document") return this.open.push({ kind: "variables" });
    this.open.push({ kind: "arguments", of: this.args });
  }

  word(token, before) {
    const { kind } = this.top;
    if (before === "@") {
      this.args = this.schema.directives.find((d) => d.name === token)?.args || [];
    } else if (kind === "document") {
      if (["query", "mutation", "subscription"].includes(token)) this.next = this.schema.query;
      else if (before === "on") this.next = token;
    } else if (kind === "selection") {
      this.selected(token, before);
    } else if ((kind === "arguments" || kind === "object") && before !== ":") {
      const found = this.top.of.find((a) => a.name === token);
      this.type = found ? found.type : null;
    }
  }

  selected(token, before) {
    if (before === "..." || before === "on") {
      this.next = before === "on" ? token : this.top.parent;
      return;
    }
    const fields = this.schema.types.get(this.top.parent)?.fields || [];
    this.field = fields.find((f) => f.name === token) || null;
    this.args = this.field?.args || [];
    this.next = this.field ? named(this.field.type) : null;
  }

  inputs(type) {
    return (type && this.schema.types.get(named(type))?.inputFields) || [];
  }
}

function itemsOf(schema, here, text) {
  const item = (x, more = {}) => ({ name: x.name, about: x.description || "", type: x.type ? written(x.type) : "", ...more });
  if (here.prefix.startsWith("$") || (here.isValue && here.kind !== "variables" && here.kind !== "selection")) {
    return [...values(schema, here, item), ...variables(text)];
  }
  if (here.last === "@") return schema.directives.map((d) => item(d));
  switch (here.kind) {
    case "document":
      if (here.last === "on") return composites(schema, item);
      return ["query", "fragment"].map((name) => ({ name, about: "", type: "" }));
    case "selection": {
      if (here.last === "on") return composites(schema, item);
      if (here.last === "...") return [{ name: "on", about: "", type: "" }, ...fragments(text)];
      const fields = schema.types.get(here.parent)?.fields || [];
      return [...fields.map((f) => item(f)), { name: "__typename", about: "", type: "String!" }];
    }
    case "arguments":
    case "object":
      return here.of.map((a) => item(a, { after: ": " }));
    case "variables":
      return here.last === ":" ? [...schema.types.values()].filter((t) => ["SCALAR", "ENUM", "INPUT_OBJECT"].includes(t.kind)).map((t) => item(t)) : [];
    default:
      return [];
  }
}

function values(schema, here, item) {
  const type = here.type && schema.types.get(named(here.type));
  if (!type) return [];
  if (type.kind === "ENUM") return type.enumValues.map((v) => item(v));
  if (type.name === "Boolean") return ["true", "false"].map((name) => ({ name, about: "", type: "" }));
  return [];
}

function variables(text) {
  const found = [...text.matchAll(/\$(\w+)\s*:\s*([[\]\w!]+)/g)];
  return found.map(([, name, type]) => ({ name: `$${name}`, about: "", type }));
}

function fragments(text) {
  return [...text.matchAll(/fragment\s+(\w+)\s+on\s+(\w+)/g)].map(([, name, type]) => ({ name, about: "", type }));
}

function composites(schema, item) {
  return [...schema.types.values()].filter((t) => ["OBJECT", "INTERFACE", "UNION"].includes(t.kind) && !t.name.startsWith("__")).map((t) => item(t));
}
