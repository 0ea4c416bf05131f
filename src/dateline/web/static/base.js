// What every page has: keys, the palette, looks, popovers, forms that ask first. No page depends on it to be read.
const csrf = document.body.dataset.csrf || "";
const typing = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]");

export function say(text) {
  const box = document.getElementById("say");
  box.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { box.textContent = ""; }, 4000);
}

export async function send(where, fields = {}, files = []) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  for (const file of files) body.append("files", file, file.webkitRelativePath || file.name);
  const answer = await fetch(where, { method: "POST", body, headers: { "x-csrf": csrf, accept: "application/json" } });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || `${answer.status}`);
  return data;
}

// Pages of our own come escaped from the server. Nothing else becomes markup: see theme.js.
const policy = window.trustedTypes?.createPolicy("dateline", { createHTML: (text) => text });
export function ourPage(text) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
}

export const texts = (node) => JSON.parse(node.dataset.texts || "{}");

// ------------------------------------------------------------------------------------------------ looks
document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.look = dark ? "light" : "dark";
  try { localStorage.setItem("look", root.dataset.look); } catch { /* not kept, then */ }
  document.dispatchEvent(new Event("look"));
});

// ------------------------------------------------------------------------- country names in the reader's language
export function nameCountries(root = document) {
  const language = document.body.dataset.language;
  if (language === "en" || !Intl.DisplayNames) return;
  const names = new Intl.DisplayNames([language], { type: "region" });
  for (const node of root.querySelectorAll("[data-country]")) {
    try { node.textContent = names.of(node.dataset.country); } catch { /* no such code: the English name stays */ }
  }
}
nameCountries();

// ------------------------------------------------------------------------------------------------ lists
const items = () => [...document.querySelectorAll("[data-item]")].filter((one) => one.offsetParent !== null);
let here = -1;
export function step(by) {
  const all = items();
  if (!all.length) return;
  const focused = all.findIndex((one) => one.contains(document.activeElement));
  here = Math.max(0, Math.min(all.length - 1, (focused >= 0 ? focused : here) + by));
  const link = all[here].querySelector("[data-open]") || all[here];
  link.focus();
  all[here].scrollIntoView({ block: "nearest" });
}

// ------------------------------------------------------------------------------------------------ keys
const keys = document.getElementById("keys");
let jump = false;
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (jump) {
    jump = false;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  if (event.key === "/") { event.preventDefault(); document.getElementById("find-box")?.focus(); }
  else if (event.key === "?") { event.preventDefault(); keys?.showModal(); }
  else if (event.key === "g") { jump = true; setTimeout(() => { jump = false; }, 1500); }
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "o") {
    const at = items().find((one) => one.contains(document.activeElement));
    at?.querySelector("[data-open]")?.click();
  }
});
document.querySelector("[data-keys]")?.addEventListener("click", () => keys.showModal());

// ------------------------------------------------------------------------------------------------ palette
const palette = document.getElementById("palette");
let wanted = 0;
function openPalette() {
  if (!palette || palette.open) return;
  palette.showModal();
  palette.querySelector("input").select();
}
if (palette) {
  const box = palette.querySelector("input");
  const list = palette.querySelector("ul");
  let chosen = 0;
  let timer;
  const choose = (at) => {
    const all = [...list.children];
    chosen = all.length ? (at + all.length) % all.length : 0;
    all.forEach((one, number) => one.setAttribute("aria-selected", String(number === chosen)));
    if (all[chosen]) { box.setAttribute("aria-activedescendant", all[chosen].id); all[chosen].scrollIntoView({ block: "nearest" }); }
  };
  const look = async () => {
    const mine = ++wanted;
    const asked = box.value;
    const answer = await fetch(`/find.json?q=${encodeURIComponent(asked)}`);
    const data = await answer.json();
    if (mine !== wanted) return;
    list.replaceChildren(...data.found.map((one, number) => {
      const item = document.createElement("li");
      item.id = `palette-${number}`;
      item.setAttribute("role", "option");
      item.dataset.href = one.href;
      const name = document.createElement("bdi");
      name.textContent = one.title;
      const small = document.createElement("small");
      small.textContent = one.what;
      item.append(name, small);
      item.addEventListener("click", () => { location.href = one.href; });
      return item;
    }));
    list.dataset.asked = asked;
    choose(0);
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 80); });
  palette.addEventListener("toggle", look);
  box.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
    else if (event.key === "Enter") { event.preventDefault(); clearTimeout(timer); if (list.dataset.asked !== box.value) await look(); const one = list.children[chosen]; if (one) location.href = one.dataset.href; }
  });
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });
}

// ------------------------------------------------------------------------------------------------ popovers, dialogs
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  if (opener) {
    event.preventDefault();
    const dialog = document.getElementById(opener.dataset.dialog);
    for (const [name, value] of Object.entries(JSON.parse(opener.dataset.fill || "{}"))) {
      const field = dialog.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) { field.value = value; field.dispatchEvent(new Event("change")); }
    }
    dialog.showModal();
    (dialog.querySelector("[autofocus]") || dialog.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
  }
  if (event.target.closest?.("[data-close]")) { event.preventDefault(); event.target.closest("dialog")?.close(); }
  if (event.target.closest?.("[data-print]")) print();
  const copy = event.target.closest?.("[data-copy]");
  if (copy) navigator.clipboard?.writeText(document.getElementById(copy.dataset.copy).innerText).then(() => say(copy.dataset.done || "✓"), () => {});
});
