// One event glows for about three seconds, many in a row add up: how bright a unit is says how busy it is.
const glowAdded = 0.3;
const glowKept = 0.82;
const glowOver = 0.05;

/** How brightly units glow from what happens in them; a step is one beat of the screen. */
export class UnitGlow {
  readonly #idOf: ReadonlyMap<string, number>;
  readonly #heat = new Map<number, number>();

  constructor(units: readonly { readonly code: string }[]) {
    this.#idOf = new Map(units.map(({ code }, id) => [code, id]));
  }

  /** One beat on: all fade, and those named brighten. Returns the units whose glow is now another. */
  step(active: readonly string[]): ReadonlyMap<number, number> {
    const changed = new Map<number, number>();
    for (const [id, heat] of this.#heat) this.#set(id, heat * glowKept, changed);
    for (const unit of active) {
      const id = this.#idOf.get(unit);
      if (id !== undefined) this.#set(id, Math.min(1, (this.#heat.get(id) ?? 0) + glowAdded), changed);
    }
    return changed;
  }

  #set(id: number, heat: number, changed: Map<number, number>): void {
    const shown = heat < glowOver ? 0 : heat;
    if (shown === 0) this.#heat.delete(id);
    else this.#heat.set(id, shown);
    changed.set(id, shown);
  }
}
