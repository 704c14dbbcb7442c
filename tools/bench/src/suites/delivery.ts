import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Figure } from '../figure.ts';
import { medianRound, rounds } from '../median-round.ts';
import { git, gitEnvironment, releasedHistory } from '../released-history.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const program = fileURLToPath(new URL('../../../delivery/bin/delivery.mjs', import.meta.url));
const history = { long: 10_000, short: 100 };

/** The delivery tool's command line, as a workflow calls it, on repositories of this machine. */
export const delivery: Suite = async ({ say }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    say('delivery, start and a change to dev');
    const starts: number[] = [];
    for (let number = 1; number <= rounds; number += 1) starts.push(await timed(folder, '--help'));
    const toDev = median(await changesToDev(await releasedHistory(folder, 'shop', 1)));
    say('delivery, rehearse');
    const rehearsal = await timed(folder, 'rehearse');
    const long = await releasedHistory(folder, 'long', history.long);
    const short = await releasedHistory(folder, 'short', history.short);
    const plan = await medianRound({
      ours: () => timed(long, 'plan', 'catalog'),
      reference: () => timed(short, 'plan', 'catalog'),
      say: (progress) => {
        say(`delivery, plan, ${progress}`);
      },
    });
    return {
      title: 'Delivery',
      figures: [
        withinBudget('A commit to dev’s `release.yaml`: `release`, then `deploy`', toDev, 5),
        withinBudget('`rehearse`', rehearsal, 60),
        {
          name: `\`plan\` over ${history.long.toLocaleString('en')} commits since the last release, against ${history.short}`,
          ours: `${plan.ours.toFixed(2)} s`,
          reference: `${plan.reference.toFixed(2)} s`,
          ratio: plan.ours / plan.reference,
        },
      ],
      notes: [
        `The command line from its sources, as workflows run it; the remotes are folders, so no network counts and no image is built. A commit to dev is the median of ${rounds}, \`plan\` the round of ${rounds} with the median ratio.`,
        `To start, which is to translate the sources, takes ${median(starts).toFixed(2)} s of each command; what is left are calls of git, most of them for the copy that a command works in.`,
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Changes catalog again and again, and answers how long each change took to dev, in seconds. */
async function changesToDev(clone: string): Promise<number[]> {
  const seconds: number[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    await git(clone, 'pull', '--quiet', '--ff-only');
    await writeFile(path.join(clone, 'services/catalog/number'), `round ${number}\n`);
    await git(clone, 'commit', '--quiet', '--all', '--message', 'fix(catalog): a number');
    await git(clone, 'push', '--quiet', 'origin', 'main');
    const digest = `sha256:${String(number).padStart(64, '0')}`;
    const released = await timed(
      clone,
      ...['release', 'catalog', '--repository', 'r/catalog', '--digest', digest],
    );
    seconds.push(released + (await timed(clone, 'deploy', 'catalog', '--version', `0.1.${number}`)));
  }
  return seconds;
}

/** Runs a command, and answers how long it took, in seconds. */
async function timed(directory: string, ...args: string[]): Promise<number> {
  const start = performance.now();
  await promisify(execFile)(process.execPath, [program, ...args], { cwd: directory, env: gitEnvironment });
  return (performance.now() - start) / 1000;
}

function withinBudget(name: string, seconds: number, budget: number): Figure {
  return {
    name,
    ours: `${seconds.toFixed(2)} s`,
    reference: `${budget} s`,
    ratio: seconds / budget,
    target: { atMost: 1 },
  };
}
