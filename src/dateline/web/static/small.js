// A small map of a few places, and popovers that open beside the number they explain.
import { texts } from "./base.js";
const node = document.querySelector("[data-small-map]");
if (node && window.L) {
  const [{ BaseMap }, { Incidents }] = await Promise.all([import("./map.js"), import("./markers.js")]);
  const places = JSON.parse(node.dataset.smallMap);
  const precisions = ["point", "town", "district", "province", "region", "country"];
  const types = [...new Set(places.map((one) => one.type))];
  const points = {
    size: places.length, types, precisions, places: places.map((one) => one.name),
    lat: places.map((one) => one.lat), lon: places.map((one) => one.lon), place: places.map((_, at) => at),
    type: places.map((one) => types.indexOf(one.type)), precision: places.map((one) => precisions.indexOf(one.precision)),
    first: [], last: [],
  };
  const keep = places.map(() => 1);
  const base = new BaseMap(node, texts(node), places.length === 1 ? { lat: places[0].lat, lon: places[0].lon, z: 6 } : null);
  const shown = new Incidents(base, () => {});
  if (places.length > 1) base.fit(points, keep);
  shown.set(points, keep);
  await base.ready;
  node.dataset.ready = "1";
}
document.addEventListener("beforetoggle", (event) => {
  const pop = event.target;
  if (event.newState !== "open" || !pop.classList?.contains("pop")) return;
  const button = document.querySelector(`[popovertarget="${CSS.escape(pop.id)}"]`).getBoundingClientRect();
  const wide = Math.min(innerWidth * 0.92, 480);
  pop.style.inset = "auto"; pop.style.margin = "0"; pop.style.position = "fixed";
  pop.style.left = `${Math.max(8, Math.min(button.left, innerWidth - wide - 12))}px`;
  if (button.bottom < innerHeight * 0.6) pop.style.top = `${button.bottom + 6}px`; else pop.style.bottom = `${innerHeight - button.top + 6}px`;
}, true);
