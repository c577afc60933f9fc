import { newSenderToken } from '#shared/access/sender-token.ts';
import { catalogue } from '#shared/events/catalogue.ts';
import { insertSenderKey } from '#shared/store/insert-sender-key.ts';
import { keyCreate, type KeyCreated } from '#shared/wire/commands.ts';
import type { SenderKey } from '#shared/wire/registry.ts';
import { worldName } from '#shared/wire/world.ts';
import { defineCommand, type Command } from './command.ts';

const DAY_MS = 86_400_000;
/** Ticks are the door's own word; no sender may say them. */
const kinds = Object.keys(catalogue).filter((kind) => kind !== 'clock');
const assetPattern = /^(\*|[A-Za-z0-9][A-Za-z0-9._-]{0,63}\*?)$/;

/** `key.create`: a key for one source in one world. Several may be valid at a time, so that a sender can change over. */
export function createKeyCommand(retentionD: number): Command {
  return defineCommand({
    verb: 'key.create',
    repeat: 'once',
    needs: 'key.create',
    body: keyCreate,
    fault: (body) => findKeyFault(body, retentionD),
    act: async ({ ratePerS, allowanceD, validD, ...rights }, { sql, now }) => {
      const { kid, token, secretHash } = newSenderToken();
      const key: SenderKey = {
        ...rights,
        kid,
        secretHash,
        ratePerS,
        allowanceD,
        // A door whose clock is behind must not turn away who was just given it.
        notBefore: new Date(now.getTime() - DAY_MS).toISOString(),
        expiresAt: new Date(now.getTime() + validD * DAY_MS).toISOString(),
        revokedAt: null,
      };
      await insertSenderKey(sql, key);
      const value: KeyCreated = { kid, token, expiresAt: key.expiresAt };
      return {
        answer: { ok: true, value },
        repeatAnswer: {
          ok: false,
          code: 'conflict',
          message: `this command made key ${kid} already, and its token was shown once; if it is lost, revoke ${kid} and make another`,
        },
        audit: { subject: kid, detail: { ...rights, ratePerS, allowanceD, expiresAt: key.expiresAt } },
        publish: ['keys'],
      };
    },
  });
}

type KeyBody = { world: string; kinds: string[]; assets: string[]; allowanceD: number };

/** What is wrong with a wished key; undefined when nothing is. */
export function findKeyFault(body: KeyBody, retentionD: number): string | undefined {
  const world = worldName.safeParse(body.world);
  if (!world.success) return world.error.issues[0]?.message;
  const unknownKind = body.kinds.find((kind) => !kinds.includes(kind));
  if (unknownKind !== undefined) return `kinds: no sender can be given ${unknownKind}; there are ${kinds.join(', ')}`;
  const badAsset = body.assets.find((pattern) => !assetPattern.test(pattern));
  if (badAsset !== undefined) return `assets: ${badAsset} is neither a code nor a beginning of codes such as K*`;
  if (body.allowanceD > retentionD) {
    return `allowanceD: events are kept ${String(retentionD)} days, and older ones could not be told from repeats; raise RETENTION_D first`;
  }
  return undefined;
}
