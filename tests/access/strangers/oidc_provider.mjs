// oidc-provider, as its documentation tells, in front of one citizen who always confirms: what is ours is only that page.
import { Provider } from "oidc-provider";

const wishes = JSON.parse(process.argv[2]);
const told = Object.keys(wishes.person);

const provider = new Provider(wishes.issuer, {
  clients: wishes.clients,
  jwks: wishes.jwks,
  cookies: { keys: ["only for a test"] },
  acrValues: wishes.acr_values,
  claims: { openid: ["sub"], profile: told, rrn: told, acr: null, auth_time: null },
  scopes: ["openid", "profile", "rrn"],
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    jwtUserinfo: { enabled: true },
    claimsParameter: { enabled: true },
  },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...wishes.person }) }),
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile rrn");
    grant.addOIDCClaims(told);
    await grant.save();
    return grant;
  },
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  ctx.respond = false;
  const result = wishes.refuses
    ? { error: "access_denied" }
    : { login: { accountId: "citizen-1", acr: wishes.acr, amr: ["pin"], remember: false } };
  return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
});

const server = provider.listen(Number(new URL(wishes.issuer).port), "127.0.0.1", () => process.stdout.write('{"up": true}\n'));
process.stdin.resume().on("end", () => server.close(() => process.exit(0)));
