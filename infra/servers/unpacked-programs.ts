import { chmodSync, globSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to start one unpacked program: what to execute, and what comes before the program's own arguments. */
export type ProgramStart = { program: string; args: string[] };

/**
 * Starts a program of an unpacked Debian root with that root's own loader and libraries,
 * so that it runs on a machine with another C library.
 */
export function unpackedProgram(root: string, path: string): ProgramStart {
  const { loader, libraries } = findLoader(root);
  const real = join(root, path);
  return { program: loader, args: ['--argv0', real, '--library-path', libraries, real] };
}

/**
 * PostgreSQL starts its siblings by path and finds its share folder relative to itself,
 * so each of its programs becomes a script of the same name that calls the loader.
 */
export function wrapPostgresPrograms(root: string, names: string[]): void {
  const { loader, libraries } = findLoader(root);
  const bin = join(root, POSTGRES_BIN);
  const up = '../'.repeat(POSTGRES_BIN.split('/').length);
  const fromBin = (path: string): string => `$here/${up}${path.slice(root.length + 1)}`;
  mkdirSync(join(bin, 'real'), { recursive: true });
  for (const name of names) {
    renameSync(join(bin, name), join(bin, 'real', name));
    const script = [
      '#!/bin/sh',
      'here=${0%/*}',
      `exec "${fromBin(loader)}" --argv0 "$0" --library-path "${fromBin(libraries)}" "$here/real/${name}" "$@"`,
      '',
    ].join('\n');
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
}

export const POSTGRES_BIN = 'usr/lib/postgresql/17/bin';

function findLoader(root: string): { loader: string; libraries: string } {
  const [loader] = globSync(join(root, 'usr/lib/*-linux-gnu*/ld-linux*.so*'));
  if (!loader) throw new Error(`${root} holds no loader: delete that folder and start again`);
  return { loader, libraries: loader.slice(0, loader.lastIndexOf('/')) };
}
