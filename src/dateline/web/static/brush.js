// The time histogram with its brush: drag to choose days, move the grips with the arrow keys.
import { NO_DAY } from "./points.js";
const DAY = 86400000;
const HIGH = 88; // pixels of the chart with its axis
const LANE = 20; // and of the lane below it
export const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const dayOf = (iso) => (iso ? Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY) : null);

export class Brush {
  constructor(node, changed) {
    this.node = node;
    this.changed = changed;
    this.canvas = node.querySelector("canvas");
    this.box = node.querySelector(".brush");
    this.texts = JSON.parse(node.dataset.texts);
    this.from = dayOf(node.dataset.since);
    this.to = dayOf(node.dataset.until);
    this.bins = [];
    this.low = 0; this.high = 1; this.begin = 0; this.end = 1; this.wide = node.clientWidth;
    this.grips = [...this.box.querySelectorAll(".grip")];
    this.listen();
    new ResizeObserver(() => this.draw()).observe(node);
    document.addEventListener("look", () => this.draw());
  }

  // days: Map or two arrays of days since 1970 and counts
  // spans: what is known only roughly, as first day, last day, how many; it is drawn as bars in a lane of its own
  setDays(days, counts, spans = []) {
    this.spans = spans;
    this.rough = spans.reduce((sum, one) => sum + one[2], 0);
    const tell = document.getElementById("rough");
    if (tell) tell.textContent = String(this.rough);
    if (!days.length && spans.length) { days = [...new Set(spans.flatMap(([a, b]) => [a, b]))].sort((a, b) => a - b); counts = days.map(() => 0); }
    if (!days.length) { this.empty = true; this.box.hidden = true; this.draw(); return; }
    this.empty = false;
    // a day typed wrong in an article must not squeeze all others: the ends hold 99.8 % of what is dated
    const total = counts.reduce((sum, one) => sum + one, 0);
    let low = 0; let seen = 0;
    while (low < days.length - 1 && seen + counts[low] <= total * 0.001) seen += counts[low++];
    let high = days.length - 1; seen = 0;
    while (high > low && seen + counts[high] <= total * 0.001) seen += counts[high--];
    this.begin = Math.min(days[low], this.from ?? days[low]);
    this.end = Math.max(days[high] + 1, (this.to ?? days[high]) + 1);
    const room = Math.max(1, Math.round((this.end - this.begin) * 0.012)); // so that no bar stands under a grip
    this.low = this.begin - room; this.high = this.end + room;
    this.days = days; this.counts = counts;
    this.box.hidden = false;
    this.draw();
  }

  static count(points, keep) {
    const by = new Map(); const spans = new Map();
    for (let i = 0; i < points.size; i++) {
      const [first, last] = [points.first[i], points.last[i]];
      if (first === NO_DAY || (keep && !keep[i])) continue;
      if (first === last) by.set(first, (by.get(first) || 0) + 1);
      else spans.set(`${first}:${last}`, [first, last, (spans.get(`${first}:${last}`)?.[2] || 0) + 1]);
    }
    const days = [...by.keys()].sort((a, b) => a - b);
    return [days, days.map((day) => by.get(day)), [...spans.values()]];
  }

  x(day) { return (day - this.low) / (this.high - this.low) * this.wide; }
  day(x) { return Math.round(this.low + x / this.wide * (this.high - this.low)); }

  draw() {
    const ratio = devicePixelRatio || 1;
    const width = this.node.clientWidth; const height = HIGH;
    this.wide = width; // asking the page again at each move would make it lay itself out again
    this.canvas.width = width * ratio; this.canvas.height = (height + LANE) * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    pen.clearRect(0, 0, width, height + LANE);
    if (this.empty || !this.days) return;
    const bins = Math.max(1, Math.min(this.high - this.low, Math.floor(width / 4)));
    const sums = new Float64Array(bins);
    for (let i = 0; i < this.days.length; i++) {
      const bin = Math.floor((this.days[i] - this.low) / (this.high - this.low) * bins);
      if (bin >= 0 && bin < bins) sums[bin] += this.counts[i];
    }
    const most = Math.max(1, ...sums);
    pen.fillStyle = style.getPropertyValue("--accent");
    const wide = width / bins;
    for (let i = 0; i < bins; i++) {
      const tall = sums[i] ? Math.max(2, sums[i] / most * (height - 22)) : 0;
      pen.fillRect(i * wide + 0.5, height - 18 - tall, Math.max(1, wide - 1), tall);
    }
    this.ticks(pen, width, height, style);
    pen.fillStyle = style.getPropertyValue("--soft");
    pen.font = "11px sans-serif";
    pen.textAlign = "start";
    pen.fillText(String(most), 3, 11);
    this.lane(pen, width, height, style);
    this.place();
  }

