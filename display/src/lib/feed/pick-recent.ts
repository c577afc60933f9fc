import type { RecentEvent } from '#shared/wire/push.ts';

// These come by the hundred and tell the eye nothing that the figures do not.
const humdrum: readonly string[] = [
  ...[
    'kiosk.heartbeat',
    'counter.waiting',
    'parking.occupancy',
    'staff.on_duty',
    'link.checked',
    'document.exchanged',
    'clock.tick',
  ],
];

/** The newest events worth a line, newest first; the humdrum ones only where there is nothing else. */
export function pickRecent(recent: readonly RecentEvent[], most: number): readonly RecentEvent[] {
  const notable = recent.filter(({ type }) => !humdrum.includes(type));
  return (notable.length > 0 ? notable : recent).slice(0, most);
}
