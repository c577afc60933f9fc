import type { Act } from '#shared/access/acts.ts';
import type { commonWords } from './words/common-words.ts';

type Name = Exclude<keyof typeof commonWords.vi.nav, 'label'>;
type AdminPage = {
  readonly path: '/admin' | `/admin/${Exclude<Name, 'overview'>}`;
  readonly name: Name;
  /** Who may do this sees the page. */
  readonly act: Act;
};

/** The pages of the administration, in the order of its menu. */
export const adminPages = [
  { path: '/admin', name: 'overview', act: 'source.see' },
  { path: '/admin/users', name: 'users', act: 'account.see' },
  { path: '/admin/wall', name: 'wall', act: 'wall.set' },
  { path: '/admin/walls', name: 'walls', act: 'walltoken.manage' },
  { path: '/admin/keys', name: 'keys', act: 'key.see' },
  { path: '/admin/sources', name: 'sources', act: 'source.see' },
  { path: '/admin/quarantine', name: 'quarantine', act: 'quarantine.see' },
  { path: '/admin/worlds', name: 'worlds', act: 'source.see' },
  { path: '/admin/drills', name: 'drills', act: 'drill.see' },
  { path: '/admin/packs', name: 'packs', act: 'pack.see' },
  { path: '/admin/rules', name: 'rules', act: 'rule.see' },
  { path: '/admin/maintenance', name: 'maintenance', act: 'rule.see' },
  { path: '/admin/targets', name: 'targets', act: 'pack.see' },
  { path: '/admin/exclusions', name: 'exclusions', act: 'exclusion.propose' },
  { path: '/admin/contacts', name: 'contacts', act: 'contact.see' },
  { path: '/admin/rota', name: 'rota', act: 'rota.see' },
  { path: '/admin/notifications', name: 'notifications', act: 'contact.see' },
  { path: '/admin/audit', name: 'audit', act: 'audit.see' },
] as const satisfies readonly AdminPage[];

/** The first page of the administration for somebody who may do these acts; null: there is none. */
export function firstAdminPage(may: readonly string[]): (typeof adminPages)[number]['path'] | null {
  return adminPages.find(({ act }) => may.includes(act))?.path ?? null;
}
