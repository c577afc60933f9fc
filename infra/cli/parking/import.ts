import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hideWith } from '#shared/money/statement/hide-personal.ts';
import { describeStatementProblem } from '#shared/money/statement/problem.ts';
import { readStatement, statementBytes } from '#shared/money/statement/read-statement.ts';
import { sendStatement, type AskOffice } from '#shared/money/statement/send-statement.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { readCommandKey } from '#shared/service/command-key.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { listMappings } from '#shared/store/money-mappings.ts';
import type { StatementChecked } from '#shared/wire/money-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary =
  'Take in a bank’s statement of what parking operators transferred (.csv, .xlsx), or see what it would add';
export const usage = `FILE --mapping CODE [--world live] [--dry-run] [--json]
  --mapping  how this bank's statements are read; /parking/import shows and sets them
Whole or not at all; what is known already is not added again. Payers, accounts and words are not kept.`;

const options = {
  mapping: { type: 'string' },
  world: { type: 'string', default: 'live' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Reads the file here, keeps nothing personal of it, and sends the rest. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || values.mapping === undefined) {
    throw new Error('name one file and its --mapping');
  }
  if (statSync(file).size > statementBytes) throw new Error(`${file}: larger than ${statementBytes / 2 ** 20} MiB`);
  const mapping = await findMapping(io, values.mapping);
  const hide = hideWith(readCommandKey(readAddresses(io.env).dataDir));
  const read = await readStatement(readFileSync(file), mapping, hide);
  if (read.problems.length > 0) {
    io.stderr.write(read.problems.map((problem) => `${file} ${describeStatementProblem(problem, 'en')}\n`).join(''));
    return 1;
  }
  const ask: AskOffice = async (verb, body) => ({ ok: true, value: await askOwner('office', io, verb, body) });
  const { world } = values;
  const { asked, answer } = await sendStatement(ask, read, { mapping: mapping.code, world });
  if (!answer.ok) throw new Error(answer.message);
  let checked: StatementChecked = answer.value;
  if (!values['dry-run'] && checked.problems.length === 0) {
    checked = await askOwner('office', io, 'money.import', asked);
  }
  const told = checked.problems.map((problem) => `${file} ${describeStatementProblem(problem, 'en')}\n`).join('');
  io.stderr.write(told);
  io.stdout.write(values.json ? `${JSON.stringify(checked, null, 2)}\n` : say(checked, values['dry-run']));
  return checked.problems.length > 0 ? 1 : 0;
}

async function findMapping(io: CommandIo, code: string) {
  const pool = createPool(readAddresses(io.env).databaseUrl, 'parking', createLog('parking', 'warn'), 1);
  try {
    const all = await listMappings(pool);
    const found = all.find(({ mapping }) => mapping.code === code);
    if (found) return found.mapping;
    const names = all.map(({ mapping }) => mapping.code).join(', ');
    throw new Error(`--mapping: there is no ${code}; there are ${names === '' ? 'none yet' : names}`);
  } finally {
    await pool.end();
  }
}

function say({ lines, added, known, unknown, addedVnd, fromDay, toDay }: StatementChecked, isDry: boolean): string {
  const verb = isDry ? 'would be' : 'are';
  return `${lines} lines of ${fromDay} to ${toDay}: ${added} ${verb} new (${addedVnd} đồng, ${unknown} for nothing of ours), ${known} known\n`;
}
