import type { Narrator } from './narrator.ts';
import type { Stage } from './stage.ts';

/** Plays the whole way of releases, from a commit to a rollback, with the real commands. */
export async function tellStory(stage: Stage, narrator: Narrator): Promise<void> {
  for (const tell of [aFeatureAndAFix, aRace, dev, preprod, aRequest, prod, aBadRelease, aRollback]) {
    await tell(stage, narrator);
  }
}

/** What runs before the story begins: catalog 0.1.0 everywhere, voting 0.1.0 in dev. */
export async function setTheScene(stage: Stage): Promise<void> {
  await stage.build();
  const commands = [
    release('catalog', 1),
    release('voting', 1),
    'deploy catalog --version 0.1.0',
    'deploy voting --version 0.1.0',
    'promote catalog --to preprod',
    'promote catalog --to prod --skip-soak',
  ];
  for (const command of commands) {
    const { code, output } = await stage.deliver(command);
    if (code !== 0) throw new Error(`${command}: ${output}`);
  }
  await stage.merge();
}

/** No image is built in a rehearsal: its digest is made up. */
function release(service: string, build: number): string {
  return `release ${service} --repository registry.example/${service} --digest sha256:${String(build).repeat(64)}`;
}

async function aFeatureAndAFix(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'A feature and a fix',
    'Two changes of catalog are merged to main. Nobody writes a version number anywhere: the messages of the commits say what a release has to be. A fix asks for a patch, a feature for a minor version.',
  );
  await stage.commit('feat: search by paper size', { 'services/catalog/search.ts': '// by size\n' });
  await stage.commit('fix: prices with two decimals', { 'services/catalog/price.ts': '// 12.50\n' });
  await narrator.run('plan catalog');
}

async function aRace(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'Two services race',
    'Voting gets a fix as well, and now everything starts at once: a release of voting, and one of catalog that has been started twice by mistake. A release is an annotated tag, and of any number of runs that push it exactly one succeeds; the other finds it and says so.',
  );
  await stage.commit('fix: count a vote once', { 'services/voting/count.ts': '// once\n' });
  await narrator.run(release('catalog', 2), release('catalog', 2), release('voting', 2));
  narrator.say(
    'Then both are deployed at the same time, to the same branch. Whoever comes second looks again and repeats its change on top of the first: none is lost.',
  );
  await narrator.run('deploy catalog --version 0.2.0', 'deploy voting --version 0.1.1');
}

async function dev(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'dev',
    'What is deployed is a file in the env-repo, release.yaml: the version, the image by its digest, the chart, the commit. In a cluster, Argo CD brings dev to what the file says.',
  );
  await stage.pull();
  narrator.show(await stage.git('developer', 'show', 'HEAD:env-repo/envs/dev/catalog/release.yaml'));
  await narrator.run('status');
}

async function preprod(_: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'preprod',
    'A promotion copies the file of the environment before, byte for byte: what was tested is what comes. The policy says that nobody has to be asked for preprod.',
  );
  await narrator.run('promote catalog --to preprod');
}

async function aRequest(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'A pull request',
    'For prod the policy wants two things: half an hour in preprod, and a person. The first comes too early.',
  );
  await narrator.runForbidden('promote catalog --to prod');
  narrator.say(
    'A rehearsal does not wait for half an hour. In an emergency there is a switch, and it leaves the person who has to agree.',
  );
  await narrator.run('promote catalog --to prod --skip-soak');
  narrator.say(
    'On GitHub or Gitea this opens a pull request. There is no forge in a rehearsal: the request is kept in memory, and git will merge it. This is what its reviewer reads:',
  );
  const request = stage.forge.newest();
  narrator.show(`${request.title}\n\n${request.body}`);
}

async function prod(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter('prod', 'The reviewer merges the request. That, and nothing else, changes prod.');
  await stage.merge();
  narrator.show(await stage.git('reviewer', 'log', '-1', '--format=%an: %s'));
  await narrator.run('status');
}

async function aBadRelease(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'A bad release is stopped',
    'The next feature has a fault that nobody has seen. It comes to dev and to preprod, and prod is asked for it.',
  );
  await stage.commit('feat: prices in every currency', { 'services/catalog/price.ts': '// NaN\n' });
  await narrator.run(release('catalog', 3));
  await narrator.run('deploy catalog --version 0.3.0');
  await narrator.run('promote catalog --to preprod');
  await narrator.run('promote catalog --to prod --skip-soak');
  narrator.say(
    'Now preprod shows the fault. (Here it does so because the story says so; in a cluster, tests of the environment find it.) The reviewer closes the request, and prod has never seen the release. Preprod goes back to what it had.',
  );
  stage.forge.take();
  await narrator.run('rollback catalog --env preprod');
  narrator.say(
    'A rollback sticks. A job that runs again does not bring back what was rolled back; a person could, by its version.',
  );
  await narrator.runForbidden('promote catalog --to preprod');
}

async function aRollback(stage: Stage, narrator: Narrator): Promise<void> {
  await narrator.chapter(
    'A rollback, and a fix',
    'Then 0.2.0 turns out to be wrong in prod as well. Going back is a change of prod like any other: the older release.yaml, as it was to the byte, in a request that a person merges.',
  );
  await narrator.run('rollback catalog --env prod');
  await stage.merge();
  narrator.say('The promotion that had brought 0.2.0 runs again, and is refused: this rollback sticks, too.');
  await narrator.runForbidden('promote catalog --to prod --skip-soak');
  narrator.say('The fix is a release like any other, and takes the same way.');
  await stage.commit('fix: prices in one currency', { 'services/catalog/price.ts': '// 12.50 EUR\n' });
  await narrator.run(release('catalog', 4));
  await narrator.run('deploy catalog --version 0.3.1');
  await narrator.run('promote catalog --to preprod');
  await narrator.run('promote catalog --to prod --skip-soak');
  await stage.merge();
  narrator.say(
    'What has been in prod, and who let it in, is in git: the reviewer, who merged. And the env-repo as a whole is as its rules want it.',
  );
  await narrator.run('history catalog --env prod');
  await narrator.run('check');
}
