import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { validate } from '@actions/languageservice';
import { build } from 'esbuild';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export interface LanguageService {
  validate: typeof validate;
  TextDocument: typeof TextDocument;
}

/** GitHub's own reader of workflows. Its modules import JSON in a way that only bundlers take. */
export async function loadLanguageService(): Promise<LanguageService> {
  const directory = await mkdtemp(join(tmpdir(), 'foldline-language-service-'));
  try {
    const outfile = join(directory, 'language-service.mjs');
    await build({
      stdin: {
        contents: `export { validate } from '@actions/languageservice'; export { TextDocument } from 'vscode-languageserver-textdocument';`,
        resolveDir: import.meta.dirname,
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)) as LanguageService;
  } finally {
    await rm(directory, { recursive: true });
  }
}
