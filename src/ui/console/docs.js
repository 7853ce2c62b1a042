// The documentation of the schema beside the editor: a type with its fields, arguments and values; links lead on.

import { element } from "/console-answer.js";
import { named, written } from "/console-schema.js";

const english = document.documentElement.lang === "en";

export class Docs {
  constructor(place, schema) {
    this.place = place;
    this.schema = schema;
    this.before = [];
    place.hidden = false;
    this.show(schema.query);
  }

  /** Shows a type, and of it one field at the top when it is named. */
  show(name, field = null) {
    const type = this.schema.types.get(name);
    if (!type) return;
    if (this.at) this.before.push(this.at);
    this.at = { name, field };
    this.render(type, field);
  }

  back() {
    const last = this.before.pop();
    if (!last) return;
    this.at = last;
    this.render(this.schema.types.get(last.name), last.field);
  }

  render(type, field) {
    const found = type.fields?.find((f) => f.name === field);
    const parts = [element("h2", type.name)];
    if (this.before.length) parts.unshift(this.button("←", () => this.back(), english ? "Back" : "Trở lại"));
    if (found) parts.push(element("ul", this.item(found)), element("hr"));
    if (type.description) parts.push(element("p", type.description));
    const items = type.fields || type.inputFields || type.enumValues || type.possibleTypes || [];
    parts.push(element("ul", items.map((x) => (type.possibleTypes && !type.fields ? element("li", this.link(x.name)) : this.item(x)))));
    this.place.replaceChildren(...parts);
    this.place.scrollTop = 0;
  }

  item(x) {
    const head = [element("code", x.name)];
    if (x.type) head.push(": ", this.link(named(x.type), written(x.type)));
    const args = (x.args || []).map((a) => element("li", [element("code", a.name), ": ", this.link(named(a.type), written(a.type)), a.description ? ` ${a.description}` : ""]));
    const parts = [...head, x.description ? element("div", x.description) : ""];
    if (args.length) parts.push(element("details", [element("summary", english ? "arguments" : "tham số"), element("ul", args)]));
    return element("li", parts);
  }

  link(name, shown = name) {
    return this.button(shown, () => this.show(name));
  }

  button(shown, act, label = "") {
    const button = element("button", shown, { type: "button" });
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }
}
