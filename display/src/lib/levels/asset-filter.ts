import { assetKinds, type AssetKind } from '#shared/events/kind.ts';
import { assetStates } from '../feed/asset-state.ts';
import type { AssetLine, SeenState } from './asset-line.ts';

/** Which assets of a list are asked for; '' is any. */
export type AssetFilter = { readonly kind: AssetKind | ''; readonly unit: string; readonly state: SeenState | '' };

export const seenStates: readonly SeenState[] = [...assetStates, 'unread'];

/** Reads the filter of an address; what is none of these is any. `own`: the one unit that the reader may see. */
export function readAssetFilter(query: URLSearchParams, own: string | null): AssetFilter {
  const [kind, state] = [query.get('kind') ?? '', query.get('state') ?? ''];
  return {
    kind: assetKinds.find((one) => one === kind) ?? '',
    state: seenStates.find((one) => one === state) ?? '',
    unit: own ?? (query.get('unit') ?? '').slice(0, 40),
  };
}

/** Whether an asset is asked for. */
export function isAsked(line: Pick<AssetLine, 'kind' | 'unit' | 'state'>, { kind, unit, state }: AssetFilter): boolean {
  return (
    (kind === '' || line.kind === kind) && (unit === '' || line.unit === unit) && (state === '' || line.state === state)
  );
}
