/* The sign-in page: a challenge, the card, the answer, and on. Every outcome says what happened and what to do. */

import { Refused, post, refuse, refuseNothing, say } from "./showing.js";
import { authenticate } from "./web-eid.js";

const button = document.getElementById("eid");
const words = document.getElementById("keys").dataset;

async function signIn() {
  const { challengeNonce } = await post(words.ask, {}, words.token);
  say(words.waiting);
  const token = await authenticate(challengeNonce, { lang: document.documentElement.lang });
  say(words.checking);
  await post(words.show, { challengeNonce, token }, words.token);
  location.assign(words.goOn);
}

button.addEventListener("click", async () => {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  refuseNothing();
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
