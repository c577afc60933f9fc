import type { AssetKind } from '#shared/events/kind.ts';

/** What an asset is, as a filled path in a box of 24 by 24; told apart at ten pixels. */
export const kindGlyphs: Readonly<Record<AssetKind, string>> = {
  kiosk: 'M6 3h12v11H6zM10.5 14h3v4H17v3H7v-3h3.5z',
  point: 'M12 3 3 11h3v10h12V11h3z',
  branch: 'M12 3 3 9v2h18V9zM5 12h3v6H5zM10.5 12h3v6h-3zM16 12h3v6h-3zM3 19h18v2H3z',
  robot: 'M11 1h2v4h6v9H5V5h6zM8 8v3h2V8zM14 8v3h2V8zM7 16h10v5H7z',
  chatbot: 'M3 4h18v12h-9l-5 5v-5H3zM7 8v4h2V8zM15 8v4h2V8z',
  system: 'M4 3h16v7H4zM4 13h16v8H4zM6 5v3h3V5zM6 15v3h3v-3z',
  parking: 'M6 3h8a5.5 5.5 0 0 1 0 11h-4v7H6zM10 6.5v4h3.5a2 2 0 0 0 0-4z',
  hotline: 'M6 2h4l2 6-2.5 2a12 12 0 0 0 4.5 4.5l2-2.5 6 2v4a3 3 0 0 1-3 3A17 17 0 0 1 3 5a3 3 0 0 1 3-3z',
};

/** A spanner: at work on it, nothing is wrong. */
export const spanner = 'M20 6.5 16.5 10 14 7.5 17.5 4A6 6 0 0 0 9.5 11.5L3 18l3 3 6.5-6.5A6 6 0 0 0 20 6.5z';
