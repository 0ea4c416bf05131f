// Each button says its key; pressing the key presses the button.
const name = (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return "Ctrl Z";
  return event.ctrlKey || event.metaKey || event.altKey ? "" : event.key;
};
let done = false;
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, dialog") || document.querySelector("dialog[open]")) return;
  // Enter on a focused button or link is that button's own
  if (event.key === "Enter" && event.target.closest("button, a, summary") && event.target !== document.body) return;
  const key = name(event);
  const button = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button || done) return;
  event.preventDefault();
  event.stopPropagation();
  if (button.closest("form, a") || button.form) done = !button.dataset.dialog;
  button.click();
});
addEventListener("pageshow", () => { done = false; });
