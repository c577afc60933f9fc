import type { Report } from '../report.ts';

const SHOWN_PER_WINDOW = 5;
const WINDOW_MS = 10_000;
const PINO_WARN = 40;

/** What a line of a child's output says to the terminal, or undefined when only the log file needs it. */
export function warningInLine(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: { message?: unknown } };
    if (typeof entry.level !== 'number' || entry.level < PINO_WARN) return undefined;
    return [entry.msg, entry.err?.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  } catch {
    return undefined;
  }
}

/** Shows a child's warnings with its name; a flood is cut to a few lines in ten seconds, the log keeps all. */
export function createWarningReader(name: string, report: Report, nowMs: () => number): (chunk: Buffer) => void {
  let rest = '';
  let windowStartMs = -Infinity;
  let shown = 0;
  return (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = (lines.pop() ?? '').slice(-100_000);
    for (const line of lines) {
      const warning = warningInLine(line);
      if (warning === undefined) continue;
      if (nowMs() - windowStartMs > WINDOW_MS) [windowStartMs, shown] = [nowMs(), 0];
      shown += 1;
      if (shown <= SHOWN_PER_WINDOW) report({ text: `${name}: ${warning}`, level: 'warning' });
      if (shown === SHOWN_PER_WINDOW) report({ text: `${name}: more in its log`, level: 'warning' });
    }
  };
}
