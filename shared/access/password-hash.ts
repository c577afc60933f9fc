import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const deriveKey = promisify(argon2);

type Cost = {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
};

// OWASP's recommended minimum for argon2id (19 MiB, 2 passes, 1 lane): about 50 ms of one core. More would let a burst
// of logins crowd the live path on a small machine, and buys little: chosen passwords have at least 15 characters,
// generated ones over 100 bits, and guessing is throttled. Raising it later is safe: every hash carries its own cost.
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{22,86})$/;
/** Stands in for the hash of an account that does not exist, so that answering takes as long. */
const NOBODY = toPhc(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(COST.tagLength));

/** The argon2id hash of a password with a fresh salt, as a PHC string that names its own cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return toPhc(COST, salt, await derive(password, salt, COST));
}

/**
 * Whether the password is the one that was hashed. Give `undefined` for an account that was not found, null for one without a password: the answer is
 * false and takes as long, so that time does not tell which accounts exist. Throws when `stored` is not our hash.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const parts = PHC.exec(stored ?? NOBODY);
  if (!parts) throw new Error('A stored password hash is not argon2id; set it anew: vonglau account password NAME');
  const [, memory, passes, parallelism, salt = '', hash = ''] = parts;
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(derived, expected) && typeof stored === 'string';
}

// NFC: Vietnamese letters typed on different keyboards arrive composed or decomposed and must be the same password.
async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return deriveKey('argon2id', { message: password.normalize('NFC'), nonce: salt, ...cost });
}

function toPhc(cost: Cost, salt: Buffer, hash: Buffer): string {
  const parameters = Object.entries({ m: cost.memory, t: cost.passes, p: cost.parallelism }).map((pair) =>
    pair.join('='),
  );
  return `$argon2id$v=19$${parameters.join(',')}$${unpadded(salt)}$${unpadded(hash)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
