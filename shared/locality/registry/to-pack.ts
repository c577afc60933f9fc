import { inOrder } from '../../rules/in-order.ts';
import type { Rule } from '../../rules/rule.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { nextDay } from '../../time/next-day.ts';
import type { Pack } from '../pack.ts';
import type { WallSettings } from '../wall-settings.ts';
import { holdingAt } from './compare-rows.ts';
import { fromEstablishmentSetting, isEstablishment } from './establishment-settings.ts';
import type { RegistryContents } from './plan-import.ts';
import type { RegistryCell, RegistryRow } from './registry-table.ts';
import { dayToInstant } from './registry-tables.ts';

type Values = Readonly<Record<string, RegistryCell>>;

/**
 * The pack that a registry holds, with everything edited since: taking it in again changes nothing. What a folder does
 * not date is as it holds on `today`, or not given as it is to stay. Nothing is checked here. Throws when the registry holds no city.
 */
export function toPack(held: RegistryContents, today?: string): Pack {
  const rows = (table: string): readonly RegistryRow[] => held[table] ?? [];
  const isPresent = (row: RegistryRow): boolean =>
    today === undefined ? row.to === null : holdingAt([row], today) !== undefined;
  const parts = Object.groupBy(rows('city_settings').filter(isPresent), ({ values }) =>
    isEstablishment(values['key']) ? 'establishment' : 'settings',
  );
  const settings = Object.fromEntries(
    (parts.settings ?? []).map(({ values }) => [String(values['key']), JSON.parse(String(values['value'])) as unknown]),
  );
  const { timeZone } = settings;
  if (typeof timeZone !== 'string') throw new Error('the registry holds no city yet; take in a pack first');
  const { dayOf } = civilCalendar(timeZone);
  const onDays = ({ values, from, to }: RegistryRow) => ({ ...withName(values), valid_from: from, valid_to: to });
  const assets = (...kinds: string[]) =>
    rows('assets')
      .filter(({ values }) => kinds.includes(String(values['kind'])))
      .map(({ values, from, to }) => {
        const { kind, ...rest } = values;
        const [valid_from, valid_to] = [dayOf(Date.parse(from)), to === null ? null : dayOf(Date.parse(to))];
        return { ...rest, type: kind, valid_from, valid_to };
      });
  const dayEnd = today === undefined ? undefined : dayToInstant(timeZone)(nextDay(today));
  const tables = {
    units: rows('units').map((row) => ({ ...onDays(row), type: row.values['kind'] })),
    departments: rows('departments').map(onDays),
    offices: rows('offices').map(onDays),
    branches: assets('branch'),
    points: assets('point'),
    kiosks: assets('kiosk', 'robot'),
    operators: rows('operators')
      .filter(isPresent)
      .map(({ values }) => values),
    parking: assets('parking'),
    procedures: rows('procedures').map(onDays),
    systems: rows('systems')
      .filter(isPresent)
      .map(({ values }) => withName(values)),
    targets: rows('targets').map(({ values, from, to }) => ({ ...values, from, to })),
    calendar: rows('calendar_days').map(({ values, from }) => ({ ...withName(values), date: from })),
    rules: rulesOf(rows('rules'), dayEnd),
    walls: rows('walls')
      .filter((row) => holdsAs(row, dayEnd))
      .map(({ values }) => JSON.parse(String(values['body'])) as WallSettings),
    establishment: (parts.establishment ?? []).flatMap(({ values }) => fromEstablishmentSetting(values['value'])),
    successions: rows('unit_successions').map(({ values, from }) => ({ ...values, valid_from: from })),
  };
  // Columns of another kind of asset, and of the registry alone, are not among those a file is written with.
  return { ...settings, ...tables } as unknown as Pack;
}

/** The rules that ask as a day ends; one that is switched off is none of a folder's. */
function rulesOf(rows: readonly RegistryRow[], dayEnd: string | undefined): Rule[] {
  return inOrder(
    rows
      .filter((row) => holdsAs(row, dayEnd) && row.values['enabled'] === true)
      .map(({ values }) => JSON.parse(String(values['body'])) as Rule),
  );
}

/** Whether a row holds as a day ends; no day: whether it is to stay. */
function holdsAs({ from, to }: RegistryRow, dayEnd: string | undefined): boolean {
  return dayEnd === undefined ? to === null : from < dayEnd && (to === null || to >= dayEnd);
}

function withName({ name_vi: name = null, ...rest }: Values): Values {
  return { ...rest, name };
}
