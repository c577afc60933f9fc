/** How far a run of several measurements is. Lines stay; on a terminal a bar with the time left is redrawn below them. */
export type BenchProgress = {
  readonly say: (text: string) => void;
  readonly begin: (title: string, minutes: number) => void;
  readonly end: () => void;
  readonly close: () => void;
};

type Output = { readonly isTTY?: boolean; readonly columns?: number; readonly write: (text: string) => unknown };

const barWidth = 28;

/** `allMinutes`: what all measurements are said to take; the pace of those done corrects it. */
export function showProgress(out: Output, allMinutes: number, nowMs: () => number): BenchProgress {
  const startMs = nowMs();
  let doneMinutes = 0;
  let doneMs = 0;
  let current: { title: string; minutes: number; startMs: number } | undefined;

  const fraction = (): number => {
    if (!current) return doneMinutes / allMinutes;
    const planMs = current.minutes * 60_000 * pace();
    // One that takes longer than it said goes on being almost done.
    const share = Math.min(0.98, (nowMs() - current.startMs) / planMs);
    return (doneMinutes + share * current.minutes) / allMinutes;
  };
  const pace = (): number => (doneMinutes > 0 ? doneMs / (doneMinutes * 60_000) : 1);
  const leftMinutes = (): number => Math.max(0, (1 - fraction()) * allMinutes * pace());
  const draw = (line?: string): void => {
    if (!out.isTTY) {
      if (line !== undefined) out.write(`${line}\n`);
      return;
    }
    const full = Math.round(fraction() * barWidth);
    const bar = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${Math.round(100 * fraction())} %`;
    const text = current ? `${bar}  ${current.title}, about ${printMinutes(leftMinutes())} left` : '';
    out.write(`\r\x1b[K${line === undefined ? '' : `${line}\n`}${text.slice(0, (out.columns ?? 80) - 1)}`);
  };
  const clock = setInterval(() => {
    if (out.isTTY) draw();
  }, 500);
  return {
    say: (text) => {
      draw(`  ${text}`);
    },
    begin: (title, minutes) => {
      current = { title, minutes, startMs: nowMs() };
      draw(`${title} (about ${printMinutes(minutes * pace())}; ${printMinutes(leftMinutes())} to the end)`);
    },
    end: () => {
      if (!current) return;
      doneMinutes += current.minutes;
      doneMs += nowMs() - current.startMs;
      current = undefined;
      draw();
    },
    close: () => {
      clearInterval(clock);
      current = undefined;
      draw(`took ${printMinutes((nowMs() - startMs) / 60_000)}`);
    },
  };
}

function printMinutes(minutes: number): string {
  return minutes < 1 ? `${Math.ceil(minutes * 60)} s` : `${Math.round(minutes)} min`;
}
