import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRota, type Override } from '#shared/duty/rota/rota.ts';
import { rotaSpans } from '#shared/duty/rota/rota-spans.ts';
import type { RotaLayer } from '#shared/wire/rota-commands.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string): number => Date.parse(`${text}+07:00`);
const hourMs = 3_600_000;

function aLayer(over: Partial<RotaLayer> = {}): RotaLayer {
  return {
    ...{ nameVi: 'Ca', nameEn: 'Shift', members: ['an', 'binh', 'chi'], startsAt: '2026-11-23T07:00' },
    ...{ turnHours: 24, hours: '24/7', endsAt: null, ...over },
  };
}

describe('a rota', () => {
  it('passes from member to member at the hour of the city, in order and round', () => {
    const rota = readRota({ layers: [aLayer()], overrides: [] }, zone);
    const who = (text: string): string | undefined => rota.at(at(text))?.contact;
    expect(['2026-11-23T07:00', '2026-11-24T06:59', '2026-11-24T07:00', '2026-11-26T07:00'].map(who)).toEqual([
      ...['an', 'an', 'binh', 'an'],
    ]);
    expect(who('2026-11-23T06:59')).toBeUndefined();
  });

  it('lets a night shift stay one person across midnight, and the later layer hold where two cover', () => {
    const night = aLayer({
      members: ['dung', 'em'],
      startsAt: '2026-11-23T19:00',
      hours: 'Mo-Su 00:00-07:00,19:00-24:00',
    });
    const weekend = aLayer({ members: ['gia'], hours: 'Sa-Su 00:00-24:00' });
    const rota = readRota({ layers: [aLayer({ hours: 'Mo-Su 07:00-19:00' }), night, weekend], overrides: [] }, zone);
    const who = (text: string) => rota.at(at(text));
    expect(who('2026-11-23T23:30')?.contact).toBe('dung');
    expect(who('2026-11-24T06:30')?.contact).toBe('dung');
    expect(who('2026-11-24T19:00')?.contact).toBe('em');
    expect(who('2026-11-28T12:00')).toEqual({ contact: 'gia', layer: 2, override: null });
  });

  it('puts an override over every layer, the newer over the older, and a gap where nothing covers', () => {
    const overrides: Override[] = [
      { id: 1, contact: 'hai', fromMs: at('2026-11-24T00:00'), toMs: at('2026-11-25T00:00') },
      { id: 2, contact: 'kim', fromMs: at('2026-11-24T12:00'), toMs: at('2026-11-24T13:00') },
    ];
    const rota = readRota({ layers: [aLayer({ hours: 'Mo-Fr 08:00-17:00' })], overrides }, zone);
    const spans = rotaSpans(rota, at('2026-11-24T00:00'), at('2026-11-25T12:00'));
    expect(spans.map(({ who, fromMs, toMs }) => [who?.contact ?? 'gap', (toMs - fromMs) / hourMs])).toEqual([
      ...[
        ['hai', 12],
        ['kim', 1],
        ['hai', 11],
        ['gap', 8],
        ['chi', 4],
      ],
    ]);
  });

  it('tells spans that follow each other and agree with what is asked of any instant', () => {
    const contact = fc.constantFrom('an', 'binh', 'chi', 'dung');
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-11-${String(number).padStart(2, '0')}`);
    const layer = fc.record({
      ...{ nameVi: fc.constant('Ca'), nameEn: fc.constant('Shift'), turnHours: fc.constantFrom(1, 8, 12, 24, 168) },
      members: fc.array(contact, { minLength: 1, maxLength: 4 }),
      startsAt: day.map((date) => `${date}T07:00`),
      hours: fc.constantFrom('24/7', 'Mo-Fr 08:00-17:00', 'Mo-Su 00:00-07:00,19:00-24:00', 'Sa 08:00-11:30'),
      endsAt: fc.option(day.map((date) => `${date}T19:30`)),
    });
    const override = fc
      .record({
        id: fc.integer({ min: 1, max: 9 }),
        contact,
        fromH: fc.integer({ min: 0, max: 600 }),
        h: fc.integer({ min: 1, max: 60 }),
      })
      .map(({ id, contact: who, fromH, h }) => {
        const fromMs = at('2026-11-01T00:30') + fromH * hourMs;
        return { id, contact: who, fromMs, toMs: fromMs + h * hourMs };
      });
    const overrides = fc.uniqueArray(override, { selector: ({ id }) => id, maxLength: 4 });
    const minutes = fc.array(fc.integer({ min: 0, max: 14 * 24 * 60 - 1 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 3 }), overrides, minutes, (layers, standIns, asked) => {
        const rota = readRota({ layers, overrides: standIns }, zone);
        const fromMs = at('2026-11-10T00:00');
        const toMs = fromMs + 14 * 24 * hourMs;
        const spans = rotaSpans(rota, fromMs, toMs);
        expect(spans[0]?.fromMs).toBe(fromMs);
        expect(spans.at(-1)?.toMs).toBe(toMs);
        for (const [index, span] of spans.entries()) {
          expect(span.toMs).toBeGreaterThan(span.fromMs);
          if (index > 0) expect(span.fromMs).toBe(spans[index - 1]?.toMs);
        }
        for (const minute of asked) {
          const ms = fromMs + minute * 60_000;
          expect(spans.find((span) => span.fromMs <= ms && ms < span.toMs)?.who).toEqual(rota.at(ms));
        }
      }),
      { numRuns: 150 },
    );
  });
});
