// What the pages gain with a script: answers while typing, and filters that act at once. Without it everything works.

const SEARCH = "query Suggest($q: String!) { search(query: $q, first: 8, where: { kind: { eq: DOCUMENT } }) { nodes { document { id number title held } } } }";
const english = document.documentElement.lang === "en";
const named = new URLSearchParams(location.search).get("lang");

async function ask(query, variables, signal) {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const { data, errors } = await answer.json();
  if (errors && errors.length) throw new Error(errors[0].message);
  return data;
}

function suggest(input) {
  const list = document.createElement("ul");
  list.id = "hits";
  list.className = "hits";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", english ? "Suggestions" : "Gợi ý");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", "hits"], ["aria-expanded", "false"], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }
  let chosen = -1;
  let asked = null;
  let timer = 0;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };
  const choose = (n) => {
    chosen = n;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === n)));
    if (n < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[n].id);
      list.children[n].scrollIntoView({ block: "nearest" });
    }
  };
  const item = ({ document: d }, i) => {
    const li = document.createElement("li");
    li.id = `hit-${i}`;
    li.setAttribute("role", "option");
    const a = document.createElement("a");
    a.href = `/d/${encodeURIComponent(d.id)}${named ? `?lang=${encodeURIComponent(named)}` : ""}`;
    a.tabIndex = -1;
    a.textContent = d.number || d.title || d.id;
    if (d.number && d.title) {
      const small = document.createElement("small");
      small.textContent = d.title;
      a.append(small);
    }
    li.append(a);
    return li;
  };
  const answer = async () => {
    asked?.abort();
    const q = input.value.trim();
    if (!q) return show(false);
    asked = new AbortController();
    try {
      const { search } = await ask(SEARCH, { q }, asked.signal);
      list.replaceChildren(...search.nodes.map(item));
      choose(-1);
      show(search.nodes.length > 0);
    } catch {
      show(false); // The form still searches.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(answer, 120);
  });
  input.addEventListener("keydown", (e) => {
    const count = list.children.length;
    if (e.key === "Escape") show(false);
    else if (list.hidden || !count) return;
    else if (e.key === "ArrowDown") choose((chosen + 1) % count);
    else if (e.key === "ArrowUp") choose((chosen + count - (chosen < 0 ? 0 : 1)) % count);
    else if (e.key === "Enter" && chosen >= 0) location.href = list.children[chosen].querySelector("a").href;
    else return;
    e.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(() => show(false), 200));
}

const input = document.getElementById("q");
if (input) suggest(input);
for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", (e) => {
    if (e.target.type !== "date") form.requestSubmit();
  });
}
// A wide picture opens with its own document in sight.
for (const picture of document.querySelectorAll(".picture")) {
  const centre = picture.querySelector(".centre rect");
  if (centre) picture.scrollLeft = Number(centre.getAttribute("x")) - picture.clientWidth / 2 + 80;
}
