import { addDays } from '../kpi/ledger/days.ts';
import { pickQuery, type AlarmPick } from './alarm-picks.ts';
import type { KpiLine } from './say/say-kpis.ts';
import type { BriefLanguage } from './words/brief-words.ts';

/** Where what a brief says comes from, as whole addresses: for what is read away from its page. */
export type BriefLinks = {
  readonly brief: string;
  readonly kpi: (row: Pick<KpiLine, 'kpi' | 'days' | 'targetSet'>) => string;
  readonly incident: (id: number) => string;
  readonly task: (path: string) => string;
  readonly alerts: (pick: AlarmPick) => string;
};

/** The addresses of a brief's pages under an origin, the same as its page leads to. */
export function linksOf(
  origin: string,
  { id, world, language }: { readonly id: number; readonly world: string; readonly language: BriefLanguage },
): BriefLinks {
  const to = (path: string, asked: Readonly<Record<string, string>> = {}): string => {
    const query = new URLSearchParams({ ...(language === 'en' && { lang: 'en' }), ...asked });
    return `${origin}${path}${query.size === 0 ? '' : `?${query.toString()}`}`;
  };
  return {
    brief: to(`/brief/${id}`),
    kpi: ({ kpi, days, targetSet }) => {
      const span = { from: days.from, to: addDays(days.to, -1) };
      return to(`/kpi/${kpi}`, { world, ...span, ...(targetSet !== null && { set: targetSet }) });
    },
    incident: (incident) => to(`/incident/${incident}/brief`),
    task: (path) => to(path),
    alerts: (pick) => to(`/brief/${id}/alerts`, pickQuery(pick)),
  };
}
