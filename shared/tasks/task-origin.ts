import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';
import { subjectOf } from '../kpi/ledger/unit-sets.ts';

/** What a task was given about: a figure of the city (`unit` '') or a unit, a day's parking money, an incident, a brief, staff. */
export type TaskOrigin =
  | { readonly kind: 'figure'; readonly kpi: KpiId; readonly unit: string }
  | { readonly kind: 'money'; readonly day: string }
  | { readonly kind: 'incident' | 'brief'; readonly id: string }
  | { readonly kind: 'staff' };

/** Reads an origin as it is kept (`taskOrigin` of shared/wire); null: it names nothing that has a page. */
export function readOrigin(origin: string | null): TaskOrigin | null {
  const [, kind = '', about = ''] = /^(\w+):(.*)$/s.exec(origin ?? '') ?? [];
  if (kind === 'staff') return { kind };
  if (kind === 'incident' || kind === 'brief') return /^[1-9]\d{0,14}$/.test(about) ? { kind, id: about } : null;
  return kind === 'kpi' ? readFigureOrigin(about) : null;
}

function readFigureOrigin(about: string): TaskOrigin | null {
  const [, name = '', of = ''] = /^([^:]+):?(.*)$/s.exec(about) ?? [];
  if (name === 'parking') return /^\d{4}-\d{2}-\d{2}$/.test(of) ? { kind: 'money', day: of } : null;
  return Object.hasOwn(kpiUnits, name) ? { kind: 'figure', kpi: name as KpiId, unit: of } : null;
}

/** The origin of what is given about a figure: `kpi:online_share`, `kpi:online_share:00070`. */
export function figureOrigin(kpi: KpiId, unit: string): string {
  return unit === '' ? `kpi:${kpi}` : `kpi:${kpi}:${unit}`;
}

/** The page of what a task was given about; of money with the day it is of. A set of units has none beside its KPI's. */
export function originPage(origin: TaskOrigin): { readonly path: string; readonly day?: string } {
  switch (origin.kind) {
    case 'figure':
      return { path: `/kpi/${origin.kpi}${isUnit(origin.unit) ? `/${encodeURIComponent(origin.unit)}` : ''}` };
    case 'money':
      return { path: '/parking', day: origin.day };
    case 'incident':
    case 'brief':
      return { path: `/${origin.kind}/${origin.id}` };
    case 'staff':
      return { path: '/staff' };
  }
}

function isUnit(of: string): boolean {
  return subjectOf(of).kind === 'unit';
}
