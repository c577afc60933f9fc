import { z } from 'zod';
import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];
const kpi = z.enum(kpiIds);
const says = z.string().trim().min(1).max(80);

/** What a wall can show beside its map. `incident` comes by itself, when there is one to follow. */
export const wallScenes = ['city', 'hotline', 'points', 'parking', 'records'] as const;
export type WallScene = (typeof wallScenes)[number];

const once = { params: { vi: 'mỗi thứ chỉ một lần', en: 'each of them once' } };
const isOnce = (list: readonly string[]): boolean => new Set(list).size === list.length;

/** A wall: how large it is and from how far it is read, what it shows, and how long. */
export const wallSettings = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  name: z.strictObject({ vi: says, en: says }),
  /** The picture's width in mm, its pixels (of no told height: nine sixteenths of the width), and the farthest place from which it is read. */
  geometry: z.strictObject({
    panelWidthMm: z.number().min(100).max(50_000),
    horizontalPx: z.int().min(640).max(30_720),
    verticalPx: z.int().min(360).max(17_280).optional(),
    maxViewM: z.number().min(0.3).max(50),
  }),
  /** In the order of their places, which never change while the wall hangs. */
  kpis: z.array(kpi).min(5).max(9).refine(isOnce, once),
  /** Shares 0 to 1; a figure that rests on less is not shown. What its formula asks holds in any case. */
  coverageFloors: z.partialRecord(kpi, z.number().min(0).max(1)).default({}),
  /** From how many minutes on a wait is no longer short, is long, and is far too long. */
  waitingMin: z
    .array(z.int().min(1).max(600))
    .length(3)
    .refine((steps) => steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0)), 'must rise')
    .default([15, 30, 45]),
  /** What takes turns beside the map, each for so many seconds; one alone stays. */
  playlist: z.strictObject({
    scenes: z.array(z.enum(wallScenes)).min(1).max(wallScenes.length).refine(isOnce, once),
    everyS: z.int().min(10).max(600),
  }),
  /** How long the map stays at a new P1; 0: it does not go there. */
  followS: z.int().min(0).max(600),
  /** When the page is opened anew each night, by the city's clock. */
  reloadAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});
export type WallSettings = z.output<typeof wallSettings>;
export type WallGeometry = WallSettings['geometry'];

/** `wall.yaml`: the walls of a city. */
export const wallsDocument = z.strictObject({
  walls: z
    .array(wallSettings)
    .min(1)
    .max(20)
    .refine((walls) => isOnce(walls.map(({ id }) => id)), once),
});

/** The wall of a city that says nothing of one: a 98-inch screen read from three metres. */
export const usualWall: WallSettings = {
  id: 'main',
  name: { vi: 'Tường chính', en: 'Main wall' },
  geometry: { panelWidthMm: 2_170, horizontalPx: 3_840, maxViewM: 3 },
  kpis: [
    ...(['on_time_share', 'full_process_share', 'satisfaction'] as const),
    ...(['wait_p90', 'hotline_answered_share', 'hotline_speed'] as const),
    ...(['kiosk_availability', 'cashless_share', 'system_uptime'] as const),
  ],
  coverageFloors: {},
  // A wait is long from where Hanoi's rule about long waits closes and opens: 30 and 45 minutes.
  waitingMin: [15, 30, 45],
  playlist: { scenes: ['city'], everyS: 25 },
  followS: 45,
  reloadAt: '03:10',
};
