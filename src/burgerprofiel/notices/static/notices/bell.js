/* The bell without leaving the page: its panel, and its number when something comes. Without this it is a link. */

const bell = document.getElementById("bell");
const panel = document.getElementById("bell-panel");
const said = document.getElementById("bell-said");
const count = bell.querySelector("[data-bell-count]");
let unread = Number(bell.dataset.new);
let stamp = bell.dataset.stamp;
const newestOf = (it) => it.slice(it.indexOf(".") + 1);
let newest = newestOf(stamp);

function show(now) {
  unread = now.unread;
  count.textContent = now.short;
  count.hidden = !unread;
  document.querySelectorAll("[data-bell-words]").forEach((words) => { words.textContent = now.words; });
}

/* The panel. */

bell.setAttribute("role", "button");
bell.setAttribute("aria-haspopup", "dialog");
bell.setAttribute("aria-controls", "bell-panel");
bell.setAttribute("aria-expanded", "false");

function shut(back) {
  if (panel.hidden) return;
  panel.hidden = true;
  bell.setAttribute("aria-expanded", "false");
  if (back) bell.focus();
}

async function open() {
  bell.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(bell.dataset.panel, { redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    panel.innerHTML = await answer.text();
    const { bellNow, short, words } = panel.querySelector("[data-bell-now]").dataset;
    show({ unread: Number(bellNow), short, words });
    panel.hidden = false;
    bell.setAttribute("aria-expanded", "true");
    panel.querySelector("h2").focus();
  } catch {
    location.assign(bell.href);
  } finally {
    bell.removeAttribute("aria-busy");
  }
}

const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

bell.addEventListener("click", (event) => {
  if (!plain(event)) return;
  event.preventDefault();
  if (panel.hidden) open();
  else shut(true);
});
bell.addEventListener("keydown", (event) => {
  if (event.key === " ") { event.preventDefault(); bell.click(); }
});
panel.addEventListener("click", (event) => { if (event.target.closest("[data-bell-shut]")) shut(true); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(true); });
document.addEventListener("click", (event) => { if (!panel.contains(event.target) && !bell.contains(event.target)) shut(false); });
panel.addEventListener("focusout", (event) => { if (event.relatedTarget && !panel.contains(event.relatedTarget) && event.relatedTarget !== bell) shut(false); });

/* The stream: only while the page is looked at, and not before everything else has come. */

const SETTLES = 2500;
let stream;
let timer;

function listen() {
  stream = new EventSource(`${bell.dataset.stream}?sinds=${encodeURIComponent(stamp)}`);
  stream.addEventListener("bell", (event) => {
    const now = JSON.parse(event.data);
    stamp = event.lastEventId;
    /* What was read and is new again did not come: ids grow with time. */
    if (newestOf(stamp) > newest) {
      newest = newestOf(stamp);
      said.textContent = now.said;
    }
    if (now.unread !== unread) {
      const told = document.getElementById("bell-arrived");
      if (told) told.hidden = false;
    }
    show(now);
  });
  stream.addEventListener("over", () => { stream.close(); });
}

function watch() {
  clearTimeout(timer);
  stream?.close();
  stream = undefined;
  if (!document.hidden) timer = setTimeout(listen, SETTLES);
}

document.addEventListener("visibilitychange", watch);
addEventListener("pagehide", () => { clearTimeout(timer); stream?.close(); });
addEventListener("pageshow", watch);
if (document.readyState === "complete") watch();
