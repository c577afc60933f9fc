import {
  establishmentKey,
  fromEstablishmentSetting,
  toEstablishmentSettings,
} from '#shared/locality/registry/establishment-settings.ts';
import { layOver } from '#shared/kpi/ledger/lay-over.ts';
import { holdingAt } from '#shared/locality/registry/compare-rows.ts';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { dayToInstant, registryTables } from '#shared/locality/registry/registry-tables.ts';
import type { EstablishmentRow } from '#shared/locality/tables/establishment.ts';
import { followEstablishment, setEstablishment } from '#shared/staff/establishment-set.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { writeRegistryRows } from '#shared/store/write-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { establishmentSet, type EstablishmentSet, type EstablishmentTold } from '#shared/wire/staff-commands.ts';
import { defineCommand, type ActContext, type Outcome } from '../commands/command.ts';

/** `establishment.set`: how many of a role are to be at a point, from today or a later day on. */
export const establishmentSetCommand = defineCommand({
  verb: 'establishment.set',
  repeat: 'once',
  needs: 'establishment.set',
  body: establishmentSet,
  fault: findFault,
  act: set,
});

function findFault({ role, from, to, campaign }: EstablishmentSet): string | undefined {
  if (to !== null && to <= from) return 'to: must be later than from; the day itself is not part of it';
  if (role !== 'volunteer') return campaign === null ? undefined : 'campaign: only volunteers come with a campaign';
  if (campaign === null) return 'campaign: volunteers come with a campaign; name it';
  return to === null ? 'to: volunteers come with a campaign; tell the first day on which it is over' : undefined;
}

async function set(wish: EstablishmentSet, { sql, now, actor }: ActContext): Promise<Outcome> {
  await lockRegistry(sql);
  const timeZone = await readTimeZone(sql);
  const today = civilCalendar(timeZone).dayOf(now.getTime());
  if (wish.from < today) {
    return refuse('invalid', `from: ${wish.from} is over; who was to be there then stays, write ${today} or later`);
  }
  const toInstant = dayToInstant(timeZone);
  const asset = await heldBy(sql, 'assets', ({ code }) => code === wish.point);
  const kind = holdingAt(asset.held, toInstant(wish.from))?.values['kind'];
  if (kind !== 'point' && kind !== 'branch') {
    return refuse('not-found', `point: on ${wish.from} the city has no service point or branch ${wish.point}`);
  }
  const key = establishmentKey(wish.point);
  const setting = await heldBy(sql, 'city_settings', (values) => values['key'] === key);
  const wanted = layWish(setting.held, wish, { today, editedBy: actor });
  await setting.write(wanted);
  const [before, after] = [rowsIn(setting.held.at(-1)), rowsIn(wanted.at(-1))];
  const follow = { from: wish.from, toInstant, editedBy: actor };
  const followed = followEstablishment(asset.held, after, follow);
  const hasFollowed = await asset.write(followed);
  const staff = holdingAt(followed, toInstant(wish.from))?.values['staff'];
  const value: EstablishmentTold = { ...wish, staff: typeof staff === 'number' ? staff : null };
  const detail = { set: wish, staff: value.staff, before, after };
  return {
    answer: { ok: true, value },
    audit: { subject: key, detail },
    ...(hasFollowed && { publish: ['assets'] }),
  };
}

/** Lays a wish over what is told of its point today, and over what an import is to tell of it on a later day. */
function layWish(
  held: readonly RegistryRow[],
  { from: valid_from, to: valid_to, ...rest }: EstablishmentSet,
  { today, editedBy }: { today: string; editedBy: string },
): readonly RegistryRow[] {
  const ahead = held.filter(({ to }) => to === null || to > today);
  const [first] = ahead;
  const isTold = first !== undefined && first.from <= today;
  const untold = isTold ? [] : [{ values: undefined, from: today, to: first?.from ?? null }];
  return [...untold, ...ahead].reduce<readonly RegistryRow[]>((rows, row) => {
    const laid = setEstablishment(row.values ? rowsIn({ values: row.values }) : [], { ...rest, valid_from, valid_to });
    const from = row.from > today ? row.from : today;
    return toEstablishmentSettings(laid).reduce<readonly RegistryRow[]>(
      (all, values) => layOver<RegistryRow>(all, { values, from, to: row.to, editedBy }),
      rows,
    );
  }, held);
}

function rowsIn(setting: Pick<RegistryRow, 'values'> | undefined): readonly EstablishmentRow[] {
  return setting ? fromEstablishmentSetting(setting.values['value']) : [];
}

/** One thing's rows in a table of the registry, and how to put others in their place; that says whether any differ. */
async function heldBy(sql: ActContext['sql'], name: string, isIt: (values: RegistryRow['values']) => boolean) {
  const table = registryTables.find((each) => each.name === name);
  if (!table) throw new Error(`the registry has no table ${name}`);
  const held = (await readRegistryRows(sql, table)).filter(({ values }) => isIt(values));
  const isIn = (rows: readonly RegistryRow[], row: RegistryRow): boolean =>
    rows.some((one) => JSON.stringify(one) === JSON.stringify(row));
  const write = async (wanted: readonly RegistryRow[]): Promise<boolean> => {
    const [remove, add] = [held.filter((row) => !isIn(wanted, row)), wanted.filter((row) => !isIn(held, row))];
    await writeRegistryRows(sql, table, { remove, add });
    return remove.length + add.length > 0;
  };
  return { held, write };
}

function refuse(code: 'invalid' | 'not-found', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
