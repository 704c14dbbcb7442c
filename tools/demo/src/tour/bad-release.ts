import { PlainError } from '@foldline/delivery/plain-error';
import { releaseAgain } from './release-again.ts';
import { at, command, type Stage } from './stage.ts';

const service = 'recommendation';
const values = 'charts/recommendation/values.yaml';
const mend = 'fix: the catalog has the address that it had';
const mistyped = "'http://catalogue.invalid'";

/** A release whose pods start and are ready, and which is of no use: dev is as far as it comes. */
export async function badRelease(stage: Stage): Promise<void> {
  const { checkout, kargo, narrator, name } = stage;
  await narrator.chapter({
    title: 'A bad release is stopped',
    text: 'Somebody mistypes the address of the catalog in the chart of recommendation. Nothing is wrong with the pods: they start, and they are ready. Argo CD is content. But the verification asks for the origami of the day, and there is none.',
    look: [
      `${at(stage, 'argo-cd', `/applications/argocd/${name}-${service}-dev`)}: healthy, all the same`,
      `${at(stage, 'kargo', `/project/${name}`)}: the stage recommendation-dev verifies, and says no`,
      `${at(stage, 'dev')}: the part that is missing, in dev only`,
      command(stage, `get analysisruns --namespace ${name}`),
    ],
  });
  const found = (await checkout.read(values)) ?? '';
  // A tour that was broken off has left the mistake.
  const good = found.replaceAll(mistyped, "''");
  const bad = good.replace(/(peers:[^]*?catalog:[^]*?url: )''/, `$1${mistyped}`);
  if (bad === good) throw new PlainError(`${values} is not as the tour expects it to be.`);
  const before = await checkout.versionIn('preprod', service);
  if (found !== good) await checkout.merge(mend, { [values]: good });
  await checkout.merge('fix: the catalog has another address', { [values]: bad });
  const since = new Date(Date.now() - 1000);
  const version = await releaseAgain(stage, service);
  narrator.happened(`released as ${version}, and in dev's release.yaml`);
  await kargo.untilRefused(service, 'dev', since);
  narrator.happened('the verification has failed');
  if (await kargo.isVerified(service, version, 'dev'))
    throw new PlainError(`${service} ${version} counts as verified, although it is of no use.`);
  const after = await checkout.versionIn('preprod', service);
  if (after !== before)
    throw new PlainError(`preprod has ${service} ${after ?? 'no more'}: it was not stopped.`);
  narrator.happened(`preprod still has ${before ?? 'none'}, and so has prod`);
  await checkout.merge(mend, { [values]: good });
  const fixed = await releaseAgain(stage, service);
  await kargo.untilVerified(service, fixed, 'dev');
  narrator.happened(`${fixed} mends it, and is verified in dev`);
}
