import { expect, test } from 'vitest';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { describeNode } from '../../../display/src/lib/system/describe-node.ts';
import { describeTask } from '../../../display/src/lib/system/describe-task.ts';
import { judgeSystem } from '../../../display/src/lib/system/judge-system.ts';
import { listTasks } from '../../../display/src/lib/system/list-tasks.ts';
import {
  processNames,
  type ProcessReport,
  type SystemReport,
  type ToldCondition,
} from '../../../display/src/lib/system/system-report.ts';
import type { HealthCheck } from '../../../shared/wire/health.ts';

const at = '2026-11-22T07:05:10.000Z';
const format = createFormat('vi', 'Asia/Ho_Chi_Minh');

type Told = { readonly ready?: boolean; readonly conditions?: ToldCondition[]; readonly checks?: HealthCheck[] };

function told(name: string, { ready = true, conditions = [], checks = [] }: Told = {}): ProcessReport {
  const health = {
    process: name,
    city: 'hanoi',
    version: '1',
    startedAt: at,
    at,
    ready,
    checks,
    conditions,
    reached: null,
  };
  return { name, asked: true, health, silentSince: null };
}

function reportOf(...changed: ProcessReport[]): SystemReport {
  const processes = processNames.map((name) => changed.find((process) => process.name === name) ?? told(name));
  return { at, processes };
}

function silent(name: string, since: string, before: Told = {}): ProcessReport {
  return { ...told(name, before), silentSince: since };
}

function lag(state: ToldCondition['state'], value: number | null, process = 'writer'): ToldCondition {
  return { name: 'log-lag', process, state, value, unit: 's', warnAt: 10, criticalAt: 60, since: at };
}

const check = (name: string, ok: boolean): HealthCheck => ({ name, ok, detail: ok ? 'answers' : 'does not answer' });

