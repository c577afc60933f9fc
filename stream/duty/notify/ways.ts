import { longestLimitMs, type Left } from '#shared/duty/limits/contact-limits.ts';
import { listChannels, type ChannelRow } from '#shared/store/list-channels.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import type { Sql } from '#shared/store/sql.ts';
import { channelKinds, type ChannelKind } from '#shared/wire/notify-commands.ts';

/** How a contact can be reached now, and what reached it lately. */
export type Ways = {
  readonly contact: ContactRow | undefined;
  /** In the order of the contact's choice; set up, switched on, and with an address. */
  readonly channels: readonly ChannelKind[];
  readonly settings: ReadonlyMap<string, ChannelRow>;
  readonly left: readonly Left[];
  readonly leftByAll: ReadonlyMap<ChannelKind, readonly Left[]>;
};

/** Reads the ways to a contact; what belongs to `message` itself does not count against it. */
export async function readWays(
  sql: Sql,
  { contact: id, message = 0, now }: { contact: string; message?: number; now: Date },
): Promise<Ways> {
  const contact = (await listContacts(sql, [id]))[0];
  const settings = new Map((await listChannels(sql)).map((channel) => [channel.kind, channel]));
  const wished = contact && contact.channels.length > 0 ? contact.channels : channelKinds;
  const channels = wished.filter(
    (kind) => contact && settings.get(kind)?.settings.enabled === true && hasAddress(contact, kind),
  );
  const left = await readLeft(sql, { contact: id, message, now });
  const byAll = await readLeftByAll(sql, now);
  const leftByAll = new Map(channelKinds.map((kind) => [kind, byAll.filter(({ channel }) => channel === kind)]));
  return { contact, channels, settings, left, leftByAll };
}

function hasAddress({ phoneSealed, emailSealed }: ContactRow, kind: ChannelKind): boolean {
  if (kind === 'webhook') return true;
  return kind === 'email' ? emailSealed !== null : phoneSealed !== null;
}

/** What went, or may have gone, to a contact: each message by each way once. */
async function readLeft(
  sql: Sql,
  { contact, message, now }: { contact: string; message: number; now: Date },
): Promise<Left[]> {
  const { rows } = await sql.query<Left>(
    `SELECT channel, grade, (extract(epoch FROM min(started_at)) * 1000)::bigint AS "atMs" FROM deliveries
     WHERE contact = $1 AND message <> $2 AND started_at > $3 AND state IN ('sending', 'sent', 'unknown')
     GROUP BY message, channel, grade`,
    [contact, message, new Date(now.getTime() - longestLimitMs)],
  );
  return rows;
}

async function readLeftByAll(sql: Sql, now: Date): Promise<Left[]> {
  const { rows } = await sql.query<Left>(
    `SELECT channel, grade, (extract(epoch FROM started_at) * 1000)::bigint AS "atMs" FROM deliveries
     WHERE started_at > $1`,
    [new Date(now.getTime() - 10_000)],
  );
  return rows;
}
