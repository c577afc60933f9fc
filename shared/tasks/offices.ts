/** An office as tasks need it: of a unit, a department or (neither) the city. */
export type TaskOffice = { readonly code: string; readonly unit: string | null; readonly department: string | null };

/** The office that a code means: its own, or that of a unit or department; undefined: none. */
export function officeFor<Office extends TaskOffice>(code: string, offices: readonly Office[]): Office | undefined {
  return (
    offices.find((office) => office.code === code) ??
    offices.find(({ unit, department }) => unit === code || department === code)
  );
}

/**
 * The office above another: that of the unit above, where there is one, else the city's. Undefined: nobody is above it.
 * `parentOf`: the unit above a unit.
 */
export function officeAbove<Office extends TaskOffice>(
  code: string,
  offices: readonly Office[],
  parentOf: (unit: string) => string | null,
): Office | undefined {
  const office = offices.find((one) => one.code === code);
  if (!office) return undefined;
  const parent = office.unit === null ? null : parentOf(office.unit);
  const above = parent === null ? undefined : offices.find(({ unit }) => unit === parent);
  const city = offices.find(({ unit, department }) => unit === null && department === null);
  return above ?? (city?.code === code ? undefined : city);
}
