/** Limits of one list. With 20,000 homes, the server and the process that reads it take at most 300 MB together. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** 50,000 homes with 200 characters each, also in UTF-16 or Arabic. */
export const MAX_TEXT_BYTES = 10 * 1024 * 1024;
/** 50,000 homes and their header. */
export const MAX_ROWS = 50_001;
export const MAX_COLUMNS = 1000;
/** Columns that spreadsheet programs have, empty ones included. */
export const SPREADSHEET_COLUMNS = 16_384;
/** Of all parts of a workbook in total, unpacked. */
export const MAX_UNPACKED_BYTES = 96 * 1024 * 1024;
/** Of the parts of an XLSX that are neither sheets nor shared texts, unpacked: mostly its styles. */
export const MAX_COMMON_BYTES = 16 * 1024 * 1024;
export const MAX_PARTS = 2000;
/** Cells of a list. */
export const MAX_CELLS = 1_000_000;
/** A sheet of an XLSX is read in pieces of about this size, each with many times the memory. */
export const PIECE_BYTES = 512 * 1024;
/** Of a piece, since a sheet is not cut within a row. */
export const MAX_PIECE_BYTES = 16 * 1024 * 1024;
