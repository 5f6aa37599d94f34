/* The simulated browser extension: answers the messages of web-eid.js as the real one does, and asks the citizen for
   a card and its PIN. Only the demo's sign-in page loads it. */

const READER = new URL(import.meta.url).origin;
const VERSION = "2.3.0";
const TEXT = {
  nl: {
    title: "Kaartlezer (nagemaakt)", intro: "Kies een kaart en geef de pincode. In de demo is dat 1234.",
    search: "Zoek op naam of nummer", cards: "Kaarten", pin: "Pincode", go: "Bevestigen", stop: "Annuleren",
    count: (shown, all) => shown < all ? `${shown} van ${all} kaarten. Zoek om de andere te zien.` : `${all} kaarten`,
    none: "Geen kaart gevonden.", choose: "Kies eerst een kaart.", broken: "De kaartlezer antwoordt niet.",
    wrong: (left) => left ? `Foute pincode. U kunt nog ${left} keer proberen.` : "Deze kaart is geblokkeerd: te veel foute pincodes.",
    expired: "verlopen kaart", revoked: "geblokkeerde kaart", foreign: "kaart van een vreemde uitgever",
    silent: "kaart die nu niet te controleren is", "other-pin": "kaart met een andere pincode",
  },
  fr: {
    title: "Lecteur de cartes (simulé)", intro: "Choisissez une carte et entrez le code PIN. Dans la démo, c’est 1234.",
    search: "Cherchez un nom ou un numéro", cards: "Cartes", pin: "Code PIN", go: "Confirmer", stop: "Annuler",
    count: (shown, all) => shown < all ? `${shown} cartes sur ${all}. Cherchez pour voir les autres.` : `${all} cartes`,
    none: "Aucune carte trouvée.", choose: "Choisissez d’abord une carte.", broken: "Le lecteur de cartes ne répond pas.",
    wrong: (left) => left ? `Code PIN erroné. Il vous reste ${left} essai(s).` : "Cette carte est bloquée : trop de codes erronés.",
    expired: "carte expirée", revoked: "carte bloquée", foreign: "carte d’un émetteur étranger",
    silent: "carte impossible à vérifier pour l’instant", "other-pin": "carte avec un autre code PIN",
  },
  de: {
    title: "Kartenleser (simuliert)", intro: "Wählen Sie eine Karte und geben Sie die PIN ein. In der Demo ist das 1234.",
    search: "Nach Name oder Nummer suchen", cards: "Karten", pin: "PIN", go: "Bestätigen", stop: "Abbrechen",
    count: (shown, all) => shown < all ? `${shown} von ${all} Karten. Suchen Sie, um die anderen zu sehen.` : `${all} Karten`,
    none: "Keine Karte gefunden.", choose: "Wählen Sie zuerst eine Karte.", broken: "Der Kartenleser antwortet nicht.",
    wrong: (left) => left ? `Falsche PIN. Sie haben noch ${left} Versuch(e).` : "Diese Karte ist gesperrt: zu viele falsche PINs.",
    expired: "abgelaufene Karte", revoked: "gesperrte Karte", foreign: "Karte eines fremden Ausstellers",
    silent: "Karte, die gerade nicht geprüft werden kann", "other-pin": "Karte mit einer anderen PIN",
  },
  en: {
    title: "Card reader (simulated)", intro: "Choose a card and enter its PIN. In the demo that is 1234.",
    search: "Search by name or number", cards: "Cards", pin: "PIN", go: "Confirm", stop: "Cancel",
    count: (shown, all) => shown < all ? `${shown} of ${all} cards. Search to see the others.` : `${all} cards`,
    none: "No card found.", choose: "Choose a card first.", broken: "The card reader does not answer.",
    wrong: (left) => left ? `Wrong PIN. You can try ${left} more time(s).` : "This card is blocked: too many wrong PINs.",
    expired: "expired card", revoked: "blocked card", foreign: "card of a foreign issuer",
    silent: "card that cannot be checked now", "other-pin": "card with another PIN",
  },
};
const LOOK = `
  :host { all: initial; }
  dialog { --ink: #14222a; --soft: #4b5b65; --line: #8a8577; --card: #fff; --sunk: #f3eee5; --brand: #0a5d6b; --on: #fff; --bad: #a8221b;
    box-sizing: border-box; width: min(30rem, calc(100vw - 1.5rem)); max-height: calc(100dvh - 1.5rem); padding: 1.5rem; border: 0; border-radius: 18px;
    background: var(--card); color: var(--ink); font: 1rem/1.5 Inter, system-ui, sans-serif; box-shadow: 0 24px 80px rgb(0 0 0 / .35); overflow: auto; }
  @media (prefers-color-scheme: dark) { dialog { --ink: #eef2f3; --soft: #b0bcc2; --line: #74848c; --card: #17232a; --sunk: #101a20; --brand: #6cc5cf; --on: #101c22; --bad: #ffa59c; } }
  dialog::backdrop { background: rgb(10 20 26 / .55); }
  * { box-sizing: border-box; }
  form { display: grid; gap: .9rem; min-width: 0; } h2 { margin: 0; font-size: 1.25rem; line-height: 1.25; } p { margin: 0; color: var(--soft); }
  label.field { display: grid; gap: .25rem; font-weight: 600; }
  input:not([type=radio]) { font: inherit; color: inherit; min-height: 44px; padding: .5rem .75rem; border: 1.5px solid var(--line); border-radius: 10px; background: var(--card); width: 100%; }
  input[name=pin] { max-width: 9rem; letter-spacing: .3em; }
  fieldset { border: 1.5px solid var(--line); border-radius: 12px; margin: 0; padding: 0; min-width: 0; }
  legend { margin-left: .75rem; padding: 0 .3rem; font-weight: 600; }
  .list { max-height: 15rem; overflow: auto; padding: .25rem; }
  .list label { display: grid; grid-template-columns: auto 1fr; gap: 0 .7rem; align-items: center; padding: .5rem .6rem; border-radius: 9px; cursor: pointer; }
  .list label:hover, .list label:has(:checked) { background: var(--sunk); }
  .list input { width: 1.15rem; height: 1.15rem; accent-color: var(--brand); margin: 0; }
  .list small { grid-column: 2; color: var(--soft); font-size: .86rem; }
  .count { font-size: .86rem; } .error { color: var(--bad); font-weight: 600; } .error:empty { display: none; }
  .acts { display: flex; gap: .75rem; flex-wrap: wrap; }
  button { font: inherit; font-weight: 650; min-height: 44px; padding: .5rem 1.2rem; border-radius: 10px; border: 1.5px solid var(--brand); cursor: pointer; background: none; color: var(--brand); }
  button[type=submit] { background: var(--brand); color: var(--on); } button[disabled] { opacity: .6; }
  :focus-visible { outline: 3px solid #1c5fe0; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) { :focus-visible { outline-color: #8ab4ff; } }`;

