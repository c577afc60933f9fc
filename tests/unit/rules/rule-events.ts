import { rulesDocument, type Rule } from '#shared/rules/rule.ts';
import type { RuleAsset, RuleCity } from '#shared/rules/city.ts';
import { createEvaluator, type Evaluator, type EvaluatorOptions } from '#shared/rules/evaluator.ts';
import type { Input } from '#shared/rules/input.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { AssetView } from '#shared/wire/push.ts';

/** 09:00 in the city on a Monday. */
export const startMs = Date.parse('2026-11-23T02:00:00.000Z');
export const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();

const says = { vi: 'thử', en: 'test' };

/** Rules from what matters of them. */
export function rulesOf(...parts: readonly object[]): readonly Rule[] {
  const rules = parts.map((part, at) => ({
    ...{ id: `rule-${at}`, name: says, priority: 'P3', action: says, owner: 'GD-VP' },
    ...part,
  }));
  return rulesDocument.parse({ rules }).rules;
}

const asset = (code: string, over: Partial<RuleAsset> = {}): RuleAsset => ({
  ...{ code, kind: 'kiosk', unit: 'U1', validFrom: '2025-01-01', validTo: null, point: null, operator: null },
  ...{ branch: null, intervalS: 60, staleS: 600, opening: null, isSilentClosed: false },
  ...over,
});

/** Two wards with two kiosks each, a point in the first, a connected system. */
export const city: RuleCity = {
  timeZone: 'Asia/Ho_Chi_Minh',
  specialDays: [],
  opening: 'Mo-Fr 08:00-12:00,13:30-17:00',
  units: ['U1', 'U2'].map((code) => ({ code, type: 'phuong', validFrom: '2025-01-01', validTo: null })),
  assets: [
    ...[asset('K1'), asset('K2'), asset('K3', { unit: 'U2' }), asset('K4', { unit: 'U2' })],
    asset('P1', {
      ...{ kind: 'point', intervalS: 300, staleS: 1_800, isSilentClosed: true, point: 'P1' },
      opening: 'Mo-Fr 08:00-12:00,13:30-17:00',
    }),
    asset('S1', { kind: 'system' }),
  ],
};

export const view = (
  code: string,
  s: number,
  fields: Record<string, Record<string, string | number | boolean | null>> = {},
): AssetView => ({
  ...{ asset: code, unit: 'U1', seen: at(s), pulse: at(s), open: {} },
  fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, time: at(s) }])),
});
export const views = (...list: readonly AssetView[]): Input => ({ kind: 'views', views: list });
export const tick = (s: number, speed = 1): Input => ({ kind: 'tick', seq: 1_000 + s, time: at(s), speed });
/** The city's row of a minute. */
export const row = (s: number, metric: string, n: number, sum = n, unit = ''): Input => ({
  kind: 'rows',
  rows: [{ row: ['minute', at(Math.floor(s / 60) * 60), unit, '', metric, '', n, sum, 0, 0] }],
});

export function evaluatorOf(rules: readonly Rule[], over: Partial<EvaluatorOptions> = {}): Evaluator {
  return createEvaluator({ world: 'live', rules, city, ...over });
}

/** Everything that changed, in order. */
export function judgeAll(evaluator: Evaluator, inputs: readonly Input[]): Transition[] {
  return inputs.flatMap((input) => evaluator.step(input));
}

/** Ticks from one second to another, with what a function says just before each. */
export function ticks(fromS: number, toS: number, say: (s: number) => readonly Input[] = () => [], stepS = 1): Input[] {
  const inputs: Input[] = [];
  for (let s = fromS; s <= toS; s += stepS) inputs.push(...say(s), tick(s, stepS));
  return inputs;
}

/** Short: when, which alert, how it then stands. */
export const short = ({ at: time, alert, to }: Transition): string =>
  `${(Date.parse(time) - startMs) / 1_000} ${alert.rule}/${alert.target} ${to.condition}${to.suppression.why === 'none' ? '' : ` (${to.suppression.why})`}`;
