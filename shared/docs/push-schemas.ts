import { z } from 'zod';
import type { CountRow } from '../wire/counts.ts';
import {
  pushProtocol,
  pushTopics,
  type AssetView,
  type ClientMessage,
  type RecentEvent,
  type ServerMessage,
} from '../wire/push.ts';
import { alertView, incidentView } from './duty-schemas.ts';

const place = z.int().min(0);
const instant = z.iso.datetime();
const factValue = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const assetView = z.strictObject({
  asset: z.string(),
  unit: z.string(),
  seen: instant.describe('Time of its newest event of any type'),
  pulse: instant.nullable().describe('Time of its newest event of a kind that promises an interval'),
  fields: z
    .record(z.string(), z.strictObject({ value: factValue, time: instant }))
    .describe('Last-known values and when they held'),
  open: z
    .record(
      z.string(),
      z.strictObject({
        count: place,
        due: z.array(z.tuple([instant, place])).exactOptional(),
        items: z.array(z.strictObject({ key: z.string(), since: instant, value: factValue })),
      }),
    )
    .describe('Open items of each sort; items holds the oldest few, due the earliest due times where there are more'),
}) satisfies z.ZodType<AssetView>;

const recentEvent = z.strictObject({
  type: z.string(),
  time: instant,
  asset: z.string(),
  unit: z.string(),
}) satisfies z.ZodType<RecentEvent>;

const countRow = z
  .tuple([
    z.enum(['minute', 'hour', 'day']),
    ...([z.string(), z.string(), z.string(), z.string(), z.string()] as const),
    ...([z.number(), z.number(), z.number(), z.number()] as const),
  ])
  .describe(
    'grain, bucket, unit, scope, metric, dim, n, sum, min, max; absolute as after a commit',
  ) satisfies z.ZodType<CountRow>;

const snapshot = { type: z.literal('snapshot'), epoch: z.string(), offset: place };
const delta = {
  type: z.literal('delta'),
  epoch: z.string(),
  from: place.describe('Apply only when epoch and from equal what you hold'),
  to: place,
};
const state = { topic: z.literal('state'), assets: z.array(assetView), recent: z.array(recentEvent) };
const counts = { topic: z.literal('counts'), rows: z.array(countRow) };
const alerts = { topic: z.literal('alerts'), alerts: z.array(alertView), incidents: z.array(incidentView) };

/** What the server sends on `/live`, by the name of the message. */
export const serverMessages = {
  hello: z.strictObject({
    type: z.literal('hello'),
    protocol: z.literal(pushProtocol),
    city: z.string(),
    world: z.string(),
    timeZone: z.string(),
  }),
  stateSnapshot: z.strictObject({ ...snapshot, ...state }),
  countsSnapshot: z.strictObject({ ...snapshot, ...counts, day: z.iso.date().describe('Civil day of the world') }),
  stateDelta: z.strictObject({
    ...delta,
    ...state,
    receivedMs: z.record(z.string(), z.number()).exactOptional().describe('Only with probe=1'),
  }),
  countsDelta: z.strictObject({ ...delta, ...counts }),
  alertsSnapshot: z.strictObject({ ...snapshot, ...alerts }),
  alertsDelta: z.strictObject({ ...delta, ...alerts }),
  tick: z.strictObject({
    type: z.literal('tick'),
    realTime: instant,
    worldTime: instant.nullable(),
    speed: z.number(),
    stateOffset: place,
    countsAgeS: z.number().nullable(),
    dutyAgeS: z.number().nullable(),
  }),
} satisfies Readonly<Record<string, z.ZodType<ServerMessage>>>;

/** What a screen sends. */
export const resyncMessage = z.strictObject({
  type: z.literal('resync'),
  topic: z.enum(pushTopics),
}) satisfies z.ZodType<ClientMessage>;
