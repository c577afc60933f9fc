import { pointNow, type KnownPlace } from '#shared/duty/incident/place-now.ts';
import { distanceKm } from '#shared/duty/incident/place-now.ts';
import type { WorkingTime } from '#shared/duty/incident/clocks.ts';
import type { Known } from '#shared/duty/incident/describe-incident.ts';
import { packHeader } from '#shared/locality/pack-header.ts';
import { listCalendarDays } from '#shared/store/list-calendar-days.ts';
import { listPlaces } from '#shared/store/list-places.ts';
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
};

/** People go on foot or by motorbike to the next unit, not across the city. */
const nearKm = 4;

/** Reads the registry as it is at a world's present; what is known of points is the fold's. */
export async function readKnownCity(tx: DutyTransaction, world: string): Promise<KnownCity> {
  const { sql, hours } = tx;
  const now = tx.nowOf(world);
  const nowMs = now.getTime();
  const timeZone = packHeader.shape.timeZone.parse(await readCitySetting(sql, 'timeZone'));
  const { opening } = packHeader.shape.placeholders.parse(await readCitySetting(sql, 'placeholders'));
  const days = civilCalendar(timeZone);
  const calendar = businessCalendar(parseOpeningHours(opening) ?? [], await listCalendarDays(sql), timeZone);
  const units = await listUnits(sql, days.dayOf(nowMs));
  const listed = await listPlaces(sql, now);
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
    near: (one, other) => {
      const [here, there] = [centres.get(one), centres.get(other)];
      return here !== undefined && there !== undefined && distanceKm(here, there) <= nearKm;
    },
    nameOf: (code) => unitNames.get(code) ?? nameOfPlace(byCode.get(code), unitNames),
    placeOf: (code) => byCode.get(code),
    pointOf: (code) => pointNow(code, tx.viewOf(world, code), nowMs, hours.isOpen(openings.get(code) ?? null, nowMs)),
  };
}

/** A kiosk or site without a name of its own is told by its code and its unit. */
function nameOfPlace(place: KnownPlace | undefined, units: ReadonlyMap<string, Says>): Says | undefined {
  if (!place || place.name.vi !== place.code) return place?.name;
  const unit = units.get(place.unit);
  return unit ? { vi: `${place.code} (${unit.vi})`, en: `${place.code} (${unit.en})` } : place.name;
}
