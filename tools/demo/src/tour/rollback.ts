import { untilRuns } from '../argo-cd.ts';
import { mergeRequest } from '../merge-request.ts';
import { at, type Stage } from './stage.ts';

const service = 'catalog';

/** prod goes back to the release that it had. */
export async function rollback(stage: Stage, { from, to }: { from: string; to: string }): Promise<void> {
  const { checkout, kargo, narrator, name, platform, repository } = stage;
  await narrator.chapter({
    title: 'prod goes back',
    text: `Say that ${from} has something wrong with it after all. Going back is a promotion like any other: that of the older freight, ${to}. A person merges it, and it stays until a person promotes something newer.`,
    look: [
      `${at(stage, 'kargo', `/project/${name}`)}: the older freight is promoted to catalog-prod`,
      `${at(stage, 'forge', '/pulls')}: a request again`,
      `${at(stage, 'shop', '/status')}: prod is behind, by its own will`,
    ],
  });
  await kargo.promote(service, to, 'prod');
  narrator.happened(`the promotion of ${to} is asked for`);
  await narrator.pause('Merge the request; or press the return key, and the tour does.');
  if ((await checkout.versionIn('prod', service)) !== to) await mergeRequest(repository, service, to);
  narrator.happened('merged');
  await untilRuns(platform.kubectl, name, { service, environment: 'prod', version: to });
  narrator.happened(`prod runs ${to} again`);
}
