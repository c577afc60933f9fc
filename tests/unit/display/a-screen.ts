import type { CityAsset } from '../../../display/src/lib/city/city-view.ts';
import { applyMessage } from '../../../display/src/lib/feed/apply-message.ts';
import { emptyScreenState, type ScreenState } from '../../../display/src/lib/feed/screen-state.ts';
import type { WallMoment } from '../../../display/src/lib/panels/wall-moment.ts';
import type { AssetKind } from '../../../shared/events/kind.ts';
import type { CountRow } from '../../../shared/wire/counts.ts';
import type { AssetView } from '../../../shared/wire/push.ts';

const day = '2026-11-23';
export const dayStartMs = Date.parse('2026-11-22T17:00:00Z');
export const nowMs = Date.parse('2026-11-23T02:00:00Z');

/** An asset as the feed shows it, last seen `ageS` seconds before `nowMs`. */
export function aView(asset: string, ageS: number, known: Partial<AssetView> = {}): AssetView {
  const seen = new Date(nowMs - ageS * 1000).toISOString();
  return { asset, unit: '00004', seen, pulse: seen, fields: {}, open: {}, ...known };
}

/** Assets of a kind by their codes. */
export function someAssets(kind: AssetKind, ...codes: string[]): CityAsset[] {
  return codes.map((code) => ({ code, kind, unit: '00004', lon: 105.8, lat: 21, placeholder: true }));
}

/** A row of today's for the whole city. */
export function aRow(metric: string, n: number, sum = n, dim = ''): CountRow {
  return ['day', day, '', '', metric, dim, n, sum, 0, sum];
}

/** A screen that got one snapshot of each topic. */
export function aScreen(assets: readonly AssetView[] = [], rows: readonly CountRow[] = []): ScreenState {
  const state = emptyScreenState();
  applyMessage(state, { type: 'snapshot', topic: 'state', epoch: 'e', offset: 10, assets, recent: [] });
  applyMessage(state, { type: 'snapshot', topic: 'counts', epoch: 'c', offset: 5, day, rows });
  return state;
}

/** What panels are worked out from, at `nowMs`. */
export function aMoment(state: ScreenState, change: Partial<WallMoment> = {}): WallMoment {
  const intervalS = {
    kiosk: 60,
    point: 300,
    branch: 300,
    parking: 3600,
    hotline: null,
    robot: 60,
    chatbot: null,
    system: 60,
  };
  return { state, nowMs, today: day, dayStartMs, countsAgeS: 1, intervalS, ...change };
}
