// Hovering or focusing a mark shows what was found there and by which rule; `v` opens the archived original.
const text = document.querySelector(".article-text");
const tips = JSON.parse(text.dataset.tips);
const tip = document.createElement("div");
tip.className = "tip"; tip.hidden = true; tip.setAttribute("role", "tooltip"); tip.id = "found-tip";
document.body.append(tip);
for (const mark of text.querySelectorAll("span.m[data-n]:not([data-n=''])")) mark.tabIndex = 0;
function show(event) {
  const mark = event.target.closest?.(".m[data-n]");
  if (!mark || !mark.dataset.n) return;
  tip.replaceChildren(...mark.dataset.n.split(",").map((number) => {
    const box = document.createElement("div");
    const [title, ...lines] = tips[Number(number)];
    const head = document.createElement("strong");
    head.textContent = title; head.dir = "auto";
    box.append(head);
    for (const line of lines) if (line) { const p = document.createElement("div"); p.textContent = line; p.dir = "auto"; box.append(p); }
    return box;
  }));
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "found-tip");
  const place = mark.getBoundingClientRect();
  tip.style.top = `${scrollY + place.bottom + 6}px`;
  tip.style.left = `${Math.max(8, Math.min(scrollX + place.left, scrollX + innerWidth - tip.offsetWidth - 12))}px`;
}
const hide = () => { tip.hidden = true; };
text.addEventListener("mouseover", show); text.addEventListener("focusin", show);
text.addEventListener("mouseout", hide); text.addEventListener("focusout", hide);
document.getElementById("at")?.scrollIntoView({ block: "center" });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  if (event.key === "v" && !event.target.closest("input, textarea, select")) {
    const box = document.querySelector("iframe.original")?.closest("details");
    if (box) { box.open = true; box.scrollIntoView(); }
  }
});
