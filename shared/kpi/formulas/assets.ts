import { always, halfOfThem, type Formula } from './formula.ts';

const common = { version: 1, since: always, direction: 'at_least', floor: halfOfThem } as const;

/** The first whole month of availability that is at most all of it. */
const atMostAllSince = '2026-11-01';

/** KPIs of machines, systems, parking money and documents. */
export const assetFormulas: readonly Formula[] = [
  ...availability({
    // Robots tell of themselves as kiosks do, and are counted with them.
    ...{ ...common, kpi: 'kiosk_availability', level: 'unit' },
    measure: { how: 'availability', metric: 'kiosk.healthy_ms', kinds: ['kiosk', 'robot'], hours: 'opening' },
    reporters: [{ by: 'asset', kinds: ['kiosk', 'robot'], metrics: ['kiosk.seen_ms'], seen: 'kiosk.seen_ms' }],
  }),
  ...availability({
    ...{ ...common, kpi: 'system_uptime', level: 'city' },
    measure: { how: 'availability', metric: 'link.ok_ms', kinds: ['system'], hours: 'always' },
    reporters: [{ by: 'asset', kinds: ['system'], metrics: ['link.seen_ms'], seen: 'link.seen_ms' }],
  }),
  {
    // Of payments, not of money: one large payment must not hide many small ones.
    ...{ ...common, kpi: 'cashless_share', level: 'unit' },
    measure: {
      how: 'ratio',
      numerator: [
        { metric: 'parking.paid_vnd', of: 'n' },
        { metric: 'parking.paid_vnd', of: 'n', label: 'method=cash', minus: true },
      ],
      denominator: [{ metric: 'parking.paid_vnd', of: 'n' }],
    },
    reporters: [{ by: 'asset', kinds: ['parking'], metrics: ['parking.paid_vnd'] }],
  },
  documentShare('electronic_document_share', 'document.electronic'),
  documentShare('signed_document_share', 'document.signed'),
];

/** Version 1 could be a little more than all of it; version 2 cannot. */
function availability(first: Formula & { measure: { how: 'availability' } }): Formula[] {
  return [first, { ...first, version: 2, since: atMostAllSince, measure: { ...first.measure, atMostAll: true } }];
}

function documentShare(kpi: 'electronic_document_share' | 'signed_document_share', metric: string): Formula {
  return {
    ...{ ...common, kpi, level: 'unit' },
    measure: {
      how: 'ratio',
      numerator: [{ metric, of: 'sum' }],
      denominator: [{ metric: 'document.exchanged', of: 'n' }],
    },
    reporters: [{ by: 'unit', kinds: ['point', 'branch'], metrics: ['document.exchanged'] }],
  };
}
