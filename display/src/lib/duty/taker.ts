/** An account that may be given an incident; `isOnDuty` by the rotas, now. */
export type Taker = { readonly account: string; readonly isOnDuty: boolean };

/** Who may be given an incident, those on duty first, then by name. */
export function orderTakers(accounts: readonly string[], onDuty: readonly string[]): Taker[] {
  return accounts
    .map((account) => ({ account, isOnDuty: onDuty.includes(account) }))
    .sort((a, b) => Number(b.isOnDuty) - Number(a.isOnDuty) || (a.account < b.account ? -1 : 1));
}
