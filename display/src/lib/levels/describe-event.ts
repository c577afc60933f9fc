import { findType } from '#shared/events/catalogue.ts';

const longestText = 160;

/**
 * What an event says beyond its type, as `name: value`. What is personal is left out, hashed or not, and so is what names
 * one person's errand (a ticket, a record, a call, a stay) or who served it: a page about a place needs none of these.
 */
export function describeEvent(type: string, data: Readonly<Record<string, unknown>>): string {
  const personal = findType(type)?.type.personal ?? Object.keys(data);
  const parts = Object.entries(data).flatMap(([name, value]) => {
    if (personal.includes(name) || name === 'agent' || /(^i|I)ds?$/.test(name)) return [];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
    return [`${name}: ${String(value)}`];
  });
  const text = parts.join(' · ');
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
