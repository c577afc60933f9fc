import type { ActTold } from './act-told.ts';

/** What a refused form held, to fill it in again; the first value where there was none. */
export function valuesOf(told: ActTold | undefined) {
  const values = told && !told.ok ? (told.values ?? {}) : {};
  return {
    text: (name: string, first = ''): string => {
      const value = values[name];
      return typeof value === 'string' ? value : first;
    },
    has: (name: string, one: string): boolean => {
      const value = values[name];
      return typeof value === 'string' ? value === one : (value?.includes(one) ?? false);
    },
  };
}
