import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';

/** The ledger's own pace: a KPI of the day moves slowly. */
const everyMs = 60_000;

/** Reads one KPI of all units again and again; null: it could not be read just now. Returns how to stop. */
export function followKpi(
  kpi: KpiId,
  world: string,
  onRead: (answers: readonly KpiAnswer[] | null) => void,
): () => void {
  const stop = new AbortController();
  const query = new URLSearchParams({ unit: 'all', kpi, world });
  const read = async (): Promise<void> => {
    const answers = await fetch(`/kpi.json?${query.toString()}`, { signal: stop.signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as KpiAnswer[]) : null))
      .catch(() => null);
    if (!stop.signal.aborted) onRead(answers);
  };
  void read();
  const timer = setInterval(() => void read(), everyMs);
  return () => {
    clearInterval(timer);
    stop.abort();
  };
}
