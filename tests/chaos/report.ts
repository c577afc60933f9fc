import type { Outcome } from './harness/run-scenario.ts';

const columns = ['scenario', 'injections', 'accepted', 'lost', 'repeated', 'recovery s', 'verdict'] as const;

/** The table of a run, as Markdown with aligned columns. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ id, title, injections, accepted, lost, repeated, recoveryS, verdict }) => [
    `${id} ${title}`,
    ...[injections, accepted, lost, repeated].map(String),
    recoveryS === null ? '–' : recoveryS.toFixed(1),
    verdict,
  ]);
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (at === 0 || at === 6 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 || at === 6 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

/** One line: how many held, failed, were not run, and were not judged whole. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const count = (verdict: string): number => outcomes.filter((one) => one.verdict.startsWith(verdict)).length;
  const parts = (['FAILED', 'not run', 'not judged'] as const).flatMap((verdict) =>
    count(verdict) > 0 ? [`${String(count(verdict))} ${verdict}`] : [],
  );
  return parts.length === 0 ? 'everything held' : [`${String(count('held'))} held`, ...parts].join(', ');
}

/** What is worth telling beyond the table: what was required, what was noted, what failed. */
export function remarksOf(outcomes: readonly Outcome[]): string {
  return outcomes
    .map(({ id, required, notes, faults }) => {
      const items = [...notes.map((note) => `- ${note}`), ...faults.map((fault) => `- FAILED: ${fault}`)];
      return [`**${id}.** ${required}`, ...(items.length > 0 ? [items.join('\n')] : [])].join('\n\n');
    })
    .join('\n\n');
}