  // Months, years and the like: where more of them lie over each other, the lane is darker.
  lane(pen, width, top, style) {
    pen.strokeStyle = style.getPropertyValue("--line");
    pen.beginPath(); pen.moveTo(0, top + 0.5); pen.lineTo(width, top + 0.5); pen.stroke();
    if (!this.spans.length) return;
    const cover = new Float64Array(Math.ceil(width) + 2);
    const inside = (x) => Math.max(0, Math.min(width, x));
    for (const [first, last, n] of this.spans) {
      const from = Math.floor(inside(this.x(first)));
      cover[from] += n; cover[Math.max(from + 3, Math.ceil(inside(this.x(last + 1))))] -= n;
    }
    let most = 0; let sum = 0;
    for (const one of cover) { sum += one; most = Math.max(most, sum); }
    pen.fillStyle = style.getPropertyValue("--accent");
    sum = 0;
    for (let x = 0; x < width; x++) {
      sum += cover[x];
      if (sum > 0) { pen.globalAlpha = 0.2 + 0.7 * sum / most; pen.fillRect(x, top + 6, 1, LANE - 11); }
    }
    pen.globalAlpha = 1;
  }

  ticks(pen, width, height, style) {
    pen.strokeStyle = style.getPropertyValue("--line-strong");
    pen.fillStyle = style.getPropertyValue("--soft");
    pen.font = "11px sans-serif";
    pen.textAlign = "center";
    const span = this.high - this.low;
    const months = span < 200 ? 1 : span < 800 ? 3 : span < 1600 ? 6 : span < 7300 ? 12 : 60;
    const start = new Date(this.low * DAY);
    let at = new Date(Date.UTC(start.getUTCFullYear(), 0, 1));
    let until = -50;
    while (at.getTime() / DAY < this.high) {
      const x = this.x(at.getTime() / DAY);
      if (x >= 0) {
        pen.beginPath(); pen.moveTo(x, height - 18); pen.lineTo(x, height - 13); pen.stroke();
        const label = months >= 12 ? String(at.getUTCFullYear()) : at.toISOString().slice(0, 7);
        if (x - until > 60 && x > 20 && x < width - 24) { pen.fillText(label, x, height - 2); until = x; }
      }
      at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
    }
  }

  place() {
    const [from, to] = [this.from ?? this.begin, (this.to ?? this.end - 1) + 1];
    const left = Math.max(0, this.x(from)); const right = Math.min(this.wide, this.x(to));
    this.box.style.left = `${left}px`;
    this.box.style.width = `${Math.max(6, right - left)}px`;
    this.box.classList.toggle("all", this.from === null && this.to === null);
    const values = [from, to - 1];
    this.grips.forEach((grip, end) => {
      grip.setAttribute("aria-valuemin", this.begin); grip.setAttribute("aria-valuemax", this.end - 1);
      grip.setAttribute("aria-valuenow", values[end]); grip.setAttribute("aria-valuetext", isoDay(values[end]));
    });
    const text = document.getElementById("span-text");
    if (text) text.textContent = `${isoDay(values[0])} – ${isoDay(values[1])}`;
  }

  set(from, to, final = true) {
    if (from !== null && to !== null && from > to) [from, to] = [to, from];
    const inside = (day) => (day === null ? null : Math.max(this.begin, Math.min(this.end - 1, day)));
    this.from = inside(from); this.to = inside(to);
    if (this.from !== null && this.from <= this.begin && (this.to === null || this.to >= this.end - 1)) { this.from = null; this.to = null; }
    this.place();
    this.changed(this.from, this.to, final);
  }

  preset(days) {
    if (!days) { this.set(null, null); return; }
    const end = this.end - 1;
    this.set(end - days + 1, end);
  }

  listen() {
    let drag = null;
    const at = (event) => this.day(event.clientX - this.canvas.getBoundingClientRect().left);
    this.node.addEventListener("pointerdown", (event) => {
      if (this.empty || event.button) return;
      const day = at(event);
      const grip = this.grips.indexOf(event.target);
      const [from, to] = [this.from ?? this.begin, this.to ?? this.end - 1];
      const held = event.target.classList.contains("held") && !this.box.classList.contains("all");
      drag = grip >= 0 ? { anchor: grip ? from : to } : held ? { move: day, from, to } : { anchor: day };
      this.node.setPointerCapture(event.pointerId);
      event.preventDefault();
      if (grip >= 0) event.target.focus();
    });
    this.node.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const day = at(event);
      drag.moved = true;
      if (drag.move !== undefined) this.set(drag.from + day - drag.move, drag.to + day - drag.move, false);
      else this.set(drag.anchor, day, false);
    });
    const end = () => { if (drag?.moved) this.changed(this.from, this.to, true); drag = null; };
    this.node.addEventListener("pointerup", end);
    this.node.addEventListener("pointercancel", end);
    this.node.addEventListener("dblclick", () => this.set(null, null));
    this.grips.forEach((grip, which) => grip.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
      const [from, to] = [this.from ?? this.begin, this.to ?? this.end - 1];
      let to2 = null;
      if (event.key in steps) to2 = (which ? to : from) + steps[event.key] * (event.shiftKey ? 7 : 1);
      else if (event.key === "Home") to2 = this.begin;
      else if (event.key === "End") to2 = this.end - 1;
      else return;
      event.preventDefault();
      if (which) this.set(from, Math.max(from, to2)); else this.set(Math.min(to, to2), to);
    }));
  }
}
