import { findStep } from '../access/second-factor/totp.ts';
import { hashRecoveryCode } from '../access/second-factor/recovery-codes.ts';
import type { Seal } from '../service/seal.ts';
import type { Sql } from './sql.ts';

/** What the seal of second factors is bound to. */
export const factorPurpose = 'second factor';

/** How an account proved the second factor. */
export type FactorTaken = 'code' | 'recovery';

/** Keeps a secret that was offered; it counts once it is confirmed. False when the account has a second factor already. */
export async function offerSecondFactor(
  sql: Sql,
  { account, secret, seal, at }: { account: string; secret: Buffer; seal: Seal; at: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO second_factors (account, secret, offered_at) VALUES ($1, $2, $3)
     ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, offered_at = excluded.offered_at
     WHERE second_factors.confirmed_at IS NULL`,
    [account, close(seal, account, secret), at],
  );
  return rowCount === 1;
}

/** Lets a secret count from now on when `code` is one of it; these recovery codes with it. */
export async function confirmSecondFactor(
  sql: Sql,
  given: { account: string; code: string; seal: Seal; at: Date; recoveryCodes: readonly string[] },
): Promise<'confirmed' | 'wrong' | 'none'> {
  const { account, code, seal, at, recoveryCodes } = given;
  const held = await holdFactor(sql, account, false);
  if (!held) return 'none';
  const step = findStepOf(held, { account, code, seal, at });
  if (step === undefined) return 'wrong';
  await sql.query('UPDATE second_factors SET confirmed_at = $2, last_step = $3 WHERE account = $1', [
    ...[account, at, step],
  ]);
  await sql.query('INSERT INTO recovery_codes (account, code_hash) SELECT $1, unnest($2::text[])', [
    account,
    recoveryCodes.map(hashRecoveryCode),
  ]);
  return 'confirmed';
}

/**
 * Takes a code of an account that has a second factor: a time-based one, or a recovery code; each once. Undefined: it is
 * neither, or was taken already. To be called in a transaction: the next one who tries waits for its end.
 */
export async function takeSecondFactor(
  sql: Sql,
  given: { account: string; code: string; seal: Seal; at: Date },
): Promise<FactorTaken | undefined> {
  const { account, code, at } = given;
  const held = await holdFactor(sql, account, true);
  if (!held) return undefined;
  const step = findStepOf(held, given);
  if (step !== undefined) {
    await sql.query('UPDATE second_factors SET last_step = $2 WHERE account = $1', [account, step]);
    return 'code';
  }
  const { rowCount } = await sql.query(
    'UPDATE recovery_codes SET used_at = $3 WHERE account = $1 AND code_hash = $2 AND used_at IS NULL',
    [account, hashRecoveryCode(code), at],
  );
  return rowCount === 1 ? 'recovery' : undefined;
}

/** Takes an account's second factor away; false when it had none. */
export async function dropSecondFactor(sql: Sql, account: string): Promise<boolean> {
  const { rowCount } = await sql.query('DELETE FROM second_factors WHERE account = $1 AND confirmed_at IS NOT NULL', [
    account,
  ]);
  return rowCount === 1;
}

/** How many recovery codes an account has left; null when it has no second factor. */
export async function countRecoveryCodes(sql: Sql, account: string): Promise<number | null> {
  const { rows } = await sql.query<{ left: number }>(
    `SELECT (SELECT count(*)::int FROM recovery_codes r WHERE r.account = f.account AND r.used_at IS NULL) AS left
     FROM second_factors f WHERE f.account = $1 AND f.confirmed_at IS NOT NULL`,
    [account],
  );
  return rows[0]?.left ?? null;
}

type Held = { readonly secret: Buffer; readonly lastStep: number };

async function holdFactor(sql: Sql, account: string, isConfirmed: boolean): Promise<Held | undefined> {
  const { rows } = await sql.query<Held>(
    `SELECT secret, last_step AS "lastStep" FROM second_factors
     WHERE account = $1 AND (confirmed_at IS NOT NULL) = $2 FOR UPDATE`,
    [account, isConfirmed],
  );
  return rows[0];
}

function findStepOf(
  held: Held,
  { account, code, seal, at }: { account: string; code: string; seal: Seal; at: Date },
): number | undefined {
  const [owner, secret] = (seal.open(held.secret) ?? '').split(' ');
  // Another data folder's key, or another account's secret: nobody gets in by it; an administrator resets it.
  if (owner !== account || secret === undefined) return undefined;
  const bytes = Buffer.from(secret, 'base64');
  return findStep(bytes, code.replaceAll(/\s/g, ''), { nowMs: at.getTime(), lastStep: held.lastStep });
}

function close(seal: Seal, account: string, secret: Buffer): Buffer {
  return seal.close(`${account} ${secret.toString('base64')}`);
}
