import { newShortId } from './short-id.ts';
import { hashToken, newToken } from './token.ts';

/** A sender's token `vl_<kid>_<secret>`: the key's public name and 256 secret bits, of which only the hash is stored. */
export type SenderToken = { readonly kid: string; readonly token: string; readonly secretHash: string };

/** Makes a token for a new key. */
export function newSenderToken(): SenderToken {
  const kid = newShortId();
  const secret = newToken();
  return { kid, token: `vl_${kid}_${secret}`, secretHash: hashToken(secret) };
}

const TOKEN = /^vl_([a-z2-7]{8})_([A-Za-z0-9_-]{43})$/;

/** Takes a token apart; undefined when it has not the form of one. `secretHash` is to be compared with the key's. */
export function parseSenderToken(token: string): { kid: string; secretHash: string } | undefined {
  const [, kid, secret] = TOKEN.exec(token) ?? [];
  return kid !== undefined && secret !== undefined ? { kid, secretHash: hashToken(secret) } : undefined;
}
