#!/usr/bin/env node
// Plain JavaScript: it has to say what is missing where everything may be missing.
const tsx = await import('tsx/esm/api').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  process.stderr.write('The dependencies are not installed. Run `npm ci` in the repository first.\n');
  process.exit(1);
});
tsx.register();
await import(new URL('../src/process.ts', import.meta.url).href);
