/** Limits of one list, chosen so that the process that reads it takes at most 300 MB. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
export const MAX_ROWS = 50_000;
export const MAX_COLUMNS = 1000;
/** Of all parts of a workbook in total, unpacked. */
export const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
export const MAX_PARTS = 2000;
/** Cells of a list. */
export const MAX_CELLS = 1_500_000;
