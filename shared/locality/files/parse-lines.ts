import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { SettingsFile } from '../pack-files.ts';

/** Reads a YAML text and remembers the line of each path in it. Throws naming `path` for what is not YAML. */
export function parseLines(text: string, path: string): SettingsFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [first] = document.errors;
  if (first) throw new Error(`${path}: ${first.message}`, { cause: first });
  const lines: Record<string, number> = {};
  const walk = (node: unknown, at: string): void => {
    const { range } = (node ?? {}) as Partial<Node>;
    if (range) lines[at] ??= counter.linePos(range[0]).line;
    if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, join(at, String(index)));
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const keyRange = isScalar(key) ? key.range : undefined;
      if (keyRange) lines[join(at, name)] = counter.linePos(keyRange[0]).line;
      walk(value, join(at, name));
    }
  };
  walk(document.contents, '');
  return { document: document.toJS() as unknown, lines };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
