import { z } from 'zod';
import type { AcceptedEvent } from './envelope.ts';

/** What an asset is; a kind of event happens at assets of these kinds only. */
export const assetKinds = ['kiosk', 'robot', 'point', 'branch', 'parking', 'hotline', 'chatbot', 'system'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** The integer unit a metric's sum, min and max are held in. */
export type MetricUnit = 'count' | 'ms' | 'vnd' | 'person' | 'person_ms' | 'space' | 'space_ms' | 'ms_s' | 'score';

/**
 * How a metric is rolled up. Every metric has a row for the city and one for the unit; `perAsset` adds one for the
 * asset, each key in `dims` one for that value of the event's data (for the city and for the unit); the asset's and the
 * unit's labelled rows are kept by hour and day, the others by the minute too. `histogram` keeps the distribution beside the city's and the unit's row, labels left out.
 */
export type MetricSpec = {
  readonly unit: MetricUnit;
  readonly perAsset?: true;
  readonly dims?: readonly string[];
  readonly histogram?: true;
};

/** One value an event adds to a metric, an integer in the metric's unit. */
export type Measurement = { readonly metric: string; readonly value: number };

/** A value the fold can hold: small, flat, free of personal data. */
export type FactValue = Readonly<Record<string, string | number | boolean | null>>;

/**
 * What an event says about its asset's present state. `set` replaces a last-known value (the greatest time, sequence
 * and id win); `open` and `close` bracket an item (a ticket, a call, a fault, a stay) whose key is unique in its asset.
 */
export type Fact =
  | { readonly set: string; readonly value: FactValue }
  | { readonly open: string; readonly key: string; readonly value: FactValue }
  | { readonly close: string; readonly key: string };

/** One type of event (`<kind>.<what>`): its data, what is personal in it, what it counts and what it says of state. */
export type EventType = {
  readonly data: z.ZodType<Record<string, unknown>>;
  /** Fields of `data` that the door replaces by keyed hashes. */
  readonly personal: readonly string[];
  readonly metrics: Readonly<Record<string, MetricSpec>>;
  readonly measure: (event: AcceptedEvent) => readonly Measurement[];
  readonly facts: (event: AcceptedEvent) => readonly Fact[];
};

/** A kind of event: where it happens and its types, keyed by full type name. */
export type EventKind = {
  readonly kind: string;
  readonly assetKinds: readonly AssetKind[];
  /** How long an asset of this kind may stay quiet before its state counts as late, in seconds; null: no promise. */
  readonly expectedIntervalS: number | null;
  /**
   * Each sort of item it opens, and for how many civil days after its own one may stay open: what is not closed by then
   * was closed by an event that was lost, and lapses.
   */
  readonly openDays?: Readonly<Record<string, number>>;
  readonly types: Readonly<Record<string, EventType>>;
};

type TypeDeclaration<Shape extends z.ZodRawShape> = {
  data: z.ZodObject<Shape>;
  personal?: readonly (keyof Shape & string)[];
  metrics?: Readonly<Record<string, MetricSpec>>;
  measure?: (data: z.output<z.ZodObject<Shape>>) => readonly Measurement[];
  facts?: (data: z.output<z.ZodObject<Shape>>) => readonly Fact[];
};

/**
 * Declares one type of event. `measure` and `facts` see the parsed data with its own type; they must be pure and total,
 * because the writer, the fold, a replay and a recount all run them and must agree.
 */
export function defineType<Shape extends z.ZodRawShape>(declaration: TypeDeclaration<Shape>): EventType {
  type Data = z.output<z.ZodObject<Shape>>;
  const { measure, facts } = declaration;
  return {
    data: declaration.data,
    personal: declaration.personal ?? [],
    metrics: declaration.metrics ?? {},
    measure: measure ? (event) => measure(event.data as Data) : () => [],
    facts: facts ? (event) => facts(event.data as Data) : () => [],
  };
}

/** A kind whose type names the compiler knows, so that what must cover them all (words, marks) is checked. */
type NamedKind<Kind extends string, What extends string> = Omit<EventKind, 'types'> & {
  readonly types: Readonly<Record<`${Kind}.${What | 'voided'}`, EventType>>;
};

/** Declares a kind. Each gains `<kind>.voided {id, reason}`, which withdraws the event of that id from the same source. */
export function defineKind<const Kind extends string, What extends string>(
  declaration: Omit<EventKind, 'kind' | 'types'> & { kind: Kind; types: Record<What, EventType> },
): NamedKind<Kind, What> {
  const types: Record<string, EventType> = { [`${declaration.kind}.voided`]: voidedType };
  for (const [what, type] of Object.entries<EventType>(declaration.types)) types[`${declaration.kind}.${what}`] = type;
  return { ...declaration, types: types as NamedKind<Kind, What>['types'] };
}

/** Data of `<kind>.voided`: the withdrawn event's id (same source, same asset) and why. */
export type VoidedData = { readonly id: string; readonly reason: string };

const voidedType = defineType({
  data: z.strictObject({ id: z.string().min(1).max(128), reason: z.string().min(1).max(200) }),
});
