/* Two minutes before the session ends: ask. At the end: a calm page that keeps the way back. Other tabs may have made
   the session longer, so the server's clock is asked before anything is shown. */

const WARN = 120;
const session = document.getElementById("session");
const dialog = document.getElementById("session-dialog");
const soon = document.getElementById("session-soon");
const said = document.getElementById("session-said");
const after = (seconds) => Date.now() + seconds * 1000; // the server says how long: this clock may be wrong
let ends = after(Number(session.dataset.seconds));
let timer;

const left = () => Math.round((ends - Date.now()) / 1000);

function plan() {
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(0, Math.min(left() - WARN, 86400)) * 1000);
}

async function ask(address, options) {
  const response = await fetch(address, { ...options, headers: { Accept: "application/json", ...options?.headers } });
  return after((await response.json()).seconds);
}

function over() {
  const here = location.pathname + location.search;
  location.assign(`${session.dataset.over}?terug=${encodeURIComponent(here)}`);
}

async function check() {
  try {
    ends = await ask(session.dataset.clock);
  } catch { /* no connection: our own clock goes on */ }
  if (left() <= 0) over();
  else if (left() <= WARN + 2) warn();
  else if (dialog.open) dialog.close();
  else plan();
}

function warn() {
  clearTimeout(timer);
  if (!dialog.open) dialog.showModal();
  count();
}

function count() {
  const seconds = left();
  if (seconds <= 0) {
    check();
    return;
  }
  const text = session.dataset.soon.replace("{minutes}", Math.floor(seconds / 60)).replace("{seconds}", seconds % 60);
  soon.textContent = text;
  if (seconds % 30 === 0) said.textContent = text;
  timer = setTimeout(seconds % 30 === 0 ? check : count, 1000);
}

async function stay() {
  const token = dialog.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    ends = await ask(session.dataset.extend, { method: "POST", headers: { "X-CSRFToken": token } });
  } catch {
    return;
  }
  if (left() <= 0) {
    over();
    return;
  }
  dialog.close();
}

document.getElementById("session-stay").addEventListener("click", stay);
dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
dialog.addEventListener("close", plan);
document.addEventListener("visibilitychange", () => { if (!document.hidden && left() <= WARN) check(); });
plan();
