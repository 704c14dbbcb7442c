import { buildCommandLine } from './command-line.ts';
import { main } from './main.ts';
import type { Terminal } from './terminal.ts';

const introduction = `# The delivery command line

\`npm run delivery -- <command>\` in a clone of this repository. What a command does to an environment it does with one
push; with any exit code but 0 it has published nothing. \`npm run delivery -- rehearse --step\` shows all of it at work;
[When a release is stuck](../how-to/when-a-release-is-stuck.md) says what to do with each code.

This page is what the command line says of itself; \`npm run reference -w tools/delivery\` writes it.
`;

/** docs/reference/delivery.md: the help of the command line and of each command. */
export async function deliveryReference(): Promise<string> {
  const names = buildCommandLine(silent, main, () => undefined).commands.map((command) => command.name());
  const sections = [section('delivery', await help())];
  for (const name of names) sections.push(section(name, await help(name)));
  return [introduction, ...sections].join('\n');
}

const silent: Terminal = { directory: '.', env: {}, stdout: () => undefined, stderr: () => undefined };

async function help(...command: string[]): Promise<string> {
  let text = '';
  await main([...command, '--help'], { ...silent, stdout: (part) => (text += part) });
  return text.trim();
}

function section(title: string, text: string): string {
  return `## ${title}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}
