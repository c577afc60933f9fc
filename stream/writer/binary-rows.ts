const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** PostgreSQL counts microseconds from 2000-01-01. */
const epochMs = Date.UTC(2000, 0, 1);
const twoTo32 = 2 ** 32;

/**
 * Rows in PostgreSQL's binary COPY format: for each row `columns(n)`, then its n values in the table's own types. Text may
 * not hold U+0000; the server refuses it as it does in text format.
 */
export class BinaryRows {
  #bytes = Buffer.allocUnsafe(256 * 1024);
  #end = 0;

  header(): void {
    this.#room(19);
    this.#end += signature.copy(this.#bytes, this.#end);
    this.#bytes.fill(0, this.#end, this.#end + 8);
    this.#end += 8;
  }

  trailer(): void {
    this.columns(-1);
  }

  columns(count: number): void {
    this.#room(2);
    this.#end = this.#bytes.writeInt16BE(count, this.#end);
  }

  text(value: string): void {
    this.#room(4 + 3 * value.length);
    const length = this.#bytes.write(value, this.#end + 4);
    this.#end = this.#bytes.writeInt32BE(length, this.#end) + length;
  }

  int4(value: number): void {
    this.#room(8);
    this.#end = this.#bytes.writeInt32BE(4, this.#end);
    this.#end = this.#bytes.writeInt32BE(value, this.#end);
  }

  /** A safe integer as bigint. */
  int8(value: number): void {
    this.#room(12);
    this.#end = this.#bytes.writeInt32BE(8, this.#end);
    const high = Math.floor(value / twoTo32);
    this.#end = this.#bytes.writeInt32BE(high, this.#end);
    this.#end = this.#bytes.writeUInt32BE(value - high * twoTo32, this.#end);
  }

  timestamptz(ms: number): void {
    this.int8((ms - epochMs) * 1_000);
  }

  /** The 16 bytes of `source` from `at` on. */
  uuid(source: Buffer, at: number): void {
    this.#room(20);
    this.#end = this.#bytes.writeInt32BE(16, this.#end);
    this.#end += source.copy(this.#bytes, this.#end, at, at + 16);
  }

  null(): void {
    this.#room(4);
    this.#end = this.#bytes.writeInt32BE(-1, this.#end);
  }

  /** What was written since the last time; the caller owns it. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#end);
    this.#bytes = Buffer.allocUnsafe(Math.max(64 * 1024, this.#bytes.length));
    this.#end = 0;
    return taken;
  }

  #room(bytes: number): void {
    if (this.#end + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#bytes.length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
