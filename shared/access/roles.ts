/** What an account may be. `viewer` sees; each of the others has its own page; `administrator` changes the registry. */
export const roles = ['viewer', 'operator', 'duty', 'unit', 'leader', 'administrator'] as const;
export type Role = (typeof roles)[number];
