import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';

export const observabilityDir = join(PROJECT_DIR, 'infra/observability');

const rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(['none', 'warning', 'critical']), condition: z.string().optional() }),
          annotations: z.object({ summary: z.string(), todo: z.string() }),
        }),
      ),
    }),
  ),
});

const dashboard = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }).optional(),
      targets: z.array(z.object({ expr: z.string() })).default([]),
    }),
  ),
});

/** The alert rules as shipped. */
export function readRules() {
  return rules
    .parse(parse(readFileSync(join(observabilityDir, 'rules.yml'), 'utf8')))
    .groups.flatMap((group) => group.rules);
}

/** The dashboard's panels as shipped, without the rows' headings. */
export function readPanels() {
  const { panels } = dashboard.parse(JSON.parse(readFileSync(join(observabilityDir, 'dashboard.json'), 'utf8')));
  return panels.filter(({ type }) => type !== 'row');
}
