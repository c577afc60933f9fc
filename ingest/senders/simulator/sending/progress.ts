import type { Terminal } from '../../file/progress.ts';
import type { Feed } from './feed.ts';

const lineEveryMs = 10_000;
/** What is reached is told over so long. */
const windowMs = 5_000;

/** Where a run stands, for people. */
export type Standing = {
  readonly worldMs: number;
  readonly speed: number;
  readonly feeds: readonly Feed[];
  readonly lost: number;
};

/** What was accepted and refused, all feeds together. */
export function countDecided(feeds: readonly Feed[]): { accepted: number; refused: number } {
  const sum = (count: (feed: Feed) => number): number => feeds.reduce((total, feed) => total + count(feed), 0);
  return { accepted: sum((feed) => feed.accepted()), refused: sum((feed) => feed.refused()) };
}

/** Shows a run: one line redrawn on a terminal, elsewhere a line every ten seconds. */
export function createSimulationProgress(
  out: Terminal,
  { world, timeZone, realNowMs }: { world: string; timeZone: string; realNowMs: () => number },
): (standing: Standing) => void {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  });
  const marks: { realMs: number; worldMs: number; decided: number }[] = [];
  let lineMs = -Infinity;
  return ({ worldMs, speed, feeds, lost }) => {
    const realMs = realNowMs();
    const { accepted, refused } = countDecided(feeds);
    marks.push({ realMs, worldMs, decided: accepted + refused });
    while (marks.length > 2 && realMs - (marks[0]?.realMs ?? realMs) > windowMs) marks.shift();
    const isTerminal = out.isTTY ?? false;
    if (!isTerminal && realMs - lineMs < lineEveryMs) return;
    lineMs = realMs;
    const first = marks[0] ?? { realMs, worldMs, decided: 0 };
    const overMs = Math.max(1, realMs - first.realMs);
    const count = (value: number): string => Math.round(value).toLocaleString('en');
    const text = [
      `${world} ×${count(speed)} (reached ×${count((worldMs - first.worldMs) / overMs)})`,
      format.format(worldMs),
      `${count(((accepted + refused - first.decided) * 1_000) / overMs)} events/s`,
      `${count(accepted)} accepted`,
      `${count(refused)} refused`,
      ...(lost > 0 ? [`${count(lost)} lost by silent feeds`] : []),
    ].join(' · ');
    out.write(isTerminal ? `\r\x1b[2K${text.slice(0, (out.columns ?? 120) - 1)}` : `${text}\n`);
  };
}

/** The last lines: what each feed sent, why what was refused was refused. */
export function describeEnd(feeds: readonly Feed[], isInterrupted: boolean): string {
  const lines = feeds.flatMap((feed) => [
    `${feed.name}: ${feed.accepted().toLocaleString('en')} accepted, ${feed.refused().toLocaleString('en')} refused`,
    ...[...feed.reasons].map(([reason, count]) => `  ${count.toLocaleString('en')} refused: ${reason}`),
  ]);
  const last = isInterrupted ? 'Stopped; the same command goes on from here.' : 'Done.';
  return `\n${[...lines, last].join('\n')}\n`;
}
