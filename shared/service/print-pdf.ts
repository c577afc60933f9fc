import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Where the browser that prints is looked for: named, or on the path. */
export const printerEnv = { CHROMIUM_PATH: z.string().min(1).optional(), PATH: z.string().default('') };
export type PrinterConfig = { readonly CHROMIUM_PATH?: string | undefined; readonly PATH: string };

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const patienceMs = 90_000;

/** The browser that prints; undefined: there is none on this machine. */
export function findPrinter({ CHROMIUM_PATH, PATH }: PrinterConfig): string | undefined {
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(CHROMIUM_PATH === undefined ? [] : [CHROMIUM_PATH]), ...places].find((path) => existsSync(path));
}

/**
 * What the browser may do: read one file of ours that has no script and allows none, and write another. It opens no port and reaches no
 * network; without the rights that its own sandbox needs, which few servers give, that is what holds it.
 */
const limits = [
  ...[
    '--headless',
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--no-first-run',
    '--disable-extensions',
  ],
  ...['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-background-networking', '--no-pdf-header-footer'],
];

/** Prints a page of HTML, with everything in it, as PDF. Throws saying what the browser said. */
export async function printPdf(printer: string, html: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-print-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html, { mode: 0o600 });
    const own = [`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${pdf}`, pathToFileURL(page).href];
    await run(printer, [...limits, ...own], folder);
    return await readFile(pdf);
  } finally {
    // The browser's helpers may still be writing their last words.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function run(program: string, args: readonly string[], home: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  // A group of its own, so that its helpers end with it.
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { HOME: home, LANG: 'C.UTF-8' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  const late = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, patienceMs);
  child.once('error', reject);
  child.once('close', (code) => {
    if (code === 0) resolve(undefined);
    else reject(new Error(`${program} printed nothing (${code ?? 'killed'}): ${said.trim().split('\n').at(-1) ?? ''}`));
  });
  return promise.finally(() => {
    clearTimeout(late);
  });
}
