import { parseArgs } from 'node:util';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { placeOf } from '#shared/rules/condition.ts';
import { formatTable } from '../../office/format-table.ts';
import { readRules } from '../../rules/read-rules.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Check the rules of a city, or a file of rules, and list them';
export const usage = `[CITY|FILE.yaml] [--language vi|en] [--json]
  Without a name: the rules of VONGLAU_CITY (hanoi). Tells every mistake with its line, and ends with 1 if there is any.`;

/** Checks the rules; 0: nothing is wrong. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, language: { type: 'string', default: 'vi' } },
    allowPositionals: true,
  });
  const [named = io.env.VONGLAU_CITY ?? 'hanoi'] = positionals;
  const { language } = values;
  if (language !== 'vi' && language !== 'en') throw new Error('--language is vi or en');
  if (positionals.length > 1) throw new Error('name one city or one file of rules');
  const { path, rules, problems } = await readRules(named);
  if (values.json)
    io.stdout.write(`${JSON.stringify({ path, ok: problems.length === 0, problems, rules }, null, 2)}\n`);
  else if (problems.length > 0) {
    const lines = problems.map((problem) => `${describeProblem(problem, language)}\n`).join('');
    io.stdout.write(`${lines}${path}: ${problems.length} ${language === 'vi' ? 'lỗi' : 'mistakes'}\n`);
  } else {
    const rows = rules.map((rule) => [
      ...[rule.priority, rule.id, rule.name[language], rule.when.kind, placeOf(rule.when)],
      `${rule.forS} s`,
    ]);
    io.stdout.write(formatTable(['PRIORITY', 'RULE', 'NAME', 'ASKS', 'OF EACH', 'FOR'], rows));
    io.stdout.write(`${path}: ${rules.length} rules\n`);
  }
  return problems.length === 0 ? 0 : 1;
}
