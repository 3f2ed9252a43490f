/** What one page lends to the endowments; the runner changes it before each page. */
export interface PagePowers {
  /** What the clock says, in ms since 1970. */
  now(): number;
  /** The next seeded number in [0, 1). */
  random(): number;
  /** Takes one console line. */
  log(level: string, text: string): void;
  /**
   * Carries a call of the platform's module: its name, and the JSON text of its arguments. Gives the JSON text of the
   * result, undefined for none; throws errors of this realm that guest code may catch.
   */
  call(name: string, argumentsText: string): string | undefined;
  /** The page (`seq`) in which a debugger is to stop; null for none. Absent where there is no debugger. */
  stopAt?(): number | null;
}

/**
 * One power given to guest code: the global names it defines and a maker of their values.
 * Values are hardened by the compartment (S-153); they take and return plain values of the same realm.
 */
export interface Endowment {
  readonly names: readonly string[];
  make(powers: PagePowers): Readonly<Record<string, unknown>>;
}
