import { enPromises } from './en-promises.ts';
import { viPromises } from './vi-promises.ts';

export type PromisesWords = Readonly<typeof viPromises>;

/** The words of the pages of promises. */
export const promisesWords = { vi: viPromises, en: enPromises } as const;
