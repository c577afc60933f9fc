import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import type { MessageText } from '#shared/duty/notice/write-message.ts';

/** What is to be sent, and to whom. `key` is the same at every attempt. */
export type Parcel = {
  readonly key: string;
  readonly contact: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly text: MessageText;
  readonly notices: readonly NoticeSays[];
  readonly origin: string;
  /** How long a channel may take to answer; then nobody knows whether it has sent. */
  readonly timeoutMs: number;
};

/**
 * How an attempt ended. `refused`: it will never do that way, because of what is sent or to whom; `failed`: it did not
 * arrive; `unknown`: it may have. `answer` holds no address.
 */
export type Ending = { readonly state: 'sent' | 'failed' | 'refused' | 'unknown'; readonly answer: string };

/** Words of a receiver, short and without anybody's address. */
export function ending(state: Ending['state'], answer: string): Ending {
  return { state, answer: strikePersonal(answer.replaceAll(/\s+/g, ' ').trim()).slice(0, 200) };
}

/** Another secret, or another way to write an address, would not help: it is said at once. */
export function refuse(answer: string): Ending {
  return ending('refused', answer);
}
