import { z } from 'zod';
import { compileReference } from './reference.ts';

const title = z.string().trim().min(1).max(80);
const optionalTitle = title.nullable().default(null);

export const dateFormats = ['dd/mm/yyyy', 'yyyy-mm-dd', 'dd-mm-yyyy', 'dd.mm.yyyy', 'mm/dd/yyyy'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;
export const decimals = ['.', ','] as const;
/** `columns`: money in and money out each have a column; `signed`: out is negative; `inverted`: in is negative. */
export const signs = ['columns', 'signed', 'inverted'] as const;

/**
 * How the statements of one bank about one operator's transfers are read. Columns are named by their titles. `reference`
 * says what the bank's words look like where a transfer names what it is for, as `PK {site} {method} {yyyymmdd}`.
 */
export const statementMapping = z
  .strictObject({
    code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, { error: 'a code such as VETC-VCB' }),
    operator: z.string().min(1).max(64),
    bank: z.string().trim().min(1).max(80),
    columns: z.strictObject({
      date: title,
      text: title,
      number: optionalTitle,
      amount: optionalTitle,
      credit: optionalTitle,
      debit: optionalTitle,
    }),
    dateFormat: z.enum(dateFormats),
    delimiter: z.enum(delimiters).default(','),
    decimal: z.enum(decimals).default('.'),
    sign: z.enum(signs),
    reference: z.string().trim().min(3).max(120),
  })
  .superRefine(({ columns, sign, reference }, context) => {
    const needed = sign === 'columns' ? (['credit'] as const) : (['amount'] as const);
    for (const name of needed) {
      if (columns[name] === null)
        context.addIssue({ code: 'custom', path: ['columns', name], message: `needed where sign is ${sign}` });
    }
    const compiled = compileReference(reference);
    if ('fault' in compiled) context.addIssue({ code: 'custom', path: ['reference'], message: compiled.fault });
  });
export type StatementMapping = z.output<typeof statementMapping>;
