import { isInstant, isItem, type Cell } from './row.ts';

/** Looks a name up: a value of the mapping first, else a column. */
export type Lookup = (name: string) => Cell;

/**
 * Compiles `{line}-{call_id}`. A template that is one name alone gives that cell as it is; otherwise the text, or null
 * when a cell in it is null (`{name?}` puts nothing there instead).
 */
export function compileTemplate(template: string): (lookup: Lookup) => Cell {
  const whole = /^\{([^{}]+)\}$/.exec(template)?.[1];
  if (whole !== undefined && !whole.endsWith('?')) return (lookup) => lookup(whole);
  const parts = template.split(/\{([^{}]+)\}/);
  return (lookup) => {
    let text = '';
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 0) {
        text += part;
        continue;
      }
      const isOptional = part.endsWith('?');
      const cell = lookup(isOptional ? part.slice(0, -1) : part);
      if (cell === null && !isOptional) return null;
      text += toText(cell);
    }
    return text;
  };
}

/** A cell as text; instants in UTC. */
export function toText(cell: Cell): string {
  if (cell === null) return '';
  if (isInstant(cell)) return new Date(cell.instantMs).toISOString();
  return isItem(cell) ? cell.item : String(cell);
}
