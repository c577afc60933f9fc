/** A path of this site to go on to; where everybody starts when what was asked for lies elsewhere, as an open redirect would. */
export function localPath(asked: string | null, here: URL): string {
  const home = '/';
  if (!asked?.startsWith('/')) return home;
  const target = URL.parse(asked, here.href);
  return target?.origin === here.origin ? target.pathname + target.search : home;
}
