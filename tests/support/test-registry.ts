import { hash } from 'node:crypto';
import { sentKinds } from '#shared/docs/event-schema.ts';
import type { AssetRow, SenderKey } from '#shared/wire/registry.ts';

const secret = 'S'.repeat(43);

/** The token of a key made by `aKey`. */
export function tokenOf(kid: string): string {
  return `vl_${kid}_${secret}`;
}

/** A key that may send every kind for every asset into `live`, with whatever the test cares about laid over it. */
export function aKey(kid: string, over: Partial<SenderKey> = {}): SenderKey {
  return {
    kid,
    secretHash: hash('sha256', secret),
    source: 'urn:test:source',
    world: 'live',
    kinds: [...sentKinds()],
    assets: ['*'],
    ratePerS: 1_000_000,
    allowanceD: 35,
    notBefore: '2020-01-01T00:00:00Z',
    expiresAt: '2100-01-01T00:00:00Z',
    revokedAt: null,
    ...over,
  };
}

/** An asset in one unit since 2000. */
export function anAsset(code: string, kind: AssetRow['kind'], over: Partial<AssetRow> = {}): AssetRow {
  return { code, kind, unit: '00004', from: '2000-01-01T00:00:00Z', to: null, ...over };
}

/** One asset of each kind that tests send for. */
export const someAssets: readonly AssetRow[] = [
  anAsset('K001', 'kiosk'),
  anAsset('P00004', 'point'),
  anAsset('B001', 'parking'),
  anAsset('H19001009', 'hotline'),
  anAsset('T1', 'chatbot'),
  anAsset('S-PORTAL', 'system'),
  anAsset('S-TRUCVB', 'system'),
];

/** A heartbeat as a sender writes it, of this moment unless the test says otherwise. */
export function aHeartbeat(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'e1',
    source: 'urn:test:source',
    type: 'kiosk.heartbeat',
    time: new Date().toISOString(),
    asset: 'K001',
    data: { healthy: true, coversS: 60 },
    ...over,
  };
}
