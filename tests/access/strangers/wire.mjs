// The wire between a stranger's client and the test: one line of JSON each way.
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function ask(question) {
  process.stdout.write(JSON.stringify(question) + "\n");
  return JSON.parse((await lines.next()).value);
}

// As fetch(), but over the wire.
export async function send(url, { method = "GET", headers = {}, body } = {}) {
  const asked = { url: String(url), method, headers: Object.fromEntries(new Headers(headers)), body: String(body ?? "") };
  const answer = await ask({ fetch: asked });
  const empty = [204, 304].includes(answer.status);
  return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
}

// Send the citizen there; gives the address at which they come back.
export async function go(url) {
  return new URL((await ask({ go: String(url) })).came);
}

export function done(result) {
  process.stdout.write(JSON.stringify({ result }) + "\n");
  process.exit(0);
}

export const wishes = JSON.parse(process.argv[2]);
