import { describe, expect, it } from 'vitest';
import { writeShift, type ShiftInput } from '#shared/duty/handover/shift-content.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { ChainStep } from '#shared/wire/notify-commands.ts';
import { describeShift } from '../../../../infra/people/describe-shift.ts';
import { readSteps, targetFields, writeStep } from '../../../../display/src/lib/people/chain-steps.ts';
import { shiftTables } from '../../../../display/src/lib/people/shift-tables.ts';
import { rotaWords } from '../../../../display/src/lib/people/words/rota-words.ts';
import { shiftWords } from '../../../../display/src/lib/people/words/shift-words.ts';
import { weekPicture } from '../../../../display/src/lib/people/week-picture.ts';

const now = '2026-11-28T03:00:00.000Z';

function anIncident(over: Partial<IncidentView>): IncidentView {
  const base = {
    number: `SC-${over.id}`,
    world: 'live',
    title: { vi: 'Mất', en: 'Lost' },
    priority: 'P2',
    state: 'new',
  };
  const rest = { owner: null, ownerUntil: null, occurredAt: now, resolveDue: '2026-11-29T03:00:00.000Z' };
  return { id: 1, ...base, ...rest, ...over } as IncidentView;
}

function anAlert(over: Partial<AlertView>): AlertView {
  const base = {
    id: 1,
    world: 'live',
    target: 'K001',
    name: { vi: 'Im lặng', en: 'Silent' },
    priority: 'P3',
    since: now,
  };
  const none = { closedAt: null, incident: null, silencing: null, acknowledgement: null };
  return { ...base, ...none, ...over } as unknown as AlertView;
}

describe('a handover', () => {
  it('says what is open, silent, promised and at risk, the gravest and oldest first', () => {
    const closures = [{ id: 5, unit: '00004', from: now, to: '2026-11-29T03:00:00.000Z', reason: 'sửa mái' }];
    const input: ShiftInput = {
      ...{
        world: 'live',
        nowMs: Date.parse(now),
        shelved: [],
        closures,
        unreached: 2,
        gaps: [],
        silent: new Set([7]),
      },
      incidents: [
        anIncident({ id: 1, priority: 'P3', resolveDue: '2026-11-28T02:59:00.000Z' }),
        anIncident({
          id: 2,
          priority: 'P1',
          occurredAt: '2026-11-28T02:00:00.000Z',
          ownerUntil: '2026-11-28T03:30:00.000Z',
        }),
        anIncident({
          id: 3,
          priority: 'P1',
          occurredAt: '2026-11-28T01:00:00.000Z',
          resolveDue: '2026-11-28T10:00:00.000Z',
        }),
        anIncident({ id: 4, state: 'resolved' }),
      ],
      alerts: [
        anAlert({ id: 7, incident: 2 }),
        anAlert({ id: 8 }),
        anAlert({ id: 9, closedAt: now }),
        anAlert({ id: 10, silencing: { kind: 'maintenance', id: 1, until: null } }),
      ],
      promised: [{ incident: 1, number: 'SC-1', text: 'Cử người', unit: '00004', due: '2026-11-28T02:00:00.000Z' }],
    };
    const content = writeShift(input);
    expect(content.open.map(({ number }) => number)).toEqual(['SC-3', 'SC-2', 'SC-1']);
    expect(content.atRisk.map(({ number, why }) => `${number} ${why}`)).toEqual([
      ...['SC-3 resolve_due', 'SC-2 acknowledgement', 'SC-1 overdue'],
    ]);
    expect(content.silent.map(({ alert }) => alert)).toEqual([7]);
    expect(content.alerts.map(({ alert }) => alert)).toEqual([8]);
    expect(content.promised[0]?.isLate).toBe(true);
    expect(content.unreached).toBe(2);
    const tables = shiftTables(content, { words: shiftWords.en, own: 'en', time: (at) => at?.slice(11, 16) ?? '—' });
    expect(tables.map(({ rows }) => rows.length)).toEqual([3, 3, 1, 1, 1, 1, 0]);
    for (const { heads, rows } of tables) for (const { cells } of rows) expect(cells).toHaveLength(heads.length - 1);
    expect(tables[3]?.rows[0]?.cells.map(({ text }) => text)).toEqual(['00004', '03:00', '03:00', 'sửa mái']);
    expect(tables[2]?.rows[0]?.cells.at(-1)).toEqual({ text: '02:00, overdue', is: 'late' });
    // Handed over before closures were told.
    const { closures: told, ...earlier } = content;
    expect(told).toEqual(closures);
    expect(shiftTables(earlier, { words: shiftWords.en, own: 'en', time: () => '' })[3]?.rows).toEqual([]);
  });
});

