import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { greyShades, shadeOpacity } from '../../../display/src/lib/map/shades.ts';
import { contrastOf, distanceOf, mix, toLab, visions } from './colours.ts';

/** The custom properties that are plain colours, as the stylesheet has them. */
function tokensOf(file: string, selector: string): Readonly<Record<string, string>> {
  const css = readFileSync(file, 'utf8');
  const block = css.slice(css.indexOf(selector));
  const tokens = block.slice(0, block.indexOf('}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return Object.fromEntries([...tokens].map(([, name = '', colour = '']) => [name, colour]));
}

const themes = ['.as-on-wall {', '.as-on-wall.light {'] as const;
const pick = (tokens: Readonly<Record<string, string>>, ...names: string[]) =>
  names.map((name) => {
    const colour = tokens[name];
    if (colour === undefined) throw new Error(`there is no --${name}`);
    return { name, colour };
  });

test('the measures are those of the standard’s own examples', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(distanceOf([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(distanceOf([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
  expect(distanceOf([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619])).toBeCloseTo(2.0373, 4);
});

describe.each(themes)('the wall’s colours, %s', (selector) => {
  const wall = tokensOf('display/src/lib/wall.css', selector);
  const grounds = pick(wall, 'ground', 'panel');

  test.each(pick(wall, 'text', 'normal', 'faint', 'critical', 'high', 'medium', 'info'))(
    '--$name is read on every ground',
    ({ colour }) => {
      for (const ground of grounds) expect(contrastOf(colour, ground.colour)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(Object.keys(visions) as (keyof typeof visions)[])(
    'no two that mean something look alike with %s',
    (vision) => {
      const hues = pick(wall, 'critical', 'high', 'medium', 'info', 'normal');
      const pairs = hues.flatMap((one, at) => hues.slice(at + 1).map((other) => [one, other] as const));
      const near = pairs
        .map(([one, other]) => ({
          pair: `${one.name} ${other.name}`,
          distance: distanceOf(toLab(one.colour, vision), toLab(other.colour, vision)),
        }))
        .filter(({ distance }) => distance < 10);
      expect(near).toEqual([]);
    },
  );

  test('there are four that mean something, and grey', () => {
    const isGrey = (hex: string): boolean => {
      const [, a, b] = toLab(hex, 'full');
      return Math.hypot(a, b) < 12;
    };
    const hues = Object.entries(wall).filter(([, colour]) => !isGrey(colour));
    expect(hues.map(([name]) => name).sort()).toEqual(['critical', 'high', 'info', 'medium']);
  });

  test('names are read on every grey an area can have', () => {
    const { area = '', text = '' } = wall;
    const greys = Object.entries(wall).filter(([name]) => name.startsWith('shade-'));
    expect(greys.map(([name]) => name)).toEqual(greyShades.map((name) => `shade-${name}`));
    for (const [name, grey] of greys)
      expect(contrastOf(mix(area, grey, shadeOpacity), text), name).toBeGreaterThan(4.5);
  });

  test('a greater amount is further from the ground', () => {
    const { ground = '' } = wall;
    const steps = [0, 1, 2, 3].map((step) => contrastOf(wall[`shade-amount${step}`] ?? '', ground));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps).size).toBe(4);
  });
});

test('a page read at a desk is read, too', () => {
  const office = tokensOf('display/src/lib/office.css', '.office {');
  const grounds = pick(office, 'ground', 'panel');
  for (const { name, colour } of pick(office, 'text', 'normal', 'faint', 'info', 'high', 'critical')) {
    for (const ground of grounds) expect(contrastOf(colour, ground.colour), name).toBeGreaterThanOrEqual(4.5);
  }
});
