import { listChannels } from '#shared/store/list-channels.ts';
import { channelList, type ChannelView } from '#shared/wire/notify-commands.ts';
import { defineCommand } from '../commands/command.ts';

type Fared = {
  readonly kind: string;
  readonly lastSentAt: Date | null;
  readonly failedAt: Date | null;
  readonly why: string | null;
};

const dayMs = 86_400_000;

/** `channel.list`: how messages leave, and how each way fared in the last day. */
export const channelListCommand = defineCommand({
  verb: 'channel.list',
  repeat: 'any',
  needs: 'contact.see',
  body: channelList,
  act: async (_body, { sql, now }) => {
    const channels = await listChannels(sql);
    const { rows } = await sql.query<Fared>(
      `SELECT channel AS kind, max(ended_at) FILTER (WHERE state = 'sent') AS "lastSentAt",
         max(ended_at) FILTER (WHERE state IN ('failed', 'refused', 'unknown')) AS "failedAt",
         (array_agg(answer ORDER BY ended_at DESC) FILTER (WHERE state IN ('failed', 'refused', 'unknown')))[1] AS why
       FROM deliveries WHERE started_at > $1 GROUP BY channel`,
      [new Date(now.getTime() - dayMs)],
    );
    const value = channels.map(({ kind, settings, secretSealed, version }): ChannelView => {
      const fared = rows.find((row) => row.kind === kind);
      const { failedAt = null, why = null, lastSentAt = null } = fared ?? {};
      return {
        ...{ settings, version, hasSecret: secretSealed !== null, lastSentAt: lastSentAt?.toISOString() ?? null },
        lastFailure: failedAt && { at: failedAt.toISOString(), why: why ?? '' },
      };
    });
    return { answer: { ok: true, value } };
  },
});
