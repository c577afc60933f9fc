import type { ProcessHealth } from '../wire/health.ts';
import { judgePath, type Heard, type PathView } from './judge-path.ts';

type Options = {
  /** Where each process tells how it is. */
  readonly urls: ReadonlyMap<string, string>;
  readonly fetch: typeof globalThis.fetch;
  /** Wall clock in milliseconds, which the events' times are of. */
  readonly now: () => number;
  /** Monotonic, for how long somebody is silent. */
  readonly elapsedMs: () => number;
};

const answerTimeoutMs = 2_000;

/** Asks every process how it is whenever told to look, and remembers what was heard. */
export function createPathWatch({ urls, fetch, now, elapsedMs }: Options) {
  const openedMs = elapsedMs();
  const answers = new Map<string, { readonly health: ProcessHealth; readonly atMs: number }>();

  const ask = async (name: string, url: string): Promise<void> => {
    try {
      const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(answerTimeoutMs) });
      if (answer.ok) answers.set(name, { health: (await answer.json()) as ProcessHealth, atMs: elapsedMs() });
    } catch {
      // Its silence grows.
    }
  };
  const silentS = (name: string): number => (elapsedMs() - (answers.get(name)?.atMs ?? openedMs)) / 1_000;
  return {
    look: async (): Promise<void> => {
      await Promise.all([...urls].map(([name, url]) => ask(name, url)));
    },
    /** Seconds since a process last answered. */
    silentS,
    view: (): PathView => {
      const heard = [...urls.keys()].map((name): [string, Heard] => [
        name,
        { health: answers.get(name)?.health ?? null, silentS: silentS(name) },
      ]);
      return judgePath(new Map(heard), now());
    },
  };
}

export type PathWatch = ReturnType<typeof createPathWatch>;
