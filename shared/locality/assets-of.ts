import type { AssetKind } from '../events/kind.ts';
import { civilCalendar } from '../time/civil-day.ts';
import type { AssetRow } from '../wire/registry.ts';
import type { Pack } from './pack.ts';

/** The registry's rows of a pack's assets, in force from the first civil day of its units and without end. */
export function assetsOf(pack: Pack): AssetRow[] {
  const from = new Date(civilCalendar(pack.timeZone).startOf(pack.unitsSince)).toISOString();
  const toRows = (kind: AssetKind, assets: readonly { code: string; unit: string }[]): AssetRow[] =>
    assets.map(({ code, unit }) => ({ code, kind, unit, from, to: null }));
  return [
    ...toRows('point', pack.points),
    ...toRows('kiosk', pack.kiosks),
    ...toRows('parking', pack.parking),
    ...toRows('hotline', [{ code: pack.hotline.asset, unit: pack.hotline.unit }]),
  ];
}
