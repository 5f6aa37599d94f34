/* Talks to the Web eID browser extension with the messages of web-eid.js 2 (github.com/web-eid/web-eid.js). */

const VERSION = "2.1.0";
const LOAD_DELAY = 1000;
const HANDSHAKE = 1000;
const NATIVE_APP = 5000;
const PATIENCE = 120000;
const began = Date.now();

export class WebEidError extends Error {
  constructor(code, message = code) {
    super(message);
    this.name = "WebEidError";
    this.code = code;
  }
}

let pending = false;

/* Sends one request; resolves with the extension's answer, rejects with a WebEidError (`ERR_WEBEID_…`). */
async function send(message, patience) {
  if (pending) throw new WebEidError("ERR_WEBEID_ACTION_PENDING");
  if (!window.isSecureContext) throw new WebEidError("ERR_WEBEID_CONTEXT_INSECURE");
  pending = true;
  try {
    await new Promise((done) => setTimeout(done, began + LOAD_DELAY - Date.now())); // extensions load late
    return await exchange(message, patience);
  } finally {
    pending = false;
  }
}

function exchange(message, patience) {
  const { action } = message;
  return new Promise((resolve, reject) => {
    const timers = [
      setTimeout(() => end(reject, new WebEidError("ERR_WEBEID_EXTENSION_UNAVAILABLE")), HANDSHAKE),
      setTimeout(() => end(reject, new WebEidError("ERR_WEBEID_ACTION_TIMEOUT")), patience),
    ];
    function end(settle, value) {
      timers.forEach(clearTimeout);
      window.removeEventListener("message", hear);
      settle(value);
    }
    function hear({ source, data }) {
      if (source !== window) return;
      if (data?.action === `${action}-ack`) clearTimeout(timers[0]);
      else if (data?.action === `${action}-success`) end(resolve, data);
      else if (data?.action === `${action}-failure`) {
        end(reject, new WebEidError(data.error?.code ?? "ERR_WEBEID_UNKNOWN_ERROR", data.error?.message));
      }
    }
    window.addEventListener("message", hear);
    window.postMessage(message, location.origin);
  });
}

/* Asks whether the extension and the native application are there: { library, extension, nativeApp }. */
export async function status() {
  const { library, extension, nativeApp } = await send({ action: "web-eid:status", libraryVersion: VERSION }, HANDSHAKE + NATIVE_APP);
  return { library, extension, nativeApp };
}

/* Lets the card sign the challenge: { unverifiedCertificate, algorithm, signature, format, appVersion }. */
export async function authenticate(challengeNonce, { lang, userInteractionTimeout = PATIENCE } = {}) {
  if (!challengeNonce) throw new WebEidError("ERR_WEBEID_MISSING_PARAMETER");
  const options = { lang, userInteractionTimeout };
  const message = { action: "web-eid:authenticate", libraryVersion: VERSION, challengeNonce, options };
  const token = await send(message, HANDSHAKE + NATIVE_APP + userInteractionTimeout);
  const { unverifiedCertificate, algorithm, signature, format, appVersion } = token;
  return { unverifiedCertificate, algorithm, signature, format, appVersion };
}
