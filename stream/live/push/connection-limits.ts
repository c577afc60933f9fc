/** Counts connections, in all and by address; upgrades that are still being checked count too. */
export class ConnectionLimits {
  readonly #most: { readonly total: number; readonly perAddress: number };
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(most: { total: number; perAddress: number }) {
    this.#most = most;
  }

  get total(): number {
    return this.#total;
  }

  /** Takes a place, and returns how to give it back (once); or which limit is reached. */
  enter(address: string | null): (() => void) | 'total' | 'address' {
    if (this.#total >= this.#most.total) return 'total';
    const here = address === null ? 0 : (this.#byAddress.get(address) ?? 0);
    if (here >= this.#most.perAddress) return 'address';
    this.#total++;
    if (address !== null) this.#byAddress.set(address, here + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#total--;
      if (address === null) return;
      const still = (this.#byAddress.get(address) ?? 1) - 1;
      if (still > 0) this.#byAddress.set(address, still);
      else this.#byAddress.delete(address);
    };
  }
}
