import type { Command } from 'commander';
import type { CommandContext } from '../command-line.ts';
import { PlainError } from '../plain-error.ts';
import { levelOf, readConventional } from '../source/conventional-commit.ts';
import { printable } from '../printable.ts';

/** What a change can be. A pull request's title becomes the header of its squash, and so decides the next version. */
const types = 'build chore ci docs feat fix perf refactor revert style test'.split(' ');

/** `delivery title` */
export function titleCommand(program: Command, context: CommandContext): Command {
  return program
    .command('title')
    .summary("whether a pull request's title can become a commit")
    .description(
      'Reads a title as the header of a conventional commit, and says which part of the version it moves.',
    )
    .addHelpText('after', '\nJSON: {title, type, scope, level}; level is that of a version from 1.0.0 on')
    .argument('<title>', 'the title')
    .action(
      context.reporting((title: string) => {
        const header = printable(title);
        const commit = readConventional({
          hash: '',
          parents: [],
          author: '',
          committedAt: '',
          message: header,
        });
        const { type, scope = null } = commit;
        if (type === undefined || !types.includes(type)) {
          throw new PlainError(
            `"${header}" is not the header of a conventional commit. Write it as "feat(catalog): search by paper size"; the type is one of ${types.join(', ')}.`,
          );
        }
        const level = levelOf(commit) ?? null;
        const text =
          level === null ? `A ${type}: it releases nothing.` : `A ${type}: it releases a ${level}.`;
        return Promise.resolve({ value: { title: header, type, scope, level }, text });
      }),
    );
}
