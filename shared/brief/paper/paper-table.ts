import { escapeHtml as text } from './escape.ts';

/** A row of cells; `kind`: the class by which it is laid out. */
export function row(cells: string, kind = ''): string {
  return `<tr${kind === '' ? '' : ` class="${kind}"`}>${cells}</tr>`;
}

/** A table of rows; `widths`: of the columns, in percent; left out: as they need. */
export function table(heads: readonly string[], rows: readonly string[], widths: readonly number[] = []): string {
  const columns = widths.map((width) => `<col style="width:${width}%">`).join('');
  const top = heads.map((name) => `<th scope="col">${text(name)}</th>`).join('');
  return `<table${widths.length > 0 ? ' class="fixed"' : ''}>${columns && `<colgroup>${columns}</colgroup>`}<thead><tr>${top}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

/** A list of lines that are HTML already. */
export function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

/** Text that leads somewhere; undefined: nowhere. */
export function led(said: string, href: string | undefined): string {
  return href === undefined ? text(said) : `<a href="${text(href)}">${text(said)}</a>`;
}
