/* The sign-in page: a challenge, the card, the answer, and on. Every outcome says what happened and what to do. */

import { authenticate } from "./web-eid.js";

document.getElementById("needs-script").remove();

const keys = document.getElementById("keys");
const button = document.getElementById("eid");
const progress = document.getElementById("progress");
const refusal = document.getElementById("refusal");
const words = keys.dataset;

function post(address, body) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": words.token },
    body: JSON.stringify(body),
  });
}

function say(text) {
  progress.textContent = text;
}

function refuse(title, advice) {
  say("");
  refusal.querySelector("h2").textContent = title;
  refusal.querySelector("p").textContent = advice ?? "";
  refusal.hidden = false;
  refusal.querySelector("h2").focus();
  refusal.scrollIntoView({ block: "nearest" });
}

class Refused extends Error {
  constructor({ title, detail }) {
    super(title);
    this.detail = detail;
  }
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Refused(body);
  return body;
}

async function signIn() {
  const { challengeNonce } = await answer(await post(words.ask, {}));
  say(words.waiting);
  const token = await authenticate(challengeNonce, { lang: document.documentElement.lang });
  say(words.checking);
  await answer(await post(words.show, { challengeNonce, token }));
  location.assign(words.goOn);
}

button.addEventListener("click", async () => {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  refusal.hidden = true;
  try {
    await signIn();
  } catch (error) {
    if (error instanceof Refused) refuse(error.message, error.detail);
    else if (["ERR_WEBEID_USER_CANCELLED", "ERR_WEBEID_USER_TIMEOUT", "ERR_WEBEID_ACTION_TIMEOUT"].includes(error.code)) {
      say(words.cancelled);
      button.focus();
    } else if (["ERR_WEBEID_EXTENSION_UNAVAILABLE", "ERR_WEBEID_NATIVE_UNAVAILABLE"].includes(error.code)) {
      refuse(words.missing, words.missingAdvice);
    } else refuse(words.broken, words.brokenAdvice);
  } finally {
    button.removeAttribute("aria-disabled");
  }
});
