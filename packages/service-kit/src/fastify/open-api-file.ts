import { readFile, writeFile } from 'node:fs/promises';
import type { App } from './app.ts';

/**
 * The app's API description as it is committed: two spaces, a newline at the end.
 *
 * @param app an app whose routes are registered; it is made ready here
 */
export async function openApiText(app: App): Promise<string> {
  await app.ready();
  return `${JSON.stringify(app.swagger(), null, 2)}\n`;
}

/** Writes the app's API description to `file`, unless it is there already. Answers whether the file changed. */
export async function writeOpenApi(app: App, file: URL): Promise<boolean> {
  const text = await openApiText(app);
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present === text) return false;
  await writeFile(file, text);
  return true;
}
