import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { describe, expect, it } from 'vitest';
import type { NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { ofType, runCity } from './run-city.ts';

/** A week with a weekend and a holiday (the 24th), rain one day and an hour without power each day in one unit. */
const events = runCity({
  ...{ from: '2026-11-19', days: 7 },
  effects: {
    isPowered: (unit, timeMs) => unit !== '00070' || hourOf(timeMs) !== 9,
    rain: (timeMs) => new Date(timeMs).getUTCDate() === 20,
  },
});

function hourOf(timeMs: number): number {
  return new Date(timeMs + 7 * 3_600_000).getUTCHours();
}

function secondsBetween(one: NumberedEvent | undefined, other: NumberedEvent): number {
  return (other.timeMs - (one?.timeMs ?? 0)) / 1_000;
}

/** What one asset's items went through, by the id of the item: the types in the order of time. */
function lives(kind: string, idField: string): Map<string, NumberedEvent[]> {
  const byItem = new Map<string, NumberedEvent[]>();
  for (const event of events) {
    if (!event.type.startsWith(`${kind}.`)) continue;
    const key = `${event.asset} ${String(event.data[idField])}`;
    const life = byItem.get(key);
    if (life) life.push(event);
    else byItem.set(key, [event]);
  }
  return byItem;
}

/** How often each course of events was taken. */
function courses(kind: string, idField: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const life of lives(kind, idField).values()) {
    const course = life.map(({ type }) => type.slice(kind.length + 1)).join(' ');
    counts[course] = (counts[course] ?? 0) + 1;
  }
  return counts;
}

