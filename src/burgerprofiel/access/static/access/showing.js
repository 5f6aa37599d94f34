/* What showing a key has in common, whichever it is: ask our server, say how far we are, say why not. */

document.getElementById("needs-script").remove();

const progress = document.getElementById("progress");
const refusal = document.getElementById("refusal");

export class Refused extends Error {
  constructor({ title, detail }) {
    super(title);
    this.detail = detail;
  }
}

export function say(sentence) {
  progress.textContent = sentence;
}

export function refuse(title, advice) {
  say("");
  refusal.querySelector("h2").textContent = title;
  refusal.querySelector("p").textContent = advice ?? "";
  refusal.hidden = false;
  refusal.querySelector("h2").focus();
  refusal.scrollIntoView({ block: "nearest" });
}

export function refuseNothing() {
  refusal.hidden = true;
}

export async function post(address, body, token) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  if (response.redirected) { // signed out meanwhile: show a key again, then come back
    location.assign(location.href);
    return new Promise(() => {});
  }
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer);
  return answer;
}
