/**
 * The copy of the state that the live process keeps in Redis, for a look without a socket: a hash of asset → `AssetView`
 * (JSON), and the log sequence it stands at, without which the hash is not whole.
 */
export function mirrorKeys(city: string, world: string): { readonly state: string; readonly seq: string } {
  return { state: `vl:${city}:${world}:state`, seq: `vl:${city}:${world}:seq` };
}
