import type { TestProject } from 'vitest/node';
import { buildImage } from '../src/build-image.ts';
import { requireEngine, type Engine } from '../src/engine.ts';
import { provenance, type Provenance } from '../src/provenance.ts';
import { imageSources } from '../src/services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine;
    /** Where the images that are checked come from. */
    provenance: Provenance;
  }
}

/** Builds the images, once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  const engine = await requireEngine();
  const facts = await provenance();
  const startedAt = performance.now();
  await Promise.all(
    (await imageSources()).map(async (service) => {
      const name = await buildImage(engine, service, facts);
      process.stdout.write(
        `${name} was built within ${Math.ceil((performance.now() - startedAt) / 1000)} s\n`,
      );
    }),
  );
  project.provide('engine', engine);
  project.provide('provenance', facts);
}
