import type { Format } from '../format/create-format.ts';
import { ownerOf } from './judge-servers.ts';
import { serverNames, type ConditionLine, type Part, type SystemJudgement } from './judgement.ts';
import type { NodeName } from './path-layout.ts';
import { rankOf } from './rank-states.ts';
import type { ProcessReport, SystemReport } from './system-report.ts';
import { nameOf, partName, writeAge, writeValue } from './write-value.ts';

/** What stands in a node of the picture, line by line; `part` is null for what is not ours to judge. */
export type NodeText = {
  readonly part: Part | null;
  readonly title: string;
  readonly standing: string;
  readonly figure: string;
  readonly small: readonly string[];
};

/** The figure that says most of a node while nothing is wrong with it. */
const telling: Partial<Record<NodeName, string>> = {
  ingest: 'quarantine-depth',
  log: 'log-disk',
  writer: 'log-lag',
  live: 'log-lag',
  duty: 'log-lag',
  mirror: 'mirror-lag',
};

/** The words of one node. */
export function describeNode(
  node: NodeName,
  { report, judgement, format }: { report: SystemReport; judgement: SystemJudgement; format: Format },
): NodeText {
  const words = format.words.system;
  const title = partName(node, format);
  if (node === 'senders' || node === 'screens') {
    return { part: null, title, standing: '', figure: '', small: words.does[node].split(', ') };
  }
  const line = figureOf(node, judgement.conditions);
  const figure = line ? `${nameOf(line.name, format).short} ${writeValue(line.value, line.unit, format)}` : '';
  const server = serverNames.find((name) => name === node);
  if (server) {
    const part = judgement.servers[server];
    const known = part.state === 'unknown' || figure === '' ? words.does[server] : figure;
    return { part, title, standing: words.serverStanding[part.standing], figure: known, small: [] };
  }
  const process = report.processes.find(({ name }) => name === node);
  const part = judgement.processes.get(node);
  if (!process || !part) return { part: null, title, standing: '', figure: '', small: [] };
  const age = part.silentS === null ? '' : words.silentFor.replace('{age}', writeAge(part.silentS, format));
  return {
    ...{ part, title },
    standing: `${words.standing[part.standing]} ${age}`.trim(),
    // What only a memory says is left to the table.
    figure: line?.remembered === false ? figure : '',
    small: smallLines(process, judgement.atMs, format),
  };
}

/** The worst figure that is not well, else the one that tells most. */
function figureOf(node: NodeName, conditions: readonly ConditionLine[]): ConditionLine | undefined {
  const own = conditions.filter((line) => ownerOf(line) === node && line.name !== 'process-silent');
  const [worst] = own.filter(({ state }) => rankOf(state) > rankOf('unknown'));
  return worst ?? own.find(({ name }) => name === telling[node]);
}

function smallLines({ health, silentSince, asked }: ProcessReport, nowMs: number, format: Format): string[] {
  const words = format.words.system;
  const at = (iso: string): string => format.moment(Date.parse(iso), nowMs);
  if (!asked) return [];
  if (!health) return [words.neverHeard];
  if (silentSince !== null) return [`${words.lastHeard} ${at(health.at)}`, `${words.version} ${health.version}`];
  return [
    ...(health.reached ? [`${words.reached} ${at(health.reached.receivedAt)}`] : []),
    `${words.version} ${health.version} · ${words.startedAt} ${at(health.startedAt)}`,
  ];
}
