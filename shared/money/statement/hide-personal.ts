import { createHmac, type KeyObject } from 'node:crypto';

/** Hashes what must not be kept; with the key of the data folder, so that nobody tries all phones and plates. */
export type Hide = (text: string) => string;

/** The hash of this data folder's own. `key` is the one commands are signed with. */
export function hideWith(key: KeyObject): Hide {
  return (text) => createHmac('sha256', key).update(`vonglau statement 1\n${text.trim()}`).digest('hex').slice(0, 32);
}

const plate = /(?<![A-Za-z0-9])\d{2}[\s.-]?[A-Z]{1,2}\d?[\s.-]?\d{3}[.]?\d{1,2}(?!\d)/i;
const phone = /(?<!\d)(?:\+?84|0)[\s.-]?\d{2,3}[\s.-]?\d{3}[\s.-]?\d{3,4}(?!\d)/;
const citizen = /(?<!\d)0\d{11}(?!\d)/;

/** The bank's number of a transfer, as it may be kept: what looks like a plate, a phone or a citizen's number is hashed. */
export function keepNumber(text: string, hide: Hide): string | null {
  const number = text.trim();
  if (number === '') return null;
  const looksPersonal = plate.test(number) || phone.test(number) || citizen.test(number);
  // A bank's own numbers are one word; words are a payer's.
  return looksPersonal || !/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/.test(number) ? `#${hide(number)}` : number;
}