test('what nobody told of is unknown, never well', () => {
  const { servers, worst, processes } = judgeSystem({
    at,
    processes: processNames.map((name) => ({ name, asked: false, health: null, silentSince: at })),
  });
  expect(worst).toBe('unknown');
  expect(Object.values(servers).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
  expect([...processes.values()].every(({ standing }) => standing === 'unasked')).toBe(true);
});

test('a silent process is a warning after 5 s and critical after 15 s, and what it told is only a memory', () => {
  const stateAfter = (since: string) => {
    const report = reportOf(silent('writer', since, { conditions: [lag('ok', 0)] }));
    const { worst, processes, conditions } = judgeSystem(report);
    expect(processes.get('writer')).toMatchObject({ state: 'unknown', standing: 'silent' });
    expect(conditions.find(({ name }) => name === 'log-lag')).toMatchObject({ state: 'unknown', remembered: true });
    return worst;
  };
  expect(stateAfter('2026-11-22T07:05:09.000Z')).toBe('unknown');
  expect(stateAfter('2026-11-22T07:05:04.000Z')).toBe('warning');
  expect(stateAfter('2026-11-22T07:04:50.000Z')).toBe('critical');
});

test('the display may have noticed a silence before these pages were asked', () => {
  const noticed: ToldCondition = {
    ...{ name: 'process-silent', process: 'writer', state: 'critical', value: 90, unit: 's' },
    ...{ warnAt: 5, criticalAt: 15, since: at },
  };
  const { processes, conditions } = judgeSystem(
    reportOf(silent('writer', at), told('display', { conditions: [noticed] })),
  );
  expect(processes.get('writer')?.silentS).toBe(90);
  expect(conditions.filter(({ name }) => name === 'process-silent')).toHaveLength(1);
});

test('a condition is its owner’s, whoever told it; the log’s room is the log’s', () => {
  const disk: ToldCondition = {
    ...{ name: 'log-disk', process: 'ingest', state: 'critical', value: 0.95, unit: 'share' },
    ...{ warnAt: 0.7, criticalAt: 0.9, since: at },
  };
  const { processes, servers } = judgeSystem(
    reportOf(
      told('office', { conditions: [lag('warning', 20)] }),
      told('ingest', { checks: [check('log', true)], conditions: [disk] }),
    ),
  );
  expect(processes.get('office')?.state).toBe('ok');
  expect(processes.get('writer')).toMatchObject({ state: 'warning', standing: 'warned' });
  expect(processes.get('ingest')?.state).toBe('ok');
  expect(servers.log).toMatchObject({ state: 'critical', standing: 'failing' });
});

test('a server is as bad as those are who cannot work without it', () => {
  const without = judgeSystem(
    reportOf(
      told('live', { checks: [check('database', false), check('mirror', false)] }),
      told('writer', { checks: [check('database', false)], ready: false }),
    ),
  );
  expect(without.servers.database).toMatchObject({ state: 'critical', standing: 'failing' });
  expect(without.servers.mirror).toMatchObject({ state: 'warning', standing: 'failing' });
  const broken = judgeSystem(
    reportOf(
      told('live', { checks: [check('database', true)] }),
      told('writer', { checks: [check('database', false)] }),
    ),
  );
  expect(broken.servers.database).toMatchObject({ state: 'warning', standing: 'warned' });
});

test('what to do: one task for one cause, worst first, each with words in both languages', () => {
  const report = reportOf(
    silent('ingest', '2026-11-22T07:00:00.000Z', { conditions: [lag('critical', 90, 'ingest')] }),
    silent('live', '2026-11-22T07:01:00.000Z', { conditions: [{ ...lag('ok', 0, 'live'), name: 'mirror-lag' }] }),
    told('writer', { ready: false, checks: [check('database', false)], conditions: [lag('unknown', null)] }),
    told('office', { ready: false, checks: [check('database', false)] }),
  );
  const tasks = listTasks(report, judgeSystem(report));
  expect(tasks.map(({ kind, processes }) => [kind, processes])).toEqual([
    ['silent', ['ingest', 'live']],
    ['check', ['writer', 'office']],
    ['condition', ['writer']],
  ]);
  expect(tasks[0]?.since).toBe('2026-11-22T07:00:00.000Z');
  for (const language of ['vi', 'en'] as const) {
    for (const task of tasks) {
      const { what, todo } = describeTask(task, createFormat(language, 'Asia/Ho_Chi_Minh'));
      expect(what).not.toMatch(/[{}]|undefined/);
      expect(todo.length).toBeGreaterThan(20);
    }
  }
});

test('one slow answer asks for nothing; a silence of 5 s does', () => {
  const tasksSince = (since: string) => {
    const report = reportOf(silent('writer', since, { conditions: [lag('critical', 90)] }));
    return listTasks(report, judgeSystem(report)).map(({ kind }) => kind);
  };
  expect(tasksSince('2026-11-22T07:05:06.000Z')).toEqual([]);
  expect(tasksSince('2026-11-22T07:05:05.000Z')).toEqual(['silent']);
});

test('what a process misses of its own is told in words of the language, not as something it cannot reach', () => {
  const whatOf = (name: string, language: 'vi' | 'en') => {
    const report = reportOf(told('live', { ready: false, checks: [check(name, false)] }));
    const [task] = listTasks(report, judgeSystem(report));
    return task && describeTask(task, createFormat(language, 'Asia/Ho_Chi_Minh')).what;
  };
  expect(whatOf('started', 'vi')).toBe('Bộ trực tiếp báo: đang khởi động');
  expect(whatOf('started', 'en')).toBe('Live says: still starting');
  for (const name of ['started', 'state', 'registry', 'pages']) {
    expect(whatOf(name, 'vi')).not.toMatch(new RegExp(`${name}|không tới được`));
    expect(whatOf(name, 'en')).not.toMatch(/cannot reach/);
  }
  expect(whatOf('made-later', 'vi')).toBe('Bộ trực tiếp báo: made-later');
  expect(whatOf('log', 'vi')).toBe('Bộ trực tiếp không tới được: Nhật ký');
});

test('all well asks for nothing, and a condition without words keeps its own name', () => {
  const report = reportOf();
  expect(listTasks(report, judgeSystem(report))).toEqual([]);
  const newer = reportOf(told('writer', { conditions: [{ ...lag('critical', 3), name: 'made-later' }] }));
  const [task] = listTasks(newer, judgeSystem(newer));
  expect(task && describeTask(task, format).what).toContain('made-later');
});

test('a node says its figure while its process answers, and when it was last heard once it does not', () => {
  const node = (process: ProcessReport) => {
    const report = reportOf(process);
    return describeNode('writer', { report, judgement: judgeSystem(report), format });
  };
  expect(node(told('writer', { conditions: [lag('ok', 3)] }))).toMatchObject({
    figure: 'trễ 3 giây',
    standing: 'đang chạy',
  });
  const quiet = node(silent('writer', '2026-11-22T07:02:10.000Z', { conditions: [lag('ok', 3)] }));
  expect(quiet).toMatchObject({ figure: '', standing: 'không trả lời đã 3 phút' });
  expect(quiet.small[0]).toBe('nghe lần cuối 14:05:10');
});
