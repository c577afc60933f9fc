import type { TryReport } from './try-report.ts';

export const refreshEveryMs = 2_000;
const patienceMs = 15_000;

/** Asks for the report again and again; keeps the last one while nobody answers. */
export class TryWatch {
  report = $state.raw<TryReport>() as TryReport;
  isAway = $state(false);
  readonly #url: string;

  constructor(first: TryReport, url: string) {
    this.report = first;
    this.#url = url;
  }

  /** Begins; returns how to stop. */
  start(): () => void {
    const stopping = new AbortController();
    const { signal } = stopping;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (): void => {
      timer = setTimeout(() => {
        void this.#ask(signal).then(() => {
          if (!signal.aborted) wait();
        });
      }, refreshEveryMs);
    };
    wait();
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }

  /** A page that nobody looks at asks nothing. */
  async #ask(signal: AbortSignal): Promise<void> {
    if (document.hidden) return;
    try {
      const answer = await fetch(this.#url, { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
      // The session has ended: the page itself sends to log in.
      if (answer.status === 401) window.location.reload();
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      this.report = (await answer.json()) as TryReport;
      this.isAway = false;
    } catch {
      if (!signal.aborted) this.isAway = true;
    }
  }
}
