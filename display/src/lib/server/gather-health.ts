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

export type GathererOptions = {
  /** Where each process tells of itself: `http://127.0.0.1:PORT`. */
  readonly urls: ReadonlyMap<string, string>;
  readonly now: () => Date;
  readonly fetch: typeof globalThis.fetch;
};

// A process that needs longer to say how it is, is not well; a page that waits longer is no glance.
const answerTimeoutMs = 1_000;
// Many screens ask at once; the processes are asked once for all of them.
const freshMs = 1_000;

/**
 * Asks every process how it is, all at once and never for longer than a second. One that does not answer keeps its last
 * answer and the time of its first silence.
 */
export function createHealthGatherer({ urls, now, fetch }: GathererOptions): () => Promise<SystemReport> {
  const openedAt = now().toISOString();
  const known = new Map<string, ProcessReport>();
  let gathered: { readonly atMs: number; readonly report: Promise<SystemReport> } | undefined;

  const ask = async (url: string): Promise<ToldHealth | null> => {
    try {
      const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(answerTimeoutMs) });
      return toldHealth.parse(await answer.json());
    } catch {
      return null;
    }
  };

  const see = async (name: string): Promise<ProcessReport> => {
    const url = urls.get(name);
    if (url === undefined) return { name, asked: false, health: null, silentSince: openedAt };
    const askedAt = now().toISOString();
    const health = await ask(url);
    const before = known.get(name);
    const seen: ProcessReport = health
      ? { name, asked: true, health, silentSince: null }
      : { name, asked: true, health: before?.health ?? null, silentSince: before?.silentSince ?? askedAt };
    known.set(name, seen);
    return seen;
  };

  const gather = async (): Promise<SystemReport> => {
    const names = [...new Set<string>([...processNames, ...urls.keys()])];
    const processes = await Promise.all(names.map(see));
    return { at: now().toISOString(), processes };
  };

  return () => {
    const atMs = now().getTime();
    if (!gathered || atMs - gathered.atMs >= freshMs) gathered = { atMs, report: gather() };
    return gathered.report;
  };
}
