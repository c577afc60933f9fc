import { z } from 'zod';
import { assetKinds } from '../events/kind.ts';
import { worldClock, worldName } from './world.ts';

/**
 * What the office publishes of its registry for the others to work from: three documents in the key-value bucket, each
 * replaced whole. Readers keep their last copy when the office or NATS is away.
 */
export const registryKeys = { assets: 'assets', keys: 'keys', worlds: 'worlds' } as const;

/** An asset and the unit it belonged to from `from` (inclusive) to `to` (exclusive); a moved asset has several rows. */
export const assetRow = z.strictObject({
  code: z.string(),
  kind: z.enum(assetKinds),
  unit: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
});
export const assetsDocument = z.array(assetRow);
export type AssetRow = z.output<typeof assetRow>;

/** A sender's key, without its secret: the token is `vl_<kid>_<secret>`, of which `secretHash` is the SHA-256 in hex. */
export const senderKey = z.strictObject({
  kid: z.string(),
  secretHash: z.string(),
  source: z.string(),
  world: worldName,
  /** Kinds of events it may send, as `kiosk`. */
  kinds: z.array(z.string()),
  /** Asset codes it may speak for; a trailing `*` stands for any ending. */
  assets: z.array(z.string()),
  /** Sustained events a second; bursts of ten seconds' worth. */
  ratePerS: z.number().positive(),
  /** How old an event may be on arrival, in days of its world's clock. */
  allowanceD: z.int().min(1).max(400),
  notBefore: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});
export const keysDocument = z.array(senderKey);
export type SenderKey = z.output<typeof senderKey>;

export const worldsDocument = z.array(worldClock);
