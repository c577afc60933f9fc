/** Where the items of a JSON text lie: the array's items, or the one value. Offsets are in bytes; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };
export type ScannedJson = { readonly array: boolean; readonly items: readonly Span[] } | { readonly tooDeep: true };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

/**
 * One pass over the bytes before anything is parsed: measures nesting and finds the items of a top-level array, so that
 * count, size and depth are judged without building a value. It does not validate: what is not JSON fails in the parser.
 */
export function scanJson(bytes: Uint8Array, maxDepth: number): ScannedJson {
  const from = skipSpace(bytes, 0);
  const array = bytes[from] === 0x5b;
  const items: Span[] = [];
  let start = array ? from + 1 : from;
  let end = bytes.length;
  for (let at = from, depth = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = skipString(bytes, at + 1);
    else if (isOpening(byte)) {
      depth += 1;
      if (depth > maxDepth) return { tooDeep: true };
    } else if (isClosing(byte)) {
      depth -= 1;
      if (depth === 0) {
        end = array ? at : end;
        break;
      }
    } else if (byte === comma && depth === 1 && array) {
      items.push({ start, end: at });
      start = at + 1;
    }
  }
  if (!array || items.length > 0 || skipSpace(bytes, start) < end) items.push({ start, end });
  return { array, items };
}

/** `{` or `[` */
function isOpening(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** `}` or `]` */
function isClosing(byte: number | undefined): boolean {
  return byte === 0x7d || byte === 0x5d;
}

/** The position of the quote that ends a string, or of the text's end. */
function skipString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}
