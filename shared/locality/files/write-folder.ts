import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify as stringifyYaml } from 'yaml';
import { tableNames, tables, type Pack } from '../pack.ts';
import { settingsOf } from './settings-of.ts';
import { toCsv } from './to-csv.ts';

/** Writes a pack as a city's folder, over what is there of the same names; returns the paths written. */
export function writeFolder(dir: string, pack: Pack): string[] {
  const { header, alerts, rules, walls } = settingsOf(pack);
  const files: [name: string, text: string][] = [
    ['pack.yaml', stringifyYaml(header)],
    ['alerts.yaml', stringifyYaml(alerts)],
    ...(rules ? [['rules.yaml', stringifyYaml(rules)] as [string, string]] : []),
    ...(walls ? [['wall.yaml', stringifyYaml(walls)] as [string, string]] : []),
    ...tableNames
      .filter((name) => pack[name].length > 0 || !tables[name].isOptional)
      .map((name): [string, string] => [tables[name].file, toCsv(tables[name], pack[name])]),
  ];
  mkdirSync(dir, { recursive: true });
  return files.map(([name, text]) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  });
}
