import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Chunk = {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

const generated = '.svelte-kit/generated/build/client-optimized';
/** Letters of the two weights of the two subsets that a page in Vietnamese asks for. */
const fonts = /be-vietnam-pro-(latin|vietnamese)-(500|600)-normal\.woff2$/;

/**
 * What a browser must fetch before the wall is alive and before it asks for a map engine: all that its page, the layout and
 * the start of the application import statically, their styles, compressed, and its fonts. Of the built pages.
 */
export function weighWall(displayDir: string): { readonly bytes: number; readonly files: readonly string[] } {
  const client = join(displayDir, '.svelte-kit/output/client');
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Manifest;
  const nodes = readdirSync(join(displayDir, generated, 'nodes'));
  const page = nodes.find((name) =>
    readFileSync(join(displayDir, generated, 'nodes', name), 'utf8').includes('/routes/wall/+page.svelte'),
  );
  if (page === undefined) throw new Error('the built pages hold no wall; build them first');
  const starts = Object.keys(manifest).filter((key) => key.endsWith('/client/entry.js') || key.endsWith('/payload.js'));
  const entries = [...starts, `${generated}/app.js`, `${generated}/nodes/0.js`, `${generated}/nodes/${page}`];
  const seen = new Set<string>();
  const files = new Set<string>();
  const walk = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the manifest of the built pages does not tell of ${key}`);
    if (seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) walk(imported);
  };
  for (const entry of entries) walk(entry);
  for (const [key, { file }] of Object.entries(manifest)) if (fonts.test(key)) files.add(file);
  const sizes = [...files].map((file) => {
    const content = readFileSync(join(client, file));
    return file.endsWith('.woff2') ? content.length : gzipSync(content).length;
  });
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: [...files] };
}
