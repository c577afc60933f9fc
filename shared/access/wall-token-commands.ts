import { z } from 'zod';
import { worldName } from '../wire/world.ts';

/** office `walltoken.create`; `world` null allows any world. */
export const wallTokenCreate = z.strictObject({
  label: z.string().min(1).max(60),
  world: worldName.nullable().default(null),
});
/** The token is in this answer and nowhere else. */
export type WallTokenCreated = { readonly id: string; readonly token: string };

/** office `walltoken.revoke`. */
export const wallTokenRevoke = z.strictObject({ id: z.string() });

/** One of office `walltoken.list`. */
export type WallTokenListed = {
  readonly id: string;
  readonly label: string;
  readonly world: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};
