import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One enabled package archive of the machine. */
export type AptEntry = { uri: string; suite: string; components: string[]; signedBy: string };

/** The release the machine runs, as /etc/os-release names it (`bookworm`), or '' when it names none. */
export function readRelease(osRelease: string): string {
  return /^VERSION_CODENAME="?([\w-]+)"?$/m.exec(osRelease)?.[1] ?? '';
}

/** Reads one-line sources (`deb [options] uri suite component…`); comments and disabled lines are not entries. */
export function parseOneLineSources(text: string): AptEntry[] {
  return text.split('\n').flatMap((line) => {
    const match = /^deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*(.*)$/.exec(line.replace(/#.*$/, '').trim());
    const [, options = '', uri, suite, components = ''] = match ?? [];
    if (!uri || !suite) return [];
    const signedBy = /signed-by=(\S+)/i.exec(options)?.[1] ?? '';
    return [{ uri, suite, components: components.split(/\s+/).filter(Boolean), signedBy }];
  });
}

/** Reads deb822 sources (`Types: … URIs: … Suites: …` stanzas); comments and disabled stanzas are not entries. */
export function parseDeb822Sources(text: string): AptEntry[] {
  const withoutComments = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const words = (field: string): string[] => {
      const value = new RegExp(`^${field}:((?:.*)(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1] ?? '';
      return value.split(/\s+/).filter(Boolean);
    };
    const disabled = ['no', 'false', 'off', '0'].includes(words('Enabled')[0]?.toLowerCase() ?? 'yes');
    if (disabled || !words('Types').includes('deb')) return [];
    const signedBy = words('Signed-By').join(' ');
    const components = words('Components');
    return words('URIs').flatMap((uri) => words('Suites').map((suite) => ({ uri, suite, components, signedBy })));
  });
}

/**
 * Addresses the machine uses for Debian's main archive: entries of the running release only (not its security or
 * updates suites), main component, and not signed by somebody else's key. The likeliest comes first.
 */
export function debianArchives(entries: AptEntry[], release: string): string[] {
  const fits = entries.filter(
    ({ suite, components, signedBy }) =>
      (suite === release || suite === 'stable') &&
      components.includes('main') &&
      (signedBy === '' || signedBy.includes('debian-archive')),
  );
  const signedFirst = [...fits].sort((a, b) => Number(b.signedBy !== '') - Number(a.signedBy !== ''));
  return [...new Set(signedFirst.map(({ uri }) => uri))];
}

/** Every enabled entry in the machine's apt folder (`/etc/apt`). */
export function readAptEntries(aptFolder: string): AptEntry[] {
  const parts = join(aptFolder, 'sources.list.d');
  const files = [join(aptFolder, 'sources.list'), ...listFiles(parts).map((name) => join(parts, name))];
  return files.flatMap((file) => {
    if (file.endsWith('.sources')) return parseDeb822Sources(readIfThere(file));
    return file.endsWith('.list') ? parseOneLineSources(readIfThere(file)) : [];
  });
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