describe('a simulated week', () => {
  it('says nothing that the door would refuse', () => {
    for (const { type, asset, id, sequence, timeMs, data } of events) {
      const event = { specversion: '1.0', source: 'urn:vonglau:sim:test', time: new Date(timeMs).toISOString() };
      const parsed = parseSentEvent({ ...event, type, asset, id, sequence, data });
      if (!parsed.ok) expect.fail(`${id}: ${JSON.stringify(parsed.faults)} in ${JSON.stringify(data)}`);
    }
  });

  it('happens in the order of time, under ids of its own, without a gap in any asset', () => {
    const numbers = new Map<string, number>();
    let before = 0;
    const wrong = events.filter(({ asset, sequence, timeMs }) => {
      const isWrong = timeMs < before || sequence !== (numbers.get(asset) ?? 0);
      numbers.set(asset, sequence + 1);
      before = timeMs;
      return isWrong;
    });
    expect(wrong).toEqual([]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('leaves no ticket, call, chat or fault without an end, but those that are open at its end', () => {
    const took = { ticket: courses('ticket', 'ticketId'), call: courses('call', 'callId') };
    expect(Object.keys(took.ticket).sort()).toEqual(['issued abandoned', 'issued called served']);
    const calls = ['queued abandoned', 'queued answered ended'];
    const openCalls = ['queued', 'queued answered'];
    expect([...calls, ...openCalls]).toEqual(expect.arrayContaining(Object.keys(took.call)));
    const chats = Object.keys(courses('chat', 'chatId'));
    expect(['started ended', 'started handed_over ended', 'started', 'started handed_over']).toEqual(
      expect.arrayContaining(chats),
    );
    for (const [kind, idField, least] of [['ticket', 'ticketId', 0], ['call', 'callId', 5], ['chat', 'chatId', 5]] as const) {
      const open = [...lives(kind, idField).values()].filter((life) => !/(served|abandoned|ended)$/.test(life.at(-1)?.type ?? ''));
      expect(open.length).toBeLessThanOrEqual(least);
    } // prettier-ignore
    const faults = [...lives('kiosk', 'faultId')].filter(([key]) => !key.endsWith(' undefined'));
    for (const [, life] of faults)
      expect(['fault', 'fault recovered']).toContain(life.map(({ type }) => type.slice(6)).join(' '));
    expect(faults.length).toBeGreaterThan(0);
  });

  it('measures durations that are the distance of its events', () => {
    const wrong = [...lives('ticket', 'ticketId').values()].filter(
      ([issued, called, served]) =>
        (called?.type === 'ticket.called' && called.data['waitS'] !== secondsBetween(issued, called)) ||
        (served && served.data['serviceS'] !== secondsBetween(called, served)),
    );
    expect(wrong).toEqual([]);
    for (const { type, data } of events) {
      for (const field of ['waitS', 'serviceS', 'talkS', 'openS', 'downS', 'durationS']) {
        const value = data[field];
        if (typeof value === 'number' && value < 0) expect.fail(`${type}: ${field} ${value}`);
      }
    }
  });

  it('counts at every gauge those who were issued a ticket and neither called nor gone', () => {
    const waiting = new Map<string, number>();
    const step = { 'ticket.issued': 1, 'ticket.called': -1, 'ticket.abandoned': -1 } as Record<string, number>;
    let sampled = 0;
    for (const { type, asset, data } of events) {
      waiting.set(asset, (waiting.get(asset) ?? 0) + (step[type] ?? 0));
      if (type !== 'counter.waiting') continue;
      sampled += 1;
      if (data['waiting'] !== waiting.get(asset)) expect.fail(`${asset}: ${String(data['waiting'])} at the gauge`);
    }
    expect(sampled).toBeGreaterThan(2_500);
  });

  it('opens no counter twice, and closes what it opened', () => {
    const open = new Set<string>();
    for (const { type, asset, data } of events) {
      const counter = `${asset} ${String(data['counter'])}`;
      const isWrong =
        (type === 'counter.opened' && open.has(counter)) ||
        ((type === 'counter.closed' || type === 'ticket.called') && !open.has(counter));
      if (isWrong) expect.fail(`${type} of ${counter}`);
      if (type === 'counter.opened') open.add(counter);
      else if (type === 'counter.closed') open.delete(counter);
    }
    expect(open.size).toBe(0);
  });

  it('takes each record through one course, and completes or hands back none that was not submitted', () => {
    const submitted = new Map(ofType(events, 'record.submitted').map((event) => [key(event), event]));
    const ended = new Set<string>();
    let fromBefore = 0;
    for (const event of events.filter(({ type }) => type === 'record.completed' || type === 'record.returned')) {
      const begun = submitted.get(key(event));
      if (begun ? !follows(begun, event) : !key(event).includes(' B')) expect.fail(`${event.id} follows from nothing`);
      if (ended.has(key(event))) expect.fail(`${event.id} ends what has ended`);
      ended.add(key(event));
      if (!begun) fromBefore += 1;
    }
    expect(fromBefore).toBeGreaterThan(0);
    expect(ended.size).toBeGreaterThan(submitted.size * 0.7);

    function follows(begun: NumberedEvent, { type, timeMs, data }: NumberedEvent): boolean {
      if (type === 'record.returned') return timeMs >= begun.timeMs;
      const due = begun.data['dueAt'];
      return (
        data['durationS'] === (timeMs - begun.timeMs) / 1_000 &&
        data['procedure'] === begun.data['procedure'] &&
        (typeof due !== 'string' || data['onTime'] === timeMs <= Date.parse(due))
      );
    }

    function key({ asset, data }: NumberedEvent): string {
      return `${asset} ${String(data['recordId'])}`;
    }
  });

  it('holds each sample until the next: priors say what was said, for as long as it stood', () => {
    const said = new Map<string, NumberedEvent>();
    for (const event of events.filter(({ type }) => type === 'counter.waiting' || type === 'staff.on_duty')) {
      const { asset, type, data } = event;
      const key = `${asset} ${type} ${String(data['role'])}`;
      const before = said.get(key);
      const prior = data['prior'] as { heldS: number; waiting?: number; present?: number } | undefined;
      const isWrong =
        prior &&
        (prior.heldS !== secondsBetween(before, event) ||
          prior.waiting !== before?.data['waiting'] ||
          prior.present !== before?.data['present']);
      if (isWrong) expect.fail(`${event.id}: its prior is not what was said before`);
      said.set(key, event);
    }
  });
});
