// Nothing here is needed: it fits the text's frame, copies, shows in the list where one is, and listens to single keys.
const panes = document.querySelector("[data-panes]");
const listing = panes?.querySelector(".listing");
const announcer = document.getElementById("announcer");

function say(text) {
  announcer.textContent = "";
  setTimeout(() => { announcer.textContent = text; }, 50);
}

// The list shows where one is. Nothing is kept in the browser for it.
if (listing && panes.classList.contains("reading")) {
  const here = listing.querySelector(".mail.on");
  if (here) {
    const box = here.getBoundingClientRect(), room = listing.getBoundingClientRect();
    const low = Math.min(room.bottom, innerHeight);
    if (box.top < room.top || box.bottom > low) listing.scrollTop += box.top - room.top - (low - room.top - box.height) / 2;
  }
}

// What was opened here counts as read at once, also in the numbers that were written before.
const opened = panes?.dataset.opens;
if (opened) {
  for (const frame of document.querySelectorAll("iframe[data-main]")) {
    frame.addEventListener("load", () => {
      if (panes.dataset.opens !== opened || frame.offsetParent === null) return;
      delete panes.dataset.opens;
      for (const it of document.querySelectorAll("[data-once-shown]")) it.textContent = it.dataset.onceShown;
      for (const it of document.querySelectorAll("[data-unread], .views .count, #count b")) {
        for (const part of it.children.length ? it.children : [it]) {
          part.textContent = part.textContent.replace(/^(\(?)(\d+)/, (_all, mark, n) => `${mark}${Math.max(0, n - 1)}`);
        }
        if (/^\(?0\b/.test(it.textContent.trim())) it.remove();
      }
    });
  }
}

// A text is as tall as it is; its frame runs no script, so this page measures it.
function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (!page) return;
  frame.style.height = "0";
  frame.style.height = `${page.scrollHeight + 4}px`;
}
for (const frame of document.querySelectorAll("iframe.text")) {
  const measure = () => fit(frame);
  frame.addEventListener("load", measure);
  addEventListener("resize", measure);
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.URL !== "about:blank") measure();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const text = button.previousElementSibling;
    getSelection().selectAllChildren(text);
    return;
  }
  button.classList.add("done");
  say(`${button.dataset.copy} ✓`);
  setTimeout(() => button.classList.remove("done"), 2000);
});

document.getElementById("every")?.addEventListener("change", (event) => {
  for (const box of document.querySelectorAll(".pick input")) box.checked = event.target.checked;
});

// A fold that lies over the page shuts with Escape or a click beside it.
document.addEventListener("click", (event) => {
  for (const fold of document.querySelectorAll("details.pop[open]")) if (!fold.contains(event.target)) fold.open = false;
});

function beside(step) {
  const links = [...document.querySelectorAll(".mails .mail > a")];
  const at = links.findIndex((link) => link === document.activeElement || (!links.includes(document.activeElement) && link.hasAttribute("aria-current")));
  return links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step];
}

const reading = panes?.classList.contains("reading");
const keys = {
  j() { const next = beside(1); reading ? next?.click() : next?.focus(); },
  k() { const next = beside(-1); reading ? next?.click() : next?.focus(); },
  u() { document.querySelector(".back-to a")?.click(); },
  e() { document.querySelector('[data-do="archived"]')?.click(); },
  m() { document.querySelector('[data-do="unread"]')?.click(); },
  x() {
    const box = document.activeElement?.closest(".mail")?.querySelector(".pick input");
    if (!box) return;
    document.getElementById("mode").checked = true;
    box.checked = !box.checked;
  },
  "/"() { document.getElementById("q")?.focus(); },
  "?"() { location.assign("/berichten/ordenen#k"); },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const fold = document.querySelector("details.pop[open]");
    if (fold) { fold.open = false; fold.querySelector("summary").focus(); }
    return;
  }
  if (!panes?.hasAttribute("data-shortcuts") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (act) { event.preventDefault(); act(); }
});
