import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { linksOf } from '#shared/brief/links.ts';
import { toLetter } from '#shared/brief/mail/to-letter.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { findPrinter, printPdf } from '#shared/service/print-pdf.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { readBrief } from '#shared/store/briefs.ts';
import { readSetNames } from '#shared/store/read-set-names.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { readBriefId, withDatabase } from '../../brief/connect-briefs.ts';
import { findReadyChromium } from '../../servers/chromium.ts';
import type { CommandIo } from '../../setup/command.ts';
import { cacheFolder } from '../../setup/folders.ts';

export const summary = 'Show a brief as text, as its stored data, or write it as a PDF';
export const usage = `ID [--lang vi|en] [--json] [--pdf FILE]
  --json  the data that its hash is of`;

const options = {
  lang: { type: 'string', default: 'vi' },
  json: { type: 'boolean', default: false },
  pdf: { type: 'string' },
} as const;

/** Reads it from the running system's database. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const id = readBriefId(positionals);
  const stored = await withDatabase(io, async (sql) => {
    const found = await readBrief(sql, id);
    return found && { ...found, revisions: await listRevisions(sql, id), setNames: await readSetNames(sql) };
  });
  if (!stored) throw new Error(`there is no brief ${id}; vonglau brief list shows those there are`);
  const { brief, hash, revisions, setNames } = stored;
  if (values.json) {
    io.stdout.write(`${JSON.stringify({ hash, brief, revisions }, null, 2)}\n`);
    return;
  }
  const said = sayBrief(brief, { id, hash, revisions, setNames }, values.lang === 'en' ? 'en' : 'vi');
  const links = linksOf(readAddresses(io.env).publicUrl, { id, world: brief.world, language: said.language });
  if (values.pdf === undefined) {
    io.stdout.write(toLetter(said, { url: links.brief, hasPdf: true, links }).plain);
    return;
  }
  const ready = findReadyChromium({ cacheDir: cacheFolder(io.env), env: io.env })?.executablePath;
  const printer = findPrinter({ PATH: io.env.PATH ?? '', CHROMIUM_PATH: ready });
  if (printer === undefined)
    throw new Error('there is no Chromium to print with: install chromium, or set CHROMIUM_PATH');
  const issuedOn = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.issuedAt));
  writeFileSync(values.pdf, await printPdf(printer, toPaper(said, issuedOn, links)));
  io.stdout.write(`${values.pdf} written\n`);
}
