/* Passkeys: a challenge, the device, the answer. Both pages, showing one and making one, work in this way (WebAuthn). */

import { Refused, post, refuse, refuseNothing, say } from "./showing.js";

const place = document.getElementById("passkey");
const words = place.dataset;
const makes = words.act === "make";
let busy = false;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

function make(options) {
  return navigator.credentials.create({ publicKey: {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
  } });
}

function show(options) {
  return navigator.credentials.get({ publicKey: {
    ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials),
  } });
}

function told(credential) {
  const { id, rawId, type, response } = credential;
  const shared = { clientDataJSON: text(response.clientDataJSON) };
  const own = makes
    ? { attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
    : {
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : "",
    };
  return { id, rawId: text(rawId), type, response: { ...shared, ...own } };
}

function explain(error, waited) {
  if (error instanceof Refused) refuse(error.message, error.detail);
  else if (error.name === "InvalidStateError" && makes) refuse(words.known, words.knownAdvice);
  else if (error.name === "NotAllowedError" && waited) refuse(words.late, words.lateAdvice);
  else if (["NotAllowedError", "AbortError", "NotSupportedError", "ConstraintError"].includes(error.name)) {
    refuse(words.stopped, words.stoppedAdvice);
  } else refuse(words.broken, words.brokenAdvice);
}

function finish(answer) {
  if (!makes) {
    say(words.done);
    location.assign(words.goOn);
    return;
  }
  say("");
  place.hidden = true;
  const added = document.getElementById("added");
  document.getElementById("added-label").textContent = answer.added;
  added.hidden = false;
  added.querySelector("h2").focus();
}

async function go() {
  if (busy) return;
  refuseNothing();
  if (!window.PublicKeyCredential) {
    refuse(words.missing, words.missingAdvice);
    return;
  }
  busy = true;
  let until = Infinity;
  try {
    say(words.asking);
    const { challengeNonce, options } = await post(words.ask, {}, words.token);
    until = Date.now() + options.timeout;
    say(words.waiting);
    const credential = await (makes ? make(options) : show(options));
    say(words.checking);
    const answer = { challengeNonce, credential: told(credential) };
    finish(await post(words.send, makes ? { ...answer, label: place.elements.label.value } : answer, words.token));
  } catch (error) {
    explain(error, Date.now() >= until);
  } finally {
    busy = false;
  }
}

if (makes) {
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
} else document.getElementById("passkey-go").addEventListener("click", go);
