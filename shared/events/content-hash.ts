import { hash } from 'node:crypto';
import { findType } from './catalogue.ts';
import type { AcceptedEvent } from './envelope.ts';

/**
 * What makes two events with one identity the same event: everything but what the door stamped (unit, receipt) and what was pseudonymised
 * (its keyed hash changes when the key rotates). Keys are sorted, so the order a sender wrote them in does not matter.
 * 32 hexadecimal digits.
 */
export function contentHash(event: AcceptedEvent): string {
  const personal = findType(event.type)?.type.personal ?? [];
  const content = `${event.type}\n${event.time}\n${event.asset}\n${String(event.sequence ?? '')}\n${canonical(event.data, personal)}`;
  return hash('sha256', content, 'hex').slice(0, 32);
}

function canonical(value: unknown, skip: readonly string[] = []): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item)).join(',')}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[key];
    if (field !== undefined && !skip.includes(key)) fields.push(`${JSON.stringify(key)}:${canonical(field)}`);
  }
  return `{${fields.join(',')}}`;
}
