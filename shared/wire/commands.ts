import { z } from 'zod';
import { worldClock } from './world.ts';

/**
 * Commands: a NATS request to the one owner of the matter (`subjects.command(owner, verb)`), a JSON body with an `id`
 * chosen by the caller, signed with the key of the data folder (`shared/service/command-key.ts`); the owner answers
 * `CommandAnswer`. A repeated id returns the first answer. `actor` is `account:<name>`, `local:<login of the machine>` or
 * `process:<name>`.
 */
export const commandEnvelope = z.strictObject({
  id: z.string().min(8).max(64),
  actor: z.string().min(1).max(80),
  sentAt: z.iso.datetime(),
  reason: z.string().max(200).optional(),
  body: z.unknown(),
});
export type CommandEnvelope = z.output<typeof commandEnvelope>;

export type CommandAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'unavailable';
      readonly message: string;
    };

/** office `key.create`: makes a key; the token is in the answer and nowhere else. */
export const keyCreate = z.strictObject({
  source: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  world: z.string(),
  kinds: z.array(z.string()).min(1),
  assets: z.array(z.string()).min(1),
  ratePerS: z.number().positive().max(1_000_000).default(1_000),
  allowanceD: z.int().min(1).max(400).default(35),
  validD: z.number().positive().max(3_650).default(365),
});
export type KeyCreate = z.input<typeof keyCreate>;
export type KeyCreated = { readonly kid: string; readonly token: string; readonly expiresAt: string };

/** office `key.revoke`. */
export const keyRevoke = z.strictObject({ kid: z.string() });

/** office `world.set`: creates a world or moves its clock. `live` cannot be set. */
export const worldSet = worldClock;
