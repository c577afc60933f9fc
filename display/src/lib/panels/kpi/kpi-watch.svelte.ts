import type { KpiId } from '#shared/kpi/kpi-units.ts';
import type { WallKpi } from './wall-kpi.ts';

const readEveryMs = 60_000;
const retryMs = 10_000;

/** A wall's KPIs, read again at a calm pace. What was read stays when reading fails, and tells its age. */
export class KpiWatch {
  kpis = $state.raw<Readonly<Partial<Record<KpiId, WallKpi>>>>({});
  /** Real seconds since they were read; null: they never were. */
  ageS = $state.raw<number | null>(null);
  /** Whether a moment of the past was asked about. */
  isPast = $state.raw(false);
  #readMs: number | null = null;

  /** Starts reading from an address; returns how to stop. */
  follow(url: string): () => void {
    const stopping = new AbortController();
    this.isPast = /[?&]at=/.test(url);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const isRead = await this.#read(url, stopping.signal);
      if (!stopping.signal.aborted) timer = setTimeout(() => void read(), isRead ? readEveryMs : retryMs);
    };
    const ageing = setInterval(() => {
      this.ageS = this.#readMs === null ? null : (performance.now() - this.#readMs) / 1_000;
    }, 1_000);
    void read();
    return () => {
      stopping.abort();
      clearTimeout(timer);
      clearInterval(ageing);
    };
  }

  async #read(url: string, signal: AbortSignal): Promise<boolean> {
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) return false;
      const kpis = (await answer.json()) as WallKpi[];
      this.kpis = Object.fromEntries(kpis.map((kpi) => [kpi.kpi, kpi]));
      this.#readMs = performance.now();
      this.ageS = 0;
      return true;
    } catch {
      return false;
    }
  }
}
