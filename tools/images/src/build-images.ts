import { buildImage } from './build-image.ts';
import { requireEngine } from './engine.ts';
import { provenance } from './provenance.ts';
import { imageSource, imageSources } from './services.ts';

// npm run images:build [-- <service> ...]: builds the images, and prints a name a line.
const names = process.argv.slice(2);
try {
  const services =
    names.length === 0 ? await imageSources() : await Promise.all(names.map((name) => imageSource(name)));
  const engine = await requireEngine();
  const facts = await provenance();
  const built = await Promise.all(services.map((service) => buildImage(engine, service, facts)));
  process.stdout.write(`${built.join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
