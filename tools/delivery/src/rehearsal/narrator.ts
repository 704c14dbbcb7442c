import { PlainError } from '../plain-error.ts';
import type { Ran, Stage } from './stage.ts';

/** A part of the story, and what was run in it. */
export interface Chapter {
  title: string;
  commands: { command: string; code: number }[];
}

/** Tells the story while it happens. */
export class Narrator {
  readonly chapters: Chapter[] = [];
  readonly #stage: Stage;
  readonly #write: (text: string) => void;
  readonly #pause: () => Promise<void>;

  /** @param pause is awaited before each chapter but the first */
  constructor(stage: Stage, write: (text: string) => void, pause: () => Promise<void>) {
    this.#stage = stage;
    this.#write = write;
    this.#pause = pause;
  }

  /** Begins a chapter. */
  async chapter(title: string, text: string): Promise<void> {
    if (this.chapters.length > 0) await this.#pause();
    this.chapters.push({ title, commands: [] });
    const heading = `${this.chapters.length}. ${title}`;
    this.#write(`\n${heading}\n${'-'.repeat(heading.length)}\n`);
    this.say(text);
  }

  /** Says a paragraph. */
  say(text: string): void {
    this.#write(`${wrap(text)}\n\n`);
  }

  /** Shows a text as it is. */
  show(text: string): void {
    this.#write(`${indent(text, '  | ')}\n\n`);
  }

  /** Runs commands of the delivery tool, all at the same time, and shows what they say. */
  async run(...commands: string[]): Promise<void> {
    await this.#run(0, commands);
  }

  /** The same with one that a rule forbids. */
  async runForbidden(command: string): Promise<void> {
    await this.#run(3, [command]);
  }

  async #run(expected: number, commands: readonly string[]): Promise<void> {
    const all = await Promise.all(commands.map((command) => this.#stage.deliver(command)));
    for (const ran of all) this.#showRun(ran);
    const other = all.find(({ code }) => code !== expected);
    if (other === undefined) return;
    throw new PlainError(
      `\`${other.command}\` ended with ${other.code} and not with ${expected}, so the story ends here. It is a fault of the tool or of this machine: report it with what was printed above.`,
    );
  }

  #showRun({ command, code, output }: Ran): void {
    this.chapters.at(-1)?.commands.push({ command, code });
    const exit = code === 0 ? '' : `\n(exit code ${code})`;
    this.#write(`  $ ${command}\n${indent(output + exit, '  ')}\n\n`);
  }
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (by + line).trimEnd())
    .join('\n');
}

/** Lines of at most 80 characters. */
function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > 80) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
