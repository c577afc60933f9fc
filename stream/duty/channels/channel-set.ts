import type { Seal } from '#shared/service/seal.ts';
import { channelSet, type ChannelView } from '#shared/wire/notify-commands.ts';
import { defineCommand, type DutyCommand } from '../commands/command.ts';
import { conflict } from '../contacts/versioned.ts';
import { zaloTokens } from '../notify/channels/zalo-token.ts';

type Known = {
  readonly version: number;
  readonly editedBy: string;
  readonly editedAt: Date;
  readonly secretSealed: Buffer | null;
  readonly tokensSealed: Buffer | null;
};

/** `channel.set`: how messages leave. The secret is sealed, and told to nobody. */
export function channelSetCommand(seal: Seal): DutyCommand {
  return defineCommand({
    verb: 'channel.set',
    repeat: 'once',
    needs: 'contact.manage',
    body: channelSet,
    act: async ({ expectedVersion, settings: wished }, { sql, now, actor }) => {
      const { kind } = wished;
      const { rows } = await sql.query<Known>(
        `SELECT version, edited_by AS "editedBy", edited_at AS "editedAt", secret_sealed AS "secretSealed",
           tokens_sealed AS "tokensSealed" FROM channels WHERE kind = $1 FOR UPDATE`,
        [kind],
      );
      const known = rows[0];
      if ((known?.version ?? 0) !== expectedVersion) return conflict(`the channel ${kind}`, known);
      const { secret, refreshToken, ...settings } = { secret: undefined, refreshToken: undefined, ...wished };
      const kept = known?.secretSealed ?? null;
      const sealed = secret === undefined ? kept : secret === null ? null : seal.close(secret);
      const tokens = sealTokens(refreshToken, known?.tokensSealed ?? null, seal);
      const version = expectedVersion + 1;
      await sql.query(
        `INSERT INTO channels (kind, settings, secret_sealed, tokens_sealed, version, edited_by, edited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (kind) DO UPDATE SET settings = EXCLUDED.settings, secret_sealed = EXCLUDED.secret_sealed,
           tokens_sealed = EXCLUDED.tokens_sealed, version = EXCLUDED.version, edited_by = EXCLUDED.edited_by,
           edited_at = EXCLUDED.edited_at`,
        [kind, JSON.stringify(settings), sealed, tokens, version, actor, now],
      );
      const value = {
        ...{ settings, version, hasSecret: sealed !== null, lastSentAt: null, lastFailure: null },
      } satisfies ChannelView;
      const detail = { enabled: settings.enabled, version, secret: secret !== undefined };
      return { answer: { ok: true, value }, audit: { subject: `channel:${kind}`, detail } };
    },
  });
}

/** A new refresh token brings its first access token when that is needed. */
function sealTokens(refreshToken: string | null | undefined, kept: Buffer | null, seal: Seal): Buffer | null {
  if (refreshToken === undefined) return kept;
  if (refreshToken === null) return null;
  return seal.close(JSON.stringify(zaloTokens.parse({ access: '', refresh: refreshToken, untilMs: 0 })));
}
