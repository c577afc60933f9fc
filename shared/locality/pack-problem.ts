/** The same said in both languages of the screens. */
export type Bilingual = { readonly vi: string; readonly en: string };

/**
 * What is wrong in a city's folder. `row` is counted as a spreadsheet does, the header being row 1; 0 means the file as
 * a whole. `column` is a column's name, a path within a YAML file, or '' for the file as a whole.
 */
export type PackProblem = {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly message: Bilingual;
};

/** One line, as `kiosks.csv row 3, code: …`. */
export function describeProblem({ file, row, column, message }: PackProblem, language: keyof Bilingual): string {
  const at = row > 0 ? ` ${language === 'vi' ? 'hàng' : 'row'} ${row}` : '';
  return `${file}${at}${column && `, ${column}`}: ${message[language]}`;
}
