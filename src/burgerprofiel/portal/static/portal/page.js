// Nothing here is needed: it makes the page nicer. Tells arrivals to screen readers, retries one tile, prints.
const announcer = document.getElementById("announcer");
const host = document.querySelector("[data-arrivals]");

function say(text) {
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = text; });
}

let fresh = [];
let timer = 0;
function arrived(node) {
  const title = node.dataset?.title;
  if (!title) return;
  node.dataset.arrived = "";
  fresh.push(title);
  clearTimeout(timer);
  timer = setTimeout(() => { say(fresh.join(", ")); fresh = []; }, 400);
}

if (host?.shadowRoot) {
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(arrived))).observe(host, { childList: true });
}

async function again(link, tile) {
  link.setAttribute("aria-disabled", "true");
  tile.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`/tegels/${tile.id.slice("tile-".length)}`, { redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    const next = box.content.firstElementChild;
    tile.replaceWith(next);
    (next.querySelector("[data-again]") ?? next.querySelector("a"))?.focus();
    arrived(next);
  } catch {
    location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-again]");
  const tile = link?.closest(".tile");
  if (tile) {
    event.preventDefault();
    if (link.getAttribute("aria-disabled") !== "true") again(link, tile);
  }
  if (event.target.closest("[data-print]")) print();
});

document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((fold) => { fold.open = true; fold.dataset.opened = ""; }));
addEventListener("afterprint", () => document.querySelectorAll("[data-opened]").forEach((fold) => { fold.open = false; delete fold.dataset.opened; }));
