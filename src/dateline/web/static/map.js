// The map under everything: countries, provinces and town names, all from our own files.
const L = window.L;
const vendor = (name) => `/static/v-${document.body.dataset.stamp}/vendor/${name}`;
export const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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
