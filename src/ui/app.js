// What the pages gain with a script: answers while typing, filters that act at once, pictures that change in place and
// become PNG. Without it everything works.

const SEARCH = "query Suggest($q: String!) { search(query: $q, first: 10, where: { kind: { in: [DOCUMENT, AGENCY, PROJECT] } }) { nodes { kind name document { id number title } node { __typename ... on Agency { id } ... on Project { id } } } } }";
const SORTS = { DOCUMENT: ["Văn bản", "Document"], AGENCY: ["Cơ quan", "Agency"], PROJECT: ["Dự án", "Project"] };
const english = document.documentElement.lang === "en";
const named = new URLSearchParams(location.search).get("lang");

const GONE = english ? "The server does not answer; try again when it runs." : "Máy chủ không trả lời; hãy thử lại khi máy chủ chạy.";

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
  const item = ({ kind, name, document: d, node }, i) => {
    const li = document.createElement("li");
    li.id = `hit-${i}`;
    li.setAttribute("role", "option");
    const a = document.createElement("a");
    const room = { AGENCY: "a", PROJECT: "p" }[kind] || "d";
    a.href = `/${room}/${encodeURIComponent(d ? d.id : node.id)}${named ? `?lang=${encodeURIComponent(named)}` : ""}`;
    a.tabIndex = -1;
    a.textContent = d ? d.number || d.title || d.id : name;
    const small = document.createElement("small");
    small.textContent = [SORTS[kind]?.[english ? 1 : 0], d && d.number ? d.title : ""].filter(Boolean).join(" · ");
    a.append(small);
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
      if (search.nodes.length) show(true);
      else say(english ? "Nothing begins so; Enter searches the texts." : "Chưa thấy; nhấn Enter để tìm trong nội dung.");
    } catch (e) {
      if (e.name !== "AbortError") say(e instanceof TypeError ? GONE : e.message);
    }
  };
  // What is wrong is said where answers would stand, and is no answer to choose.
  const say = (words) => {
    const li = document.createElement("li");
    li.setAttribute("role", "option");
    li.setAttribute("aria-disabled", "true");
    li.className = "said";
    li.textContent = words;
    list.replaceChildren(li);
    show(true);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(answer, 120);
  });
  input.addEventListener("keydown", (e) => {
    const count = list.querySelectorAll("[role=option]:not([aria-disabled])").length;
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

// Puts the picture of an address in the place of the one shown; what was acted on stays where it is on the screen.
async function redraw(address, remembered, about) {
  const box = (id) => id && document.querySelector(`#chain .box[data-id="${CSS.escape(id)}"]`);
  const before = box(about)?.getBoundingClientRect();
  const old = document.getElementById("chain");
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("chain");
    if (!next) throw new Error(page.querySelector(".why")?.textContent || answer.statusText);
    const open = old.querySelector("form details")?.open;
    const scroll = old.querySelector(".picture")?.scrollLeft;
    old.replaceWith(document.adoptNode(next));
    if (remembered) history.pushState(null, "", address);
    shown = location.pathname + location.search;
    if (open) next.querySelector("form details").open = true;
    prepare(next);
    const after = box(about);
    const picture = next.querySelector(".picture");
    if (before && after) {
      picture.scrollLeft += after.getBoundingClientRect().left - before.left;
      scrollBy(0, after.getBoundingClientRect().top - before.top);
      after.focus({ preventScroll: true });
    } else if (scroll) picture.scrollLeft = scroll;
  } catch (e) {
    old.removeAttribute("aria-busy");
    const said = old.querySelector("#drawn");
    if (said) {
      said.textContent = e instanceof TypeError ? GONE : e.message;
      said.classList.add("trouble");
    }
  }
}

// Draws an SVG file of the site on a canvas, twice as fine, and keeps it as PNG.
async function png(address) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([await (await fetch(address)).text()], { type: "image/svg+xml" }));
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  // Browsers refuse larger canvases.
  const scale = Math.min(2, 16000 / image.width, 16000 / image.height);
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "luocdo.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  return blob.size;
}

