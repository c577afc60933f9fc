import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '#shared/events/content-hash.ts';
import { isSentEnvelope, sentEnvelope } from '#shared/events/envelope.ts';
import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { anEvent } from '../../support/an-event.ts';

const sent = {
  specversion: '1.0',
  id: 'e1',
  source: 'urn:test:source',
  type: 'ticket.called',
  time: '2026-11-23T08:00:00+07:00',
  asset: 'P00004',
  data: { ticketId: 't1', counter: 'Q1', waitS: 90 },
};

function faultsOf(change: Record<string, unknown>): string[] {
  const parsed = parseSentEvent({ ...sent, ...change });
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path);
}

describe('a sent event', () => {
  it('is taken with its time in UTC milliseconds', () => {
    const parsed = parseSentEvent(sent);
    expect(parsed.ok && parsed.event.time).toBe('2026-11-23T01:00:00.000Z');
  });

  it.each([
    ['time', { time: '2026-11-23T08:00:00' }],
    ['id', { id: 'x'.repeat(129) }],
    ['type', { type: 'ticket.lost' }],
    ['type', { type: 'clock.tick', data: { speed: 1 } }],
    ['data.waitS', { data: { ...sent.data, waitS: -1 } }],
    ['data.waitS', { data: { ...sent.data, waitS: '90' } }],
    ['data', { data: { ...sent.data, note: 'free text' } }],
    ['', { note: 'free text' }],
  ])('is refused at %s', (path, change) => {
    expect(faultsOf(change)).toContain(path);
  });

  it('is refused without repeating what may be personal', () => {
    const parsed = parseSentEvent({ ...sent, data: { ...sent.data, '0912345678': 1, phone: '0912345678' } });
    expect(JSON.stringify(parsed)).not.toContain('0912345678');
  });

  it('is refused whatever it is, without throwing', () => {
    for (const value of [null, 1, 'x', [], {}, { data: null }, JSON.parse('{"__proto__": {"type": "x"}}')]) {
      expect(parseSentEvent(value).ok).toBe(false);
    }
  });
});

describe('content hash', () => {
  it('does not see the order of keys, the receipt or pseudonyms', () => {
    const one = anEvent('call.queued', { callId: 'c1', topic: 'PS', phone: 'p1:a:x' });
    const other = anEvent(
      'call.queued',
      { phone: 'p1:b:y', topic: 'PS', callId: 'c1' },
      { receivedtime: '2026-11-24T00:00:00.000Z' },
    );
    expect(contentHash(one)).toBe(contentHash(other));
  });

  it('sees a changed value, time, asset or sequence', () => {
    const base = anEvent('call.queued', { callId: 'c1', topic: 'PS' });
    const changed = [
      anEvent('call.queued', { callId: 'c1', topic: 'NW' }),
      { ...base, time: '2026-11-23T01:00:00.001Z' },
      { ...base, asset: 'P00008' },
      { ...base, sequence: 1 },
    ];
    expect(new Set([base, ...changed].map(contentHash)).size).toBe(5);
  });

  it('is taken by the quick look exactly where the schema takes it', () => {
    const oddities = fc.oneof(
      fc.constantFrom(
        ...[null, undefined, '', 0, -1, 1.5, 2 ** 53, [], {}, '1.0', 'application/json', 'P00004', 'a.b'],
      ),
      fc.constantFrom(
        '2026-02-29T08:00:00Z',
        '2026-11-23T24:00:00Z',
        '2026-11-23t08:00:00z',
        '2026-11-23T08:00:00.1+07:00',
      ),
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    const names = fc.constantFrom(...Object.keys(sentEnvelope.shape), '__proto__', 'note');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, oddities), { maxLength: 3 }), fc.option(names), (changes, dropped) => {
        const value = Object.fromEntries([...Object.entries(sent), ...changes].filter(([name]) => name !== dropped));
        expect(isSentEnvelope(value)).toBe(sentEnvelope.safeParse(value).success);
      }),
      { numRuns: 2_000 },
    );
    for (const value of [null, 1, 'x', [], [sent]]) expect(isSentEnvelope(value)).toBe(false);
  });
});
