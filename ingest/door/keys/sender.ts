import type { SenderKey } from '#shared/wire/registry.ts';

/** A key made ready for checking many events: the same rights, in shapes that answer at once. */
export type Sender = {
  readonly key: SenderKey;
  readonly secretHash: Buffer;
  readonly kinds: ReadonlySet<string>;
  readonly mayUseSource: (source: string) => boolean;
  readonly maySpeakFor: (asset: string) => boolean;
};

/** Compiles a key's rights. */
export function toSender(key: SenderKey): Sender {
  const { source } = key;
  const exact = new Set(key.assets.filter((pattern) => !pattern.endsWith('*')));
  const prefixes = key.assets.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1));
  return {
    key,
    secretHash: Buffer.from(key.secretHash, 'hex'),
    kinds: new Set(key.kinds),
    mayUseSource: (sent) => liesUnder(sent, source),
    maySpeakFor: (asset) => exact.has(asset) || prefixes.some((prefix) => asset.startsWith(prefix)),
  };
}

/** Whether a source is another, or lies under it. */
export function liesUnder(sent: string, source: string): boolean {
  return sent === source || sent.startsWith(`${source}/`) || sent.startsWith(`${source}:`);
}

/** Why a key may not be used at `nowMs`; undefined when it may. */
export function findKeyFault({ key }: Sender, nowMs: number): string | undefined {
  // Not compared with this clock: it may be behind the one that wrote it, or have been set back since.
  if (key.revokedAt !== null) return 'this key was revoked';
  if (nowMs < Date.parse(key.notBefore)) return 'this key is not valid yet';
  if (nowMs >= Date.parse(key.expiresAt)) return 'this key has expired';
  return undefined;
}
