type Grouped<Row> = ReadonlyMap<string, readonly Row[]>;

/** Groups rows by a key, each list once: what a ledger holds does not change. */
export function groupedBy<Row>(keyOf: (row: Row) => string): (rows: readonly Row[]) => Grouped<Row> {
  const known = new WeakMap<readonly Row[], Grouped<Row>>();
  return (rows) => {
    const found = known.get(rows) ?? Map.groupBy(rows, keyOf);
    known.set(rows, found);
    return found;
  };
}
