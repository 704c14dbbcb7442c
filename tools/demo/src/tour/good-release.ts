import { PlainError } from '@foldline/delivery/plain-error';
import { untilRuns } from '../argo-cd.ts';
import { mergeRequest } from '../merge-request.ts';
import { releaseAgain } from './release-again.ts';
import { at, command, type Stage } from './stage.ts';

const service = 'catalog';
const values = 'charts/catalog/values.yaml';

/**
 * A change on its way to prod.
 *
 * @returns its version
 */
export async function goodRelease(stage: Stage): Promise<string> {
  const version = await toDev(stage);
  await toPreprod(stage, version);
  await toProd(stage, version);
  return version;
}

async function toDev(stage: Stage): Promise<string> {
  const { checkout, kargo, narrator, name, platform } = stage;
  await narrator.chapter({
    title: 'A change comes to dev',
    text: 'A developer merges a fix: the catalog shall tell more, or less, in its log. The message of the commit says that it is a fix, so the release gets the next patch version. The release is a tag, and a change of one file, release.yaml of dev. Argo CD applies it; Kargo makes freight of it and asks the new pods whether they are what they should be.',
    look: [
      `${at(stage, 'forge', '/commits/branch/main')}: the fix, and the commit of the delivery tool behind it`,
      `${at(stage, 'argo-cd', `/applications/argocd/${name}-${service}-dev`)}: new pods come, old ones go`,
      `${at(stage, 'kargo', `/project/${name}`)}: new freight of the warehouse catalog`,
    ],
  });
  const text = (await checkout.read(values)) ?? '';
  const level = text.includes('LOG_LEVEL: debug') ? 'info' : 'debug';
  const files = await changed(stage, values, (before) =>
    /^config:$/m.test(before)
      ? before.replace(/LOG_LEVEL: \w+/, `LOG_LEVEL: ${level}`)
      : `${before}\nconfig:\n  LOG_LEVEL: ${level}\n`,
  );
  await checkout.merge(`fix: the catalog's log level is ${level}`, files);
  narrator.happened(`merged: the catalog's log level is ${level}`);
  const version = await releaseAgain(stage, service);
  narrator.happened(`released as ${version}, and in dev's release.yaml`);
  await untilRuns(platform.kubectl, name, { service, environment: 'dev', version });
  narrator.happened('the pods in dev are new');
  await kargo.untilVerified(service, version, 'dev');
  narrator.happened('verified in dev: it answers with its version, and lists products');
  return version;
}

async function toPreprod(stage: Stage, version: string): Promise<void> {
  const { kargo, narrator, name } = stage;
  await narrator.chapter({
    title: 'preprod takes it by itself',
    text: 'The policy says that preprod takes what is verified in dev. Kargo copies release.yaml, byte for byte: what was tested is what comes. Maybe it has done so while you were reading.',
    look: [
      `${at(stage, 'kargo', `/project/${name}`)}: the stage catalog-preprod, its promotion and its verification`,
      `${at(stage, 'preprod', '/status')}: the board of the three environments`,
    ],
  });
  await kargo.untilVerified(service, version, 'preprod');
  narrator.happened(`${version} is verified in preprod`);
}

async function toProd(stage: Stage, version: string): Promise<void> {
  const { kargo, narrator, name, platform } = stage;
  await narrator.chapter({
    title: 'prod is asked for by a pull request',
    text: 'No policy lets a release into prod by itself. Somebody asks Kargo for the promotion, here the tour, and Kargo opens a pull request.',
    look: [`${at(stage, 'forge', '/pulls')}: the request, with what it changes`],
  });
  await kargo.promote(service, version, 'prod');
  narrator.happened('the promotion is asked for');
  await narrator.pause('Read the request, and merge it; or press the return key, and the tour does.');
  await mergeUnlessMerged(stage, version);
  narrator.happened('merged');
  await narrator.chapter({
    title: 'prod runs it',
    text: 'Argo CD applies what was merged. Kargo verifies it there, too.',
    look: [
      `${at(stage, 'shop', '/status')}: the board now shows ${version} everywhere`,
      command(stage, `logs deployment/catalog --namespace ${name}-prod`),
    ],
  });
  await untilRuns(platform.kubectl, name, { service, environment: 'prod', version });
  narrator.happened(`prod runs ${version}`);
  await kargo.untilVerified(service, version, 'prod');
  narrator.happened('verified in prod');
}

/** Whoever presents may have been faster. */
async function mergeUnlessMerged({ checkout, repository }: Stage, version: string): Promise<void> {
  if ((await checkout.versionIn('prod', service)) === version) return;
  await mergeRequest(repository, service, version);
}

/** A file of main, changed. */
async function changed(
  { checkout }: Stage,
  file: string,
  change: (text: string) => string,
): Promise<Record<string, string>> {
  const before = (await checkout.read(file)) ?? '';
  const after = change(before);
  if (after === before) throw new PlainError(`${file} is not as the tour expects it to be.`);
  return { [file]: after };
}
