import type { BriefLinks } from '../links.ts';
import type { BriefSaid } from '../say/say-brief.ts';
import { fillIn } from '../words/brief-words.ts';
import { rowsOf } from './letter-rows.ts';
import { toHtml } from './to-html.ts';
import { toPlain } from './to-plain.ts';

/** A brief as a letter: its subject, its text, and the same as HTML whose style is written into each element. */
export type BriefLetterText = { readonly subject: string; readonly plain: string; readonly html: string };

/** What readers of mail programs cut off lies beyond this. */
export const mostLetterBytes = 100_000;

/** Of each list so many rows, or where that is too long fewer; what is left out is counted. */
const rowsShown = [40, 20, 10, 5, 2, 1] as const;

/** How a brief is sent. `url`: its page; `hasPdf`: the paper goes with it; `links`: where its figures lead; left out: nowhere. */
type Letter = { readonly url: string; readonly hasPdf: boolean; readonly links?: BriefLinks };

/** Writes the letter that carries a brief. */
export function toLetter(said: BriefSaid, { url, hasPdf, links }: Letter): BriefLetterText {
  const { words } = said;
  const mark = said.watermark === '' ? '' : `[${said.watermark}] `;
  const subject = `${mark}${fillIn(words.mail.subject, { title: said.title, place: said.place })}`;
  const foot = [
    fillIn(words.mail.link, { url }),
    hasPdf ? words.mail.attached : words.mail.notAttached,
    said.frozen,
    words.mail.reason,
  ];
  const write = (most: number): BriefLetterText => {
    const rows = rowsOf(said, most);
    return {
      subject,
      plain: toPlain(said, rows, { subject, foot, links }),
      html: toHtml(said, rows, { subject, foot, url, links }),
    };
  };
  const fits = ({ html, plain }: BriefLetterText): boolean =>
    Buffer.byteLength(html) < mostLetterBytes && Buffer.byteLength(plain) < mostLetterBytes;
  let letter = write(rowsShown[0]);
  for (const most of rowsShown.slice(1)) {
    if (fits(letter)) break;
    letter = write(most);
  }
  return letter;
}
