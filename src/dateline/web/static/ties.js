// The network of actors: a force layout drawn as SVG. One tab stop; the arrow keys go from actor to actor, Enter marks.
// The list beside it holds the same; marking an actor there marks it here, and the address holds what is marked.
import { ourPage, texts } from "./base.js";

const root = document.querySelector("[data-net]");
const stage = root.querySelector("[data-net-stage]");
const beside = document.getElementById("beside");
const words = texts(root);
const d3 = window.d3;
const SVG = "http://www.w3.org/2000/svg";
const KINDS = new Set(["armed_group", "state", "government_body", "person"]);
let width = 1000; let height = 760; // the size of the stage in pixels, once it is known
let marked = root.dataset.at || ""; let nodes = []; let links = []; let view = null; let zoom = null; let svg = null; let plane = null;
let stop = null; // the actor that the keyboard stands on

const make = (name, parent, attributes = {}) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

// ------------------------------------------------------------------------------------------------- marking
async function mark(id, push = true) {
  marked = id;
  const query = new URLSearchParams(location.search);
  if (id) query.set("at", id); else query.delete("at");
  if (push) history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  paint();
  for (const one of document.querySelectorAll("[data-node]")) {
    if (one.dataset.node === id && one.closest(".network-list")) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  const where = root.dataset.beside;
  const answer = await fetch(`${where}${where.includes("?") ? "&" : "?"}at=${encodeURIComponent(id)}`);
  const text = await answer.text();
  if (answer.ok && marked === id) beside.replaceChildren(...ourPage(text).body.childNodes);
}
function paint() {
  const near = new Set([marked]);
  for (const one of links) {
    const mine = marked && (one.source.id === marked || one.target.id === marked);
    if (mine) { near.add(one.source.id); near.add(one.target.id); }
    one.node.classList.toggle("faded", Boolean(marked) && !mine);
  }
  for (const one of nodes) {
    one.node.classList.toggle("faded", Boolean(marked) && !near.has(one.id));
    one.node.classList.toggle("marked", one.id === marked);
    one.node.setAttribute("aria-pressed", String(one.id === marked));
  }
  label();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-node]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !root.contains(link)) return;
  event.preventDefault();
  mark(link.dataset.node === marked && link.closest(".network-list") ? "" : link.dataset.node);
});

