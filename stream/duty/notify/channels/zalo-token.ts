import type pg from 'pg';
import { z } from 'zod';
import type { Seal } from '#shared/service/seal.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { post } from './post.ts';

type Settings = Extract<ChannelSettings, { kind: 'zalo' }>;

/** Tokens of an official account: the refresh token is good for one renewal, which brings the next one. */
export const zaloTokens = z.object({ access: z.string(), refresh: z.string(), untilMs: z.number() });
type Tokens = z.output<typeof zaloTokens>;

const renewed = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().int().positive(),
});

const earlyMs = 10 * 60_000;

/**
 * The access token of a Zalo official account, renewed shortly before it ends and kept before it is used; where renewing fails
 * the old one, which Zalo then refuses in its own words. One renewal at a time: the row is held meanwhile.
 */
export function readZaloToken(
  { pool, seal }: { pool: pg.Pool; seal: Seal },
  settings: Settings,
  { appSecret, nowMs, timeoutMs }: { appSecret: string; nowMs: number; timeoutMs: number },
): Promise<string | null> {
  return inTransaction(pool, async (sql) => {
    const { rows } = await sql.query<{ sealed: Buffer | null }>(
      `SELECT tokens_sealed AS sealed FROM channels WHERE kind = 'zalo' FOR UPDATE`,
    );
    const text = rows[0]?.sealed ? seal.open(rows[0].sealed) : undefined;
    if (text === undefined) return null;
    const known = zaloTokens.parse(JSON.parse(text));
    if (known.untilMs - earlyMs > nowMs) return known.access;
    const next = await renew(settings, known, { appSecret, nowMs, timeoutMs });
    if (!next) return known.access;
    await sql.query(`UPDATE channels SET tokens_sealed = $1 WHERE kind = 'zalo'`, [seal.close(JSON.stringify(next))]);
    return next.access;
  });
}

async function renew(
  { appId, tokenUrl }: Settings,
  { refresh }: Tokens,
  { appSecret, nowMs, timeoutMs }: { appSecret: string; nowMs: number; timeoutMs: number },
): Promise<Tokens | undefined> {
  const form = { app_id: appId ?? '', grant_type: 'refresh_token', refresh_token: refresh };
  const answered = await post(tokenUrl, {
    ...{ method: 'POST', body: new URLSearchParams(form).toString(), timeoutMs },
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
  });
  if ('ended' in answered || answered.status !== 200) return undefined;
  const parsed = renewed.safeParse(readJson(answered.text));
  if (!parsed.success) return undefined;
  const { access_token: access, refresh_token: next, expires_in: forS } = parsed.data;
  return { access, refresh: next, untilMs: nowMs + forS * 1_000 };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
