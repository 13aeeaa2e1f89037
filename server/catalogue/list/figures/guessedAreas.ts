import type { ListProblem } from "../../../../schema/list/problems.ts";

/** Combines the areas that only plausibility decides into one warning per column. */
export class GuessedAreas {
  readonly #byField = new Map<
    string,
    { readonly first: ListProblem; readonly area: number; count: number }
  >();

  note(field: string, problem: ListProblem, area: number): void {
    const known = this.#byField.get(field);
    if (known === undefined) this.#byField.set(field, { first: problem, area, count: 1 });
    else known.count += 1;
  }

  warnings(): readonly ListProblem[] {
    return [...this.#byField].map(([field, { first, area, count }]): ListProblem => {
      const value = JSON.stringify(first.params?.["value"] ?? "");
      const cells = `${value}${count > 1 ? ` and ${count - 1} more` : ""}`;
      const read = `read as ${Math.round(area * 100) / 100} m²`;
      const reason = `${field}: ${cells} may be thousands or decimals, and the column does not say which; ${read}`;
      const { cell, code, params } = first;
      return { cell, code, reason, params: { ...params, more: count - 1 } };
    });
  }
}
