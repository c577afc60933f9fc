import type pg from 'pg';

/** What a single statement needs: a pool, or the client of an open transaction. */
export type Sql = {
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>;
};
