// Nothing here is needed: it makes the page nicer. Tells arrivals to screen readers, retries one tile, prints.
let fresh = [];
let timer = 0;

function say(text) {
  const announcer = document.getElementById("announcer");
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

// The menu was written before other mailboxes told how much is unread there.
function counted(node) {
  const { unreadAll, unreadWords } = node?.dataset ?? {};
  if (!unreadAll) return;
  for (const badge of document.querySelectorAll("[data-unread]")) {
    badge.firstElementChild.textContent = unreadAll;
    badge.lastElementChild.textContent = unreadWords;
  }
}

function arrived(node) {
  counted(node);
  const title = node.dataset?.title;
  if (!title) return;
  node.dataset.arrived = "";
  fresh.push(title);
  clearTimeout(timer);
  timer = setTimeout(() => { say(fresh.join(", ")); fresh = []; }, 400);
}

// The page is still arriving when this runs: its shell may be a moment away.
function watch() {
  const host = document.querySelector("[data-arrivals]");
  if (host?.shadowRoot) {
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(arrived))).observe(host, { childList: true });
  } else if (document.readyState === "loading") {
    setTimeout(watch, 30);
  }
}
watch();
counted(document.querySelector("[data-unread-all]"));
addEventListener("DOMContentLoaded", () => counted(document.querySelector("[data-unread-all]")));

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
    if (!next.closest("[data-arrivals]").shadowRoot) arrived(next);
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

// A link to a fact inside a fold opens the fold, also where the browser does not.
function unfold() {
  const it = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = it && it.closest("details.more:not([open])");
  if (fold) {
    fold.open = true;
    it.scrollIntoView();
  }
}
addEventListener("hashchange", unfold);

function ready() {
  unfold();
  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
}
if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready);
else ready();
addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((fold) => { fold.open = true; fold.dataset.opened = ""; }));
addEventListener("afterprint", () => document.querySelectorAll("[data-opened]").forEach((fold) => { fold.open = false; delete fold.dataset.opened; }));
