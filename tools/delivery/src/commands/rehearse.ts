import type { Command } from 'commander';
import type { CommandContext } from '../command-line.ts';
import { Narrator, type Chapter } from '../rehearsal/narrator.ts';
import { Stage } from '../rehearsal/stage.ts';
import { setTheScene, tellStory } from '../rehearsal/story.ts';
import type { Report } from '../report.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';

interface Options {
  step?: boolean;
  keep?: boolean;
  json?: boolean;
}

/** `delivery rehearse` */
export function rehearseCommand(program: Command, context: CommandContext): Command {
  return program
    .command('rehearse')
    .summary('the whole story, on repositories that are thrown away')
    .description(
      'Plays the way of releases from a commit to a rollback: real commands on real git repositories in a temporary folder, without a network. Nothing else is touched, and nothing stays.',
    )
    .addHelpText(
      'after',
      '\nJSON: {chapters: [{title, commands: [{command, code}]}], seconds, directory}; directory is null unless it is kept',
    )
    .option('--step', 'wait for the return key between the chapters')
    .option('--keep', 'leave the repositories to look at')
    .action(
      context.reporting(async ({ step = false, keep = false, json = false }: Options) => {
        const started = Date.now();
        const write = json ? (): void => undefined : context.stdout;
        const { chapters, directory } = await withTemporaryFolder(
          'foldline-rehearsal-',
          async (folder) => {
            write('A shop of two services is set up in a temporary folder.\n');
            const stage = new Stage({ directory: folder, env: context.env, main: context.main });
            await setTheScene(stage);
            const narrator = new Narrator(stage, write, async () => {
              if (!step || context.returnKey === undefined) return;
              write('Press the return key to go on. ');
              await context.returnKey();
            });
            await tellStory(stage, narrator);
            return { chapters: narrator.chapters, directory: folder };
          },
          { keep },
        );
        return report(chapters, Math.round((Date.now() - started) / 1000), keep ? directory : null);
      }),
    );
}

function report(chapters: readonly Chapter[], seconds: number, directory: string | null): Report {
  const rest =
    directory === null
      ? 'The repositories are gone; with --keep they stay.'
      : `The repositories stay in ${directory}: shop.git as a forge has it, shop as a clone. Remove the folder when you have seen enough.`;
  return {
    value: { chapters, seconds, directory },
    text: `That was the whole way, in ${seconds} s: real git and the real commands; images, cluster and forge were left out. ${rest}`,
  };
}
