import { printable } from './printable.ts';

/** A table for a terminal: rows of cells, the first row its heading. */
export function showTable(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(printable));
  const widths =
    clean[0]?.map((_, column) => Math.max(...clean.map((row) => row[column]?.length ?? 0))) ?? [];
  return clean
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** How long ago, roughly: `3 d`. */
export function showAge(at: string, now = Date.now()): string {
  return showDuration(Math.max(0, (now - Date.parse(at)) / 1000));
}

/** A time in seconds, roughly: `3 d`. */
export function showDuration(seconds: number): string {
  const minutes = seconds / 60;
  if (minutes < 60) return `${Math.floor(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
