import { readFileSync } from 'node:fs';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';
import type { DisplayConfig } from '../config.ts';

/** Who came back from the city's login: its name for the person for ever, a readable name, and the groups. */
export type CityPerson = { readonly externalId: string; readonly name: string; readonly groups: readonly string[] };

/** The login of the city's own accounts (OpenID Connect, authorization code with PKCE). Both throw when it does not answer. */
export type CityLogin = {
  /** Where to send the browser, and what to keep in it until it comes back. */
  readonly begin: (way: { back: URL; next: string }) => Promise<{ address: URL; kept: string }>;
  /** Who came back to `here`, and where they were going. */
  readonly finish: (here: URL, kept: string) => Promise<{ person: CityPerson; next: string }>;
};

const keptShape = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });

/** Undefined when none is set. The provider is asked who it is at the first login, and again until it answers. */
export function createCityLogin(config: DisplayConfig): CityLogin | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined || clientId === undefined) return undefined;
  let found: Promise<Configuration> | undefined;
  const find = (): Promise<Configuration> => {
    found ??= discover(new URL(issuer), clientId, config.OIDC_CLIENT_SECRET_FILE).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    begin: async ({ back, next }) => {
      const kept = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), next };
      const address = buildAuthorizationUrl(await find(), {
        ...{ redirect_uri: back.href, scope: config.OIDC_SCOPE, state: kept.state, nonce: kept.nonce },
        code_challenge: await calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      });
      return { address, kept: Buffer.from(JSON.stringify(kept)).toString('base64url') };
    },
    finish: async (here, text) => {
      const kept = keptShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
      const provider = await find();
      const tokens = await authorizationCodeGrant(provider, here, {
        ...{ expectedState: kept.state, expectedNonce: kept.nonce, pkceCodeVerifier: kept.verifier },
        idTokenExpected: true,
      });
      const { sub, iss, ...told } = z.looseObject({ sub: z.string(), iss: z.string() }).parse(tokens.claims());
      // Some providers put no more than the subject into the token, and tell the rest when asked.
      const isTold = config.OIDC_GROUPS_CLAIM in told && config.OIDC_NAME_CLAIM in told;
      const claims = isTold ? told : { ...told, ...(await fetchUserInfo(provider, tokens.access_token, sub)) };
      const person = {
        externalId: `${iss} ${sub}`,
        name: readName(claims[config.OIDC_NAME_CLAIM]),
        groups: z.array(z.string()).catch([]).parse(claims[config.OIDC_GROUPS_CLAIM]),
      };
      return { person, next: kept.next };
    },
  };
}

async function discover(issuer: URL, clientId: string, secretFile: string | undefined): Promise<Configuration> {
  const secret = secretFile === undefined ? undefined : readFileSync(secretFile, 'utf8').trim();
  // Without TLS only on this machine; the setting is checked at the start.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to make one think
  const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
  return discovery(issuer, clientId, secret, undefined, { execute, timeout: 10 });
}

/** A name for an account of ours: the part before an @, in plain letters. */
function readName(claim: unknown): string {
  const text = typeof claim === 'string' ? (claim.split('@')[0] ?? '') : '';
  const plain = text.toLowerCase().replaceAll('đ', 'd').normalize('NFD');
  return plain
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, 32);
}
