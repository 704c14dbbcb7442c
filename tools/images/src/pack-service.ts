import path from 'node:path';
import { pack } from './pack.ts';
import { imageSource } from './services.ts';

// What a Dockerfile runs: npm run pack -w tools/images -- <service> <folder>
const [name, folder, ...rest] = process.argv.slice(2);
if (folder === undefined || !path.isAbsolute(folder) || rest.length > 0) {
  process.stderr.write('Usage: npm run pack -w tools/images -- <service> <folder, absolute>\n');
  process.exit(1);
}
await pack(await imageSource(name), folder);
