import type pg from 'pg';
import { createSignal } from '#shared/health/send-signal.ts';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { listChannels } from '#shared/store/list-channels.ts';

type Options = {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly now: () => number;
  /** When the outbox was last gone through. */
  readonly lastRoundMs: () => number;
  readonly fetch: typeof globalThis.fetch;
};

const lookEveryMs = 1_000;
const staleRoundMs = 30_000;
/** A P1 that has waited so long has reached nobody. */
const stuckMs = 5 * 60_000;

/**
 * Calls an address outside each minute while messages can be sent: the outbox is gone through, and no P1 is stuck in it. When
 * the calls stop, whoever listens there raises the alarm by a way that is not ours.
 */
export async function runHeartbeat(
  { pool, log, now, lastRoundMs, fetch }: Options,
  signal: AbortSignal,
): Promise<void> {
  let call: { url: string; send: () => Promise<void> } | undefined;
  let isWell = false;
  while (!signal.aborted) {
    try {
      const url = await readUrl(pool);
      if (url !== call?.url) {
        const send = url === undefined ? undefined : toSend(url, { isWell: () => isWell, now, fetch, log });
        call = url === undefined || !send ? undefined : { url, send };
      }
      isWell = now() - lastRoundMs() < staleRoundMs && !(await hasStuck(pool, new Date(now() - stuckMs)));
    } catch (error) {
      isWell = false;
      log.warn({ err: error }, 'the heartbeat is not sent: the outbox cannot be read');
    }
    // Not awaited: an address that was changed meanwhile is called at once.
    void call?.send();
    await sleep(lookEveryMs, signal);
  }
}

function toSend(
  url: string,
  { isWell, now, fetch, log }: { isWell: () => boolean; now: () => number; fetch: typeof globalThis.fetch; log: Log },
): () => Promise<void> {
  const onFailure = (error: unknown): void => {
    log.warn({ err: error }, 'the heartbeat was not taken; tried again');
  };
  const onTaken = (): void => {
    log.info('the heartbeat is taken again');
  };
  return createSignal({ url, isWell, fetch, elapsedMs: now, onFailure, onTaken });
}

async function readUrl(pool: pg.Pool): Promise<string | undefined> {
  const settings = (await listChannels(pool)).find(({ kind }) => kind === 'heartbeat')?.settings;
  return settings?.kind === 'heartbeat' && settings.enabled ? settings.url : undefined;
}

async function hasStuck(pool: pg.Pool, since: Date): Promise<boolean> {
  const { rows } = await pool.query<{ stuck: boolean }>(
    `SELECT EXISTS (SELECT FROM notices WHERE state = 'waiting' AND priority = 'P1' AND due_at < $1) AS stuck`,
    [since],
  );
  return rows[0]?.stuck === true;
}
