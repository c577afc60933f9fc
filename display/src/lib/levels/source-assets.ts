/** Whether a key's patterns name an asset: codes, or beginnings with `*`. */
export function isNamed(code: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code));
}

const mostAssetHours = 3_000;

/** How many hours of a source can be counted at so many assets: a day, or less where they are many. */
export function hoursCounted(assets: number): number {
  return Math.max(1, Math.min(24, Math.floor(mostAssetHours / Math.max(1, assets))));
}
