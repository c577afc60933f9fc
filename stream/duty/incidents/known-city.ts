import { pointNow, type KnownPlace } from '#shared/duty/incident/place-now.ts';
import { distanceKm } from '#shared/duty/incident/place-now.ts';
import type { WorkingTime } from '#shared/duty/incident/clocks.ts';
import { servedMatters } from '#shared/duty/incident/served.ts';
import type { Known } from '#shared/duty/incident/describe-incident.ts';
import { packHeader } from '#shared/locality/pack-header.ts';
import { listCalendarDays } from '#shared/store/list-calendar-days.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { listProcedures } from '#shared/store/list-procedures.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { readCitySetting } from '#shared/store/read-city-setting.ts';
import { businessCalendar } from '#shared/time/business-calendar.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import type { Says } from '#shared/wire/duty.ts';
import type { DutyTransaction } from '../transaction.ts';

/** The city as incidents need it, at a moment of a world. */
export type KnownCity = Known & {
  readonly timeZone: string;
  readonly working: WorkingTime;
  readonly places: readonly KnownPlace[];
  readonly nowMs: number;
  /** What a connected system serves, as alerts are about it; empty: nobody says. */
  readonly servedBy: (system: string) => readonly string[];
};

/** People go on foot or by motorbike to the next unit, not across the city. */
const nearKm = 4;

/** The registry changes by hand: within this it is read once, and not in each commit of a storm. */
const keptMs = 30_000;

type Registry = Awaited<ReturnType<typeof readRegistry>>;

/** What was read, by whose commits it was read for (their hours are one object) and world. */
const kept = new WeakMap<object, Map<string, Registry & { readonly readMs: number; readonly day: string }>>();

/** Reads the registry as it is at a world's present; what is known of points is the fold's. */
export async function readKnownCity(tx: DutyTransaction, world: string): Promise<KnownCity> {
  const { hours } = tx;
  const nowMs = tx.nowOf(world).getTime();
  const { timeZone, days, calendar, units, listed, serves, procedures } = await keepRegistry(tx, world);
  const openings = new Map(listed.map((place) => [place.code, place.opening]));
  const unitNames = new Map(units.map(({ code, name, nameEn }) => [code, { vi: name, en: nameEn }]));
  const places = listed.map(({ code, kind, unit, point, name, nameEn, lon, lat, staff, counters }): KnownPlace => ({
    ...{ code, kind, unit, point, lon, lat, staff, counters },
    name: { vi: name ?? code, en: nameEn ?? name ?? code },
  }));
  const byCode = new Map(places.map((place) => [place.code, place]));
  const centres = new Map(units.map((unit) => [unit.code, unit]));
  return {
    ...{ timeZone, places, nowMs, working: { calendar, days } },
    servedBy: (system) => servedMatters(system, serves, procedures),
    near: (one, other) => {
      const [here, there] = [centres.get(one), centres.get(other)];
      return here !== undefined && there !== undefined && distanceKm(here, there) <= nearKm;
    },
    nameOf: (code) => unitNames.get(code) ?? nameOfPlace(byCode.get(code), unitNames),
    placeOf: (code) => byCode.get(code),
    pointOf: (code) => pointNow(code, tx.viewOf(world, code), nowMs, hours.isOpen(openings.get(code) ?? null, nowMs)),
  };
}

async function keepRegistry(tx: DutyTransaction, world: string): Promise<Registry> {
  const byWorld = kept.get(tx.hours) ?? new Map<string, Registry & { readMs: number; day: string }>();
  kept.set(tx.hours, byWorld);
  const known = byWorld.get(world);
  const readMs = tx.now.getTime();
  if (known && Math.abs(readMs - known.readMs) < keptMs && known.days.dayOf(tx.nowOf(world).getTime()) === known.day) {
    return known;
  }
  const read = await readRegistry(tx, world);
  byWorld.set(world, { ...read, readMs, day: read.days.dayOf(tx.nowOf(world).getTime()) });
  return read;
}

async function readRegistry({ sql, nowOf }: DutyTransaction, world: string) {
  const now = nowOf(world);
  const timeZone = packHeader.shape.timeZone.parse(await readCitySetting(sql, 'timeZone'));
  const { opening } = packHeader.shape.placeholders.parse(await readCitySetting(sql, 'placeholders'));
  const days = civilCalendar(timeZone);
  const calendar = businessCalendar(parseOpeningHours(opening) ?? [], await listCalendarDays(sql), timeZone);
  const serves = packHeader.shape.serves.parse(await readCitySetting(sql, 'serves'));
  const day = days.dayOf(now.getTime());
  const units = await listUnits(sql, day);
  const procedures = await listProcedures(sql, day);
  return { timeZone, days, calendar, units, serves, procedures, listed: await listPlaces(sql, now) };
}

/** A kiosk or site without a name of its own is told by its code and its unit. */
function nameOfPlace(place: KnownPlace | undefined, units: ReadonlyMap<string, Says>): Says | undefined {
  if (!place || place.name.vi !== place.code) return place?.name;
  const unit = units.get(place.unit);
  return unit ? { vi: `${place.code} (${unit.vi})`, en: `${place.code} (${unit.en})` } : place.name;
}
