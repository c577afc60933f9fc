/** A sender's key as its pages show it. */
export type KeyView = {
  readonly kid: string;
  readonly source: string;
  readonly world: string;
  readonly kinds: readonly string[];
  readonly assets: readonly string[];
  readonly ratePerS: number;
  readonly allowanceD: number;
  readonly notBefore: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
};
