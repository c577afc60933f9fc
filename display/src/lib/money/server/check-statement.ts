import { sendStatement, type AskOffice } from '#shared/money/statement/send-statement.ts';
import { statementBytes } from '#shared/money/statement/read-statement.ts';
import { readCommandKey } from '#shared/service/command-key.ts';
import { listMappings } from '#shared/store/money-mappings.ts';
import type { Form } from '../../admin/server/form.ts';
import { askOwner } from '../../server/ask-owner.ts';
import { resources } from '../../server/resources.ts';
import type { StatementChecked } from '../statement-checked.ts';
import { runStatement } from './run-statement.ts';

const shownProblems = 500;

/** Reads a sent statement, keeps nothing personal of it, and asks the office what taking it in would change. Nothing is changed. */
export async function checkStatement(
  form: Form,
  { actor, world }: { actor: string; world: string },
): Promise<StatementChecked> {
  const sent = form.file('file');
  // A bank puts account numbers into names of files: it is told back, and kept nowhere.
  const file = sent?.name ?? '';
  if (!sent) return { file, fault: 'no-file', detail: '' };
  if (sent.size > statementBytes) return { file, fault: 'too-large', detail: '' };
  const { pool, config } = resources();
  const mapping = (await listMappings(pool)).find((row) => row.mapping.code === form.text('mapping'))?.mapping;
  if (!mapping) return { file, fault: 'no-mapping', detail: '' };
  const key = readCommandKey(config.VONGLAU_DATA);
  const bytes = new Uint8Array(await sent.arrayBuffer());
  const read = await runStatement({ bytes, mapping, key });
  const { problems, skipped } = read;
  if (problems.length > 0) return { file, problems: problems.slice(0, shownProblems), total: problems.length };
  const ask: AskOffice = (verb, body) => askOwner('office', verb, { actor, body });
  const { asked, answer } = await sendStatement(ask, read, { mapping: mapping.code, world });
  if (!answer.ok) {
    return { file, fault: answer.code === 'unavailable' ? 'unavailable' : 'refused', detail: answer.message };
  }
  const { problems: found } = answer.value;
  if (found.length > 0) return { file, problems: found, total: found.length };
  return { file, checked: answer.value, skipped, asked };
}
