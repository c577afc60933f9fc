import { parseArgs } from 'node:util';
import { checkPack } from '#shared/locality/check-pack.ts';
import { countPack, type PackCounts } from '#shared/locality/count-pack.ts';
import { readPackFiles } from '#shared/locality/files/read-pack-files.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { formatTable } from '../../office/format-table.ts';
import { cityPath } from '../../packs/city-path.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Check a city’s folder or workbook, and count what is in it';
export const usage = `CITY|DIR|FILE.xlsx [--language vi|en] [--json]
  Tells every mistake with its file, row (the header is row 1) and column, and ends with 1 if there is any.`;

/** Checks the pack; 0: nothing is wrong. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, language: { type: 'string', default: 'vi' } },
    allowPositionals: true,
  });
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) throw new Error('name one city, folder or workbook');
  const { language } = values;
  if (language !== 'vi' && language !== 'en') throw new Error('--language is vi or en');
  const path = cityPath(named);
  const checked = checkPack(await readPackFiles(path));
  if ('problems' in checked) {
    const { problems } = checked;
    const lines = problems.map((problem) => `${describeProblem(problem, language)}\n`).join('');
    const total = language === 'vi' ? `${path}: ${problems.length} lỗi` : `${path}: ${problems.length} mistakes`;
    io.stdout.write(values.json ? toJson({ path, ok: false, problems }) : `${lines}${total}\n`);
    return 1;
  }
  const { pack } = checked;
  const counts = countPack(pack);
  io.stdout.write(
    values.json
      ? toJson({ path, ok: true, city: pack.code, counts })
      : `${pack.name.vi} (${path})\n${describeCounts(counts)}`,
  );
  return 0;
}

function describeCounts(counts: PackCounts): string {
  const rows = Object.entries(counts).map(([name, count]) => [
    name,
    typeof count === 'number'
      ? String(count)
      : Object.entries(count)
          .map((pair) => pair.join(' '))
          .join(', '),
  ]);
  return formatTable(['WHAT', 'COUNT'], rows);
}

function toJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
