// The map: an offline base of countries, provinces and town names, and the incidents over it.
// Exact places are gathered in cells with counts; places known only by district or province are drawn as areas.
const L = window.L;
const vendor = (name) => `/static/vendor/${name}?${document.body.dataset.stamp}`;
const KINDS = { ASSAULT: "assault", COERCE: "coerce", PROTEST: "protest", MOBILIZE: "mobilize", SANCTION: "sanction", RETREAT: "retreat", AID: "retreat" };
const RADIUS_KM = { district: 25, province: 100, region: 250 };
const CELL = 56;
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const kindOf = (type) => KINDS[type] || "consult";

export class BaseMap {
  constructor(node, texts, view) {
    node.textContent = "";
    this.texts = texts;
    this.map = L.map(node, { preferCanvas: true, zoomControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 11, zoomSnap: 0.5, attributionControl: false, maxBounds: [[-85, -400], [85, 400]] });
    L.control.zoom({ zoomInTitle: texts.zoom_in || "+", zoomOutTitle: texts.zoom_out || "-" }).addTo(this.map);
    const notes = document.createElement("p");
    notes.className = "map-note";
    notes.textContent = `${texts.boundaries} · ${texts.vintage}`;
    node.append(notes);
    this.canvas = L.canvas({ padding: 0.3 });
    for (const [name, z] of [["land", 200], ["areas", 420], ["labels", 440], ["cells", 600]]) {
      this.map.createPane(name).style.zIndex = z;
    }
    this.map.getPane("labels").style.pointerEvents = "none";
    this.land = L.canvas({ pane: "land", padding: 0.3 });
    this.areas = L.canvas({ pane: "areas", padding: 0.3 });
    this.provinces = new Map();
    this.labels = L.layerGroup().addTo(this.map);
    if (view) this.map.setView([view.lat, view.lon], view.z, { animate: false });
    else this.map.setView([25, 35], 2, { animate: false });
    this.ready = this.load();
    this.map.on("moveend zoomend", () => this.detail());
    document.addEventListener("look", () => { this.paint(); });
  }

  async load() {
    const [countries, towns] = await Promise.all(["countries.json", "labels.json"].map((name) => fetch(vendor(name)).then((answer) => answer.json())));
    this.countries = countries;
    this.towns = towns;
    this.shapes = L.layerGroup(countries.map((one) => L.polygon(one.rings.map((ring) => ring.map(([x, y]) => [y, x])), { renderer: this.land, pane: "land", weight: 0.8, interactive: false })));
    this.shapes.addTo(this.map);
    this.paint();
    this.detail();
  }

  paint() {
    const style = { color: color("--border"), fillColor: color("--land"), fillOpacity: 1, weight: 0.8 };
    this.shapes?.eachLayer((shape) => shape.setStyle(style));
    for (const layer of this.provinces.values()) layer.eachLayer?.((line) => line.setStyle({ color: color("--border") }));
  }

  detail() {
    if (!this.countries) return;
    const view = this.map.getBounds();
    const zoom = this.map.getZoom();
    if (zoom >= 5) {
      for (const one of this.countries) {
        const [west, south, east, north] = one.box;
        if (one.provinces && !this.provinces.has(one.iso) && view.intersects([[south, west], [north, east]])) this.addProvinces(one.iso);
      }
    }
    for (const layer of this.provinces.values()) if (layer.addTo) { if (zoom >= 5) layer.addTo(this.map); else layer.remove(); }
    this.label(view, zoom);
  }

  async addProvinces(iso) {
    this.provinces.set(iso, {});
    const answer = await fetch(vendor(`provinces/${iso}.json`));
    if (!answer.ok) return;
    const data = await answer.json();
    const layer = L.layerGroup(data.lines.map((line) => L.polyline(line.map(([x, y]) => [y, x]), { renderer: this.land, pane: "land", weight: 0.6, dashArray: "3 3", color: color("--border"), interactive: false })));
    layer.names = data.names;
    this.provinces.set(iso, layer);
    if (this.map.getZoom() >= 5) layer.addTo(this.map);
    this.label(this.map.getBounds(), this.map.getZoom());
  }

