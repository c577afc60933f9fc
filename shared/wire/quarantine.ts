import { z } from 'zod';

/**
 * ingest `quarantine.list`: the newest refused events that are still kept, after the first `skip`; of one key or one problem
 * only, and with their content, if asked.
 */
export const quarantineList = z.strictObject({
  limit: z.int().min(1).max(1_000).default(100),
  skip: z.int().min(0).default(0),
  kid: z.string().min(1).max(64).optional(),
  problem: z.string().min(1).max(64).optional(),
  withContent: z.boolean().default(false),
});
export type QuarantineAsked = z.output<typeof quarantineList>;

/** A refused event without what its sender wrote; `path` is the field at fault. */
export type QuarantineItem = {
  readonly id: string;
  readonly at: string;
  readonly kid: string;
  readonly world: string;
  readonly problem: string;
  readonly path?: string;
  readonly reason: string;
  readonly type?: string;
};
/** `event` is the masked content, where it was asked for. */
export type QuarantineListed = {
  readonly total: number;
  readonly items: readonly (QuarantineItem & { readonly event?: unknown })[];
};

/** ingest `quarantine.show`: one refused event, its content masked. */
export const quarantineShow = z.strictObject({ id: z.string().min(1).max(64) });
export type QuarantineShown = QuarantineItem & { readonly event: unknown };

/** ingest `quarantine.groups`: how many are kept, by key and problem. */
export const quarantineGroups = z.strictObject({});
export type QuarantineGroup = {
  readonly kid: string;
  readonly source: string;
  readonly world: string;
  readonly problem: string;
  readonly count: number;
  /** Fields at fault and types of events, the most frequent first, at most five of each. */
  readonly paths: readonly string[];
  readonly types: readonly string[];
  readonly oldest: string;
  readonly newest: string;
};
/** The greatest first. */
export type QuarantineGrouped = { readonly total: number; readonly groups: readonly QuarantineGroup[] };

/**
 * ingest `quarantine.replay`: sends one, all, or a portion of those of one key and problem through the door again; what is
 * accepted leaves quarantine. A portion begins at the place `from` and never takes what was kept after the first portion.
 */
export const quarantineReplay = z.union([
  z.strictObject({ id: z.string().min(1).max(64) }),
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({
    kid: z.string().min(1).max(64),
    problem: z.string().min(1).max(64),
    from: z.int().min(0).default(0),
    upTo: z.int().min(0).optional(),
    limit: z.int().min(1).max(1_000).default(200),
  }),
]);
export type QuarantineReplayAsked = z.output<typeof quarantineReplay>;
export type QuarantineReplayed = {
  readonly accepted: number;
  readonly refused: number;
  /** Where the next portion begins and up to where there may be any; not given when there is none. */
  readonly next?: { readonly from: number; readonly upTo: number };
  /** The first hundred that were refused again, and why. */
  readonly items: readonly { readonly id: string; readonly reason: string }[];
};
