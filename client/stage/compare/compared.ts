/** A comparison shows so many homes at most. */
export const MOST_COMPARED = 3;

/** This home with those kept, as many as fit beside each other. */
export const comparedWith = (unit: string, shortlist: readonly string[]): string[] =>
  [unit, ...shortlist.filter((other) => other !== unit)].slice(0, MOST_COMPARED);

/** Whether the values of one row differ; what is absent in one and there in another differs too. */
export const differs = (values: readonly (string | undefined)[]): boolean =>
  new Set(values).size > 1;
