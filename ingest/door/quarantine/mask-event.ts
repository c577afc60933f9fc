import { z } from 'zod';
import { findType } from '#shared/events/catalogue.ts';
import { sentEnvelope } from '#shared/events/envelope.ts';

const mask = '•••';

/**
 * A refused event as a person may see it: fields we know and that are not personal, where they hold what such a field
 * may hold. Everything else that could be a name, a number or a plate is hidden, and so are keys that are not plain words.
 */
export function maskEvent(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `${mask} (${text.length} characters that are not JSON)`;
  }
  if (!isRecord(value)) return maskAll(value);
  const type = typeof value['type'] === 'string' ? findType(value['type'])?.type : undefined;
  const dataShape = type && type.data instanceof z.ZodObject ? (type.data.shape as Shape) : {};
  const personal = new Set(type?.personal);
  return maskFields(value, (key, field) => {
    if (key === 'data' && isRecord(field)) {
      return maskFields(field, (name, inner) => (personal.has(name) ? mask : maskKnown(dataShape, name, inner)));
    }
    return maskKnown(sentEnvelope.shape, key, field);
  });
}

type Shape = Readonly<Record<string, z.ZodType>>;

function maskKnown(shape: Shape, key: string, value: unknown): unknown {
  const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
  const parsed = field?.safeParse(value);
  if (!parsed) return maskAll(value);
  // A number out of its range tells what is wrong; in the place of a text it may be anything, as any other text may.
  const isOutOfRange = typeof value === 'number' && !parsed.error?.issues.some(({ code }) => code === 'invalid_type');
  return parsed.success || isOutOfRange ? value : maskAll(value);
}

function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 20 ? `${mask} (${value.length} items)` : value.map(maskAll);
  if (isRecord(value)) return maskFields(value, (_key, field) => maskAll(field));
  return value === null || typeof value === 'boolean' ? value : mask;
}

function maskFields(record: Readonly<Record<string, unknown>>, show: (key: string, value: unknown) => unknown): object {
  const entries = Object.entries(record).map(([key, value]) => [
    /^[A-Za-z_]{1,40}$/.test(key) ? key : mask,
    show(key, value),
  ]);
  return Object.fromEntries(entries) as object;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
