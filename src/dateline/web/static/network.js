// A force layout on a canvas; the list beside it says the same in words and finds a node.
const node = document.querySelector("[data-network]");
if (node && window.d3) {
  const d3 = window.d3;
  const data = JSON.parse(node.dataset.network);
  const center = node.dataset.center;
  const canvas = document.createElement("canvas");
  node.append(canvas);
  const pen = canvas.getContext("2d");
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const most = Math.max(1, ...data.nodes.map((one) => one.weight));
  const size = (one) => 4 + 14 * Math.sqrt(one.weight / most);
  const links = data.edges.map((one) => ({ ...one, source: one.one, target: one.other }));
  let wide = node.clientWidth; let tall = node.clientHeight;
  let view = d3.zoomIdentity; let lit = null;
  const beside = new Map(data.nodes.map((one) => [one.id, new Set([one.id])]));
  for (const one of links) { beside.get(one.one).add(one.other); beside.get(one.other).add(one.one); }
  const force = d3.forceSimulation(data.nodes)
    .force("link", d3.forceLink(links).id((one) => one.id).distance(70).strength((one) => Math.min(1, 0.1 + one.times / 10)))
    .force("charge", d3.forceManyBody().strength(data.nodes.length > 200 ? -60 : -160).distanceMax(400))
    .force("x", d3.forceX(0).strength(0.05)).force("y", d3.forceY(0).strength(0.08))
    .force("collide", d3.forceCollide((one) => size(one) + 3)).stop();
  for (let i = 0; i < Math.min(300, 60000 / Math.max(1, data.nodes.length)); i++) force.tick();
  if (center) { const one = data.nodes.find((each) => each.id === center); if (one) lit = null; }

  function draw() {
    const ratio = devicePixelRatio || 1;
    wide = node.clientWidth; tall = node.clientHeight;
    canvas.width = wide * ratio; canvas.height = tall * ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, wide, tall);
    pen.translate(wide / 2 + view.x, tall / 2 + view.y); pen.scale(view.k, view.k);
    const colors = { with: color("--k-talk"), against: color("--k-assault") };
    for (const one of links) {
      const on = !lit || one.source.id === lit || one.target.id === lit;
      pen.globalAlpha = on ? 0.6 : 0.06;
      pen.strokeStyle = colors[one.kind] || color("--k-mobilize");
      pen.setLineDash(colors[one.kind] ? [] : [5, 3]);
      pen.lineWidth = Math.min(5, 0.6 + Math.sqrt(one.times) * 0.6);
      pen.beginPath(); pen.moveTo(one.source.x, one.source.y); pen.lineTo(one.target.x, one.target.y); pen.stroke();
    }
    pen.setLineDash([]);
    pen.font = `${12 / Math.max(0.6, Math.min(view.k, 1.4))}px ${getComputedStyle(document.body).fontFamily}`;
    pen.textAlign = "center";
    const taken = [];
    for (const one of data.nodes) {
      const on = !lit || beside.get(lit)?.has(one.id);
      pen.globalAlpha = on ? 1 : 0.12;
      pen.fillStyle = one.id === (lit || center) ? color("--accent-mark") : color("--accent");
      pen.beginPath(); pen.arc(one.x, one.y, size(one), 0, 7); pen.fill();
      const w = pen.measureText(one.name).width;
      const box = [one.x - w / 2, one.y + size(one), one.x + w / 2, one.y + size(one) + 14];
      if (on && !taken.some((each) => box[0] < each[2] && box[2] > each[0] && box[1] < each[3] && box[3] > each[1])) {
        taken.push(box);
        pen.fillStyle = color("--ink");
        pen.fillText(one.name, one.x, one.y + size(one) + 12);
      }
    }
    pen.globalAlpha = 1;
    node.dataset.ready = "1";
  }
  const fit = () => {
    const xs = data.nodes.map((one) => one.x); const ys = data.nodes.map((one) => one.y);
    if (!xs.length) return;
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = Math.min(180, wide / 3); // for the names at both edges
    const k = Math.min(2, Math.min((wide - room) / Math.max(60, x1 - x0), (tall - 70) / Math.max(60, y1 - y0)));
    view = d3.zoomIdentity.translate(-k * (x0 + x1) / 2, -k * (y0 + y1) / 2).scale(k);
  };
  fit();
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = (event.clientX - box.left - wide / 2 - view.x) / view.k; const y = (event.clientY - box.top - tall / 2 - view.y) / view.k;
    return data.nodes.find((one) => (one.x - x) ** 2 + (one.y - y) ** 2 < (size(one) + 3) ** 2);
  };
  d3.select(canvas).call(d3.zoom().scaleExtent([0.1, 6]).on("zoom", (event) => { view = event.transform; draw(); })).call((each) => each.property("__zoom", view));
  canvas.addEventListener("mousemove", (event) => { const one = at(event); const now = one ? one.id : null; canvas.style.cursor = one ? "pointer" : "grab"; if (now !== lit) { lit = now; draw(); } });
  canvas.addEventListener("click", (event) => { const one = at(event); if (one) location.href = `/actors/${encodeURIComponent(one.id)}`; });
  for (const item of document.querySelectorAll("[data-node]")) {
    const light = () => { lit = item.dataset.node; draw(); };
    item.addEventListener("mouseenter", light); item.addEventListener("focusin", light);
    item.addEventListener("mouseleave", () => { lit = null; draw(); });
  }
  new ResizeObserver(draw).observe(node);
  document.addEventListener("look", draw);
  draw();
}
document.querySelector("[data-network-filter]")?.addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const item of document.querySelectorAll("[data-network-list] > li")) item.hidden = !item.textContent.toLowerCase().includes(wanted);
});
