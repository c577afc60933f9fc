import { formulaOf, formulaOn, formulas } from '#shared/kpi/formulas/formulas.ts';
import { kpiUnits } from '#shared/kpi/kpi-units.ts';
import { layOver } from '#shared/kpi/ledger/lay-over.ts';
import { subjectOf, unitsIn } from '#shared/kpi/ledger/unit-sets.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import { isUnit } from '#shared/store/is-unit.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { writeRegistryRows } from '#shared/store/write-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { targetSet, type TargetSet } from '#shared/wire/kpi-commands.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** `target.set`: a target from today or a later day on. What was to be reached before stays what it was. */
export const targetSetCommand = defineCommand({
  verb: 'target.set',
  repeat: 'once',
  needs: 'target.set',
  body: targetSet,
  fault: findFault,
  act: set,
});

/** What is wrong with a wish whatever the city is. */
function findFault({ kpi, from, to, target, formulaVersion }: TargetSet): string | undefined {
  if (to !== null && to <= from) return 'to: must be later than from; the day itself is not part of it';
  if (kpiUnits[kpi] === 'share' && target > 1) return `target: ${kpi} is a share from 0 to 1`;
  if (formulaVersion !== null && !formulaOf(formulas, kpi, formulaVersion))
    return `formulaVersion: ${kpi} has no version ${formulaVersion}`;
  return undefined;
}

async function set(wish: TargetSet, { sql, now, actor }: ActContext): Promise<Outcome> {
  await lockRegistry(sql);
  // The ledger is the city's, whatever world is asked about.
  const ledger = await readLedger(sql, 'live');
  const today = civilCalendar(ledger.timeZone).dayOf(now.getTime());
  if (wish.from < today) {
    return refuse('invalid', `from: ${wish.from} is over; what was to be reached then stays, write ${today} or later`);
  }
  const units = unitsIn(ledger, subjectOf(wish.unitSet), wish.from);
  const isKnown = wish.unitSet.startsWith('department:')
    ? await isUnit(sql, wish.unitSet.slice('department:'.length))
    : units === null || units?.some((unit) => ledger.units.some(({ code }) => code === unit));
  if (!isKnown) return refuse('not-found', `unitSet: there is no ${wish.unitSet} on ${wish.from}`);
  if (wish.office !== null && !ledger.offices.some(({ code }) => code === wish.office)) {
    return refuse('not-found', `office: there is no office ${wish.office}; offices.csv of the city names them`);
  }
  const { before, after } = await lay(sql, wish, actor);
  const detail = { before, after };
  return {
    answer: { ok: true, value: wish },
    audit: { subject: `target:${wish.set}:${wish.kpi}:${wish.unitSet}`, detail },
  };
}

/** Lays the wish over the rows of its set, KPI and units, and writes what that changes. */
async function lay(
  sql: ActContext['sql'],
  { set, kpi, unitSet, from, to, ...rest }: TargetSet,
  editedBy: string,
): Promise<{ before: readonly RegistryRow[]; after: readonly RegistryRow[] }> {
  const table = registryTables.find(({ name }) => name === 'targets');
  if (!table) throw new Error('the registry has no table of targets');
  const isSame = ({ values }: RegistryRow): boolean =>
    values['set'] === set && values['kpi'] === kpi && values['unit_set'] === unitSet;
  const held = (await readRegistryRows(sql, table)).filter(isSame);
  const { target, direction, period, office, source } = rest;
  const formula_version = rest.formulaVersion ?? formulaOn(formulas, kpi, from)?.version ?? 1;
  const values = { set, kpi, unit_set: unitSet, formula_version, target, direction, period, office, source };
  const wanted = layOver<RegistryRow>(held, { values, from, to, editedBy });
  const isIn = (rows: readonly RegistryRow[], row: RegistryRow): boolean =>
    rows.some((one) => JSON.stringify(one) === JSON.stringify(row));
  const before = held.filter((row) => !isIn(wanted, row));
  const after = wanted.filter((row) => !isIn(held, row));
  await writeRegistryRows(sql, table, { remove: before, add: after });
  return { before, after };
}

function refuse(code: 'invalid' | 'not-found', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
