import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '@foldline/delivery/plain-error';
import { withTemporaryFolder } from '@foldline/delivery/temporary-folder';
import { buildImage, imageName } from '@foldline/images/build-image';
import { engineOutput, requireEngine, type Engine } from '@foldline/images/engine';
import { provenance } from '@foldline/images/provenance';
import { imageSources } from '@foldline/images/services';
import type { ImageStore } from './platform/platform.ts';

/**
 * Where the images are in the cluster: a name that no registry has, so that one that is missing fails rather than comes
 * from elsewhere.
 */
export const registry = 'localhost/foldline';

/** Builds the images of all services. */
export async function buildImages(env: NodeJS.ProcessEnv): Promise<void> {
  const engine = await requireEngine(env);
  const facts = await provenance();
  const services = await imageSources();
  await Promise.all(services.map((service) => buildImage(engine, service, facts)));
}

/**
 * Brings a service's image, as it was built last, into the cluster.
 *
 * @returns its digest, by which a release can name it
 * @throws PlainError when it was never built
 */
export async function loadImage(store: ImageStore, service: string, env: NodeJS.ProcessEnv): Promise<string> {
  const engine = await requireEngine(env);
  const reference = await referenceOf(engine, service);
  await withTemporaryFolder('foldline-image-', async (folder) => {
    const archive = join(folder, `${service}.tar`);
    const format = engine.command.includes('podman') ? ['--format', 'docker-archive'] : [];
    await engineOutput(engine, ['save', ...format, '--output', archive, reference], 300_000);
    await store.load(archive);
    await rm(archive);
  });
  const [, line = ''] = (await store.ctr(['images', 'ls', `name==${reference}`])).split('\n');
  const digest = /sha256:[0-9a-f]{64}/.exec(line)?.[0];
  if (digest === undefined) throw new PlainError(`The image ${reference} did not arrive in the cluster.`);
  await nameImage(store, reference, `${service}@${digest}`);
  return digest;
}

/** Gives an image that is in the cluster a version, as a registry would. */
export async function tagImage(
  store: Pick<ImageStore, 'ctr'>,
  { service, digest, version }: { service: string; digest: string; version: string },
): Promise<void> {
  await nameImage(store, `${registry}/${service}@${digest}`, `${service}:${version}`);
}

async function nameImage(store: Pick<ImageStore, 'ctr'>, from: string, to: string): Promise<void> {
  await store.ctr(['images', 'tag', '--force', from, `${registry}/${to}`]);
}

/** The full name by which an archive of the engine has an image: Docker's names begin with docker.io, Podman's say it. */
async function referenceOf(engine: Engine, service: string): Promise<string> {
  const name = imageName(service);
  const tags = await engineOutput(engine, ['image', 'inspect', '--format', '{{json .RepoTags}}', name]).catch(
    (error: unknown) => {
      throw new PlainError(
        `There is no image ${name}. Leave --no-build out, or run npm run images:build.`,
        'failed',
        {
          cause: error,
        },
      );
    },
  );
  const tag = (JSON.parse(tags) as string[]).find((candidate) => candidate.endsWith(name)) ?? name;
  return tag === name ? `docker.io/${name}` : tag;
}
