import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../../wire/commands.ts';
import type { StatementChecked, StatementImport } from '../../wire/money-commands.ts';
import { toStatementParcel } from './parcel.ts';
import type { StatementRead } from './read-lines.ts';

/** Asks the office. */
export type AskOffice = <Value>(verb: string, body: object) => Promise<CommandAnswer<Value>>;

/** An upload that waits with the office for an hour, as `money.import` asks for it, and what taking it in would change. */
export type SentStatement = {
  readonly asked: StatementImport;
  readonly answer: CommandAnswer<StatementChecked>;
};

/** Hands a statement's lines to the office in parts and asks what taking them in would change. Nothing is changed. */
export async function sendStatement(
  ask: AskOffice,
  { lines, fromDay, toDay }: StatementRead,
  { mapping, world }: { mapping: string; world: string },
): Promise<SentStatement> {
  const upload = randomUUID();
  const parcel = toStatementParcel(lines);
  const span = fromDay === null || toDay === null ? {} : { fromDay, toDay };
  const asked = { upload, parts: parcel.length, mapping, world, ...span };
  for (const [part, bytes] of parcel.entries()) {
    const kept = await ask<unknown>('money.upload', { upload, part, data: bytes.toString('base64') });
    if (!kept.ok) return { asked, answer: kept };
  }
  return { asked, answer: await ask<StatementChecked>('money.check', asked) };
}
