import type { Command } from 'commander';
import { parseDigest, parseName, parseRepository, parseRevision } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { showMissing } from './missing-report.ts';
import { PlainError } from '../plain-error.ts';
import { release, type ReleaseResult } from '../source/release.ts';
import type { Image } from '../source/released.ts';
import { openSource } from '../source/source-repository.ts';

interface Options {
  commit: string;
  repository?: string;
  digest?: string;
}

/** `delivery release` */
export function releaseCommand(program: Command, context: CommandContext): Command {
  return program
    .command('release')
    .summary('claims the next version, once')
    .description(
      'Claims the next version of a service for a commit, with an annotated tag on the remote. Of any number of runs one makes it, and the others find it. From a branch hotfix/<service>-<major>.<minor> it is the next patch of that line.',
    )
    .addHelpText(
      'after',
      '\nJSON: {outcome, service, commit, version, tag, image, previous, notes, branch, missing}; outcome is released, already, superseded or nothing; image is the one that was claimed with the version, so go on with that; branch is the hotfix branch, if it is one, and missing what the default branch does not have of it',
    )
    .argument('<service>', 'name of the service', parseName)
    .option('--commit <commit>', 'the commit to release', parseRevision, 'HEAD')
    .option('--repository <repository>', 'where its image is, without a tag', parseRepository)
    .option('--digest <digest>', "the image's digest", parseDigest)
    .action(
      context.reporting(async (service: string, options: Options) => {
        const config = context.config();
        const source = await openSource(context.directory, context.env, config);
        const commit = await source.commit(options.commit);
        const result = await release(source, { service, commit, image: readImage(options), run: config.run });
        return { value: result, text: [toText(result), ...showMissing(result.missing)].join('\n') };
      }),
    );
}

/** @throws PlainError when one of the two is missing */
export function readImage({
  repository,
  digest,
}: {
  repository?: string;
  digest?: string;
}): Image | undefined {
  if (repository === undefined && digest === undefined) return undefined;
  if (repository !== undefined && digest !== undefined) return { repository, digest };
  throw new PlainError('--repository and --digest name an image together. Give both.', 'usage');
}

function toText({ outcome, service, version, previous, notes }: ReleaseResult): string {
  const name = `${service} ${version ?? ''}`;
  switch (outcome) {
    case 'released':
      return `Released ${notes}`;
    case 'already':
      return `${name} is this very commit, and is released already.`;
    case 'superseded':
      return `${name} has been released of a newer commit, which has all that this one has.`;
    case 'nothing':
      return `${service}: nothing to release${previous === null ? '' : ` since ${previous}`}.`;
  }
}
