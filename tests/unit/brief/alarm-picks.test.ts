import { expect, it } from 'vitest';
import { listSilences, weighAlarms, type BriefAlert } from '#shared/brief/alarm-load.ts';
import { countPicked, pickAlerts, pickQuery, type AlarmPick } from '#shared/brief/alarm-picks.ts';
import { readPick } from '#shared/brief/read-pick.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const fromMs = Date.parse('2026-11-27T00:00:00+07:00');
const span = { fromMs, toMs: fromMs + dayMs };
const hourOf = (ms: number): number => new Date(ms + 7 * hourMs).getUTCHours();
const rules = ['kiosk-silent', 'queue-long', 'system-down'];

function anAlert(n: number, atMs: number, over: Partial<BriefAlert> = {}): BriefAlert {
  const rule = rules[n % rules.length] ?? '';
  return {
    ...{
      rule,
      target: `K${n}`,
      name: { vi: rule, en: rule },
      priority: n % 5 === 0 ? 'P1' : n % 2 === 0 ? 'P2' : 'P3',
    },
    ...{ openedMs: atMs, toldMs: atMs, overMs: n % 4 === 0 ? null : atMs + hourMs, isSilence: rule === 'kiosk-silent' },
    ...over,
  };
}

// Two floods of twelve and eleven, ten minutes that are just bearable, a few by themselves, and what is not to be counted.
const alerts = [
  ...Array.from({ length: 12 }, (_, n) => anAlert(n, fromMs + 9 * hourMs + n * 20_000)),
  ...Array.from({ length: 11 }, (_, n) => anAlert(n, fromMs + 14 * hourMs + n * 40_000)),
  ...Array.from({ length: 10 }, (_, n) => anAlert(n, fromMs + 16 * hourMs + n * 50_000)),
  ...Array.from({ length: 5 }, (_, n) => anAlert(n, fromMs + (18 + n) * hourMs)),
  anAlert(1, span.toMs),
  anAlert(2, fromMs - 1),
  anAlert(3, fromMs + hourMs, { toldMs: null, overMs: null }),
  anAlert(4, fromMs - 2 * hourMs, { overMs: null }),
];
const alarms = weighAlarms(alerts, span, hourOf);
const silences = listSilences(alerts, span.toMs);

const picks: AlarmPick[] = [
  ...(['announced', 'worst-hour', 'stale'] as const).map((of) => ({ of })),
  ...(['P1', 'P2', 'P3'] as const).map((priority) => ({ of: 'priority' as const, priority })),
  ...rules.map((rule) => ({ of: 'rule' as const, rule })),
  ...Array.from({ length: 24 }, (_, hour) => ({ of: 'hour' as const, hour })),
  { of: 'silence', rule: 'kiosk-silent' },
];

it.each(picks)('lists as many alerts as the figure $of says there are: $priority$rule$hour', (pick) => {
  expect(pickAlerts(alerts, pick, { span, alarms, hourOf })).toHaveLength(
    countPicked({ alarms, silences }, pick) ?? -1,
  );
});

it('counts what these figures are about at all', () => {
  expect(alarms).toMatchObject({ announced: 38, floods: 2, stale: 1, worstHour: { alerts: 12 } });
  expect(Math.min(...Object.values(alarms.byPriority), ...alarms.worst.map((one) => one.alerts))).toBeGreaterThan(3);
  expect(silences[0]?.places).toBeGreaterThan(3);
});

it('lists of floods the alerts of those ten minutes, as many ten minutes as there were floods', () => {
  const flooded = pickAlerts(alerts, { of: 'floods' }, { span, alarms, hourOf });
  expect(flooded).toHaveLength(23);
  expect(new Set(flooded.map(({ toldMs }) => Math.floor((toldMs ?? 0) / (10 * minuteMs))))).toHaveLength(alarms.floods);
});

it('finds in an address which alerts were asked for, and nothing in one that asks for none', () => {
  for (const pick of [...picks, { of: 'floods' } as const])
    expect(readPick(new URLSearchParams(pickQuery(pick)))).toEqual(pick);
  expect(readPick(new URLSearchParams())).toEqual({ of: 'announced' });
  for (const wrong of ['of=hour&hour=24', 'of=hour', 'of=priority&priority=P4', 'of=rule', 'of=other'])
    expect([wrong, readPick(new URLSearchParams(wrong))]).toEqual([wrong, undefined]);
});
