import { resolve } from 'node:path';

/** Folder of the project. */
export const PROJECT_DIR = resolve(import.meta.dirname, '../..');

/** Where this installation keeps its data: VONGLAU_DATA, or `.data` in the project. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  return resolve(PROJECT_DIR, env.VONGLAU_DATA ?? '.data');
}

/** Where downloaded programs are kept: VONGLAU_CACHE, or `.cache` in the project. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return resolve(PROJECT_DIR, env.VONGLAU_CACHE ?? '.cache');
}
