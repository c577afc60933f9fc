import type { FoundKey } from '#shared/store/find-sender-keys.ts';
import type { KeyView } from '../key-view.ts';

/** A key from the registry, ready to be shown. */
export function toKeyView({ notBefore, expiresAt, revokedAt, ...rest }: FoundKey): KeyView {
  return {
    ...rest,
    notBefore: notBefore.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
