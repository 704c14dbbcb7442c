import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCluster } from '@foldline/local-postgres/cluster';
import { report, type SuiteResult } from './report.ts';
import { bundleService } from './shop-service.ts';
import type { Bench, Suite } from './suite.ts';
import { containers } from './suites/containers.ts';
import { delivery } from './suites/delivery.ts';
import { homePage } from './suites/home-page.ts';
import { hotList } from './suites/hot-list.ts';
import { searchScale } from './suites/search-scale.ts';
import { startAndMemory } from './suites/start-and-memory.ts';
import { voteWrite } from './suites/vote-write.ts';

const suites: Record<string, Suite> = {
  'hot-list': hotList,
  'vote-write': voteWrite,
  'home-page': homePage,
  'search-scale': searchScale,
  'start-and-memory': startAndMemory,
  containers,
  delivery,
};
const reportFile = new URL('../../../docs/benchmarks.md', import.meta.url);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  process.stderr.write(
    `Unknown suite ${unknown.join(', ')}. Choose among: ${Object.keys(suites).join(', ')}.\n`,
  );
  process.exit(1);
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
// As root, PostgreSQL is another user who must be able to come here.
await chmod(folder, 0o755);
const say = (message: string): void => void process.stderr.write(`${message}\n`);
const cluster = await openCluster({ directory: path.join(folder, 'postgres'), preferredPort: 0, log: say });
try {
  const bench: Bench = {
    database: (name) => cluster.database(name),
    services: {
      catalog: await bundleService('catalog', 1),
      voting: await bundleService('voting', 2),
      recommendation: await bundleService('recommendation', 3),
      frontend: await bundleService('frontend', 0),
    },
    say,
  };
  const results: SuiteResult[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (wanted.length === 0 || wanted.includes(name)) results.push(await suite(bench));
  }
  const text = report(results);
  process.stdout.write(text);
  // Only a whole run is worth keeping: its figures belong together.
  if (wanted.length === 0) await writeFile(reportFile, text);
} finally {
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
}
