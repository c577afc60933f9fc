import { z } from 'zod';

/** ingest `quarantine.list`: the newest refused events that are still kept; of one key only, and with their content, if asked. */
export const quarantineList = z.strictObject({
  limit: z.int().min(1).max(1_000).default(100),
  kid: z.string().min(1).max(64).optional(),
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

/** ingest `quarantine.replay`: sends one or all through the door again; what is accepted leaves quarantine. */
export const quarantineReplay = z.union([
  z.strictObject({ id: z.string().min(1).max(64) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type QuarantineReplayed = {
  readonly accepted: number;
  readonly refused: number;
  /** The first hundred that were refused again, and why. */
  readonly items: readonly { readonly id: string; readonly reason: string }[];
};
