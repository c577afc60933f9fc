/** SQL for "`column` is the source in `parameter` or lies under it", as a key's right is judged. */
export function liesUnder(column: string, parameter: string): string {
  return `(${column} = ${parameter} OR starts_with(${column}, ${parameter} || '/') OR starts_with(${column}, ${parameter} || ':'))`;
}