class CardError extends Error {
  constructor(code, message) { super(message); this.name = "CardError"; this.code = code; }
}

const ask = (path, body) => fetch(READER + path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
});

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/* Shows the dialog; resolves with the token, rejects when the citizen would rather not. */
function insertCard(challengeNonce, lang) {
  const text = TEXT[lang] ?? TEXT.nl;
  const host = make("div", { lang: TEXT[lang] ? lang : "nl", id: "kaartlezer" });
  const root = host.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(LOOK);
  root.adoptedStyleSheets = [look];

  const search = make("input", { type: "search", name: "search", autocomplete: "off" });
  const list = make("div", { className: "list" });
  const count = make("p", { className: "count" });
  const pin = make("input", { type: "password", name: "pin", inputMode: "numeric", autocomplete: "off", required: true, maxLength: 12 });
  const error = make("p", { className: "error" });
  const go = make("button", { type: "submit", textContent: text.go });
  const stop = make("button", { type: "button", textContent: text.stop });
  const title = make("h2", { id: "title", textContent: text.title });
  const form = make("form", { noValidate: true },
    title, make("p", { textContent: text.intro }),
    make("label", { className: "field" }, text.search, search),
    make("fieldset", {}, make("legend", { textContent: text.cards }), list), count,
    make("label", { className: "field" }, text.pin, pin), error,
    make("div", { className: "acts" }, go, stop));
  const dialog = make("dialog", {}, form);
  dialog.setAttribute("aria-labelledby", "title");
  count.setAttribute("role", "status");
  error.setAttribute("role", "alert");
  list.setAttribute("tabindex", "-1");
  root.append(dialog);
  document.body.append(host);

  let latest = 0;
  async function fill() {
    const turn = ++latest;
    const { cards, count: all } = await (await ask("/kaarten", { text: search.value })).json();
    if (turn !== latest) return;
    const chosen = list.querySelector("input:checked")?.value;
    const focused = list.contains(root.activeElement) && root.activeElement.value;
    list.replaceChildren(...cards.map((card) => make("label", {},
      make("input", { type: "radio", name: "card", value: card.id }),
      make("span", { textContent: card.name }),
      make("small", { textContent: [card.number, text[card.defect]].filter(Boolean).join(" · ") }))));
    const shown = [...list.querySelectorAll("input")];
    const kept = cards.length === 1 ? shown[0] : shown.find((input) => input.value === chosen);
    if (kept) kept.checked = true;
    if (focused) (shown.find((input) => input.value === focused) ?? search).focus();
    count.textContent = all ? text.count(cards.length, all) : text.none;
  }

  return new Promise((resolve, reject) => {
    let answer;
    dialog.addEventListener("close", () => {
      host.remove();
      if (answer) resolve(answer);
      else reject(new CardError("ERR_WEBEID_USER_CANCELLED", "User cancelled"));
    });
    stop.addEventListener("click", () => dialog.close());
    search.addEventListener("input", () => fill().catch(() => { error.textContent = text.broken; }));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const card = list.querySelector("input:checked")?.value;
      error.textContent = "";
      if (!card) {
        error.textContent = text.choose;
        (list.querySelector("input") ?? search).focus();
        return;
      }
      go.disabled = true;
      try {
        const response = await ask("/teken", { card, pin: pin.value, challengeNonce });
        const body = await response.json();
        if (response.ok) {
          answer = body;
          dialog.close();
        } else {
          error.textContent = text.wrong(body.left ?? 0);
          pin.value = "";
          pin.focus();
        }
      } catch {
        error.textContent = text.broken;
      } finally {
        go.disabled = false;
      }
    });
    dialog.showModal();
    search.focus();
    fill().catch(() => { error.textContent = text.broken; });
  });
}

const say = (message) => window.postMessage(message, location.origin);

window.addEventListener("message", async (event) => {
  if (event.source !== window || event.origin !== location.origin) return;
  const { action, libraryVersion, challengeNonce, options } = event.data ?? {};
  if (action === "web-eid:status") {
    say({ action: "web-eid:status-ack" });
    say({ action: "web-eid:status-success", library: libraryVersion, extension: VERSION, nativeApp: VERSION });
  } else if (action === "web-eid:authenticate") {
    say({ action: "web-eid:authenticate-ack" });
    try {
      say({ action: "web-eid:authenticate-success", ...await insertCard(challengeNonce, options?.lang) });
    } catch (error) {
      const { name, message, code = "ERR_WEBEID_UNKNOWN_ERROR" } = error;
      say({ action: "web-eid:authenticate-failure", error: { name, message, code } });
    }
  }
});
