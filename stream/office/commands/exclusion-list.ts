import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { subjectOf, unitsIn } from '#shared/kpi/ledger/unit-sets.ts';
import { listExclusions } from '#shared/store/list-exclusions.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { exclusionList } from '#shared/wire/kpi-commands.ts';
import { defineCommand } from './command.ts';
import { toTold } from './exclusion-told.ts';

/** The year 9999. */
const FAR_MS = 253_370_764_800_000;

/** `exclusion.list`: what was proposed and what became of it. */
export const exclusionListCommand = defineCommand({
  verb: 'exclusion.list',
  repeat: 'any',
  needs: 'exclusion.see',
  objectOf: ({ world, unit = null }) => ({ world, unit }),
  body: exclusionList,
  act: async ({ world, state, unit }, { sql }) => {
    const rows = await listExclusions(sql, { world, fromMs: 0, toMs: FAR_MS, states: state ? [state] : null });
    if (unit === undefined) return { answer: { ok: true, value: rows.map(toTold) } };
    const ledger = await readLedger(sql, world);
    const { dayOf } = civilCalendar(ledger.timeZone);
    const own = rows.filter(({ unitSet, fromMs }) => {
      const units = unitsIn(ledger, subjectOf(unitSet), dayOf(fromMs));
      return units === null || units?.includes(unit);
    });
    return { answer: { ok: true, value: own.map(toTold) } };
  },
});
