import type { SystemReport } from './system-report.ts';

export type WatchOptions = {
  readonly everyMs: number;
  /** The right to look has ended. */
  readonly onRefused: () => void;
};

const answerTimeoutMs = 4_000;

/** Follows the report of the platform's health. When nobody answers it keeps the last one and says so. */
export class SystemWatch {
  report = $state.raw<SystemReport | null>(null);
  /** The display itself has not answered for longer than two askings take. */
  away = $state(false);

  constructor(first: SystemReport | null) {
    this.report = first;
  }

  /** Asks again and again; returns how to stop. */
  follow({ everyMs, onRefused }: WatchOptions): () => void {
    const stop = new AbortController();
    const awayAfterMs = everyMs * 2;
    let heardMs = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const ask = async (): Promise<void> => {
      const answer = await askReport(stop.signal);
      if (stop.signal.aborted) return;
      if (answer === 'refused') {
        onRefused();
        return;
      }
      if (answer) {
        this.report = answer;
        heardMs = performance.now();
      }
      this.away = performance.now() - heardMs >= awayAfterMs;
      timer = setTimeout(() => void ask(), everyMs);
    };
    timer = setTimeout(() => void ask(), this.report ? everyMs : 0);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }
}

async function askReport(stop: AbortSignal): Promise<SystemReport | 'refused' | null> {
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(answerTimeoutMs)]);
    const answer = await fetch('/system/health.json', { signal });
    if (answer.status === 401) return 'refused';
    return answer.ok ? ((await answer.json()) as SystemReport) : null;
  } catch {
    return null;
  }
}
