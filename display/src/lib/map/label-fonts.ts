import latinExt from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-500-normal.woff2?url';
import latin from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-500-normal.woff2?url';
import vietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-500-normal.woff2?url';

/** The font of labels on the map, as it is called in styles and on the page. */
export const labelFont = 'Be Vietnam Pro';

/**
 * Its files by the characters they cover, most wanted first: letters with Vietnamese marks come from a file of their
 * own. Drawn in the browser, so no glyph server is asked.
 */
export const labelFontFaces = {
  [labelFont]: [
    {
      url: vietnamese,
      'unicode-range': [
        'U+0102-0103',
        'U+0110-0111',
        'U+0128-0129',
        'U+0168-0169',
        'U+01A0-01A1',
        'U+01AF-01B0',
        'U+0300-0301',
        'U+0303-0304',
        'U+0308-0309',
        'U+0323',
        'U+1EA0-1EF9',
      ],
    },
    { url: latin, 'unicode-range': ['U+0000-00FF', 'U+2000-206F'] },
    { url: latinExt, 'unicode-range': ['U+0100-02FF', 'U+1E00-1E9F'] },
  ],
};
