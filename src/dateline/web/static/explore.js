// Explore: map, brush, filters and list show one selection, and the address holds it.
import { nameCountries, ourPage, say, step, texts } from "./base.js";
import { Brush, isoDay } from "./brush.js";
import { fetchPoints, inDays } from "./points.js";

const root = document.querySelector("[data-explore]");
const mapNode = document.getElementById("map");
const timeNode = document.getElementById("time");
const form = document.getElementById("filters");
let points = null; let base = null; let incidents = null; let asked = 0; let timer = 0;

const histogram = JSON.parse(timeNode.dataset.histogram);
const brush = new Brush(timeNode, brushed);
if (matchMedia("(max-width: 760px)").matches) document.querySelector(".fold").open = false;
brush.setDays(histogram.days, histogram.counts, histogram.spans);

// ------------------------------------------------------------------------------------------- the address
const VIEW = new Set(["z", "lat", "lon"]);
function current() {
  const found = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !VIEW.has(name) && name !== "since" && name !== "until") found.append(name, value);
  const given = new FormData(form);
  if (given.get("since")) found.set("since", given.get("since"));
  if (given.get("until")) found.set("until", given.get("until"));
  const sort = document.querySelector("[data-sort]")?.value;
  found.delete("sort");
  if (sort && sort !== "newest") found.set("sort", sort);
  return found;
}
function view() {
  if (!base) return [];
  const at = base.map.getCenter();
  return [["z", String(base.map.getZoom())], ["lat", at.lat.toFixed(3)], ["lon", at.lng.toFixed(3)]];
}
function remember(push) {
  const query = current();
  for (const [name, value] of base?.touched ? view() : []) query.set(name, value);
  const text = query.toString();
  history[push ? "pushState" : "replaceState"](null, "", text ? `/explore?${text}` : "/explore");
}

// ------------------------------------------------------------------------------------------- what changes
function brushed(from, to, final) {
  form.elements.since.value = from === null ? "" : isoDay(from);
  form.elements.until.value = to === null ? "" : isoDay(to);
  if (final) redraw(); else drawSoon();
  clearTimeout(timer);
  timer = setTimeout(() => { remember(final); refresh(); }, final ? 0 : 250);
}
function redraw() {
  if (!points || !incidents) return;
  incidents.set(points, inDays(points, brush.from, brush.to));
}
// However often the pointer reports itself, the map is drawn once a frame.
let waiting = false;
function drawSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; redraw(); });
}
async function refresh() {
  const mine = ++asked;
  const answer = await fetch(`/explore/list?${current()}`);
  if (mine !== asked || !answer.ok) return;
  const holder = ourPage(await answer.text());
  const keep = document.activeElement?.closest("#filters") ? [document.activeElement.name, document.activeElement.value] : null;
  const shut = new Set([...form.querySelectorAll("details.facet:not([open])")].map((one) => one.dataset.facet));
  document.getElementById("filter-parts").replaceChildren(holder.querySelector("#new-filters").content);
  for (const one of form.querySelectorAll("details.facet")) one.open = !shut.has(one.dataset.facet);
  document.getElementById("results").replaceChildren(holder.querySelector("#new-results").content);
  nameCountries(root);
  if (keep) [...form.elements].find((one) => one.name === keep[0] && (one.value === keep[1] || one.type !== "checkbox"))?.focus();
  say(document.querySelector(".results-head h2").textContent);
}
async function reload() {
  const query = current();
  query.delete("since"); query.delete("until");
  points = await fetchPoints(query);
  brush.setDays(...Brush.count(points));
  redraw();
}
form.addEventListener("change", (event) => {
  if (event.target.name === "since" || event.target.name === "until") {
    brush.node.dataset.since = form.elements.since.value;
    const { since, until } = form.elements;
    const day = (one) => (one.value ? Math.floor(Date.parse(`${one.value}T00:00:00Z`) / 86400000) : null);
    brush.from = day(since); brush.to = day(until);
    brush.place(); redraw(); remember(true); refresh();
    return;
  }
  remember(true);
  Promise.all([reload(), refresh()]);
});
form.addEventListener("submit", (event) => { event.preventDefault(); remember(true); Promise.all([reload(), refresh()]); });
document.addEventListener("change", (event) => { if (event.target.matches("[data-sort]")) { remember(true); refresh(); } });
for (const one of document.querySelectorAll("[data-preset]")) one.addEventListener("click", () => brush.preset(Number(one.dataset.preset)));
addEventListener("popstate", () => location.reload());

// ------------------------------------------------------------------------------------------- the map
async function openPlace(place) {
  const query = current();
  query.set("bbox", place.box.map((one) => one.toFixed(5)).join(","));
  query.set("size", "25");
  const data = await (await fetch(`/explore.json?${query}`)).json();
  const holder = document.createElement("div");
  holder.className = "popup";
  const head = document.createElement("strong");
  head.textContent = place.label; head.dir = "auto";
  const list = document.createElement("ul");
  for (const one of data.incidents) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/incidents/${one.id}`; link.textContent = one.summary; link.dir = "auto";
    const small = document.createElement("small");
    small.textContent = one.date || ""; small.dir = "ltr";
    item.append(small, " ", link);
    list.append(item);
  }
  holder.append(head, list);
  if (data.next) {
    const all = document.createElement("a");
    all.href = `/explore?${query}`; all.textContent = `${texts(mapNode).open_list} (${data.total})`;
    holder.append(all);
  }
  window.L.popup({ maxWidth: 420, maxHeight: 300, autoPan: true }).setLatLng([place.lat, place.lon]).setContent(holder).openOn(base.map);
  holder.querySelector("a")?.focus();
}
async function start() {
  const query = current();
  query.delete("since"); query.delete("until");
  const loading = fetchPoints(query);
  if (window.L) {
    const [{ BaseMap }, { Incidents }] = await Promise.all([import("./map.js"), import("./markers.js")]);
    const given = new URLSearchParams(location.search);
    const wanted = given.has("z") ? { z: Number(given.get("z")), lat: Number(given.get("lat")), lon: Number(given.get("lon")) } : null;
    base = new BaseMap(mapNode, texts(mapNode), wanted);
    incidents = new Incidents(base, openPlace);
    points = await loading;
    const keep = inDays(points, brush.from, brush.to);
    if (!wanted) base.fit(points, keep);
    redraw();
    base.map.on("dragend zoomend", () => { base.touched = true; });
    base.map.on("moveend", () => { if (base.touched) remember(false); });
    if (wanted) base.touched = true;
    await base.ready;
  } else {
    points = await loading;
  }
  root.dataset.ready = "1";
}
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, .grip, .leaflet-container") || document.querySelector("dialog[open]")) return;
  const way = document.dir === "rtl" ? -1 : 1;
  if (event.key === "ArrowRight") step(way);
  else if (event.key === "ArrowLeft") step(-way);
});
start().catch((error) => say(String(error)));
