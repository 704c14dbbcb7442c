import type { Command } from 'commander';
import type { CommandContext } from '../command-line.ts';
import { checkEnvRepo } from '../env-repo/check.ts';
import { withHelm } from '../env-repo/helm.ts';
import { renderAll, type Rendering } from '../env-repo/render.ts';
import { openEnvRepoContext } from './env-repo-context.ts';

/** `delivery check` */
export function checkCommand(program: Command, context: CommandContext): Command {
  return program
    .command('check')
    .summary('whether the env-repo is as it should be')
    .description(
      'Holds the whole env-repo against its schemas, its policy and the rule of one writer per file, and renders every service with its chart where helm is installed. What is committed here, before it is pushed: ENV_REPO=. ENV_REF=HEAD.',
    )
    .addHelpText('after', '\nJSON: {problems: [{file, problem}], rendered, skipped}')
    .action(
      context.reporting(async () => {
        const { config, source, withEnvRepo } = await openEnvRepoContext(context);
        const fallback = await source.commit('HEAD');
        const value = await source.withFetched(['+refs/tags/*:refs/tags/*'], (git) =>
          withEnvRepo(async (look) => {
            const repo = await look();
            const problems = await checkEnvRepo(repo);
            const rendering = await withHelm(config.helm, (render) =>
              render === undefined ? notRendered(config.helm) : renderAll(repo, render, { git, fallback }),
            );
            return { ...rendering, problems: [...problems, ...rendering.problems] };
          }),
        );
        const { problems, rendered, skipped } = value;
        const lines = [
          ...problems.map(({ file, problem }) => `${file} ${problem}`),
          ...skipped.map((what) => `Not checked: ${what}`),
          `${problems.length === 0 ? 'No problem' : `${problems.length} to put right`}; ${rendered} rendered.`,
        ];
        return { value, text: lines.join('\n'), ...(problems.length > 0 && { failure: 'failed' as const }) };
      }),
    );
}

function notRendered(helm: string): Promise<Rendering> {
  return Promise.resolve({ problems: [], rendered: 0, skipped: [`the charts: ${helm} is not installed`] });
}
