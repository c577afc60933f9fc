import { isUtf8 } from 'node:buffer';

/** A parsed JSON text, or where it stops being one. The parser's own message is not used: it quotes what was sent. */
export type ParsedJson = { readonly value: unknown } | { readonly fault: string };

/** Parses UTF-8 JSON. Total: never throws. */
export function parseJson(bytes: Buffer): ParsedJson {
  if (!isUtf8(bytes)) return { fault: 'the text is not UTF-8' };
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return { fault: position === undefined ? 'the text is not JSON' : `the text is not JSON at character ${position}` };
  }
}
