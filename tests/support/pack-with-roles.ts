import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** At Hoàn Kiếm every role is told, at Cửa Nam own officers alone; volunteers came for a summer. */
const establishment = `point,role,people,valid_from,valid_to,campaign,source,placeholder
P00070,officer,11,2025-07-01,,,,
P00070,transferred,3,2025-07-01,,,,
P00070,lawyer,2,2025-07-01,,,,
P00070,volunteer,4,2026-06-01,2026-09-01,Mùa hè xanh,,
P00082,officer,5,2025-07-01,,,,
`;

/** The six-unit city with an establishment by role, in a folder of its own. */
export async function makePackWithRoles(): Promise<{ packDir: string; remove: () => Promise<void> }> {
  const packDir = await mkdtemp(join(tmpdir(), 'vonglau-pack-'));
  await cp(join(import.meta.dirname, 'cities/six-unit'), packDir, { recursive: true });
  await writeFile(join(packDir, 'establishment.csv'), establishment);
  return { packDir, remove: () => rm(packDir, { recursive: true, force: true }) };
}
