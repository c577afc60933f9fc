import { parseArgs } from 'node:util';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import { readBriefId, withDatabase } from '../../brief/connect-briefs.ts';
import { describeProof } from '../../brief/describe-proof.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Work a brief out again from its raw events up to its cut, and compare it with what was issued';
export const usage = `ID [--json]
  exit code 1 when it is not the same, or was changed in the database; when raw events it needs are gone (RETENTION_D), or an
  earlier program wrote it, it is held against its hash alone, and that is said`;

const options = { json: { type: 'boolean', default: false } } as const;

/** Proves it on the running system's database; changes nothing there. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const id = readBriefId(positionals);
  const onProgress = (done: number, total: number): void => {
    if (!values.json && done % 24 === 0) io.stderr.write(`${done} of ${total} hours counted again\n`);
  };
  const proof = await withDatabase(io, (client) => verifyBrief(client, id, onProgress));
  io.stdout.write(values.json ? `${JSON.stringify(proof, null, 2)}\n` : `${describeProof(proof).join('\n')}\n`);
  return proof.isSame !== false && proof.isUntouched ? 0 : 1;
}
