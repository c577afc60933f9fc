import { z } from 'zod';
import { processNames, type ProcessReport, type SystemReport, type ToldHealth } from '../system/system-report.ts';

const toldHealth = z.object({
  process: z.string(),
  city: z.string(),
  version: z.string(),
  startedAt: z.string(),
  at: z.string(),
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  conditions: z.array(
    z.object({
      name: z.string(),
      process: z.string(),
      state: z.enum(['ok', 'unknown', 'warning', 'critical']),
      value: z.number().nullable(),
      unit: z.enum(['s', 'bytes', 'share', 'count', 'frames']),
      warnAt: z.number(),
      criticalAt: z.number(),
      since: z.string(),
    }),
  ),
  reached: z.object({ frame: z.number(), receivedAt: z.string() }).nullable().default(null),
});

type Seen = { readonly health: ToldHealth | null; readonly silentSinceMs: number | null };

export type GathererOptions = {
  /** Where each process tells of itself: `http://127.0.0.1:PORT`. */
  readonly urls: ReadonlyMap<string, string>;
  /** Wall clock, only to say when. */
  readonly now: () => Date;
  /** Monotonic milliseconds, for how long somebody is silent and how old a report is. */
  readonly elapsedMs: () => number;
  readonly fetch: typeof globalThis.fetch;
};

// A busy process may be slow to say how it is; a page that waits longer is no glance.
const answerTimeoutMs = 2_000;
// Many screens ask at once; the processes are asked once for all of them.
const freshMs = 1_000;

/**
 * Asks every process how it is, all at once and never for longer than two seconds. One that does not answer keeps its last
 * answer and the time of its first silence.
 */
export function createHealthGatherer({ urls, now, elapsedMs, fetch }: GathererOptions): () => Promise<SystemReport> {
  const openedAt = now().toISOString();
  const known = new Map<string, Seen>();
  let gathered: Promise<SystemReport> | undefined;
  let gatheredMs = 0;

  const ask = async (url: string): Promise<ToldHealth | null> => {
    try {
      const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(answerTimeoutMs) });
      return toldHealth.parse(await answer.json());
    } catch {
      return null;
    }
  };

  const look = async (name: string, url: string): Promise<void> => {
    const askedMs = elapsedMs();
    const health = await ask(url);
    const before = known.get(name);
    const seen = { health: before?.health ?? null, silentSinceMs: before?.silentSinceMs ?? askedMs };
    known.set(name, health ? { health, silentSinceMs: null } : seen);
  };

  const gather = async (): Promise<SystemReport> => {
    const names = [...new Set<string>([...processNames, ...urls.keys()])];
    await Promise.all([...urls].map(([name, url]) => look(name, url)));
    const atMs = now().getTime();
    gatheredMs = elapsedMs();
    const tell = (name: string): ProcessReport => {
      const seen = known.get(name);
      if (!seen) return { name, asked: false, health: null, silentSince: openedAt };
      const { health, silentSinceMs } = seen;
      // Counted back from now, so that the silence is as long as it was whatever became of the wall clock.
      const since = silentSinceMs === null ? null : new Date(atMs - (gatheredMs - silentSinceMs)).toISOString();
      return { name, asked: true, health, silentSince: since };
    };
    return { at: new Date(atMs).toISOString(), processes: names.map(tell) };
  };

  return () => {
    if (!gathered || elapsedMs() - gatheredMs >= freshMs) {
      // While it is under way it is everybody's.
      gatheredMs = Infinity;
      gathered = gather();
    }
    return gathered;
  };
}
