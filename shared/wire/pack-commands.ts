import { z } from 'zod';
import type { RegistryChange } from '../locality/registry/compare-rows.ts';
import type { KeptEdit } from '../locality/registry/plan-import.ts';
import type { PackProblem } from '../locality/pack-problem.ts';

const upload = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const parts = z.int().min(1).max(1_000);

/** office `pack.upload`: one part of a pack on its way in (see `shared/locality/files/parcel.ts`), base64. */
export const packUpload = z.strictObject({ upload, part: z.int().min(0).max(999), data: z.base64().max(400_000) });

/**
 * office `pack.diff` and `pack.import`: what taking in an uploaded pack would change, and taking it in. `effective`: the
 * first day on which it counts (today). `version`, from a diff: refuse if the registry has changed since.
 */
export const packImport = z.strictObject({
  ...{ upload, parts },
  effective: z.iso.date().optional(),
  overwriteEdits: z.boolean().default(false),
  version: z.string().optional(),
});
export type PackImport = z.input<typeof packImport>;

/** How many things of one file are added, changed and ended. */
export type ChangeCounts = { readonly added: number; readonly changed: number; readonly ended: number };

/** Answers `pack.diff` and `pack.import`. */
export type PackDiff = {
  readonly city: string;
  readonly effective: string;
  readonly version: string;
  readonly counts: Readonly<Record<string, ChangeCounts>>;
  /** As many as an answer may hold; `more` others are not shown. */
  readonly changes: readonly RegistryChange[];
  readonly more: number;
  readonly kept: readonly KeptEdit[];
  /** Why it would be refused. */
  readonly problems: readonly PackProblem[];
};
