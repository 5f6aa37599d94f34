// Opens what was sealed for browsers, with http_ece as it is on npm: its author wrote RFC 8188, and web-push seals with it.
import { createECDH } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ece = createRequire(process.argv[2])("http_ece");
const opened = JSON.parse(readFileSync(0, "utf-8")).map(({ body, key, secret }) => {
  const mine = createECDH("prime256v1");
  mine.setPrivateKey(Buffer.from(key, "base64url"));
  const how = { version: "aes128gcm", privateKey: mine, dh: "", authSecret: Buffer.from(secret, "base64url") };
  return ece.decrypt(Buffer.from(body, "base64url"), how).toString("base64url");
});
process.stdout.write(JSON.stringify(opened));