describe('an exercise in a handover', () => {
  it('is told as one wherever it is named', () => {
    const exercise = { id: 2, isExercise: true, resolveDue: '2026-11-28T02:59:00.000Z' };
    const content = writeShift({
      ...{ world: 'live', nowMs: Date.parse(now), shelved: [], closures: [], unreached: 0, gaps: [] },
      incidents: [anIncident({ id: 1 }), anIncident(exercise)],
      alerts: [anAlert({ id: 7, incident: 2 }), anAlert({ id: 8 })],
      silent: new Set([7, 8]),
      promised: [
        { incident: 2, number: 'SC-2', text: 'Cử người', unit: null, due: null, isExercise: true },
        { incident: 1, number: 'SC-1', text: 'Gọi điện', unit: null, due: null, isExercise: false },
      ],
    });
    const telling = { words: shiftWords.vi, own: 'vi', time: () => '' } as const;
    const said = shiftTables(content, telling).map(({ rows }) => rows.map(({ cells }) => cells));
    const [atRisk = [], open = [], promised = [], , silent = [], alone = []] = said;
    expect(atRisk.map(([, title]) => title?.text)).toEqual(['DIỄN TẬP: Mất']);
    expect(open.map(([, title]) => title?.text)).toEqual(['Mất', 'DIỄN TẬP: Mất']);
    expect(promised.map(([text]) => text?.text)).toEqual(['DIỄN TẬP: Cử người', 'Gọi điện']);
    expect(silent.map(([, title]) => title?.text)).toEqual(['DIỄN TẬP: Im lặng', 'Im lặng']);
    expect(alone.map(([, title]) => title?.text)).toEqual(['Im lặng']);
    const text = describeShift({ content, offered: null, past: [] });
    expect(text.match(/EXERCISE: (Lost|Silent|Cử người)/g)).toHaveLength(4);
  });

  it('is all that a drill’s world holds', () => {
    const content = writeShift({
      ...{
        world: 'drill:thu',
        nowMs: Date.parse(now),
        shelved: [],
        closures: [],
        unreached: 0,
        gaps: [],
        promised: [],
      },
      ...{ incidents: [], alerts: [anAlert({ id: 8, world: 'drill:thu' })], silent: new Set([8]) },
    });
    expect([content.alerts[0]?.isExercise, content.silent[0]?.isExercise]).toEqual([true, true]);
  });
});

describe('what a page draws and reads', () => {
  it('cuts spans at the city’s midnights', () => {
    const span = { contact: 'an', name: null, layer: 0, override: null };
    const spans = [
      { ...span, from: '2026-11-22T17:00:00.000Z', to: '2026-11-23T20:00:00.000Z' },
      { ...span, contact: null, from: '2026-11-23T20:00:00.000Z', to: '2026-11-24T17:00:00.000Z' },
    ];
    const days = weekPicture(spans, 'Asia/Ho_Chi_Minh');
    expect(days.map(({ day, weekday }) => [day, weekday])).toEqual([
      ['2026-11-23', 0],
      ['2026-11-24', 1],
    ]);
    expect(days[1]?.cells.map(({ from, to, contact }) => [from, to, contact])).toEqual([
      [0, 180, 'an'],
      [180, 1_440, null],
    ]);
  });

  it('reads the steps of a chain from the fields that it filled, and says them', () => {
    const steps: ChainStep[] = [
      { afterMin: 0, tell: [{ kind: 'rota', rota: 'truc-ban' }] },
      { afterMin: 5, tell: [{ kind: 'contact', contact: 'gd' }, { kind: 'owner' }, { kind: 'everybody' }] },
    ];
    const fields = new Map<string, string[]>();
    // A step that tells nobody, as a form has it that was not filled in.
    for (const [at, step] of [...steps, undefined].entries()) {
      fields.set(`after-${at}`, [String(step?.afterMin ?? 7)]).set(`tell-${at}`, targetFields(step));
    }
    const list = (name: string): string[] => fields.get(name) ?? [];
    expect(readSteps({ list, text: (name) => list(name)[0] ?? '' })).toEqual(steps);
    const said = steps.map((step) => writeStep(step, rotaWords.en, (code) => `<${code}>`));
    expect(said).toEqual([
      ...['at once: <rota:truc-ban>', 'after 5 min: <contact:gd>, whoever answers for it, everybody of the rotas'],
    ]);
  });
});
