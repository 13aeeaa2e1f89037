/** A day with the name of its month: figures alone read differently in Arabic. */
export const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };

/** A day and a time of it, to the minute. */
export const DAY_AND_MINUTE: Intl.DateTimeFormatOptions = {
  ...DAY,
  hour: "numeric",
  minute: "2-digit",
};
