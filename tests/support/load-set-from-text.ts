import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPack } from '#shared/locality/load-pack.ts';
import { loadMapping } from '../../ingest/senders/file/load-mapping.ts';
import { loadSet, type LoadedSet } from '../../ingest/senders/file/load-set.ts';

/** Maps a file given as text, by a mapping given as text, onto the city of six units. Other files lie beside it. */
export async function loadSetFromText(
  mapping: string,
  file: string,
  others: Record<string, string> = {},
): Promise<LoadedSet> {
  const dir = mkdtempSync(join(tmpdir(), 'vonglau-set-'));
  try {
    for (const [name, text] of Object.entries({ ...others, 'mapping.yaml': mapping, 'set.csv': file })) {
      writeFileSync(join(dir, name), text);
    }
    return await loadSet(
      loadMapping(join(dir, 'mapping.yaml')),
      join(dir, 'set.csv'),
      loadPack('tests/support/cities/six-unit'),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
