import type { RotasShown } from '#shared/wire/rota-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** Rotas as text: who is on duty now, then every span, gaps in capitals. */
export function describeRotas({ rotas, timeZone }: RotasShown): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const time = (at: string): string => format.format(new Date(at));
  return rotas
    .map(({ id, name, now, spans, gapHours }) => {
      const head = `${id}  ${name.vi} (${name.en})\nnow: ${now ? `${now.name?.en ?? now.contact} until ${time(now.to)}` : 'NOBODY'}\n`;
      const rows = spans.map(({ from, to, contact, name: who, layer, override }) => [
        ...[time(from), time(to), contact ?? 'GAP', who?.en ?? ''],
        override !== null ? `stand-in ${override}` : layer !== null ? `layer ${layer + 1}` : '',
      ]);
      return `${head}${formatTable(['FROM', 'TO', 'WHO', 'NAME', 'BY'], rows)}${gapHours} h without anybody\n`;
    })
    .join('\n');
}
