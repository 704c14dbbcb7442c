/** Whether an error carries one of these codes: those of the operating system (`ENOENT`) or SQLSTATEs (`42P04`). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
  );
}
