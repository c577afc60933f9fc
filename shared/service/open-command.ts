import type { Msg } from '@nats-io/transport-node';
import { commandEnvelope, type CommandAnswer, type CommandEnvelope } from '../wire/commands.ts';
import { isSigned, signatureHeader, type CommandKey } from './command-key.ts';

/** How far a command's time may be from ours: what somebody has overheard cannot be sent again later. */
const FRESH_MS = 120_000;

type Refused = Extract<CommandAnswer<never>, { ok: false }>;

/** Takes a command out of its message; a refusal when it is not signed with `key`, too old, or not a command. */
export function openCommand(
  message: Pick<Msg, 'subject' | 'data' | 'headers'>,
  { key, nowMs }: { key: CommandKey; nowMs: number },
): { readonly envelope: CommandEnvelope } | { readonly refused: Refused } {
  const { subject, data } = message;
  const signature = message.headers?.get(signatureHeader) ?? '';
  if (!isSigned(key, { subject, data, signature })) {
    return refuse(
      'forbidden',
      'the command is not signed with the key of this system; is VONGLAU_DATA its data folder?',
    );
  }
  const envelope = commandEnvelope.safeParse(readJson(data));
  if (!envelope.success) {
    const form =
      '{id, actor, sentAt, body}: id has 8 to 64 characters, actor is account:, local: or process: and a name';
    return refuse('invalid', `the command is not ${form}`);
  }
  const lateMs = nowMs - Date.parse(envelope.data.sentAt);
  if (Math.abs(lateMs) <= FRESH_MS) return { envelope: envelope.data };
  const apart = `${String(Math.round(Math.abs(lateMs) / 1000))} s ${lateMs > 0 ? 'ago' : 'ahead'}`;
  return refuse('forbidden', `the command was signed ${apart}; send it again, or set the clocks right`);
}

function refuse(code: Refused['code'], message: string): { refused: Refused } {
  return { refused: { ok: false, code, message } };
}

function readJson(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
