import { replaySpeeds } from '#shared/wire/replay.ts';
import { dayMs, wallClockOf } from '#shared/time/wall-clock.ts';

/** What is looked at: a moment, how fast, and whether the present stands beside it. */
type ReplayView = { readonly atMs: number; readonly speed: number; readonly isCompared: boolean };

const minuteMs = 60_000;

/** An instant with the city's offset, as `2026-11-21T14:05:00+07:00`. */
export function writeInstant(ms: number, timeZone: string): string {
  const wallMs = wallClockOf(timeZone).wallOf(ms);
  const offsetMin = Math.round((wallMs - ms) / minuteMs);
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  const sign = offsetMin < 0 ? '-' : '+';
  return `${new Date(wallMs).toISOString().slice(0, 19)}${sign}${two(offsetMin / 60)}:${two(offsetMin % 60)}`;
}

/** Reads an address. An instant without an offset is the city's own time; what is none is `elseMs`. */
export function readReplayView(
  query: URLSearchParams,
  { timeZone, elseMs }: { readonly timeZone: string; readonly elseMs: number },
): ReplayView {
  const text = query.get('at') ?? '';
  const speed = Number(query.get('speed') ?? '1');
  return {
    atMs: readInstant(text, timeZone) ?? elseMs,
    speed: speed === 0 || replaySpeeds.some((one) => one === speed) ? speed : 1,
    isCompared: query.get('compare') === '1',
  };
}

function readInstant(text: string, timeZone: string): number | null {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return orNull(Date.parse(text));
  // A plus sign that nobody wrote as %2B has become a space.
  const mended = /^(.+) (\d{2}:\d{2})$/.exec(text);
  if (mended) return readInstant(`${mended[1] ?? ''}+${mended[2] ?? ''}`, timeZone);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const wallMs = orNull(Date.parse(`${text}Z`));
  return wallMs === null ? null : wallClockOf(timeZone).instantOf(wallMs);
}

function orNull(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}

/** The page of a view, after `?`. */
export function writeReplayQuery(
  { atMs, speed, isCompared }: ReplayView,
  { timeZone, world, language }: { readonly timeZone: string; readonly world: string; readonly language: string },
): string {
  const query = new URLSearchParams({ at: writeInstant(atMs, timeZone) });
  if (speed !== 1) query.set('speed', String(speed));
  if (isCompared) query.set('compare', '1');
  if (world !== 'live') query.set('world', world);
  if (language === 'en') query.set('lang', 'en');
  return query.toString();
}

/** Where a wall hears a replay. A greater `turn` goes to the moment; the same one only takes up another speed. */
export function replayFeedUrl(
  origin: string,
  asked: { readonly world: string; readonly atMs: number; readonly speed: number; session: string; turn: number },
): string {
  const { world, atMs, speed, session, turn } = asked;
  const query = new URLSearchParams({
    ...{ world, topics: 'state,counts,alerts', replay: new Date(atMs).toISOString() },
    ...{ speed: String(speed), session, turn: String(turn) },
  });
  return `${origin.replace(/^http/, 'ws')}/live?${query.toString()}`;
}

/** The civil day of an instant, and how far into it, in seconds. */
export function placeInDay(ms: number, timeZone: string): { readonly day: string; readonly second: number } {
  const wallMs = wallClockOf(timeZone).wallOf(ms);
  const dayStartMs = Math.floor(wallMs / dayMs) * dayMs;
  return { day: new Date(dayStartMs).toISOString().slice(0, 10), second: Math.floor((wallMs - dayStartMs) / 1_000) };
}

/** The instant so many seconds into a civil day. */
export function instantInDay(day: string, second: number, timeZone: string): number {
  return wallClockOf(timeZone).instantOf(Date.parse(`${day}T00:00:00Z`) + second * 1_000);
}
