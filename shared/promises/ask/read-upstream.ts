import type { KpiAnswer } from '../../kpi/answer.ts';
import type { KpiId } from '../../kpi/kpi-units.ts';
import { listSystems } from '../../store/list-systems.ts';
import { readLocalFaults } from '../../store/read-local-faults.ts';
import { readSystemDown } from '../../store/read-system-down.ts';
import { readTimeZone } from '../../store/read-time-zone.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { leansOn, upstreamTopics } from '../leans-on.ts';
import { sumLocalFaults, type Upstream } from '../upstream.ts';

/** Reads what was out of reach of the units of some answers, each in its own period; answers mostly share theirs. */
export async function readUpstream(
  sql: Sql,
  { world, kpi, answers }: { world: string; kpi: KpiId; answers: readonly KpiAnswer[] },
): Promise<(answer: KpiAnswer) => Upstream> {
  const calendar = civilCalendar(await readTimeZone(sql));
  const found = new Map<string, { systems: Upstream['systems']; local: ReadonlyMap<string, number> }>();
  for (const { period, asOf } of new Map(answers.map((answer) => [keyOf(answer), answer])).values()) {
    const lastDay = calendar.dayOf(Date.parse(asOf));
    const kinds = leansOn(kpi);
    const named = (await listSystems(sql, lastDay)).filter(({ kind }) => kinds.includes(kind));
    const seen = await readSystemDown(sql, { world, fromDay: period.from, toDay: period.to });
    const within = { fromMs: calendar.startOf(period.from), toMs: Date.parse(asOf) };
    const faults = await readLocalFaults(sql, { world, topics: upstreamTopics, ...within });
    found.set(keyOf({ period, asOf }), {
      systems: named.map(({ code }) => {
        const one = seen.find(({ system }) => system === code);
        return { system: code, downMs: one && one.seenMs > 0 ? one.seenMs - one.okMs : null };
      }),
      local: sumLocalFaults(faults, within),
    });
  }
  return (answer) => {
    const of = found.get(keyOf(answer));
    return { systems: of?.systems ?? [], localMs: of?.local.get(answer.unit) ?? 0 };
  };
}

function keyOf({ period, asOf }: Pick<KpiAnswer, 'period' | 'asOf'>): string {
  return `${period.from} ${period.to} ${asOf}`;
}
