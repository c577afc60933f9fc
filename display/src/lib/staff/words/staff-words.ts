import { enStaff } from './en-staff.ts';
import { viStaff } from './vi-staff.ts';

export type StaffWords = Readonly<typeof viStaff>;

/** The words of the page of staff. */
export const staffWords = { vi: viStaff, en: enStaff } as const;
