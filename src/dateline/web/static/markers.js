// The incidents over the map. Exact places are gathered in cells of the screen with counts; places known only by
// district or province are drawn as areas. Which cell a row falls into depends on the zoom alone, so that a moving brush
// only counts again, and what is on the screen already is changed in place.
import { color } from "./map.js";
const L = window.L;
const KINDS = { ASSAULT: "assault", COERCE: "coerce", PROTEST: "protest", MOBILIZE: "mobilize", SANCTION: "sanction", RETREAT: "retreat", AID: "retreat" };
const RADIUS_KM = { district: 25, province: 100, region: 250 };
const CELL = 56; // pixels
const NOWHERE = 5; // precisions from here on are not drawn
const SEVERAL = -2;
const kindOf = (type) => KINDS[type] || "consult";

export class Incidents {
  constructor(base, onOpen) {
    this.base = base;
    this.onOpen = onOpen;
    this.cells = L.layerGroup().addTo(base.map);
    this.shown = new Map();
    base.map.on("moveend zoomend", () => this.draw());
    document.addEventListener("look", () => { this.clear(); this.draw(); });
  }

  set(points, keep) {
    if (points !== this.points) { this.points = points; this.project(); this.grid = null; this.clear(); }
    this.keep = keep;
    this.draw();
  }

  clear() {
    this.cells.clearLayers();
    this.shown.clear();
  }

