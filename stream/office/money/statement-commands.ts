import { insertMoneyLines } from '#shared/store/money-lines.ts';
import { saveMapping } from '#shared/store/money-mappings.ts';
import { deleteMoneyStatement, insertMoneyStatement } from '#shared/store/money-statements.ts';
import { deletePackUpload, savePackPart } from '#shared/store/pack-uploads.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { mappingSet, statementImport, statementRemove, statementUpload } from '#shared/wire/money-commands.ts';
import { describeStatementProblem } from '#shared/money/statement/problem.ts';
import { defineCommand } from '../commands/command.ts';
import { checkStatement, findClosedDays } from './check-statement.ts';

/** Problems told in one refusal; the dry run tells all. */
const SHOWN = 20;

/** `money.mapping.set`: how the statements of a bank are read. What was taken in before stays as it was read. */
export const mappingSetCommand = defineCommand({
  verb: 'money.mapping.set',
  repeat: 'once',
  needs: 'money.import',
  body: mappingSet,
  act: async (mapping, { sql, now, actor }) => {
    const { rows } = await sql.query('SELECT FROM operators WHERE code = $1', [mapping.operator]);
    if (rows.length === 0) {
      const message = `operator: the registry has no operator ${mapping.operator}; operators.csv of the city names them`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const before = (await saveMapping(sql, mapping, { by: actor, at: now })) ?? null;
    const audit = { subject: `money.mapping:${mapping.code}`, detail: { before, after: mapping } };
    return { answer: { ok: true, value: mapping }, audit };
  },
});

/** `money.upload`: keeps a part of a statement until `money.check` or `money.import` asks for the whole of it. */
export const statementUploadCommand = defineCommand({
  verb: 'money.upload',
  repeat: 'any',
  needs: 'money.import',
  body: statementUpload,
  act: async ({ upload, part, data }, { sql, now }) => {
    await savePackPart(sql, { upload: `money-${upload}`, part, bytes: Buffer.from(data, 'base64'), at: now });
    return { answer: { ok: true, value: { part } } };
  },
});

/** `money.check`: what taking in an uploaded statement would add, and what speaks against it. */
export const statementCheckCommand = defineCommand({
  verb: 'money.check',
  repeat: 'any',
  needs: 'money.import',
  objectOf: ({ world }) => ({ world }),
  body: statementImport,
  act: async (asked, { sql, now }) => {
    const found = await checkStatement(sql, { ...asked, upload: `money-${asked.upload}` }, now);
    if ('fault' in found) return { answer: { ok: false, code: 'invalid', message: found.fault } };
    return { answer: { ok: true, value: found.checked } };
  },
});

/** `money.import`: takes in an uploaded statement, whole or not at all; of what is known already nothing is added. */
export const statementImportCommand = defineCommand({
  verb: 'money.import',
  repeat: 'once',
  needs: 'money.import',
  objectOf: ({ world }) => ({ world }),
  body: statementImport,
  act: async (asked, { sql, now, actor }) => {
    // Two statements taken in at once must not both find a line to be new.
    await lockRegistry(sql);
    const upload = `money-${asked.upload}`;
    const found = await checkStatement(sql, { ...asked, upload }, now);
    if ('fault' in found) return { answer: { ok: false, code: 'invalid', message: found.fault } };
    const { checked, operator, hash, fresh } = found;
    if (checked.problems.length > 0) {
      const told = checked.problems.slice(0, SHOWN).map((problem) => describeStatementProblem(problem, 'en'));
      return { answer: { ok: false, code: 'conflict', message: `nothing was taken in: ${told.join('\n  ')}` } };
    }
    await deletePackUpload(sql, upload);
    const answer = { ok: true, value: checked } as const;
    if (checked.isRepeat) return { answer };
    const { world, mapping } = asked;
    const { fromDay, toDay, lines, added } = checked;
    const statement = await insertMoneyStatement(sql, {
      ...{ world, mapping, operator, hash, fromDay, toDay, lines, added, importedBy: actor, importedAt: now },
    });
    await insertMoneyLines(sql, { world, operator, statement }, fresh);
    const { addedVnd, closedDays } = checked;
    const detail = { world, mapping, operator, hash, fromDay, toDay, lines, added, addedVnd, closedDays };
    return { answer, audit: { subject: `money.statement:${statement}`, detail } };
  },
});

/** `money.statement.remove`: a statement that was read the wrong way is taken out again, to be read anew. */
export const statementRemoveCommand = defineCommand({
  verb: 'money.statement.remove',
  repeat: 'once',
  needs: 'money.import',
  body: statementRemove,
  act: async ({ id, reason }, { sql }) => {
    await lockRegistry(sql);
    const { rows } = await sql.query<{ world: string; day: string }>(
      `SELECT DISTINCT world, coalesce(day, booked)::text AS day FROM money_lines WHERE statement = $1 ORDER BY day`,
      [id],
    );
    const [first] = rows;
    const days = rows.map(({ day }) => day);
    const held = first ? await findClosedDays(sql, first.world, days, true) : [];
    if (held.length > 0) {
      const message = `statement ${id} speaks of days that are closed or wait to be: ${held.slice(0, 20).join(', ')}; reopen them first`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    const removed = await deleteMoneyStatement(sql, id);
    if (!removed) return { answer: { ok: false, code: 'not-found', message: `there is no statement ${id}` } };
    const { world, mapping, lines } = removed;
    return {
      answer: { ok: true, value: { id, lines } },
      audit: { subject: `money.statement:${id}`, detail: { world, mapping, lines, days: days.length, reason } },
    };
  },
});
