import { z } from 'zod';

/** ingest `key.uses`: when each key was last used. */
export const keyUsesAsked = z.strictObject({});

/** What the door has seen since it was opened at `since`; a key that is not named was not used since then. */
export type KeyUses = { readonly since: string; readonly lastUsedAt: Readonly<Record<string, string>> };
