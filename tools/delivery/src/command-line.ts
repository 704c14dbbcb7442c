import { Command } from 'commander';
import { readConfig, variables, type Config } from './config.ts';
import { affectedCommand } from './commands/affected.ts';
import { checkCommand } from './commands/check.ts';
import { deployCommand } from './commands/deploy.ts';
import { describeRequestCommand } from './commands/describe-request.ts';
import { diffCommand } from './commands/diff.ts';
import { historyCommand } from './commands/history.ts';
import { pathsCommand } from './commands/paths.ts';
import { planCommand } from './commands/plan.ts';
import { promoteCommand } from './commands/promote.ts';
import { rehearseCommand } from './commands/rehearse.ts';
import { releaseCommand } from './commands/release.ts';
import { reportCommand } from './commands/report.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { runningCommand } from './commands/running.ts';
import { statusCommand } from './commands/status.ts';
import { titleCommand } from './commands/title.ts';
import type { Report } from './report.ts';
import type { Terminal } from './terminal.ts';

/** A command's environment, and what it hands its report to. */
export interface CommandContext extends Terminal {
  config: () => Config;
  /** Runs another command line, as `main` does. */
  main: Main;
  /** Makes a commander action of a function that answers with a report. */
  reporting: <Args extends unknown[]>(
    work: (...args: Args) => Promise<Report>,
  ) => (...args: Args) => Promise<void>;
}

/** The function of main.ts. */
export type Main = (args: readonly string[], terminal: Terminal) => Promise<number>;

const commands = [
  titleCommand,
  affectedCommand,
  pathsCommand,
  planCommand,
  releaseCommand,
  deployCommand,
  promoteCommand,
  rollbackCommand,
  describeRequestCommand,
  statusCommand,
  historyCommand,
  reportCommand,
  diffCommand,
  runningCommand,
  checkCommand,
  rehearseCommand,
];

const helpWidth = 100;

const codes = `Exit codes:
  0  done, done before, or nothing to do
  1  failed, or check found a problem
  2  the command line or the environment is wrong
  3  refused: a rule forbids it
  4  the remote could not be reached or kept moving: run the same command again
Whatever the code but 0, nothing was published.`;

/** The command line, as commander has it. */
export function buildCommandLine(
  terminal: Terminal,
  main: Main,
  print: (report: Report, asJson: boolean) => void,
): Command {
  const program = new Command('delivery')
    .description('Versions, releases, deploys and promotes the services of this repository.')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.stdout,
      writeErr: terminal.stderr,
      // The same in every terminal, as the reference has it.
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
    })
    .showHelpAfterError('Run the command with --help to see what it takes.')
    .addHelpText('after', `\n${codes}\n\nEnvironment:\n${describeVariables()}`);
  const context: CommandContext = {
    ...terminal,
    config: () => readConfig(terminal.env),
    main,
    reporting:
      (work) =>
      async (...args) => {
        // Commander hands every action the command itself, last.
        const command = args.at(-1) as Command;
        print(await work(...args), command.opts<{ json?: boolean }>().json === true);
      },
  };
  for (const add of commands) {
    add(program, context).option('--json', 'print one JSON object, also when it fails');
  }
  return program;
}

function describeVariables(): string {
  return Object.entries(variables)
    .map(([name, meaning]) => `  ${name.padEnd(13)} ${meaning}`)
    .join('\n');
}