  // Where each row lies on a world of one pixel (Web Mercator).
  project() {
    const { size, lat, lon } = this.points;
    this.x = new Float64Array(size); this.y = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const sin = Math.sin(lat[i] * Math.PI / 180);
      this.x[i] = (lon[i] + 180) / 360;
      this.y[i] = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
    }
  }

  // The cell of each row at this zoom: the same for every brush.
  gridAt(zoom) {
    if (this.grid?.zoom === zoom) return this.grid;
    const { size, precision, precisions, types } = this.points;
    const inexact = precisions.indexOf("district");
    const scale = 256 * 2 ** zoom / CELL;
    const of = new Int32Array(size).fill(-1);
    const number = new Map(); const keys = []; const areas = [];
    for (let i = 0; i < size; i++) {
      if (precision[i] >= NOWHERE) continue;
      const area = precision[i] >= inexact;
      const key = (Math.floor(this.x[i] * scale) * 1e7 + Math.floor(this.y[i] * scale)) * 2 + (area ? 1 : 0);
      let at = number.get(key);
      if (at === undefined) { at = keys.length; number.set(key, at); keys.push(key); areas.push(area); }
      of[i] = at;
    }
    const many = keys.length;
    this.grid = {
      zoom, of, keys, areas, many, n: new Uint32Array(many), x: new Float64Array(many), y: new Float64Array(many),
      widest: new Uint8Array(many), place: new Int32Array(many), types: new Uint32Array(many * types.length),
    };
    return this.grid;
  }

  count(grid) {
    const { size, type, place, precision, types } = this.points;
    const { keep, x, y } = this;
    const kinds = types.length;
    grid.n.fill(0); grid.x.fill(0); grid.y.fill(0); grid.widest.fill(0); grid.types.fill(0); grid.place.fill(-1);
    for (let i = 0; i < size; i++) {
      const at = grid.of[i];
      if (at < 0 || !keep[i]) continue;
      grid.n[at]++;
      grid.x[at] += x[i]; grid.y[at] += y[i];
      grid.types[at * kinds + type[i]]++;
      if (precision[i] > grid.widest[at]) grid.widest[at] = precision[i];
      if (grid.place[at] === -1) grid.place[at] = place[i];
      else if (grid.place[at] !== place[i]) grid.place[at] = SEVERAL;
    }
  }

  draw() {
    if (!this.points) return;
    const { map } = this.base;
    const grid = this.gridAt(map.getZoom());
    this.count(grid);
    const bounds = map.getPixelBounds();
    const world = 256 * 2 ** grid.zoom;
    const inside = (px, py, edge) => px > bounds.min.x - edge && px < bounds.max.x + edge && py > bounds.min.y - edge && py < bounds.max.y + edge;
    const seen = new Set();
    for (let at = 0; at < grid.many; at++) {
      if (!grid.n[at]) continue;
      const [px, py] = [grid.x[at] / grid.n[at] * world, grid.y[at] / grid.n[at] * world];
      if (!inside(px, py, grid.areas[at] ? 400 : CELL)) continue;
      const key = `${grid.zoom}:${grid.keys[at]}`;
      seen.add(key);
      this.put(key, grid, at, map.unproject([px, py], grid.zoom));
    }
    for (const [key, one] of this.shown) if (!seen.has(key)) { this.remove(one); this.shown.delete(key); }
  }

  remove(one) {
    this.cells.removeLayer(one.marker);
    if (one.circle) this.cells.removeLayer(one.circle);
  }

  // Draw a cell, or change the one that is there already.
  put(key, grid, at, where) {
    const n = grid.n[at]; const kind = this.kind(grid, at);
    const there = this.shown.get(key);
    const state = `${n}:${kind}:${where.lat.toFixed(4)}:${where.lng.toFixed(4)}:${grid.widest[at]}`;
    if (there?.state === state) { there.at = at; return; }
    const name = grid.place[at] >= 0 ? this.points.places[grid.place[at]] : "";
    const label = `${name ? `${name}: ` : ""}${this.base.texts.incidents.replace("{n}", n)}${grid.areas[at] ? ` (${this.base.texts.area})` : ""}`;
    const one = there || this.make(key, grid.areas[at], where);
    Object.assign(one, { state, at, label, n });
    one.node.className = `cell kind-${kind}${grid.areas[at] ? " area" : n === 1 ? " one" : ""}`;
    one.node.textContent = n === 1 && !grid.areas[at] ? "" : n > 9999 ? `${Math.round(n / 1000)}k` : String(n);
    if (there) one.marker.setLatLng(where);
    if (one.circle) {
      const stroke = color(`--k-${kind === "consult" ? "talk" : kind}`);
      one.circle.setLatLng(where).setRadius((RADIUS_KM[this.points.precisions[grid.widest[at]]] || 25) * 1000);
      one.circle.setStyle({ color: stroke, fillColor: stroke });
    }
    const element = one.marker.getElement();
    if (!element) return;
    if (!grid.areas[at]) {
      const size = n === 1 ? 16 : Math.round(Math.min(56, 22 + Math.log2(n) * 3.4));
      Object.assign(element.style, { width: `${size}px`, height: `${size}px`, marginLeft: `${-size / 2}px`, marginTop: `${-size / 2}px` });
    }
    element.setAttribute("role", "button"); element.setAttribute("aria-label", label); element.title = label;
  }

  make(key, area, where) {
    const node = document.createElement("span");
    const icon = L.divIcon({ className: "cell-box", html: node, iconSize: area ? [26, 20] : null, ...(area ? { iconAnchor: [13, -12] } : {}) });
    const marker = L.marker(where, { pane: "cells", icon, keyboard: true, riseOnHover: true });
    const one = { node, marker };
    if (area) {
      one.circle = L.circle(where, { renderer: this.base.areas, pane: "areas", radius: 25000, weight: 1.5, dashArray: "5 4", fillOpacity: 0.08, interactive: false });
      this.cells.addLayer(one.circle);
    }
    marker.on("click keypress", (event) => { if (event.type === "click" || event.originalEvent.key === "Enter") this.open(one, area); });
    this.cells.addLayer(marker);
    this.shown.set(key, one);
    return one;
  }

  kind(grid, at) {
    const kinds = this.points.types.length;
    let best = 0;
    for (let i = 1; i < kinds; i++) if (grid.types[at * kinds + i] > grid.types[at * kinds + best]) best = i;
    return kindOf(this.points.types[best]);
  }

  // A crowded cell is looked at more closely; any other one shows what it holds.
  open(one, area) {
    const { map } = this.base;
    const { lat, lon } = this.points;
    let [south, west, north, east] = [90, 180, -90, -180];
    for (let i = 0; i < this.points.size; i++) {
      if (this.grid.of[i] !== one.at || !this.keep[i]) continue;
      south = Math.min(south, lat[i]); north = Math.max(north, lat[i]);
      west = Math.min(west, lon[i]); east = Math.max(east, lon[i]);
    }
    const wide = north - south > 0.02 || east - west > 0.02;
    if (one.n > 8 && wide && !area && map.getZoom() < map.getMaxZoom()) {
      map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: map.getZoom() + 3 });
      return;
    }
    const at = one.marker.getLatLng();
    this.onOpen({ lat: at.lat, lon: at.lng, box: [west - 0.0005, south - 0.0005, east + 0.0005, north + 0.0005], label: one.label });
  }
}
