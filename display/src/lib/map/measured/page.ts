import { GeoJSONSource } from 'maplibre-gl';
import type { CityAsset, CityView } from '../../city/city-view.ts';
import type { AssetState } from '../../feed/asset-state.ts';
import type { MapColours } from '../map-colours.ts';
import { WallMap, type WallMapOptions } from '../wall-map.ts';
import { differingChannels, type Pixels } from './differing-channels.ts';
import { madeCity } from './made-city.ts';
import { PlainMap } from './plain-map.ts';
import type { Run, Seen } from './run.ts';
import { seededRandom } from './seeded-random.ts';

type BenchPage = {
  readonly open: (run: Run) => Promise<void>;
  readonly update: () => Promise<void>;
  readonly close: () => Promise<Seen>;
};

/** How a thousand assets are, in a city where little is wrong. */
const shares: readonly (readonly [AssetState, number])[] = [
  ...([
    ['normal', 920],
    ['late', 30],
    ['stale', 20],
    ['lost', 10],
  ] as const),
  ...([
    ['fault', 10],
    ['maintenance', 5],
    ['full', 5],
  ] as const),
];
const colours: MapColours = {
  ...{ ground: '#0e1216', normal: '#a9b4bd', faint: '#7d8994', ghost: '#4a555f', high: '#ffa02b', medium: '#fff07a' },
  ...{
    info: '#4da3ff',
    area: '#1a222a',
    areaActive: '#34424f',
    areaEdge: '#2f3b46',
    water: '#344552',
    label: '#e6ebef',
  },
  shades: {
    ...{
      met: '#2f3d49',
      near: '#56646f',
      amount0: '#1f2932',
      amount1: '#36444f',
      amount2: '#566570',
      amount3: '#82909b',
    },
  },
};

let shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
}).observe({ type: 'layout-shift', buffered: true });

type Opened = {
  readonly run: Run;
  readonly city: CityView;
  readonly random: () => number;
  readonly states: Map<CityAsset, AssetState>;
  readonly map: WallMap | PlainMap;
};
let opened: Opened | undefined;
const longMs: number[] = [];

// An update that the engine merges with the next is no update: each is sent once the one before was taken in.
const taken = new Set<Promise<void>>();
for (const name of ['setData', 'updateData'] as const) {
  const send = Reflect.get(GeoJSONSource.prototype, name) as (this: GeoJSONSource, given: unknown) => Promise<void>;
  GeoJSONSource.prototype[name] = function (this: GeoJSONSource, given: unknown) {
    const sent = send.call(this, given);
    taken.add(sent);
    void sent.finally(() => taken.delete(sent));
    return sent;
  };
}

async function allTaken(): Promise<void> {
  await Promise.all(taken);
}

async function mount(
  run: Run,
  city: CityView,
  states: ReadonlyMap<CityAsset, AssetState>,
): Promise<WallMap | PlainMap> {
  const container = document.createElement('div');
  container.style.height = '100%';
  document.querySelector('#map')?.replaceChildren(container);
  const map = run.way === 'ours' ? new WallMap(city) : new PlainMap();
  map.apply({ looks: states, activeUnits: [] });
  await map.mount({
    ...{ container, city, colours, unitPx: 22, pixelRatio: 1, language: 'vi', mapboxToken: null },
    onFatal: (reason) => {
      throw new Error(reason);
    },
  } satisfies WallMapOptions);
  return map;
}

async function open(run: Run): Promise<void> {
  const random = seededRandom(1);
  const city = madeCity(run, random);
  const states = new Map(city.assets.map((asset) => [asset, drawState(random)]));
  opened = { run, city, random, states, map: await mount(run, city, states) };
  await settle(opened.map);
}

async function update(): Promise<void> {
  const { run, city, random, states, map } = must();
  const observer = new PerformanceObserver((list) => longMs.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const startMs = performance.now();
  for (let done = 0; done < run.updates; done++) {
    const looks = new Map<CityAsset, AssetState>();
    for (let change = 0; change < run.changesPerUpdate; change++) {
      const asset = city.assets[Math.floor(random() * city.assets.length)];
      if (asset) looks.set(asset, drawState(random));
    }
    for (const [asset, state] of looks) states.set(asset, state);
    map.apply({ looks, activeUnits: [] });
    await allTaken();
    await wait(Math.max(0, startMs + ((done + 1) * 1_000) / run.updatesPerS - performance.now()));
  }
  // The last of them is drawn in this second too.
  await wait(1_000);
  observer.disconnect();
}

async function close(): Promise<Seen> {
  const { run, city, states, map } = must();
  await settle(map);
  const updated = await pixelsOf(await map.snapshot());
  const fresh = await mount(run, city, states);
  await settle(fresh);
  const drawn = await pixelsOf(await fresh.snapshot());
  const { count, mostGap } = differingChannels(updated, drawn);
  return {
    longestTaskMs: Math.max(0, ...longMs),
    longTasks: longMs.length,
    layoutShift: shift,
    differingChannels: count,
    mostDiffering: mostGap,
  };
}

async function pixelsOf(blob: Blob | null): Promise<Pixels> {
  if (!blob) throw new Error('there is no map to look at');
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('this browser draws no 2D canvas');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { width: bitmap.width, channels: Int16Array.from(data) };
}

/** Until the engine has drawn what it was told: half a second without a new picture. */
async function settle(map: Opened['map']): Promise<void> {
  let last = '';
  for (;;) {
    const blob = await map.snapshot();
    const sum = await crypto.subtle.digest('SHA-1', (await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
    const digest = new Uint8Array(sum).join(' ');
    if (digest === last) return;
    last = digest;
    await wait(500);
  }
}

function drawState(random: () => number): AssetState {
  let left = random() * 1_000;
  return shares.find(([, share]) => (left -= share) < 0)?.[0] ?? 'normal';
}

function must(): Opened {
  if (!opened) throw new Error('open first');
  return opened;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

(window as unknown as { bench: BenchPage }).bench = { open, update, close };
