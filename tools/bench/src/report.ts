import { cpus, totalmem } from 'node:os';
import { meetsTarget, type Figure } from './figure.ts';

/** The figures of one suite, under its title, with what there is to say about them. */
export interface SuiteResult {
  title: string;
  figures: Figure[];
  /** Findings, in Markdown. */
  notes: string[];
}

/** The report as Markdown: the same text for the terminal and for the docs. */
export function report(results: readonly SuiteResult[]): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  const head = [
    '# Benchmarks',
    '',
    'Made by `npm run bench`; do not edit. Each ratio compares two things that were measured in the same run, in turns, on',
    'the same machine: absolute figures say more about the machine than about the shop.',
    '',
    `Last run: Node.js ${process.version}, ${cpus().length} cores, ${gib} GiB of memory, ${process.platform}.`,
  ];
  return `${[...head, ...results.flatMap(section)].join('\n')}\n`;
}

function section({ title, figures, notes }: SuiteResult): string[] {
  const rows = figures.map((figure) => {
    const { name, ours, reference, ratio } = figure;
    return `| ${[name, ours, reference, ratio.toFixed(2), target(figure)].join(' | ')} |`;
  });
  return [
    '',
    `## ${title}`,
    '',
    '| what | ours | reference | ratio | target |',
    '| --- | ---: | ---: | ---: | --- |',
    ...rows,
    ...notes.flatMap((note) => ['', note]),
  ];
}

function target(figure: Figure): string {
  if (!figure.target) return '';
  const wanted =
    'atLeast' in figure.target ? `at least ${figure.target.atLeast}` : `at most ${figure.target.atMost}`;
  return meetsTarget(figure) ? `${wanted}: met` : `**${wanted}: missed**`;
}
