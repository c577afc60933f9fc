import { authenticate } from '../door/keys/authenticate.ts';
import type { Sender } from '../door/keys/sender.ts';
import { mqttLimits } from './limits.ts';

/** What a device says when it connects. */
export type ConnectRequest = {
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: Buffer | undefined;
  readonly keepaliveS: number;
  readonly hasWill: boolean;
};

/** Codes of CONNACK for what trying again cannot mend. */
export const returnCodes = { badVersion: 1, badClientId: 2, badKey: 4, notAllowed: 5 } as const;
export type ReturnCode = (typeof returnCodes)[keyof typeof returnCodes];

/** Who connects, or the code and the reason to send it away with. */
export type ConnectVerdict =
  { readonly sender: Sender } | { readonly returnCode: Exclude<ReturnCode, 1>; readonly why: string };

/**
 * Judges a CONNECT. The password is the whole token; the username is its key's name, or empty. The key's name, taken from
 * the token, is all that rights follow from.
 */
export function checkConnect(
  { clientId, username, password, keepaliveS, hasWill }: ConnectRequest,
  senders: ReadonlyMap<string, Sender>,
  nowMs: number,
): ConnectVerdict {
  if (clientId.length > mqttLimits.clientIdChars || !clientIdForm.test(clientId)) {
    const why = `a client id has at most ${mqttLimits.clientIdChars} printable characters, without + # / $ and blanks`;
    return { returnCode: returnCodes.badClientId, why };
  }
  const authenticated = authenticate(`Bearer ${password?.toString('utf8') ?? ''}`, senders, nowMs);
  if ('fault' in authenticated) return { returnCode: returnCodes.badKey, why: authenticated.fault };
  const { sender } = authenticated;
  if (username !== undefined && username !== '' && username !== sender.key.kid) {
    return { returnCode: returnCodes.badKey, why: 'the username is another key than the token' };
  }
  if (hasWill) return { returnCode: returnCodes.notAllowed, why: 'a will is not taken: silence is noticed by itself' };
  if (keepaliveS < 1 || keepaliveS > mqttLimits.keepaliveS) {
    return { returnCode: returnCodes.notAllowed, why: `keep alive is 1 to ${mqttLimits.keepaliveS} s` };
  }
  return { sender };
}

/** Printable ASCII without what means something in a topic. */
const clientIdForm = /^[!"%-*,\-.0-~]*$/;
