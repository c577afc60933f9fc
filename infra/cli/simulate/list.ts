import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { findScenario, scenarioNames } from '../../senders/find-scenario.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the scenarios that come along';
export const usage = `
  Each is a file of infra/scenarios; copy one to write your own, and name it: vonglau simulate --scenario FILE.`;

const words = z.object({ vi: z.string(), en: z.string() });
const head = z.object({ name: words, about: words });

/** Prints the name of each, in both languages, and what one sees. */
export function run(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  for (const name of scenarioNames()) {
    const scenario = head.parse(parse(readFileSync(findScenario(name), 'utf8')));
    io.stdout.write(`${name}: ${scenario.name.vi} / ${scenario.name.en}\n`);
    io.stdout.write(`  ${scenario.about.vi}\n  ${scenario.about.en}\n`);
  }
  return Promise.resolve(0);
}
