import type { FramingBounds } from './frame.ts';

/*
 * How much may be on its way into the log. Whoever comes next waits for that, so it is bounded by the time it takes the
 * log, not by its size. A frame takes `fixed + perByte × bytes`. Both are learned from frames whose size was chosen here
 * (more waited than they took; whole and half ones in turn), because a size that came about by itself grows with whatever
 * slowed the log down. A log that takes few bytes gets small frames, one at a time; one that is slow at each flush keeps
 * large ones, because smaller would not be quicker; a fast one meets no bound but the largest frame.
 */

/** A frame on its way. `wasChosen`: more waited than it took. */
export type Sent = {
  readonly bytes: number;
  readonly sentMs: number;
  readonly wasChosen: boolean;
  readonly expectedMs: number;
};

export type Pace = ReturnType<typeof createPace>;

/** Of what was learned the newest frame is this share. */
const newestShare = 1 / 64;
/** So many frames in a row, each this many times slower or faster than expected: the log is another one by now. */
const strangeFrames = 3;
const strangeTimes = 4;
/** So many must have been seen before a slow one is put down to the log and not to its size. */
const sureFrames = 32;

/** Nothing is known yet. Times are milliseconds of one monotonic clock. */
export function createPace(bounds: FramingBounds) {
  const mostBytes = bounds.frameBytes;
  const leastBytes = Math.min(bounds.leastFrameBytes, mostBytes);
  const line = createLine();
  const onWay = new Set<Sent>();
  let wholeBytes = Math.min(bounds.firstFrameBytes, mostBytes);
  let isHalf = false;
  let strange = 0;
  let storedMs = -Infinity;

  const isSure = (): boolean => line.seen() >= sureFrames;
  /** What may be on its way. A log that is slow at each flush gets frames that are worth one. */
  const targetMs = (): number => Math.max(bounds.paceMs, isSure() ? 2 * line.fixed() : 0);
  /** A whole frame of the largest size that takes half the time teaches nothing worth knowing. */
  const isProbing = (): boolean => wholeBytes < mostBytes || line.mean() > bounds.paceMs / 2;
  const learn = ({ bytes, expectedMs }: Sent, tookMs: number): void => {
    const isSlower = tookMs > strangeTimes * Math.max(expectedMs, bounds.paceMs);
    const isFaster = wholeBytes < mostBytes && tookMs < expectedMs / strangeTimes;
    strange = isSlower || isFaster ? strange + 1 : 0;
    if (strange === strangeFrames) {
      line.forget();
      strange = 0;
    }
    line.add(bytes, tookMs);
    const perByte = line.slope();
    if (perByte === undefined) return;
    const wanted = perByte > 0 ? (targetMs() - line.fixed()) / perByte : Infinity;
    // No further than twice what was just tried, so that no bound is believed before it was met.
    const mayGrow = tookMs <= bounds.paceMs || isSure();
    const allowed = Math.min(Math.max(wanted, wholeBytes / 2), Math.max(wholeBytes, mayGrow ? 2 * bytes : 0));
    wholeBytes = Math.min(Math.max(allowed, leastBytes), mostBytes);
  };

  return {
    /** The bounds of a whole frame. */
    wholeBytes: (): number => wholeBytes,
    /** The bounds of the next frame. */
    next: (): { readonly events: number; readonly bytes: number } => {
      const share = isHalf && isProbing() ? 0.5 : 1;
      return { events: Math.max(1, Math.floor(bounds.frameEvents * share)), bytes: wholeBytes * share };
    },
    /** How many bytes the log takes in so long; without bound as long as none had to wait. */
    bytesIn: (ms: number): number => (line.mean() > 0 ? (wholeBytes / line.at(wholeBytes)) * ms : Infinity),
    /** Whether a frame of so many bytes may go now. */
    mayGo: (bytes: number): boolean => {
      if (onWay.size === 0) return true;
      let waitMs = line.at(bytes);
      for (const { expectedMs } of onWay) waitMs += expectedMs;
      return onWay.size < bounds.framesInFlight && waitMs <= targetMs();
    },
    /** Notes a frame that goes. */
    go: (bytes: number, wasChosen: boolean, nowMs: number): Sent => {
      if (wasChosen) isHalf = !isHalf;
      const sent = { bytes, sentMs: nowMs, wasChosen, expectedMs: line.at(bytes) };
      onWay.add(sent);
      return sent;
    },
    /** Notes that it came to its end: stored, or given up, of which nothing is learned. */
    end: (sent: Sent, isStored: boolean, nowMs: number): void => {
      onWay.delete(sent);
      if (!isStored) return;
      // The log takes one after another: what went before is not this one's time.
      if (sent.wasChosen) learn(sent, nowMs - Math.max(sent.sentMs, storedMs));
      storedMs = nowMs;
    },
  };
}

/** A straight line through what was seen, by least squares, the newest weighing most. */
function createLine() {
  let seen = 0;
  const mean = { bytes: 0, ms: 0 };
  const spread = { bytes: 0, both: 0 };
  let known: number | undefined;
  const slope = (): number => known ?? 0;
  const fixed = (): number => Math.max(0, mean.ms - slope() * mean.bytes);
  return {
    add: (bytes: number, ms: number): void => {
      seen += 1;
      const share = Math.max(newestShare, 1 / seen);
      const [byBytes, byMs] = [bytes - mean.bytes, ms - mean.ms];
      mean.bytes += share * byBytes;
      mean.ms += share * byMs;
      spread.bytes = (1 - share) * (spread.bytes + share * byBytes * byBytes);
      spread.both = (1 - share) * (spread.both + share * byBytes * byMs);
      // Sizes that are all the same say nothing about what size does.
      if (spread.bytes > (mean.bytes / 20) ** 2) known = Math.max(0, spread.both / spread.bytes);
    },
    forget: (): void => {
      seen = 0;
      Object.assign(mean, { bytes: 0, ms: 0 });
      Object.assign(spread, { bytes: 0, both: 0 });
    },
    seen: (): number => seen,
    mean: (): number => mean.ms,
    fixed,
    /** Milliseconds more for each byte; undefined before sizes differed. */
    slope: (): number | undefined => known,
    at: (bytes: number): number => fixed() + slope() * bytes,
  };
}
