import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parseName } from '../argument-parsers.ts';
import type { CommandContext } from '../command-line.ts';
import { PlainError } from '../plain-error.ts';
import { parseLockfile } from '../source/lockfile.ts';
import { lockfilePath, servicePatterns } from '../source/service-paths.ts';
import { openSource } from '../source/source-repository.ts';

/** `delivery paths`: of the files as they lie here, so that a change can be looked at before it is committed. */
export function pathsCommand(program: Command, context: CommandContext): Command {
  return program
    .command('paths')
    .summary('what can release a service')
    .description(
      'Prints what can release a service, a pattern a line: what its workflow\'s "paths" have to be.',
    )
    .addHelpText('after', '\nJSON: {service, paths}')
    .argument('<service>', 'name of the service', parseName)
    .action(
      context.reporting(async (service: string) => {
        const { root } = await openSource(context.directory, context.env, context.config());
        const text = await readFile(join(root, lockfilePath), 'utf8').catch((cause: unknown) => {
          throw new PlainError(
            `${root} has no ${lockfilePath}. Run the command in a clone of this repository.`,
            'usage',
            {
              cause,
            },
          );
        });
        const paths = servicePatterns(parseLockfile(text), service);
        return { value: { service, paths }, text: paths.join('\n') };
      }),
    );
}
