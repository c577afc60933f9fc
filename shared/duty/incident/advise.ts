import type { Says } from '../../wire/duty.ts';
import type { AdviceView } from '../../wire/incident-commands.ts';
import { distanceKm, type KnownPlace, type PointNow } from './place-now.ts';

/** A service point with how it is now. */
export type AdvisedPoint = { readonly place: KnownPlace; readonly now: PointNow };

/** What advice is made from: the points that are in trouble, all points, and what the incident says of itself. */
export type Situation = {
  /** Codes of points to be relieved. */
  readonly troubled: readonly string[];
  readonly points: readonly AdvisedPoint[];
  readonly cause: Says | null;
  /** A system of the city's or the state's does not answer. */
  readonly isSystem: boolean;
  /** Since when, as `14:05`. */
  readonly since: string;
};

/** A point has room while who comes now waits no longer than this, and can spare people while nobody waits long. */
export const roomWaitS = 15 * 60;
export const spareWaitS = 8 * 60;
/** How many must stay at a point that gives people away, and how far people go or are sent. */
export const leastStaff = 4;
export const mostKm = 12;
const mostOffers = 3;

/**
 * What can be done now, the nearest first: where to send people, who could come and help, what hotline and assistant say.
 * Only what is known counts: a point of which nobody knows how long one waits is not advised.
 */
export function advise(situation: Situation): AdviceView[] {
  const { troubled, points } = situation;
  const advice: AdviceView[] = [];
  const helpers: AdvisedPoint[] = [];
  for (const code of troubled) {
    const point = points.find(({ place }) => place.code === code);
    if (!point) continue;
    const around = nearest(point, points, troubled);
    const rooms = around.filter(({ now }) => now.isOpen && now.expectedWaitS !== null && hasRoom(now, point.now));
    helpers.push(...rooms.slice(0, mostOffers));
    advice.push(...rooms.slice(0, mostOffers).map((room) => redirect(point, room)));
    const spare = around.find(({ now }) => canSpare(now));
    if (spare && point.now.isOpen) advice.push(moveStaff(point, spare));
  }
  const line = lineFor(situation, helpers);
  if (line) {
    const text = { vi: 'Tổng đài và trợ lý ảo nói ngay:', en: 'Hotline and assistant say now:' };
    advice.push({ name: 'say:', kind: 'say', asset: '', from: null, text, line });
  }
  return advice;
}

function nearest(of: AdvisedPoint, points: readonly AdvisedPoint[], troubled: readonly string[]): AdvisedPoint[] {
  const at = positionOf(of.place);
  if (!at) return [];
  return points
    .flatMap((point) => {
      const there = positionOf(point.place);
      return there && !troubled.includes(point.place.code) ? [{ point, km: distanceKm(at, there) }] : [];
    })
    .filter(({ km }) => km <= mostKm)
    .sort((a, b) => a.km - b.km || (a.point.place.code < b.point.place.code ? -1 : 1))
    .map(({ point }) => point);
}

function positionOf({ lon, lat }: KnownPlace): { lon: number; lat: number } | undefined {
  return lon === null || lat === null ? undefined : { lon, lat };
}

function hasRoom(there: PointNow, here: PointNow): boolean {
  const waitS = there.expectedWaitS ?? Infinity;
  return waitS <= roomWaitS && (here.expectedWaitS === null || waitS <= here.expectedWaitS / 2);
}

function canSpare({ isOpen, present, expectedWaitS }: PointNow): boolean {
  return isOpen && present !== null && present > leastStaff && expectedWaitS !== null && expectedWaitS <= spareWaitS;
}

function redirect({ place: here }: AdvisedPoint, { place, now }: AdvisedPoint): AdviceView {
  const min = Math.round((now.expectedWaitS ?? 0) / 60);
  return {
    ...{
      name: `redirect:${here.code}:${place.code}`,
      kind: 'redirect',
      asset: here.code,
      from: place.code,
      line: null,
    },
    text: {
      vi: `Chỉ người dân từ ${here.name.vi} sang ${place.name.vi} (chờ khoảng ${min} phút)`,
      en: `Send people from ${here.name.en} to ${place.name.en} (about ${min} min wait)`,
    },
  };
}

function moveStaff({ place: here }: AdvisedPoint, { place, now }: AdvisedPoint): AdviceView {
  const spare = Math.min(2, (now.present ?? 0) - leastStaff);
  return {
    ...{
      name: `move_staff:${here.code}:${place.code}`,
      kind: 'move_staff',
      asset: here.code,
      from: place.code,
      line: null,
    },
    text: {
      vi: `Điều ${spare} cán bộ từ ${place.name.vi} (đang có ${now.present ?? 0} người) sang ${here.name.vi}`,
      en: `Move ${spare} of the ${now.present ?? 0} staff at ${place.name.en} to ${here.name.en}`,
    },
  };
}

/** What is said to whoever calls or writes now; null where there is nothing to say. */
function lineFor(
  { troubled, points, cause, isSystem, since }: Situation,
  helpers: readonly AdvisedPoint[],
): Says | null {
  if (isSystem && cause) {
    return {
      vi: `Từ ${since}, dịch vụ trực tuyến đang gián đoạn (${cause.vi}). Hồ sơ đã nộp không bị mất. Việc gấp, xin đến điểm phục vụ gần nhất; việc khác xin thử lại sau.`,
      en: `Since ${since} online services are interrupted (${cause.en}). What was submitted is not lost. If it is urgent, please go to the nearest service point; otherwise try again later.`,
    };
  }
  const [first] = troubled.flatMap((code) => points.find(({ place }) => place.code === code) ?? []);
  if (!first) return null;
  const { name } = first.place;
  const min = first.now.expectedWaitS === null ? null : Math.round(first.now.expectedWaitS / 60);
  const to = helpers[0]?.place.name;
  const state =
    min === null
      ? { vi: `${name.vi} đang gián đoạn`, en: `${name.en} is interrupted` }
      : { vi: `${name.vi} đang đông, chờ khoảng ${min} phút`, en: `${name.en} is busy, about ${min} minutes' wait` };
  return {
    vi: `${state.vi}.${to ? ` Điểm gần nhất còn chỗ: ${to.vi}.` : ''} Nhiều thủ tục làm được trực tuyến, không cần chờ.`,
    en: `${state.en}.${to ? ` The nearest point with room is ${to.en}.` : ''} Many procedures can be done online without waiting.`,
  };
}
