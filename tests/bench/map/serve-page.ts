import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';

const types: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.css': 'text/css', '.woff2': 'font/woff2' },
  ...{ '.js': 'text/javascript', '.mjs': 'text/javascript' },
};

/** Builds a page as the display is built and serves it to this machine alone, until told to stop. */
export async function servePage(pageDir: string): Promise<{ url: string; stop: () => void }> {
  const outDir = mkdtempSync(join(tmpdir(), 'vonglau-bench-page-'));
  const remove = (): void => {
    rmSync(outDir, { recursive: true, force: true });
  };
  try {
    await build({
      ...{ configFile: false, root: pageDir, logLevel: 'error', mode: 'production' },
      // The display's own is made by its first build, which nobody may have asked for yet.
      tsconfig: join(PROJECT_DIR, 'tsconfig.json'),
      build: { outDir, emptyOutDir: true },
      worker: { format: 'es' },
    });
  } catch (error) {
    remove();
    throw error;
  }
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://page').pathname);
    try {
      const body = readFileSync(join(outDir, path === '/' ? 'index.html' : path));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
      remove();
    },
  };
}
