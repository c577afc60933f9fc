/** A row that holds from a day to before another; null: for good. */
type Lasting = { readonly from: string; readonly to: string | null };

/** Rows of one thing after another is laid over them: what they said for its time gives way to it. */
export function layOver<Row extends Lasting>(held: readonly Row[], over: Row): Row[] {
  const left = held.flatMap((row) => {
    const end = row.to === null || row.to > over.from ? over.from : row.to;
    const start = over.to !== null && row.from < over.to ? over.to : row.from;
    const isLeftAfter = over.to !== null && (row.to === null || start < row.to);
    return [...(row.from < end ? [{ ...row, to: end }] : []), ...(isLeftAfter ? [{ ...row, from: start }] : [])];
  });
  return [...left, over].sort((one, other) => (one.from < other.from ? -1 : 1));
}
