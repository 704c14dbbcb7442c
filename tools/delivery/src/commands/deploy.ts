import type { Command } from 'commander';
import { parseDigest, parseName, parseRepository, parseVersion } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { deploy, type DeployResult } from '../env-repo/deploy.ts';
import { PlainError } from '../plain-error.ts';
import { readRelease, type Image, type Released } from '../source/released.ts';
import { readServiceTags, tagName, tagRefspec } from '../source/service-tags.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { openEnvRepoContext } from './env-repo-context.ts';
import { readImage } from './release.ts';

interface Options {
  version: string;
  repository?: string;
  digest?: string;
  allowDowngrade?: boolean;
}

/** `delivery deploy` */
export function deployCommand(program: Command, context: CommandContext): Command {
  return program
    .command('deploy')
    .summary('writes a release into the first environment')
    .description(
      "Writes a release into the first environment's release.yaml: commit and time are those of its tag. In whatever order runs end, the newest version is there in the end. A hotfix of an older line takes the place of newer work that was released before it, once; deploy that again when the hotfix has moved on.",
    )
    .addHelpText(
      'after',
      '\nJSON: {outcome, service, version, environment, previous}; outcome is deployed, already or superseded',
    )
    .argument('<service>', 'name of the service', parseName)
    .requiredOption('--version <version>', 'the version, which has been released', parseVersion)
    .option(
      '--repository <repository>',
      "where its image is, if the release's tag does not tell",
      parseRepository,
    )
    .option('--digest <digest>', "the image's digest, if the release's tag does not tell", parseDigest)
    .option(
      '--allow-downgrade',
      'also when a newer version is there, it was rolled back, or the file there cannot be read',
    )
    .action(
      context.reporting(async (service: string, options: Options) => {
        const { config, source, actor, withEnvRepo } = await openEnvRepoContext(context);
        const { version, allowDowngrade = false } = options;
        const released = await findRelease(source, service, version);
        const image = agree(readImage(options), released);
        const settings = { service, version, released, image, allowDowngrade, run: config.run, actor };
        const result = await withEnvRepo((look) => deploy(look, settings));
        return { value: result, text: toText(result) };
      }),
    );
}

function findRelease(source: SourceRepository, service: string, version: string): Promise<Released> {
  return source.withFetched([tagRefspec(service)], async (git) => {
    const tags = await readServiceTags(git, service);
    if (tags.some((tag) => tag.version === version)) return readRelease(git, tagName(service, version));
    throw new PlainError(
      `The remote has no ${tagName(service, version)}. Release it first: \`delivery release ${service}\`.`,
      'usage',
    );
  });
}

/** A version is one image: the one that it was claimed with. */
function agree(given: Image | undefined, { tag, image }: Released): Image {
  const known = image ?? given;
  if (known === undefined) {
    throw new PlainError(`${tag} does not tell its image. Give --repository and --digest.`, 'usage');
  }
  if (given !== undefined && (given.digest !== known.digest || given.repository !== known.repository)) {
    throw new PlainError(
      `${tag} is ${known.repository}@${known.digest}. Deploy that image, which \`delivery release\` answers, or release a new version.`,
      'refused',
    );
  }
  return known;
}

function toText({ outcome, service, version, environment, previous }: DeployResult): string {
  switch (outcome) {
    case 'deployed':
      return `${environment} has ${service} ${version}${previous === null ? '' : `, after ${previous}`}.`;
    case 'already':
      return `${environment} has ${service} ${version} already.`;
    case 'superseded':
      return `${environment} has ${service} ${previous ?? ''}, which is newer than ${version}. To go back, use --allow-downgrade.`;
  }
}
