import { timingSafeEqual } from 'node:crypto';
import { parseSenderToken } from '#shared/access/sender-token.ts';
import { findKeyFault, type Sender } from './sender.ts';

/** Who sends, or why that is not known. */
export type Authenticated = { readonly sender: Sender } | { readonly fault: string };

// An unknown key takes the same comparison as a known one, so that the time tells nothing about which keys exist.
const nobody = Buffer.alloc(32);

/** Finds the sender by `Authorization: Bearer vl_<kid>_<secret>`. */
export function authenticate(
  authorization: string | undefined,
  senders: ReadonlyMap<string, Sender>,
  nowMs: number,
): Authenticated {
  if (authorization === undefined) return { fault: 'send Authorization: Bearer vl_<key>_<secret>' };
  const token = parseSenderToken(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '');
  if (!token) return { fault: 'Authorization is not of the form Bearer vl_<key>_<secret>' };
  const sender = senders.get(token.kid);
  const known = sender?.secretHash.length === nobody.length ? sender.secretHash : nobody;
  if (!timingSafeEqual(Buffer.from(token.secretHash, 'hex'), known) || !sender) {
    return { fault: 'unknown key or wrong secret' };
  }
  const fault = findKeyFault(sender, nowMs);
  return fault === undefined ? { sender } : { fault };
}
