import { civilCalendar, type CivilCalendar } from '#shared/time/civil-day.ts';
import { assetKinds, type AssetKind } from '#shared/events/kind.ts';
import type { CityAsset, CityView } from '../city/city-view.ts';
import { summariseFeedback, type FeedbackSummary } from './summarise-feedback.ts';
import { summariseHotline, type HotlineSummary } from './summarise-hotline.ts';
import { summariseKiosks, type KioskSummary } from './summarise-kiosks.ts';
import { summariseParking, type ParkingSummary } from './summarise-parking.ts';
import { summarisePoints, type PointSummary } from './summarise-points.ts';
import { summariseRecords, type RecordSummary } from './summarise-records.ts';
import { summariseReports, type ReportSummary } from './summarise-reports.ts';
import { summariseStaff, type StaffSummary } from './summarise-staff.ts';
import { summariseSystems, type SystemSummary } from './summarise-systems.ts';
import type { WallMoment } from './wall-moment.ts';

export type WallSummary = {
  readonly nowMs: number | null;
  readonly countsAgeS: number | null;
  readonly kiosks: KioskSummary;
  readonly robots: KioskSummary;
  readonly points: PointSummary;
  readonly staff: StaffSummary;
  readonly parking: ParkingSummary;
  readonly hotline: HotlineSummary;
  readonly records: RecordSummary;
  readonly reports: ReportSummary;
  readonly feedback: FeedbackSummary;
  readonly systems: SystemSummary;
};

/** What summarising needs of a city, worked out once. */
export type CityIndex = {
  readonly byKind: Readonly<Record<AssetKind, readonly CityAsset[]>>;
  readonly chatbots: readonly { readonly code: string }[];
  readonly systems: CityView['systems'];
  readonly intervalS: CityView['expectedIntervalS'];
  readonly calendar: CivilCalendar;
};

/** Sorts a city's assets by kind and opens its calendar. */
export function indexCity(city: CityView): CityIndex {
  const byKind = Object.fromEntries(assetKinds.map((kind) => [kind, [] as CityAsset[]])) as Record<
    AssetKind,
    CityAsset[]
  >;
  for (const asset of city.assets) byKind[asset.kind].push(asset);
  return {
    ...{ byKind, systems: city.systems, intervalS: city.expectedIntervalS },
    chatbots: city.chatbot === null ? [] : [{ code: city.chatbot }],
    calendar: civilCalendar(city.timeZone),
  };
}

/** Every panel's figures at one moment. */
export function summariseWall(index: CityIndex, moment: WallMoment): WallSummary {
  const { kiosk, robot, point, branch, parking, hotline } = index.byKind;
  const { chatbots, systems } = index;
  return {
    nowMs: moment.nowMs,
    countsAgeS: moment.countsAgeS,
    kiosks: summariseKiosks(kiosk, moment),
    robots: summariseKiosks(robot, moment),
    points: summarisePoints(point, moment),
    staff: summariseStaff([...point, ...branch], moment),
    parking: summariseParking(parking, moment),
    hotline: summariseHotline({ hotlines: hotline, chatbots }, moment),
    records: summariseRecords([...point, ...branch], moment),
    reports: summariseReports([...point, ...branch, ...hotline, ...chatbots], moment),
    feedback: summariseFeedback([...point, ...branch, ...kiosk, ...robot], moment),
    systems: summariseSystems(systems, moment),
  };
}
