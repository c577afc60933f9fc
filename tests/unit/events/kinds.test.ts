import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { catalogue, findType, type TypeName } from '#shared/events/catalogue.ts';
import type { EventKind, Fact } from '#shared/events/kind.ts';
import { addToMinutes, listDeltas, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import { anEvent } from '../../support/an-event.ts';
import { samples } from '../../support/corpus/samples.ts';

const typesWithSamples = Object.keys(samples) as (keyof typeof samples)[];
const kinds = Object.values<EventKind>(catalogue);

function measured(type: TypeName, data: Record<string, unknown>): Record<string, number> {
  const found = findType(type)?.type;
  const list = found?.measure(anEvent(type, found.data.parse(data))) ?? [];
  return Object.fromEntries(list.map(({ metric, value }) => [metric, value]));
}

function factsOf(type: TypeName, data: Record<string, unknown>): readonly Fact[] {
  return findType(type)?.type.facts(anEvent(type, data)) ?? [];
}

describe.each(typesWithSamples)('%s', (type) => {
  const declared = findType(type);
  const events = samples[type].data.map((data, at) =>
    anEvent(type, data, { id: `e${at}`, asset: samples[type].asset }),
  );

  test('counts integers of metrics it declares, each once', () => {
    for (const event of events) {
      const list = declared?.type.measure(event) ?? [];
      expect(list.filter(({ value }) => !Number.isSafeInteger(value))).toEqual([]);
      expect(list.map(({ metric }) => metric).filter((metric) => !declared?.type.metrics[metric])).toEqual([]);
      expect(new Set(list.map(({ metric }) => metric)).size).toBe(list.length);
    }
  });

  test('withdrawn, it is as if it had never been counted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...events), { maxLength: 8 }),
        fc.constantFrom(...events),
        (others, gone) => {
          const index = createSeriesIndex();
          const without: RollUpDeltas = new Map();
          const withdrawn: RollUpDeltas = new Map();
          for (const event of others) addToMinutes(without, index, event);
          for (const event of [...others, gone]) addToMinutes(withdrawn, index, event);
          addToMinutes(withdrawn, index, gone, -1);
          expect(sumsOf(withdrawn)).toEqual(sumsOf(without));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('says nothing personal of its asset’s state', () => {
    for (const event of events) {
      const said = JSON.stringify(declared?.type.facts(event));
      for (const field of declared?.type.personal ?? []) {
        const value = event.data[field];
        if (typeof value === 'string') expect(said).not.toContain(value);
      }
    }
  });
});

/** Every row that counts something: n, sum and distribution. */
function sumsOf(deltas: RollUpDeltas): unknown[] {
  return listDeltas(deltas)
    .filter(({ n }) => n !== 0)
    .map(({ series: { unit, scope, metric, dim }, n, sum, slots }) => ({
      row: [unit, scope, metric, dim].join('|'),
      ...{ n, sum, slots: [...(slots ?? [])].filter(([, count]) => count !== 0) },
    }))
    .sort((a, b) => (a.row < b.row ? -1 : 1));
}

test('whatever opens says how long it may stay open, and is closed by something', () => {
  const facts = typesWithSamples.flatMap((type) => samples[type].data.flatMap((data) => factsOf(type, data)));
  const opened = new Set(facts.flatMap((fact) => ('open' in fact ? [fact.open] : [])));
  const closed = new Set(facts.flatMap((fact) => ('close' in fact ? [fact.close] : [])));
  const lasting = kinds.flatMap(({ openDays = {} }) => Object.keys(openDays));
  expect([...opened].sort()).toEqual([...lasting].sort());
  expect([...opened].filter((sort) => !closed.has(sort))).toEqual([]);
});

describe('records', () => {
  const submitted = (over: object) => measured('record.submitted', { recordId: 'r', procedure: 'x', ...over });

  it('are online or direct for shares by procedure only where they tell their level', () => {
    expect(submitted({ channel: 'online' })).toEqual({ 'record.submitted': 1 });
    expect(submitted({ channel: 'online', level: 'full' })).toEqual({
      ...{ 'record.submitted': 1, 'record.online': 1, 'record.full_process': 1 },
    });
    expect(submitted({ channel: 'online', level: 'partial' })).toEqual({ 'record.submitted': 1, 'record.online': 1 });
    expect(submitted({ channel: 'counter', level: 'none' })).toEqual({ 'record.submitted': 1, 'record.direct': 1 });
  });

  it('paid without a word on how are neither online nor not', () => {
    const paid = { recordId: 'r', method: 'qr', amountVnd: 8_000 };
    expect(measured('record.paid', paid)).toEqual({ 'record.paid_vnd': 8_000 });
    expect(measured('record.paid', { ...paid, online: false })['record.paid_online']).toBe(0);
  });
});

describe('chats', () => {
  it('stay open through a handover and end once, with it', () => {
    expect(factsOf('chat.handed_over', { chatId: 'x', topic: 't' })).toEqual([
      { open: 'handover', key: 'x', value: { topic: 't' } },
    ]);
    expect(factsOf('chat.ended', { chatId: 'x', topic: 't', durationS: 1, outcome: 'resolved' })).toEqual([
      { close: 'chat', key: 'x' },
      { close: 'handover', key: 'x' },
    ]);
  });
});

describe('feedback', () => {
  it.each([
    [1, 0],
    [3, 0],
    [4, 1],
    [5, 1],
  ])('of %i is satisfied: %i', (score, satisfied) => {
    const data = { score, channel: 'qr' };
    expect(measured('feedback.given', data)).toEqual({ 'feedback.score': score, 'feedback.satisfied': satisfied });
  });
});

describe('staff', () => {
  it('add people × time when the next sample closes the interval, and how long that was', () => {
    const data = { role: 'officer', present: 6, prior: { present: 4, heldS: 1800.5 } };
    expect(measured('staff.on_duty', data)).toEqual({
      ...{ 'staff.present': 6, 'staff.present_person_ms': 7_202_000, 'staff.present_held_ms': 1_800_500 },
    });
  });
});

describe('connected systems', () => {
  it('are vouched for as long as each check covers, well or not', () => {
    expect(measured('link.checked', { ok: false, coversS: 60 })).toEqual({ 'link.seen_ms': 60_000, 'link.ok_ms': 0 });
    expect(measured('link.checked', { ok: true, coversS: 30, latencyMs: 240, lagS: 1.5 })).toEqual({
      ...{ 'link.seen_ms': 30_000, 'link.ok_ms': 30_000, 'link.latency_ms': 240, 'link.lag_ms': 1_500 },
    });
  });
});

describe('documents', () => {
  it('are electronic and signed as shares of all', () => {
    const data = { documentId: 'd', direction: 'out', electronic: true, signed: false };
    expect(measured('document.exchanged', data)).toEqual({
      ...{ 'document.exchanged': 1, 'document.electronic': 1, 'document.signed': 0 },
    });
  });
});

describe('an operator’s statement', () => {
  const statement = { method: 'qr', transactions: 2, amountVnd: 50_000 };
  const schema = findType('parking.settled')?.type.data;

  it('is of a period that ends after it begins, whatever the offsets', () => {
    const period = { from: '2026-11-22T00:00:00+07:00', to: '2026-11-21T18:00:00Z' };
    expect(schema?.safeParse({ ...statement, ...period }).success).toBe(true);
    const backwards = { from: period.to, to: period.from };
    expect(schema?.safeParse({ ...statement, ...backwards }).error?.issues[0]?.path).toEqual(['to']);
  });
});
