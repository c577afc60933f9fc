import type { ActTold } from './act-told.ts';

/** What a refused form held, to fill it in again; the first value where there was none. */
export function valuesOf(told: ActTold | undefined) {
  return valuesIn(told && !told.ok ? (told.values ?? {}) : {});
}

/** What a form held, to be read field by field. */
export function valuesIn(values: Readonly<Record<string, string | readonly string[]>>) {
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
