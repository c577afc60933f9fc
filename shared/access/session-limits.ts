/** A session unused this long has ended: longer than a shift, shorter than a day. */
export const IDLE_MS = 12 * 3_600_000;
/** A session ends this long after login whatever happens. */
export const LIFETIME_MS = 7 * 24 * 3_600_000;
/** Use is noted at most this often, so that a busy screen does not write a row per request. */
export const TOUCH_MS = 60_000;