  // Names as far as they do not cover each other: countries when far away, then provinces, then the largest towns.
  label(view, zoom) {
    this.labels.clearLayers();
    const taken = [];
    const free = (point, wide) => {
      const box = [point.x - wide / 2, point.y - 8, point.x + wide / 2, point.y + 8];
      if (taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) return false;
      taken.push(box);
      return true;
    };
    const put = (text, lat, lon, kind) => {
      if (!view.contains([lat, lon])) return;
      const point = this.map.latLngToContainerPoint([lat, lon]);
      if (!free(point, text.length * 7 + 12)) return;
      const node = document.createElement("span");
      node.textContent = text;
      node.dir = "auto";
      this.labels.addLayer(L.marker([lat, lon], { pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ className: `label ${kind}`, html: node, iconSize: null }) }));
    };
    const arabic = document.body.dataset.language === "ar";
    const names = arabic && Intl.DisplayNames ? new Intl.DisplayNames(["ar"], { type: "region" }) : null;
    if (zoom >= 3 && zoom < 7) {
      for (const one of this.countries) {
        const [west, south, east, north] = one.box;
        const wide = this.map.latLngToContainerPoint([south, east]).x - this.map.latLngToContainerPoint([south, west]).x;
        let name = one.name;
        if (names && one.iso) try { name = names.of(one.iso); } catch { /* English, then */ }
        if (wide > name.length * 7) put(name, (south + north) / 2, (west + east) / 2, "country");
      }
    }
    if (zoom >= 4.5) {
      const least = zoom >= 9 ? 0 : zoom >= 7 ? 60000 : zoom >= 6 ? 200000 : 700000;
      let shown = 0;
      for (const [name, inArabic, lat, lon, people] of this.towns) {
        if (people < least || shown > 60) break;
        if (view.contains([lat, lon])) { put((arabic && inArabic) || name, lat, lon, "town"); shown++; }
      }
    }
    if (zoom >= 6) for (const layer of this.provinces.values()) for (const [name, lat, lon] of layer.names || []) put(name, lat, lon, "province");
  }

  // The view that holds nearly all of the places; a lone one far away must not shrink the rest to a dot.
  fit(points, keep) {
    const lats = []; const lons = [];
    for (let i = 0; i < points.size; i++) if (keep[i] && points.precision[i] < 5) { lats.push(points.lat[i]); lons.push(points.lon[i]); }
    if (!lats.length) return;
    lats.sort((a, b) => a - b); lons.sort((a, b) => a - b);
    const cut = lats.length < 10 ? 0 : Math.ceil(lats.length * 0.06);
    const box = L.latLngBounds([lats[cut], lons[cut]], [lats[lats.length - 1 - cut], lons[lons.length - 1 - cut]]);
    this.map.fitBounds(box.pad(0.25), { maxZoom: 7, animate: false });
  }
}

export class Incidents {
  constructor(base, onOpen) {
    this.base = base;
    this.onOpen = onOpen;
    this.cells = L.layerGroup().addTo(base.map);
    this.areas = L.layerGroup().addTo(base.map);
    this.markers = new Map();
    base.map.on("moveend zoomend", () => this.draw());
    document.addEventListener("look", () => this.draw());
  }

  set(points, keep) { this.points = points; this.keep = keep; this.draw(); }

  draw() {
    if (!this.points) return;
    const map = this.base.map;
    const { cells, areas } = this.gather(map);
    const seen = new Set();
    for (const cell of cells.values()) this.cellMarker(cell, seen);
    for (const [key, marker] of this.markers) if (!seen.has(key)) { this.cells.removeLayer(marker); this.markers.delete(key); }
    this.areas.clearLayers();
    for (const area of areas.values()) this.area(area);
  }

  // One pass over all rows: exact places fall into cells of the screen, inexact ones under their place.
  gather(map) {
    const { points, keep } = this;
    const zoom = map.getZoom();
    const size = 256 * 2 ** zoom;
    const origin = map.getPixelBounds();
    const [x0, y0, x1, y1] = [origin.min.x - CELL, origin.min.y - CELL, origin.max.x + CELL, origin.max.y + CELL];
    const cells = new Map(); const areas = new Map();
    const exact = points.precisions.indexOf("district");
    const { lat, lon, precision, type, place } = points;
    const rad = Math.PI / 180;
    for (let i = 0; i < points.size; i++) {
      if (!keep[i] || precision[i] >= 5) continue;
      const inexact = precision[i] >= exact;
      const x = (lon[i] + 180) / 360 * size;
      const sin = Math.sin(lat[i] * rad);
      const y = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size;
      if (!inexact && (x < x0 || x > x1 || y < y0 || y > y1)) continue;
      const key = Math.floor(x / CELL) * 1e7 + Math.floor(y / CELL);
      const into = inexact ? areas : cells;
      let one = into.get(key);
      if (!one) { one = { key, n: 0, lat: 0, lon: 0, types: new Uint32Array(points.types.length), place: place[i], one: true, precision: precision[i], box: [90, 180, -90, -180] }; into.set(key, one); }
      one.n++;
      one.lat += lat[i]; one.lon += lon[i];
      one.types[type[i]]++;
      if (one.place !== place[i]) one.one = false;
      if (precision[i] > one.precision) one.precision = precision[i];
      const box = one.box;
      if (lat[i] < box[0]) box[0] = lat[i]; if (lon[i] < box[1]) box[1] = lon[i];
      if (lat[i] > box[2]) box[2] = lat[i]; if (lon[i] > box[3]) box[3] = lon[i];
    }
    return { cells, areas };
  }

