import { checkPack } from '#shared/locality/check-pack.ts';
import { readPackFiles } from '#shared/locality/files/read-pack-files.ts';
import type { PackFiles } from '#shared/locality/pack-files.ts';
import { describeProblem, type Bilingual } from '#shared/locality/pack-problem.ts';
import type { CommandIo } from '../setup/command.ts';
import { cityPath } from './city-path.ts';

/** Reads a city named on the command line; where it has mistakes, tells them all and returns undefined. */
export async function readCheckedPack(
  named: string,
  { io, language }: { io: Pick<CommandIo, 'stdout'>; language: keyof Bilingual },
): Promise<{ path: string; files: PackFiles } | undefined> {
  const path = cityPath(named);
  const files = await readPackFiles(path);
  const checked = checkPack(files);
  if ('pack' in checked) return { path, files };
  const { problems } = checked;
  const lines = problems.map((problem) => `${describeProblem(problem, language)}\n`).join('');
  const total =
    language === 'vi'
      ? `${problems.length} lỗi; chưa có gì thay đổi`
      : `${problems.length} mistakes; nothing was changed`;
  io.stdout.write(`${lines}${path}: ${total}\n`);
  return undefined;
}
