/** A test key, whose it is, and the world it opens into. Without its secret. */
export type TryKey = {
  readonly kid: string;
  readonly account: string;
  readonly world: string;
  readonly source: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** Columns of `try_keys t JOIN sender_keys k` that make a `TryKey`. */
export const tryKeyColumns = `k.kid, t.account, k.world, k.source, k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"`;
