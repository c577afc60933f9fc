import type { Format } from '../format/create-format.ts';
import { serverOf } from './judge-servers.ts';
import type { Task } from './list-tasks.ts';
import { processNames } from './system-report.ts';
import { checkName, nameOf, partName, writeValue } from './write-value.ts';

/** A task in words: what is wrong, what to do, and what the process itself says of it. */
export type TaskText = { readonly what: string; readonly todo: string; readonly says: string };

/** Writes a task. */
export function describeTask(task: Task, format: Format): TaskText {
  const { tasks, todo } = format.words.system;
  const who = task.processes.map((process) => partName(process, format)).join(', ');
  switch (task.kind) {
    case 'silent': {
      const all = processNames.every((name) => name === 'display' || task.processes.includes(name));
      if (all) return { what: tasks.allSilent, todo: todo.allSilent, says: '' };
      return { what: tasks.silent.replace('{who}', who), todo: todo.silent, says: '' };
    }
    case 'unasked':
      return { what: tasks.unasked.replace('{who}', who), todo: todo.unasked, says: '' };
    case 'check': {
      const server = serverOf(task.check);
      const what = server
        ? tasks.check.replace('{what}', partName(server, format))
        : tasks.ownCheck.replace('{what}', checkName(task.check, format));
      return { what: what.replace('{who}', who), todo: todo[server ?? 'own'], says: task.detail };
    }
    case 'condition': {
      const { name, value, unit } = task.condition;
      const words = nameOf(name, format);
      return { what: `${who}: ${words.name} ${writeValue(value, unit, format)}`, todo: words.todo, says: '' };
    }
  }
}
