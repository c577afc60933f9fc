import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { FileFormat } from './mapping.ts';

/** One line of a table as the file has it, spaces around its cells taken off; `surplus`: more cells than columns. */
export type RawRow = {
  readonly line: number;
  readonly columns: ReadonlyMap<string, string>;
  readonly surplus: boolean;
};

/** Streams a table's rows. Throws when the file is missing, has another shape, or is not in the stated encoding. */
export async function* readRows(path: string, format: FileFormat): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter ?? (format.format === 'tsv' ? '\t' : ','),
    // Tab-separated files as a rule do not quote; a lone quotation mark in them is text.
    quote: format.format === 'tsv' ? false : '"',
    from_line: format.skipLines + 1,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    info: true,
  });
  const decode = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(format.encoding, { fatal: true });
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
  // A failure destroys the parser with its reason, which the loop below throws.
  pipeline(createReadStream(path), decode, parser, () => undefined);
  let names = format.columns;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (!names) {
      names = record;
      continue;
    }
    const columns = new Map<string, string>();
    for (const [index, name] of names.entries()) columns.set(name, record[index] ?? '');
    yield { line: info.lines, columns, surplus: record.slice(names.length).some((cell) => cell !== '') };
  }
}
