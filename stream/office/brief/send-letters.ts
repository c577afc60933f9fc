import type pg from 'pg';
import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { linksOf } from '#shared/brief/links.ts';
import { strikeSaid } from '#shared/brief/mail/strike-said.ts';
import { toLetter } from '#shared/brief/mail/to-letter.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import type { Log } from '#shared/service/log.ts';
import type { Printing } from '#shared/service/printing.ts';
import type { Seal } from '#shared/service/seal.ts';
import { messageIdOf, sendMail, type MailEnding } from '#shared/service/smtp.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { readBrief } from '#shared/store/briefs.ts';
import { listChannels } from '#shared/store/list-channels.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { noteAttempt, noteEnding, type DueLetter } from './letter-rows.ts';

/** What letters need. `seal` opens the addresses of contacts; `origin`: the address of the pages, for links. */
export type Post = {
  readonly pool: pg.Pool;
  readonly seal: Seal;
  readonly origin: string;
  readonly printing: Printing;
  readonly log: Log;
};

const timeoutMs = 20_000;
const mostAttempts = 8;
const firstRetryMs = 60_000;

/** Sends every letter that is due. Each attempt is noted before it is made; a repeat carries the same Message-ID. */
export async function sendLetters(post: Post, now: () => number, signal?: AbortSignal): Promise<void> {
  const pdfs = new Map<string, Promise<Buffer | undefined>>();
  while (!signal?.aborted) {
    const letter = await noteAttempt(post.pool, new Date(now()));
    if (!letter) return;
    const { state, words } = await sendOne(post, letter, pdfs);
    const isLast = state === 'refused' || letter.attempts >= mostAttempts;
    const settled = state === 'sent' || isLast;
    const nextAt = new Date(now() + firstRetryMs * 2 ** (letter.attempts - 1));
    await noteEnding(post.pool, letter, {
      state: state === 'sent' ? 'sent' : settled ? 'failed' : 'waiting',
      why: state === 'sent' ? null : strikePersonal(words.replaceAll(/\s+/g, ' ').trim()).slice(0, 200),
      nextAt,
      at: new Date(now()),
    });
    post.log.info({ brief: letter.brief, contact: letter.contact, state }, 'letter of a brief');
  }
}

async function sendOne(
  { pool, seal, origin, printing, log }: Post,
  { brief: id, contact: contactId, language }: DueLetter,
  pdfs: Map<string, Promise<Buffer | undefined>>,
): Promise<MailEnding> {
  const channel = (await listChannels(pool)).find(({ kind }) => kind === 'email');
  if (channel?.settings.kind !== 'email' || !channel.settings.enabled) {
    return { state: 'failed', words: 'e-mail is not set up; see /admin/notifications' };
  }
  const contact = (await listContacts(pool, [contactId]))[0];
  const address = contact?.emailSealed ? seal.open(contact.emailSealed) : undefined;
  if (address === undefined) return { state: 'refused', words: 'the contact has no e-mail' };
  const stored = await readBrief(pool, id);
  if (!stored) return { state: 'refused', words: 'the brief is gone' };
  const { brief, hash } = stored;
  const said = strikeSaid(sayBrief(brief, { id, hash, revisions: await listRevisions(pool, id) }, language));
  const links = linksOf(origin, { id, world: brief.world, language });
  const key = `${id} ${language}`;
  const issuedOn = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.issuedAt));
  const printed =
    pdfs.get(key) ??
    printing?.(toPaper(said, issuedOn, links)).catch((error: unknown) => {
      log.warn({ err: error, brief: id }, 'a brief could not be printed; its letter goes without');
      return undefined;
    }) ??
    Promise.resolve(undefined);
  pdfs.set(key, printed);
  const pdf = await printed;
  const letter = toLetter(said, { url: links.brief, hasPdf: pdf !== undefined, links });
  const secret = channel.secretSealed ? (seal.open(channel.secretSealed) ?? null) : null;
  return sendMail(
    { settings: channel.settings, secret, timeoutMs },
    {
      ...{ to: address, subject: letter.subject, text: letter.plain, html: letter.html },
      messageId: messageIdOf(`brief-${id}-${contactId}-${hash.slice(0, 12)}`, channel.settings),
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: pdf
        ? [
            {
              filename: `${brief.period.id}-${brief.period.days.from}.pdf`,
              content: pdf,
              contentType: 'application/pdf',
            },
          ]
        : [],
    },
  );
}
