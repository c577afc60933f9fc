import pg from 'pg';

/** How the database's values arrive: int8 as a number, since every sum we keep stays far below 2^53. */
export const pgTypes = new pg.TypeOverrides();
pgTypes.setTypeParser(pg.types.builtins.INT8, Number);
