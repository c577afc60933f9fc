import { newSenderToken } from '#shared/access/sender-token.ts';
import { newShortId } from '#shared/access/short-id.ts';
import { keyTry, tryLimits, trySource, tryWorldPrefix, type KeyTried } from '#shared/access/try-key.ts';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { insertSenderKey } from '#shared/store/insert-sender-key.ts';
import { insertTryKey } from '#shared/store/insert-try-key.ts';
import { listValidTryKeys } from '#shared/store/list-valid-try-keys.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { setWorld } from '#shared/store/set-world.ts';
import type { TryKey } from '#shared/store/try-key-row.ts';
import type { SenderKey } from '#shared/wire/registry.ts';
import type { WorldClock } from '#shared/wire/world.ts';
import { defineCommand, type Outcome } from './command.ts';

const DAY_MS = 86_400_000;

/**
 * `key.try`: a key for whoever writes a source, into a new world with a clock of its own, so that nothing tried is ever
 * seen beside the city's own events. It belongs to the account that asked.
 */
export const keyTryCommand = defineCommand({
  verb: 'key.try',
  repeat: 'once',
  needs: 'key.try',
  body: keyTry,
  act: async (_body, { sql, now, subject }) => {
    if (subject.kind !== 'account')
      return refuse('forbidden', 'a test key belongs to an account; log in and press the button');
    // One at a time, or two at once would both find room.
    await lockRegistry(sql);
    const full = findFull(await listValidTryKeys(sql, now), subject.name);
    if (full !== undefined) return refuse('conflict', full);
    const world = tryWorldPrefix + newShortId();
    const { token, key } = makeKey(world, now);
    await setWorld(sql, clockUntil(key.expiresAt, world, now));
    await insertSenderKey(sql, key);
    await insertTryKey(sql, { kid: key.kid, account: subject.name });
    const { kid, expiresAt } = key;
    return {
      answer: { ok: true, value: { kid, token, world, expiresAt } satisfies KeyTried },
      repeatAnswer: {
        ok: false,
        code: 'conflict',
        message: `this command made key ${kid} already, and its token was shown once; make another`,
      },
      audit: { subject: kid, detail: { world, expiresAt } },
      publish: ['keys', 'worlds'],
    };
  },
});

/** Why no more can be made; undefined while there is room. */
export function findFull(valid: readonly TryKey[], account: string): string | undefined {
  const { keysPerAccount, keysPerCity } = tryLimits;
  if (valid.filter((key) => key.account === account).length >= keysPerAccount) {
    return `this account has ${keysPerAccount} test keys; wait until one ends, or have one revoked`;
  }
  return valid.length < keysPerCity
    ? undefined
    : `there are ${keysPerCity} test keys, which is all there may be; try later`;
}

function makeKey(world: string, now: Date): { token: string; key: SenderKey } {
  const { kid, token, secretHash } = newSenderToken();
  const { ratePerS, allowanceD, validD } = tryLimits;
  return {
    token,
    key: {
      ...{ kid, secretHash, source: trySource, world, kinds: [...sentKinds()], assets: ['*'], ratePerS, allowanceD },
      // A door whose clock is behind must not turn away who was just given it.
      notBefore: new Date(now.getTime() - DAY_MS).toISOString(),
      expiresAt: new Date(now.getTime() + validD * DAY_MS).toISOString(),
      revokedAt: null,
    },
  };
}

/** Runs with the real clock and stands still once nobody can send any more. */
function clockUntil(expiresAt: string, world: string, now: Date): WorldClock {
  return {
    world,
    anchorRealMs: now.getTime(),
    anchorWorldMs: now.getTime(),
    speed: 1,
    holdAtMs: Date.parse(expiresAt),
  };
}

function refuse(code: 'forbidden' | 'conflict', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
