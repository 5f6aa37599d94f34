// openid-client, as its documentation tells: discovery, (pushed) question with PKCE, code, userinfo, refresh, logout.
import * as client from "openid-client";
import { done, go, send, wishes } from "./wire.mjs";

async function proof() {
  if (wishes.method === "client_secret_basic") return client.ClientSecretBasic(wishes.secret);
  if (wishes.method === "client_secret_post") return client.ClientSecretPost(wishes.secret);
  if (wishes.method === "none") return client.None();
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", wishes.key, curve, false, ["sign"]);
  return client.PrivateKeyJwt({ key, kid: wishes.key.kid });
}

const config = await client.discovery(new URL(wishes.issuer), wishes.client_id, {}, await proof(), {
  execute: [client.allowInsecureRequests],
  [client.customFetch]: send,
});
const options = {};
if (wishes.dpop) options.DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));

const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const nonce = client.randomNonce();
const question = {
  redirect_uri: wishes.redirect_uri,
  scope: wishes.scope,
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
  nonce,
  ...wishes.more,
};
const url = wishes.par
  ? await client.buildAuthorizationUrlWithPAR(config, question, options)
  : client.buildAuthorizationUrl(config, question);
const back = await go(url);

const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
const tokens = await client.authorizationCodeGrant(config, back, checks, undefined, options);
const told = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub, options);

const result = { url: String(url), type: tokens.token_type, claims: tokens.claims(), told };
if (tokens.refresh_token) {
  const next = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, options);
  result.refreshed = await client.fetchUserInfo(config, next.access_token, tokens.claims().sub, options);
  const last = next.refresh_token ?? tokens.refresh_token; // of the FAPI profile it stays the same
  await client.tokenRevocation(config, last);
  result.revoked = await client
    .refreshTokenGrant(config, last, undefined, options)
    .then(() => "still worth something", (error) => error.error);
}
result.ended = String(
  await go(
    client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: wishes.post_logout_redirect_uri,
      state: "bye",
    }),
  ),
);
done(result);
