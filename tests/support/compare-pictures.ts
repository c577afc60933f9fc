import type { Browser } from 'playwright-core';

/** How far two channels of a point may be apart before it counts as another: letters are smoothed a little differently. */
const channelApart = 48;

const compare = `async (sources, apart) => {
  const [a, b] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 1;
  let different = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) > apart)) different++;
  }
  return different / (a.data.length / 4);
}`;

/**
 * Which share of the points of two PNG pictures differ, by more than `apart` in a channel; 1 where their sizes do. Drawn and
 * compared by a browser.
 */
export async function shareOfDifference(
  browser: Browser,
  one: Buffer,
  other: Buffer,
  apart = channelApart,
): Promise<number> {
  const page = await browser.newPage();
  try {
    const sources = [one, other].map((png) => `data:image/png;base64,${png.toString('base64')}`);
    return await page.evaluate<number>(`(${compare})(${JSON.stringify(sources)}, ${String(apart)})`);
  } finally {
    await page.close();
  }
}
