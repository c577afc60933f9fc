import type { Writable } from 'node:stream';
import type { WorldDriver } from '../world-driver.ts';
import type { Feed } from './feed-set.ts';

export type Terminal = Writable & { isTTY?: boolean; columns?: number };

/** The part of the run that is done, 0 to 1; undefined for a run without end. */
type Fraction = (worldMs: number) => number | undefined;

const lineEveryMs = 10_000;
const barWidth = 24;

/** Shows a replay: one line redrawn on a terminal, elsewhere a line every ten seconds. */
export function createReplayProgress(
  out: Terminal,
  options: { world: string; speed: number; fractionOf: Fraction; timeZone: string; realNowMs: () => number },
): (driver: WorldDriver, feeds: readonly Feed[]) => void {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: options.timeZone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let lastLineMs = -Infinity;
  return (driver, feeds) => {
    const isTerminal = out.isTTY ?? false;
    if (!isTerminal && options.realNowMs() - lastLineMs < lineEveryMs) return;
    lastLineMs = options.realNowMs();
    const fraction = options.fractionOf(driver.nowMs());
    const text = [
      `${options.world} ×${String(options.speed)}`,
      ...(fraction === undefined ? [] : [drawBar(fraction, isTerminal)]),
      format.format(driver.nowMs()),
      describeFeeds(feeds),
    ].join(' · ');
    out.write(isTerminal ? `\r\x1b[2K${text.slice(0, (out.columns ?? 100) - 1)}` : `${text}\n`);
  };
}

function describeFeeds(feeds: readonly Feed[]): string {
  const total = (field: 'sent' | 'refused'): number => feeds.reduce((sum, feed) => sum + feed[field], 0);
  const refused = total('refused');
  return `${total('sent').toLocaleString('en')} sent${refused > 0 ? `, ${refused.toLocaleString('en')} refused` : ''}`;
}

function drawBar(fraction: number, isTerminal: boolean): string {
  const percent = `${String(Math.floor(fraction * 100))} %`;
  const full = Math.round(fraction * barWidth);
  return isTerminal ? `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent}` : percent;
}
