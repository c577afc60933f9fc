import { Socket } from 'node:net';
import pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { FencedError } from './position.ts';

// A large commit takes a second; one that takes this long has lost its database, which may not have said so.
const workTimeoutMs = 60_000;
// A statement takes some hundred milliseconds at most: a link on which nothing moves for so long is dead, though nobody said so.
const silenceMs = 15_000;

/**
 * The writer's one connection. `work` runs a transaction on it; when that fails or hangs, the connection is thrown away
 * with whatever it had open, and the next call makes another.
 */
export function createDatabaseLink(url: string, log: Log, signal: AbortSignal) {
  let client: pg.Client | undefined;
  let socket: Socket | undefined;
  let lastPid: number | undefined;

  const connect = async (): Promise<pg.Client> => {
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      const fresh = (socket = new Socket());
      fresh.setTimeout(silenceMs);
      fresh.on('timeout', () => fresh.destroy(new Error(`nothing came for ${silenceMs} ms`)));
      const made = new pg.Client({
        connectionString: url,
        application_name: 'writer',
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
        statement_timeout: workTimeoutMs,
        idle_in_transaction_session_timeout: silenceMs,
        stream: () => fresh,
        types: pgTypes,
      });
      made.on('error', (error) => {
        log.warn({ err: error }, 'database connection lost');
        if (client === made) client = undefined;
      });
      try {
        await made.connect();
        if (lastPid !== undefined) await endSession(made, lastPid);
        lastPid = (made as unknown as { processID: number }).processID;
        return made;
      } catch (error) {
        fresh.destroy();
        log.warn({ err: error, attempt }, 'no database; trying again');
        await sleep(backoffMs(attempt, 200, 5_000), signal);
      }
    }
  };

  return {
    /** Runs `task` on the connection; its error is passed on after the connection has been thrown away. */
    async work<T>(task: (client: pg.Client) => Promise<T>): Promise<T> {
      const used = (client ??= await connect());
      const usedSocket = socket;
      const timer = setTimeout(() => usedSocket?.destroy(new Error(`no answer in ${workTimeoutMs} ms`)), workTimeoutMs);
      usedSocket?.setTimeout(silenceMs);
      try {
        return await task(used);
      } catch (error) {
        if (client === used) client = undefined;
        usedSocket?.destroy();
        throw error;
      } finally {
        clearTimeout(timer);
        usedSocket?.setTimeout(0);
      }
    },
    async close(): Promise<void> {
      await client?.end();
    },
  };
}

/** The server may not know that a connection is gone; what its transaction holds would stand in our way. */
async function endSession(client: pg.Client, pid: number): Promise<void> {
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND application_name = 'writer' AND datname = current_database()`,
    [pid],
  );
}

export type DatabaseLink = ReturnType<typeof createDatabaseLink>;

/** Whether a database error speaks of the data itself (its form, its rules, its size), so that trying again cannot help. */
export function isDataError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(2[23]|54)/.test(code);
}

/**
 * Whether an error may pass: a lost connection (the driver says it without a code), a server starting, full or stopping,
 * a deadlock. A mistake of the program does not.
 */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FencedError) return false;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return Object.getPrototypeOf(error) === Error.prototype;
  return (
    /^(08|25|40|53|55|57|58|XX)/.test(code) ||
    (/^E[A-Z_]+$/.test(code) && !(error instanceof TypeError) && !(error instanceof RangeError))
  );
}
