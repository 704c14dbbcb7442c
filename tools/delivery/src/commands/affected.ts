import type { Command } from 'commander';
import { parseRevision } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { Git } from '../git/git.ts';
import { parseLockfile, serviceNames } from '../source/lockfile.ts';
import { lockfilePath, servicePatterns } from '../source/service-paths.ts';
import { openSource } from '../source/source-repository.ts';

/** `delivery affected` */
export function affectedCommand(program: Command, context: CommandContext): Command {
  return program
    .command('affected')
    .summary('which services a branch touches')
    .description(
      'Says which services a branch can release, and whether it touches the env-repo: by what it has changed since it left another branch.',
    )
    .addHelpText('after', '\nJSON: {services, envRepo}')
    .option('--base <commit>', 'the branch that it is to be merged into', parseRevision, 'origin/main')
    .action(
      context.reporting(async ({ base }: { base: string }) => {
        const { envPath } = context.config();
        const source = await openSource(context.directory, context.env, context.config());
        const git = new Git(source.root, context.env);
        const range = `${await source.commit(base)}...HEAD`;
        const files = await git.parts(['diff', '--name-only', '--no-renames', '-z', range]);
        const lockfile = parseLockfile(await git.text(['cat-file', 'blob', `HEAD:${lockfilePath}`]));
        const services = serviceNames(lockfile).filter((service) =>
          servicePatterns(lockfile, service).some((pattern) => files.some((file) => matches(file, pattern))),
        );
        const envRepo = files.some((file) => envPath === '' || file.startsWith(`${envPath}/`));
        const text = [
          services.length === 0 ? 'No service is affected.' : `Affected: ${services.join(', ')}.`,
          ...(envRepo ? ['The env-repo is changed.'] : []),
        ].join('\n');
        return { value: { services, envRepo }, text };
      }),
    );
}

/** Of the patterns that `servicePatterns` makes: a folder with all that is in it, or one file. */
function matches(file: string, pattern: string): boolean {
  return pattern.endsWith('/**') ? file.startsWith(pattern.slice(0, -2)) : file === pattern;
}