  kind(one) {
    let best = 0;
    for (let i = 1; i < one.types.length; i++) if (one.types[i] > one.types[best]) best = i;
    return kindOf(this.points.types[best]);
  }

  cellMarker(cell, seen) {
    const kind = this.kind(cell);
    const key = `${this.base.map.getZoom()}:${cell.key}:${cell.n}:${kind}`;
    seen.add(key);
    if (this.markers.has(key)) return;
    const size = cell.n === 1 ? 16 : Math.min(56, 22 + Math.log2(cell.n) * 3.4);
    const node = document.createElement("span");
    node.className = `cell kind-${kind}${cell.n === 1 ? " one" : ""}`;
    if (cell.n > 1) node.textContent = cell.n > 9999 ? `${Math.round(cell.n / 1000)}k` : String(cell.n);
    const name = cell.one ? this.points.places[cell.place] : "";
    const label = `${name ? `${name}: ` : ""}${this.base.texts.incidents.replace("{n}", cell.n)}`;
    const marker = L.marker([cell.lat / cell.n, cell.lon / cell.n], { pane: "cells", icon: L.divIcon({ className: "cell-box", html: node, iconSize: [size, size] }), title: label, alt: label, keyboard: true, riseOnHover: true });
    marker.on("click keypress", (event) => { if (event.type === "click" || event.originalEvent.key === "Enter") this.open(cell, label); });
    this.cells.addLayer(marker);
    const element = marker.getElement();
    if (element) { element.setAttribute("role", "button"); element.setAttribute("aria-label", label); }
    this.markers.set(key, marker);
  }

  area(area) {
    const kind = this.kind(area);
    const at = [area.lat / area.n, area.lon / area.n];
    const precision = this.points.precisions[area.precision];
    const stroke = color(`--k-${kind === "consult" ? "talk" : kind}`);
    const name = area.one ? `${this.points.places[area.place]}: ` : "";
    const label = `${name}${this.base.texts.incidents.replace("{n}", area.n)} (${this.base.texts.area})`;
    this.areas.addLayer(L.circle(at, { renderer: this.base.areas, pane: "areas", radius: (RADIUS_KM[precision] || 25) * 1000, color: stroke, weight: 1.5, dashArray: "5 4", fillColor: stroke, fillOpacity: 0.08, interactive: false }));
    const node = document.createElement("span");
    node.className = `cell area kind-${kind}`;
    node.textContent = String(area.n);
    const marker = L.marker(at, { pane: "cells", icon: L.divIcon({ className: "cell-box", html: node, iconSize: [26, 20], iconAnchor: [13, -12] }), title: label, alt: label, keyboard: true });
    marker.on("click keypress", (event) => { if (event.type === "click" || event.originalEvent.key === "Enter") this.open(area, label, true); });
    this.areas.addLayer(marker);
    const element = marker.getElement();
    if (element) { element.setAttribute("role", "button"); element.setAttribute("aria-label", label); }
  }

  open(cell, label, whole = false) {
    const map = this.base.map;
    const [south, west, north, east] = cell.box;
    const wide = north - south > 0.02 || east - west > 0.02;
    if (cell.n > 8 && wide && !whole && map.getZoom() < map.getMaxZoom()) {
      map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: map.getZoom() + 3 });
      return;
    }
    this.onOpen({ lat: cell.lat / cell.n, lon: cell.lon / cell.n, box: [west - 0.0005, south - 0.0005, east + 0.0005, north + 0.0005], label });
  }
}
