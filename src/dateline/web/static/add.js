// Drop files anywhere on the page; a job's page follows it until it is done.
import { ourPage, say, send } from "./base.js";
const drop = document.getElementById("drop");
if (drop) {
  const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  const take = async (files) => {
    if (!files.length) return;
    try { location.href = (await send("/add/files", {}, files)).next; } catch (error) { say(error.message); }
  };
  document.addEventListener("drop", (event) => { over(false)(event); take([...event.dataTransfer.files]); });
  drop.addEventListener("submit", (event) => { event.preventDefault(); take([...drop.querySelector("input[type=file]").files]); });
}
const job = document.querySelector("[data-job]");
async function follow() {
  const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
  const page = ourPage(await answer.text());
  const next = page.querySelector("[data-job]");
  if (!next) return;
  job.dataset.state = next.dataset.state;
  document.getElementById("job-parts").replaceChildren(...page.querySelector("#job-parts").childNodes);
  if (["waiting", "running"].includes(job.dataset.state)) setTimeout(follow, 500);
  else say(document.querySelector("[data-job-state]").textContent);
}
if (job && ["waiting", "running"].includes(job.dataset.state)) setTimeout(follow, 400);
