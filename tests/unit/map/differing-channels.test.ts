import { expect, it } from 'vitest';
import { differingChannels, type Pixels } from '../../../display/src/lib/map/measured/differing-channels.ts';

const [ground, blue, yellow] = [
  [14, 18, 22, 255],
  [77, 163, 255, 255],
  [255, 240, 122, 255],
] as const;

/** Twelve by twelve pixels of ground with a mark of four by four. */
function picture(mark: readonly number[], top = 4): Pixels {
  const isMark = (at: number): boolean => at % 12 >= 4 && at % 12 < 8 && at / 12 >= top && at / 12 < top + 4;
  const pixels = Array.from({ length: 144 }, (_, at) => (isMark(at) ? mark : ground));
  return { width: 12, channels: Int16Array.from(pixels.flat()) };
}

it('a mark that was rounded to the next row is the same', () => {
  expect(differingChannels(picture(blue), picture(blue, 5)).count).toBe(0);
});

it('a mark in another tone, two rows away, or not there is seen', () => {
  expect(differingChannels(picture(blue), picture(yellow)).count).toBeGreaterThan(0);
  expect(differingChannels(picture(blue), picture(blue, 6)).count).toBeGreaterThan(0);
  expect(differingChannels(picture(blue), picture(ground)).count).toBeGreaterThan(0);
  expect(differingChannels(picture(ground), picture(blue)).count).toBeGreaterThan(0);
});
