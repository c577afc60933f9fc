import { describe, expect, it } from 'vitest';
import type { NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { createSentCity } from '../../../../ingest/senders/simulator/sending/create-sent-city.ts';
import { loadScenario } from '../../../../ingest/senders/simulator/scenarios/load-scenario.ts';
import type { DueEvent } from '../../../../ingest/senders/simulator/sending/outbox.ts';
import { createThinning } from '../../../../ingest/senders/simulator/sending/thin-heartbeats.ts';
import { sixUnit } from '../../../support/simulate-parts.ts';

type Sent = { id: string; source: string; type: string; asset: string; time: string; sequence: number; data: object };
const startMs = Date.parse('2026-11-23T00:00:00+07:00');
const hourMs = 3_600_000;
const hourOf = (ms: number): number => (ms - startMs) / hourMs;

/** What the whole city's feeds send from a moment to another of its first day. */
async function send(
  scenario: string | undefined,
  options: { afterMs?: number; untilMs?: number; thinned?: [number, number][] } = {},
) {
  const { afterMs = startMs, untilMs = startMs + 16 * hourMs, thinned = [] } = options;
  const city = await createSentCity({
    ...{ pack: sixUnit, run: 'test', seed: 'a test', heartbeatS: 60, signal: new AbortController().signal },
    scenarios: scenario === undefined ? [] : [loadScenario(`infra/scenarios/${scenario}.yaml`)],
    plan: { tag: 'test', startMs, endMs: null, forwardToMs: null, thinned, sentThroughMs: afterMs },
    onMadeAgain: () => undefined,
  });
  const sent: { feed: string; dueMs: number; event: Sent }[] = [];
  city.sendTo((feed, { dueMs, event }: DueEvent) => void sent.push({ feed, dueMs, event: event as Sent }));
  city.agenda.runUntil(untilMs);
  return { sent, lost: city.lost() };
}

describe('what is sent', { timeout: 60_000 }, () => {
  it('comes by a source of its own for each feed, numbered within it', async () => {
    const { sent } = await send(undefined);
    expect(new Set(sent.map(({ feed }) => feed)).size).toBe(12);
    const numbers = new Map<string, number>();
    const wrong = sent.filter(({ feed, event }) => {
      const key = `${feed} ${event.asset}`;
      const due = numbers.get(key) ?? 0;
      numbers.set(key, due + 1);
      return event.source !== `urn:vonglau:sim:test:${feed}` || event.sequence !== due;
    });
    expect(wrong).toEqual([]);
    expect(new Set(sent.map(({ event }) => event.id)).size).toBe(sent.length);
  });

  it('is the same, to the last letter, from wherever it is taken up again', async () => {
    const untilMs = startMs + 12 * hourMs;
    const whole = await send('feed-silent', { untilMs });
    for (const hours of [8.25, 10, 11]) {
      const afterMs = startMs + hours * hourMs;
      const { sent } = await send('feed-silent', { afterMs, untilMs });
      // As text: comparing so many objects one by one takes its time.
      const rest = whole.sent.filter(({ dueMs }) => dueMs >= afterMs);
      expect(JSON.stringify(sent) === JSON.stringify(rest)).toBe(true);
    }
  });

  it('of a silent feed is lost, or comes late with its own time', async () => {
    const usual = await send(undefined);
    const { sent, lost } = await send('feed-silent');
    const during = (feed: string, from: number, to: number, list = sent) =>
      list.filter((one) => one.feed === feed && hourOf(one.dueMs) >= from && hourOf(one.dueMs) < to);
    expect(during('queues', 9, 11)).toEqual([]);
    expect(during('kiosks', 14, 14.5)).toEqual([]);
    const missing = during('kiosks', 14, 14.5, usual.sent).length;
    expect(missing).toBeGreaterThan(300);
    expect(lost).toBe(missing);
    const late = sent.filter(({ feed, dueMs, event }) => feed === 'queues' && Date.parse(event.time) < dueMs);
    expect(late.map(({ event }) => event)).toEqual(during('queues', 9, 11, usual.sent).map(({ event }) => event));
    expect(new Set(late.map(({ dueMs }) => hourOf(dueMs)))).toEqual(new Set([11]));
    // A number that is missing tells of what was lost.
    const beats = sent
      .filter(({ feed, event }) => feed === 'kiosks' && event.asset === 'K001')
      .map(({ event }) => event.sequence);
    expect(beats.some((number, at) => at > 0 && number > (beats[at - 1] ?? 0) + 20)).toBe(true);
  });

  it('by a device whose clock is wrong has wrong times, and nobody else’s has', async () => {
    const usual = await send(undefined, { untilMs: startMs + 10 * hourMs });
    const { sent } = await send('clock-skew', { untilMs: startMs + 10 * hourMs });
    const usualTimes = new Map(usual.sent.map(({ event }) => [event.id, Date.parse(event.time)]));
    const offByMin = new Map<string, Set<number>>();
    for (const { event } of sent) {
      const offMs = Date.parse(event.time) - (usualTimes.get(event.id) ?? Number.NaN);
      offByMin.set(event.asset, (offByMin.get(event.asset) ?? new Set()).add(offMs / 60_000));
    }
    expect(offByMin.get('K001')).toEqual(new Set([-7]));
    expect(offByMin.get('K002')).toEqual(new Set([4]));
    expect(offByMin.get('K003')).toEqual(new Set([0]));
  });

  it('while a city is brought forward has a tenth of the heartbeats, which vouch for as much', async () => {
    const usual = await send(undefined);
    const thinned: [number, number][] = [[startMs, startMs + 12 * hourMs]];
    const { sent } = await send(undefined, { thinned });
    const beats = (list: typeof sent, from: number, to: number) =>
      list.filter(
        ({ event, dueMs }) => event.type === 'kiosk.heartbeat' && hourOf(dueMs) >= from && hourOf(dueMs) < to,
      );
    const covered = (list: typeof sent): number =>
      beats(list, 0, 16).reduce((sum, { event }) => sum + (event.data as { coversS: number }).coversS, 0);
    expect(beats(sent, 0, 12).length).toBeLessThan(beats(usual.sent, 0, 12).length / 8);
    expect(beats(sent, 12.1, 16).length).toBe(beats(usual.sent, 12.1, 16).length);
    expect(covered(sent)).toBe(covered(usual.sent));
    const others = (list: typeof sent) => list.filter(({ event }) => event.type !== 'kiosk.heartbeat').length;
    expect(others(sent)).toBe(others(usual.sent));
  });
});

describe('thinned heartbeats', () => {
  it('are joined only as long as they follow one another and say the same', () => {
    const passed: NumberedEvent[] = [];
    const thin = createThinning([[0, 10_000_000]], (event) => void passed.push(event));
    const beat = (atS: number, healthy = true, coversS = 60): void => {
      const timeMs = atS * 1_000;
      thin({ type: 'kiosk.heartbeat', asset: 'K1', timeMs, data: { healthy, coversS }, id: `${atS}`, sequence: 0 });
    };
    for (const atS of [60, 120]) beat(atS);
    beat(180, false);
    beat(240);
    // A gap: the first one after it vouches for a second.
    beat(900, true, 1);
    for (let atS = 960; atS <= 2_000; atS += 60) beat(atS);
    const said = passed.map(({ id, data }) => [id, data.healthy, data.coversS]);
    expect(said).toEqual([
      ['120', true, 120],
      ['180', false, 60],
      ['240', true, 60],
      ['1440', true, 541],
    ]);
  });
});
