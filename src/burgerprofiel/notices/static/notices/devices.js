// This browser asks to be told: it asks its owner first, then its maker's service, then us.
const form = document.querySelector("form[data-push-key]");
const said = document.getElementById("toestel-gezegd");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function tell(which) {
  for (const each of said.children) each.hidden = each.dataset.says !== which;
  said.hidden = false;
}

async function start() {
  if ((await Notification.requestPermission()) !== "granted") return tell("refused");
  const worker = await navigator.serviceWorker.register("/push.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  const key = bytes(form.dataset.pushKey);
  const mine = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const sent = new FormData(form);
  sent.set("endpoint", mine.endpoint);
  for (const name of ["p256dh", "auth"]) sent.set(name, text(mine.getKey(name)));
  const answer = await fetch(form.action, { method: "POST", body: sent, redirect: "manual" });
  if (answer.status !== 204) return tell("failed");
  location.assign(form.dataset.done);
}

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  document.getElementById("toestel-kan-niet").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start().catch(() => tell("failed"));
  });
}
