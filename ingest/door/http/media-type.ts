import { problem, type Problem } from './problem.ts';

/** How a body is to be read: one event, an array of them, either, or one a line. */
export type BodyForm = 'single' | 'batch' | 'either' | 'lines';
export type BodyCoding = { readonly form: BodyForm; readonly gzip: boolean };

const forms: ReadonlyMap<string, BodyForm> = new Map([
  ['application/cloudevents+json', 'single'],
  ['application/cloudevents-batch+json', 'batch'],
  ['application/json', 'either'],
  ['application/x-ndjson', 'lines'],
]);

/** What the door can read, for the answer to what it cannot. */
export const acceptedTypes = [...forms.keys()].join(', ');

/** Reads `Content-Type` and `Content-Encoding`. */
export function readBodyCoding(
  contentType: string | undefined,
  contentEncoding: string | undefined,
): BodyCoding | Problem {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  const form = forms.get(type.trim());
  if (form === undefined) return problem('unsupported-media-type', `Content-Type must be one of ${acceptedTypes}`);
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return problem('unsupported-media-type', 'the charset must be utf-8');
  }
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding !== 'gzip' && encoding !== 'identity') {
    return problem('unsupported-media-type', 'Content-Encoding must be gzip or absent');
  }
  return { form, gzip: encoding === 'gzip' };
}
