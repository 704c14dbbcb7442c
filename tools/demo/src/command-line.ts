import { Command, InvalidArgumentError } from 'commander';
import { down } from './down.ts';
import { open, places } from './open.ts';
import { status } from './status.ts';
import type { Terminal } from './terminal.ts';
import { tour } from './tour/tour.ts';
import { up } from './up.ts';

const variables = `A cluster that is there already (--context) needs Argo CD, Kargo and a Gitea. Of the Gitea it is told by
  FORGE_URL       its address, for this machine and for the cluster
  FORGE_USER      an account
  FORGE_TOKEN     a token of the account: repositories and pull requests
DEMO_DATA         where the demo remembers what it has set up; default: .data/demo`;

/** The command line, as commander has it. */
export function buildCommandLine(terminal: Terminal): Command {
  const program = new Command('demo')
    .description('The shop and its delivery on a cluster of your own, and a tour through it.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.stdout, writeErr: terminal.stderr })
    .showHelpAfterError('Run the command with --help to see what it takes.')
    .addHelpText('after', `\n${variables}`);
  program
    .command('up')
    .description('Brings up everything; what is there already stays as it is.')
    .option(
      '--name <name>',
      'what it is called: the cluster, its namespaces, the repository; default: foldline',
      parseName,
    )
    .option('--port <number>', 'the first of its four ports on this machine; default: 8080', parsePort)
    .option('--no-build', 'take the images that npm run images:build has built last')
    .option('--context <name>', 'a cluster that has the platform already, instead of one of kind')
    .option('--ctr <command>', "what runs containerd's ctr on that cluster's node, to bring it the images")
    .option('--postgresql <image>', "the databases' image; default: what the operator takes")
    .action((options: Parameters<typeof up>[1]) => up(terminal, options));
  program
    .command('down')
    .description('Takes everything away that up has brought.')
    .action(() => down(terminal));
  program
    .command('status')
    .description('Shows what runs where, and the addresses.')
    .option('--json', 'print one JSON object')
    .action((options: { json?: boolean }) => status(terminal, options));
  program
    .command('open')
    .description('Opens a part of the demo in the browser.')
    .argument('[place]', places.join(', '), 'shop')
    .action((place: string) => open(terminal, place));
  program
    .command('tour')
    .description('Tells the way of releases, good and bad, on the running demo.')
    .option('--no-wait', 'go on without waiting for the return key')
    .action((options: { wait: boolean }) => tour(terminal, options));
  return program;
}

function parseName(text: string): string {
  if (/^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('A name has at most 20 lower-case letters, digits and dashes.');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_532) return port;
  throw new InvalidArgumentError('A port is a number from 1024 to 65532: three more follow it.');
}
