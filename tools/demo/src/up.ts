import { untilHealthy } from './argo-cd.ts';
import { checkMachine } from './check-machine.ts';
import { Checkout } from './checkout.ts';
import { allowKargo, bootstrapDelivery, type Place } from './cluster-objects.ts';
import { deliveredServices } from './delivered-services.ts';
import { environmentNames } from './environments.ts';
import { firstReleases } from './first-releases.ts';
import { ForgeRepository } from './gitea.ts';
import { buildImages, loadImage } from './images.ts';
import { KargoProject } from './kargo.ts';
import { platformOf } from './platform/platform-of.ts';
import { Progress } from './progress.ts';
import { fillRepository } from './shop-repository.ts';
import { readState, writeState } from './state.ts';
import { stateOf, type UpOptions } from './state-of.ts';
import { tellAddresses } from './status.ts';
import type { Terminal } from './terminal.ts';

/**
 * Brings up everything. Each step finds what is done already, so that a run goes on where another has ended.
 *
 * @throws PlainError when the machine lacks something, or a step does not succeed: run it again once that is put right
 */
export async function up(terminal: Terminal, options: UpOptions): Promise<void> {
  const { env } = terminal;
  const progress = new Progress(terminal.stdout);
  const known = await readState(terminal);
  const state = stateOf(options, known, env);
  await checkMachine(state, { isNew: known === undefined, env });
  const platform = platformOf(state, terminal);
  const { name } = state;
  const services = (await deliveredServices()).map((service) => service.name);
  // From here on there is something to take away.
  if (platform.isOurs) await writeState(terminal, state);
  await platform.install(progress);
  await writeState(terminal, state);
  if (options.build) await progress.step('The images are built', () => buildImages(env));
  const forge = await platform.forge();
  const repository = new ForgeRepository(forge, name);
  const place: Place = { name, kubectl: platform.kubectl, forge, repository };
  await repository.create();
  await Checkout.with(repository, env, async (checkout) => {
    if ((await checkout.read('env-repo/policy.yaml')) === undefined) {
      const setting = { name, postgresql: state.postgresql, platform };
      await progress.step('The repository is filled', () =>
        fillRepository(checkout, repository, { setting, env }),
      );
    }
    const digests = await progress.step('The images are brought to the cluster', async () => {
      const found = new Map<string, string>();
      for (const service of services) found.set(service, await loadImage(platform.images, service, env));
      return found;
    });
    await progress.step('Each service has a release in each environment', () =>
      firstReleases({ checkout, repository, store: platform.images, digests }),
    );
    await progress.step('Argo CD is told', () => bootstrapDelivery(checkout, place));
    const count = services.length * environmentNames.length;
    await progress.step(`All ${count} applications are healthy`, () =>
      untilHealthy(platform.kubectl, name, { count, seconds: 900 }),
    );
    await progress.step('Kargo takes over', () => handToKargo(checkout, place, services));
  });
  progress.say('The demo is up.');
  await tellAddresses(platform, terminal);
  terminal.stdout('\nTake the tour: npm run demo -- tour\n');
}

/** From here on Kargo promotes. What runs is what it starts from: it verifies that in dev and in preprod. */
async function handToKargo(checkout: Checkout, place: Place, services: readonly string[]): Promise<void> {
  const policy = await checkout.read('env-repo/policy.yaml');
  if (policy?.includes('promoter: workflows')) {
    const changed = policy.replace('promoter: workflows', 'promoter: kargo');
    await checkout.merge('chore: Kargo promotes', { 'env-repo/policy.yaml': changed });
  }
  await allowKargo(place);
  const kargo = new KargoProject(place.kubectl, place.name);
  for (const service of services) {
    const version = (await checkout.versionIn('preprod', service)) ?? '';
    await kargo.untilVerified(service, version, 'preprod', 300);
  }
}
