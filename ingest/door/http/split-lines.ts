/** One line without its end, counted from 1; `undefined` bytes: it was longer than a line may be and was dropped. */
export type Line = { readonly number: number; readonly bytes: Buffer | undefined };

export type LineSplitter = {
  /** The lines that this piece completes; blank ones are counted and left out. */
  readonly push: (chunk: Buffer) => Line[];
  /** The last line, if it had no end. */
  readonly end: () => Line[];
  /** The number of the line that comes next. */
  readonly nextNumber: () => number;
};

const lineFeed = 0x0a;

/** Splits a stream into lines, holding no more than one line's bytes. */
export function createLineSplitter(maxBytes: number): LineSplitter {
  let number = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let tooLong = false;

  const hold = (piece: Buffer): void => {
    heldBytes += piece.length;
    if (heldBytes > maxBytes) {
      tooLong = true;
      held = [];
    } else if (piece.length > 0) held.push(piece);
  };
  const complete = (lines: Line[]): void => {
    const bytes = held.length === 1 ? held[0] : Buffer.concat(held);
    if (tooLong) lines.push({ number, bytes: undefined });
    else if (bytes && !isBlank(bytes)) lines.push({ number, bytes });
    number += 1;
    held = [];
    heldBytes = 0;
    tooLong = false;
  };
  return {
    push: (chunk) => {
      const lines: Line[] = [];
      let start = 0;
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
        hold(chunk.subarray(start, end));
        complete(lines);
        start = end + 1;
      }
      hold(chunk.subarray(start));
      return lines;
    },
    end: () => {
      const lines: Line[] = [];
      if (heldBytes > 0) complete(lines);
      return lines;
    },
    nextNumber: () => number,
  };
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
