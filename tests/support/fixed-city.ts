import type { CityView } from '../../display/src/lib/city/city-view.ts';
import type { WallKpi } from '../../display/src/lib/panels/kpi/wall-kpi.ts';
import { anIncident } from '../unit/duty-desk/some-rows.ts';
import type { AssetView, OpenView } from '#shared/wire/push.ts';
import type { FixedState } from './fixed-feed.ts';

const at = '2026-11-23T02:00:00.000Z';
const before = (seconds: number): string => new Date(Date.parse(at) - seconds * 1_000).toISOString();

/** A morning in which little is wrong: some kiosks broken, some silent, three matters, one of them critical. */
export function aQuietCity(city: CityView): FixedState {
  return {
    ...{ city: city.city, timeZone: city.timeZone, at, day: '2026-11-23' },
    assets: city.assets.map(({ code, kind, unit }, index) => anAsset({ code, kind, unit, index })),
    rows: [
      ['day', '2026-11-23', '', '', 'call.answered_ms', '', 120, 2_880_000, 0, 90_000],
      ['day', '2026-11-23', '', '', 'parking.paid_vnd', '', 200, 4_000_000, 0, 50_000],
      ['day', '2026-11-23', '', '', 'parking.paid_vnd', 'method=cash', 50, 1_000_000, 0, 50_000],
    ],
    alerts: [],
    incidents: [
      anIncident(1, { priority: 'P1', title: says('Mất điện diện rộng'), units: ['00070'], occurredAt: before(180) }),
      anIncident(2, { priority: 'P2', state: 'in_progress', title: says('Kiosk mất kết nối'), units: ['00008'] }),
      anIncident(3, { priority: 'P3', state: 'acknowledged', title: says('Cổng thanh toán chậm'), units: [] }),
    ],
  };
}

/** Nine figures: met, short, and one that rests on too few. */
export function someKpis(asOf: string): WallKpi[] {
  const kpi = (id: WallKpi['kpi'], change: Partial<WallKpi>): WallKpi => ({
    ...{ kpi: id, valueUnit: 'share', value: 0.953, reason: null, target: 0.9, gap: 0.053, direction: 'at_least' },
    ...{ asOf, period: { from: '2026-11-01', to: '2026-12-01' }, formulaFloor: 0.5 },
    coverage: { reporting: 6, expected: 6, oldestAgeS: 30, told: null },
    ...change,
  });
  const few = { reporting: 1, expected: 6, oldestAgeS: 30, told: null };
  return [
    kpi('on_time_share', { value: 0.934, target: 1, gap: -0.066 }),
    kpi('full_process_share', { value: 0.712, target: 0.7, gap: 0.012 }),
    kpi('satisfaction', {}),
    kpi('wait_p90', { valueUnit: 'ms', value: 840_000, target: 900_000, gap: 60_000, direction: 'at_most' }),
    kpi('hotline_answered_share', { target: null, gap: null }),
    kpi('hotline_speed', { valueUnit: 'ms', value: 24_000, target: 20_000, gap: -4_000, direction: 'at_most' }),
    kpi('kiosk_availability', { value: null, reason: 'coverage', gap: null, coverage: few }),
    kpi('cashless_share', { value: 0.674, target: 0.8, gap: -0.126 }),
    kpi('system_uptime', { value: 0.9995, target: 0.999, gap: 0.0005 }),
  ];
}

function says(vi: string): { vi: string; en: string } {
  return { vi, en: vi };
}

type Told = { readonly code: string; readonly kind: string; readonly unit: string; readonly index: number };

function anAsset({ code, kind, unit, index }: Told): AssetView {
  const seen = before(index % 11 === 10 ? 900 : 20);
  const fault: OpenView = { count: 1, items: [{ key: 'f', since: before(600), value: { planned: index % 2 === 0 } }] };
  const gauge = (value: Readonly<Record<string, number>>) => ({ value, time: seen });
  const fields: AssetView['fields'] =
    kind === 'point'
      ? { waiting: gauge({ waiting: index % 12, expectedWaitS: 60 * (index % 40) }) }
      : kind === 'parking'
        ? { occupancy: gauge({ occupied: 20 + (index % 40), capacity: 60 }) }
        : {};
  return { asset: code, unit, seen, pulse: seen, fields, open: kind === 'kiosk' && index % 7 === 0 ? { fault } : {} };
}