// ------------------------------------------------------------------------------------------------- drawing
function draw(data) {
  stage.replaceChildren();
  width = stage.clientWidth || width; height = stage.clientHeight || height;
  svg = make("svg", stage, { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": fill(words.figure, { actors: data.nodes.length, links: data.links.length }) });
  plane = make("g", svg);
  const most = Math.max(1, ...data.nodes.map((one) => one.incidents));
  const lines = make("g", plane, { "aria-hidden": "true" });
  const dots = make("g", plane);
  nodes = data.nodes.map((one) => ({ ...one, shown: one.name.length > 48 ? `${one.name.slice(0, 47)}…` : one.name, size: 5 + 13 * Math.sqrt(one.incidents / most) }));
  const known = new Map(nodes.map((one) => [one.id, one]));
  links = data.links.map((one) => {
    const kind = one.against ? "against" : one.together ? "together" : "relation";
    const weight = one.together + one.against + one.relations.length;
    const node = make("line", lines, { class: `line line-${kind}${one.relations.length && kind !== "relation" ? " and-relation" : ""}`, "stroke-width": Math.min(6, 0.8 + Math.sqrt(weight)).toFixed(1) });
    return { source: known.get(one.one), target: known.get(one.other), weight, node };
  });
  for (const one of nodes) {
    one.node = make("g", dots, { class: `node node-${KINDS.has(one.kind) ? one.kind : "other"}`, role: "button", tabindex: "-1", "aria-pressed": "false", "aria-label": fill(words.node, { name: one.shown, incidents: one.incidents, links: one.links }) });
    make("circle", one.node, { r: one.size.toFixed(1) });
    one.text = make("text", one.node, { "text-anchor": "middle", dy: (one.size + 12).toFixed(1) });
    one.text.textContent = one.shown;
    make("title", one.node).textContent = one.name;
    one.node.addEventListener("click", () => { if (!one.dragged) mark(one.id === marked ? "" : one.id); });
    one.node.addEventListener("focus", () => { land(one); });
  }
  land(nodes[0]);
}
function place() {
  for (const one of links) {
    one.node.setAttribute("x1", one.source.x.toFixed(1)); one.node.setAttribute("y1", one.source.y.toFixed(1));
    one.node.setAttribute("x2", one.target.x.toFixed(1)); one.node.setAttribute("y2", one.target.y.toFixed(1));
  }
  for (const one of nodes) one.node.setAttribute("transform", `translate(${one.x.toFixed(1)},${one.y.toFixed(1)})`);
}
// names that would lie over a greater one's are left out until there is room
function label() {
  if (!svg || nodes[0]?.x === undefined) return;
  const k = view ? view.k : 1;
  const taken = [];
  const order = [...nodes].sort((a, b) => (b.id === marked) - (a.id === marked) || a.node.classList.contains("faded") - b.node.classList.contains("faded") || b.size - a.size);
  for (const one of order) {
    const wide = one.text.textContent.length * 6.6; const tall = 14;
    const [x, y] = [one.x * k, one.y * k + one.size * k + 12];
    const box = [x - wide / 2, y - tall, x + wide / 2, y + 2];
    const free = !taken.some((each) => box[0] < each[2] && each[0] < box[2] && box[1] < each[3] && each[1] < box[3]);
    if (free) taken.push(box);
    one.text.classList.toggle("off", !free);
  }
}
function scaled() {
  plane.setAttribute("transform", view.toString());
  // names keep their size on the screen
  plane.setAttribute("font-size", (12 / view.k).toFixed(2));
  for (const one of nodes) one.text.setAttribute("dy", (one.size + 12 / view.k).toFixed(1));
}
function fit() {
  const xs = nodes.map((one) => one.x); const ys = nodes.map((one) => one.y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.min(2, 0.88 * Math.min(width / Math.max(80, x1 - x0), height / Math.max(80, y1 - y0)));
  return d3.zoomIdentity.translate(width / 2 - k * (x0 + x1) / 2, height / 2 - k * (y0 + y1) / 2).scale(k);
}

// ------------------------------------------------------------------------------------------------- keys
function land(one) {
  if (!one) return;
  if (stop) stop.node.setAttribute("tabindex", "-1");
  stop = one;
  stop.node.setAttribute("tabindex", "0");
}
function toward(key) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  let best = null; let least = Infinity;
  for (const one of nodes) {
    if (one === stop) continue;
    const [dx, dy] = [one.x - stop.x, one.y - stop.y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1] - dy * way[0]);
    const far = ahead + 2 * aside;
    if (ahead > 0 && aside <= ahead * 1.5 && far < least) { least = far; best = one; }
  }
  return best;
}
stage.addEventListener("keydown", (event) => {
  const one = nodes.find((each) => each.node === event.target);
  if (event.key === "+" || event.key === "=") zoomBy(1.4);
  else if (event.key === "-") zoomBy(1 / 1.4);
  else if (event.key === "0") zoomTo(fit());
  else if (event.key === "Escape" && marked) mark("");
  else if (!one) return;
  else if (event.key.startsWith("Arrow")) { const next = toward(event.key); if (next) next.node.focus(); }
  else if (event.key === "Home") nodes[0].node.focus();
  else if (event.key === "End") nodes[nodes.length - 1].node.focus();
  else if (event.key === "Enter" || event.key === " ") mark(one.id === marked ? "" : one.id);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
function zoomBy(by) { d3.select(svg).call(zoom.scaleBy, by); }
function zoomTo(to) { d3.select(svg).call(zoom.transform, to); }
function buttons() {
  const row = document.createElement("div");
  row.className = "net-buttons";
  for (const [sign, name, act] of [["+", words.in, () => zoomBy(1.4)], ["−", words.out, () => zoomBy(1 / 1.4)], ["⤢", words.fit, () => zoomTo(fit())]]) {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = sign; button.setAttribute("aria-label", name); button.title = name;
    button.addEventListener("click", act);
    row.append(button);
  }
  stage.append(row);
}

// ------------------------------------------------------------------------------------------------- start
function layout() {
  const many = nodes.length > 200;
  const force = d3.forceSimulation(nodes)
    .force("link", d3.forceLink(links).distance(many ? 40 : 80).strength((one) => Math.min(0.9, 0.15 + one.weight / 12)))
    .force("charge", d3.forceManyBody().strength(many ? -70 : -240).distanceMax(many ? 320 : 600))
    .force("x", d3.forceX(width / 2).strength(0.06)).force("y", d3.forceY(height / 2).strength(0.09))
    .force("collide", d3.forceCollide((one) => one.size + 4))
    .stop();
  const steps = 260;
  let done = 0;
  return new Promise((resolve) => {
    const slice = () => { // in slices, so that the page answers meanwhile
      const until = performance.now() + 24;
      while (done < steps && performance.now() < until) { force.tick(); done += 1; }
      if (done < steps) setTimeout(slice, 0); else resolve(force);
    };
    slice();
  });
}
async function start() {
  const data = await (await fetch(root.dataset.source)).json();
  draw(data);
  const began = performance.now();
  await layout();
  place();
  zoom = d3.zoom().scaleExtent([0.15, 8]).on("zoom", (event) => { view = event.transform; scaled(); }).on("end", label);
  d3.select(svg).call(zoom).on("dblclick.zoom", null);
  zoomTo(fit());
  d3.select(svg).selectAll("g.node").data(nodes).call(
    d3.drag().clickDistance(4)
      .on("start", (_, one) => { one.dragged = false; })
      .on("drag", (event, one) => { one.dragged = true; one.x = event.x; one.y = event.y; place(); })
      .on("end", (_, one) => { setTimeout(() => { one.dragged = false; }, 0); label(); }),
  );
  paint();
  buttons();
  root.dataset.layout = (performance.now() - began).toFixed(0);
  root.dataset.ready = "1";
}
if (d3) start();
