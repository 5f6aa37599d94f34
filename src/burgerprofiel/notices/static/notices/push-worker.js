// Kept by the browser, to hear pushes when no page is open. It shows what came, and leads to the list; it reads nothing.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json(); } catch { /* a push without words still says that there is something */ }
  const shown = { body: told.text || "", lang: told.lang || "nl", tag: told.id, icon: "/merk.svg", badge: "/merk.svg" };
  event.waitUntil(self.registration.showNotification(told.title || "Mijn Burgerprofiel", shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    const here = open.find((page) => new URL(page.url).pathname === "/meldingen");
    return here ? here.focus() : self.clients.openWindow("/meldingen");
  })());
});