// Gives a part of the page what only a script can.
function prepare(part) {
  for (const form of part.querySelectorAll("form[data-auto]")) {
    form.addEventListener("change", (e) => {
      if (e.target.type !== "date") form.requestSubmit();
    });
  }
  // A wide picture opens with its own document in sight.
  for (const picture of part.querySelectorAll(".picture")) {
    const centre = picture.querySelector(".centre rect");
    if (centre) picture.scrollLeft = Number(centre.getAttribute("x")) - picture.clientWidth / 2 + 80;
  }
  for (const button of part.querySelectorAll("[data-png], [data-print]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (button.dataset.png === undefined) return print();
      try {
        button.dataset.size = await png(button.dataset.png);
      } catch {
        button.after(` ${GONE}`);
      }
    });
  }
  if (part.id === "chain" || part.querySelector("#chain")) {
    const chain = part.id === "chain" ? part : part.querySelector("#chain");
    chain.querySelector("form.chain")?.addEventListener("submit", (e) => {
      e.preventDefault();
      const fields = [...new FormData(e.target)].filter(([, value]) => value !== "");
      redraw(`${location.pathname}?${new URLSearchParams(fields)}#chain`, true);
    });
    chain.addEventListener("click", (e) => {
      const link = e.target.closest("a.handle, #drawn a");
      const to = link && new URL(link.href.baseVal ?? link.href, location.href);
      if (!to || to.hash !== "#chain" || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      redraw(to.href, true, link.dataset.of);
    });
  }
}

// A square that is picked shows what it cites and what cites it; picked again, it leads to its page. Only the squares
// that change are touched, so that thousands stand by.
function pickable(svg, said) {
  let squares = null;
  let cites = null;
  let citedBy = null;
  let lit = [];
  const read = () => {
    [squares, cites, citedBy] = [new Map(), new Map(), new Map()];
    for (const square of svg.querySelectorAll("a.dot")) squares.set(square.dataset.n, square);
    for (const [n, square] of squares) {
      const to = (square.dataset.cites || "").split(" ").filter((m) => squares.has(m) && m !== n);
      cites.set(n, to);
      for (const m of to) {
        if (!citedBy.has(m)) citedBy.set(m, []);
        citedBy.get(m).push(n);
      }
    }
  };
  const light = (square, name) => {
    square.classList.add(name);
    lit.push([square, name]);
  };
  said.textContent = english ? "Pick a square to see what it cites and what cites it; pick it again to open it." : "Bấm một ô để thấy nó dẫn gì và được dẫn bởi đâu; bấm lần nữa để mở.";
  // Read while nobody waits, so that the first click is as fast as the others.
  (self.requestIdleCallback || setTimeout)(() => squares || read());
  svg.addEventListener("click", (e) => {
    const square = e.target.closest("a.dot");
    if (!square || e.ctrlKey || e.metaKey || e.shiftKey || square.classList.contains("picked")) return;
    e.preventDefault();
    if (!squares) read();
    for (const [old, name] of lit) old.classList.remove(name);
    lit = [];
    const n = square.dataset.n;
    const [to, from] = [cites.get(n) || [], citedBy.get(n) || []];
    light(square, "picked");
    for (const m of to) light(squares.get(m), "to");
    for (const m of from) light(squares.get(m), "from");
    const link = document.createElement("a");
    link.href = square.href.baseVal;
    link.textContent = square.querySelector("title").textContent;
    const sign = (name, words) => {
      const swatch = document.createElement("i");
      swatch.className = name;
      return [" ", swatch, ` ${words}`];
    };
    said.replaceChildren(link, ...sign("to", `${english ? "cites" : "dẫn"} ${square.dataset.out}`), ...sign("from", `${english ? "cited by" : "được dẫn"} ${square.dataset.in}`));
  });
}

const overview = document.querySelector(".overview svg");
if (overview) pickable(overview, document.getElementById("picked"));
const input = document.getElementById("q");
if (input) suggest(input);
prepare(document);
let shown = location.pathname + location.search;
addEventListener("popstate", () => {
  // Only the part after # differs between places of one page.
  const now = location.pathname + location.search;
  if (now !== shown && document.getElementById("chain")) redraw(location.href, false);
  shown = now;
});
