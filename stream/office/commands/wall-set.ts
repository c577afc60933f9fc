import { canonicalize } from 'json-canonicalize';
import { layOver } from '#shared/kpi/ledger/lay-over.ts';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import type { WallSettings } from '#shared/locality/wall-settings.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { writeRegistryRows } from '#shared/store/write-registry-rows.ts';
import { wallSet } from '#shared/wire/wall-commands.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** `wall.set`: what a wall shows, from now on. */
export const wallSetCommand = defineCommand({
  verb: 'wall.set',
  repeat: 'once',
  needs: 'wall.set',
  body: wallSet,
  act: set,
});

async function set(wall: WallSettings, { sql, now, actor }: ActContext): Promise<Outcome> {
  await lockRegistry(sql);
  const table = registryTables.find(({ name }) => name === 'walls');
  if (!table) throw new Error('the registry has no table of walls');
  const held = (await readRegistryRows(sql, table)).filter(({ values }) => values['id'] === wall.id);
  const from = now.toISOString();
  const present = held.find((row) => row.from <= from && (row.to === null || row.to > from));
  const body = canonicalize(wall);
  const answer = { ok: true, value: { id: wall.id } } as const;
  if (present?.values['body'] === body) return { answer };
  const wanted = layOver<RegistryRow>(held, { values: { id: wall.id, body }, from, to: null, editedBy: actor });
  const isIn = (rows: readonly RegistryRow[], row: RegistryRow): boolean =>
    rows.some((one) => JSON.stringify(one) === JSON.stringify(row));
  await writeRegistryRows(sql, table, {
    remove: held.filter((row) => !isIn(wanted, row)),
    add: wanted.filter((row) => !isIn(held, row)),
  });
  const before = present ? (JSON.parse(String(present.values['body'])) as WallSettings) : null;
  return { answer, audit: { subject: `wall:${wall.id}`, detail: { before, after: wall } } };
}
