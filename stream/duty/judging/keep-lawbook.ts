import { hash } from 'node:crypto';
import type pg from 'pg';
import type { RuleCity } from '#shared/rules/city.ts';
import type { Log } from '#shared/service/log.ts';
import { hasCity } from '#shared/store/has-city.ts';
import { listRules } from '#shared/store/list-rules.ts';
import { readRuleCity } from '#shared/store/read-rule-city.ts';
import type { Lawbook } from './judging.ts';

const rulesEveryMs = 5_000;
const cityEveryMs = 60_000;

/** Reads by what worlds are judged: the rules that are on, and the city as the registry has it. A registry without a city has none. */
export async function readLawbook(pool: pg.Pool, timeZone: string): Promise<Lawbook> {
  const { rules, version } = await listRules(pool);
  const city = (await hasCity(pool)) ? await readRuleCity(pool) : nowhere(timeZone);
  return { rules, city, version: `${version}-${hash('sha256', JSON.stringify(city))}` };
}

function nowhere(timeZone: string): RuleCity {
  return { timeZone, assets: [], units: [], specialDays: [], opening: '24/7' };
}

/** Looks every few seconds whether rules or the city are others than those judged by. */
export function keepLawbook(
  pool: pg.Pool,
  { first, onChange, log }: { first: Lawbook; onChange: (lawbook: Lawbook) => void; log: Log },
): { readonly stop: () => void } {
  let held = first;
  let rulesVersion: string | undefined;
  let cityReadMs = performance.now();
  let isFailing = false;
  let work: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    try {
      const { version } = await listRules(pool);
      const isCityDue = performance.now() - cityReadMs >= cityEveryMs;
      isFailing = false;
      if (version === rulesVersion && !isCityDue) return;
      const found = await readLawbook(pool, first.city.timeZone);
      cityReadMs = performance.now();
      rulesVersion = version;
      if (found.version === held.version) return;
      held = found;
      log.info({ rules: found.rules.length, assets: found.city.assets.length }, 'rules or registry changed');
      onChange(found);
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, 'rules cannot be read; those known go on');
      isFailing = true;
    }
  };
  const timer = setInterval(() => {
    work ??= look().finally(() => (work = undefined));
  }, rulesEveryMs);
  return { stop: () => clearInterval(timer) };
}
