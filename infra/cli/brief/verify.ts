import { parseArgs } from 'node:util';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import { readBriefId, withDatabase } from '../../brief/connect-briefs.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Work a brief out again from its raw events up to its cut, and compare it with what was issued';
export const usage = `ID [--json]
  exit code 1 when it is not the same, or was changed in the database`;

const options = { json: { type: 'boolean', default: false } } as const;

/** Proves it on the running system's database; changes nothing there. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const id = readBriefId(positionals);
  const onProgress = (done: number, total: number): void => {
    if (!values.json && done % 24 === 0) io.stderr.write(`${done} of ${total} hours counted again\n`);
  };
  const proof = await withDatabase(io, (client) => verifyBrief(client, id, onProgress));
  const { isSame, isUntouched, events, differences, changedSince } = proof;
  if (values.json) io.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  else {
    io.stdout.write(
      [
        `brief ${id}: ${events} raw events up to its cut counted again`,
        isUntouched
          ? 'its stored data is what its hash says'
          : 'ITS STORED DATA IS NOT WHAT ITS HASH SAYS: it was changed in the database',
        isSame ? 'every figure and sentence comes out the same' : `${differences.length} places come out otherwise:`,
        ...differences.map(({ where, was, is }) => `  ${where}: was ${was}, is ${is}`),
        ...(changedSince.length > 0
          ? [`incidents acted on since (told as they were then): ${changedSince.map((one) => `SC-${one}`).join(', ')}`]
          : []),
        '',
      ].join('\n'),
    );
  }
  return isSame && isUntouched ? 0 : 1;
}
