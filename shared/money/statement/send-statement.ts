import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../../wire/commands.ts';
import type { StatementChecked } from '../../wire/money-commands.ts';
import { toStatementParcel } from './parcel.ts';
import type { StatementLine } from './read-lines.ts';

/** Asks the office. */
export type AskOffice = <Value>(verb: string, body: object) => Promise<CommandAnswer<Value>>;

/** An upload that waits with the office for an hour, and what taking it in would change. */
export type SentStatement = {
  readonly upload: string;
  readonly parts: number;
  readonly answer: CommandAnswer<StatementChecked>;
};

/** Hands a statement's lines to the office in parts and asks what taking them in would change. Nothing is changed. */
export async function sendStatement(
  ask: AskOffice,
  { lines, mapping, world }: { lines: readonly StatementLine[]; mapping: string; world: string },
): Promise<SentStatement> {
  const upload = randomUUID();
  const parcel = toStatementParcel(lines);
  const parts = parcel.length;
  for (const [part, bytes] of parcel.entries()) {
    const kept = await ask<unknown>('money.upload', { upload, part, data: bytes.toString('base64') });
    if (!kept.ok) return { upload, parts, answer: kept };
  }
  return { upload, parts, answer: await ask<StatementChecked>('money.check', { upload, parts, mapping, world }) };
}
