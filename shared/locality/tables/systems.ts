import * as cells from '../cells.ts';
import { defineTable, type RowOf } from '../table.ts';

/** Connected systems, `S-…`, and how often each is heard of, in seconds. They serve the whole city. */
export const systems = defineTable('systems.csv', {
  code: cells.code,
  name: cells.name,
  name_en: cells.name,
  kind: cells.oneOf(['portal', 'national_portal', 'identity', 'payment', 'document_axis', 'app']),
  expected_interval_s: cells.wholeNumber(1, 86_400),
});
export type ConnectedSystem = RowOf<typeof systems>;
