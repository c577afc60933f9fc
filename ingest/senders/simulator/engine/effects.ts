/** What scenarios change. Parts ask whenever they need it and keep no answer. */
export type Effects = {
  readonly isPowered: (unit: string, timeMs: number) => boolean;
  /** Whether a connected system, by its code, works. */
  readonly isLinkUp: (system: string, timeMs: number) => boolean;
  /** How many times slower a connected system answers; 1: as usual. */
  readonly slowness: (system: string, timeMs: number) => number;
  /** How much later than usual comes what a connected system carries over. */
  readonly behindMs: (system: string, timeMs: number) => number;
  /** Whether a kiosk is out of order whatever technicians do. */
  readonly isBroken: (asset: string, timeMs: number) => boolean;
  /** The share of chats that the assistant hands over at least; 0: as usual. */
  readonly handOverShare: (timeMs: number) => number;
  /** Times the usual calls to the hotline. */
  readonly callRate: (timeMs: number) => number;
  /** What the calls beside the usual are about; undefined: about what people always call about. */
  readonly callTopic: (timeMs: number) => string | undefined;
  /** How many times as long as usual other agencies take over a record. */
  readonly agencySlowness: (timeMs: number) => number;
  /** Whether a parking operator sends its statements. */
  readonly isSettling: (operator: string, timeMs: number) => boolean;
  /** How far the share of cash at a parking site has moved; 0: not at all. */
  readonly cashShareShift: (site: string, timeMs: number) => number;
  /** The share of payments without cash that fail at a parking site beside those that do on any day. */
  readonly failedPaymentShare: (site: string, timeMs: number) => number;
  /** Whether a feed (named in `feeds.ts`) sends nothing. The sending sees to it: what happens, happens all the same. */
  readonly isFeedSilent: (feed: string, timeMs: number) => boolean;
  /** How far an asset’s clock is ahead; the sending writes it into the times. */
  readonly clockSkewMs: (asset: string, timeMs: number) => number;
  /** The share of the established staff of a point or branch that is there; 1: all. */
  readonly staffShare: (point: string, timeMs: number) => number;
  /** Whether it rains; a simulation adds the weather of its seed. */
  readonly rain: (timeMs: number) => boolean;
  /** Schools rest on a civil day beside those of the city's calendar. */
  readonly isSchoolHoliday: (day: string) => boolean;
  /** Called, at its time on the agenda, whenever an answer has changed. */
  readonly onChange: (listener: () => void) => void;
};

/** Nothing out of the ordinary. */
export const noEffects: Effects = {
  isPowered: () => true,
  isLinkUp: () => true,
  slowness: () => 1,
  behindMs: () => 0,
  isBroken: () => false,
  handOverShare: () => 0,
  callRate: () => 1,
  callTopic: () => undefined,
  agencySlowness: () => 1,
  isSettling: () => true,
  cashShareShift: () => 0,
  failedPaymentShare: () => 0,
  isFeedSilent: () => false,
  clockSkewMs: () => 0,
  staffShare: () => 1,
  rain: () => false,
  isSchoolHoliday: () => false,
  onChange: () => undefined,
};
