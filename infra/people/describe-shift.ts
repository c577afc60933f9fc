import type { ShiftContent, ShiftShown } from '#shared/wire/shift-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** What a handover would say now, and the one on offer. */
export function describeShift({ content, offered, past }: ShiftShown): string {
  const head = offered
    ? `handover ${offered.id} by ${offered.by}${offered.to === null ? '' : ` to ${offered.to}`} waits to be accepted (${offered.offeredAt})\n`
    : '';
  const last = past.find(({ state }) => state === 'accepted');
  const taken = last
    ? `last accepted: ${last.id} by ${last.answeredBy}, ${last.answeredAt}\n`
    : 'no handover was accepted yet\n';
  return `${content.world} as of ${content.at}\n${head}${taken}\n${describeContent(content)}`;
}

function describeContent({
  atRisk,
  open,
  promised,
  silent,
  alerts,
  shelved,
  closures = [],
  gaps,
  unreached,
}: ShiftContent): string {
  const parts: [string, string[], string[][]][] = [
    [
      'at risk',
      ['NO', 'P', 'WHAT', 'WHO', 'DUE', 'WHY'],
      atRisk.map((one) => [one.number, one.priority, titleOf(one), one.owner ?? '', one.due, one.why]),
    ],
    [
      'open',
      ['NO', 'P', 'WHAT', 'STATE', 'WHO', 'SINCE', 'DUE'],
      open.map((one) => [
        one.number,
        one.priority,
        titleOf(one),
        one.state,
        one.owner ?? '',
        one.since,
        one.resolveDue ?? '',
      ]),
    ],
    [
      'promised',
      ['NO', 'TASK', 'UNIT', 'DUE', ''],
      promised.map((one) => [
        one.number,
        marked(one.text, one.isExercise),
        one.unit ?? '',
        one.due ?? '',
        one.isLate ? 'OVERDUE' : '',
      ]),
    ],
    [
      'closures to be decided',
      ['NO', 'UNIT', 'FROM', 'TO', 'REASON'],
      closures.map((one) => [`#${one.id}`, one.unit, one.from, one.to, one.reason]),
    ],
    ['silent', ['NO', 'P', 'WHAT', 'SINCE'], silent.map((one) => [one.number, one.priority, titleOf(one), one.since])],
    [
      'alerts of no incident',
      ['NO', 'P', 'WHAT', 'SINCE'],
      alerts.map((one) => [one.number, one.priority, titleOf(one), one.since]),
    ],
    [
      'shelved and in maintenance',
      ['NO', 'WHAT', 'UNTIL', 'BY', 'REASON'],
      shelved.map((one) => [one.number, one.title.en, one.until ?? '', one.by, one.reason]),
    ],
    ['nobody on duty', ['ROTA', 'FROM', 'TO'], gaps.map((one) => [one.rota, one.from, one.to])],
  ];
  const tables = parts.map(
    ([name, headings, rows]) => `${name}: ${rows.length}\n${rows.length === 0 ? '' : formatTable(headings, rows)}`,
  );
  return `${tables.join('\n')}\nmessages that reached nobody: ${unreached}\n`;
}

function titleOf({ title, isExercise }: Pick<ShiftContent['silent'][number], 'title' | 'isExercise'>): string {
  return marked(title.en, isExercise);
}

function marked(text: string, isExercise = false): string {
  return isExercise ? `EXERCISE: ${text}` : text;
}
