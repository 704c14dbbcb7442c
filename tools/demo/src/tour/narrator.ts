import type { Terminal } from '../terminal.ts';

/** What a step of the tour tells before it happens. */
export interface Chapter {
  title: string;
  /** What will happen, and why. */
  text: string;
  /** What to look at meanwhile, and where. */
  look: readonly string[];
}

/** Tells the tour: a chapter at a time, at the pace of whoever presents. */
export class Narrator {
  readonly #terminal: Terminal;
  readonly #waits: boolean;
  #count = 0;
  #since = Date.now();

  /** @param waits whether the return key is waited for before each chapter */
  constructor(terminal: Terminal, waits: boolean) {
    this.#terminal = terminal;
    this.#waits = waits;
  }

  async chapter({ title, text, look }: Chapter): Promise<void> {
    this.#count += 1;
    const heading = `${this.#count}. ${title}`;
    this.#write(`\n${heading}\n${'-'.repeat(heading.length)}\n${wrap(text)}\n\n`);
    for (const line of look) this.#write(`  look at  ${line}\n`);
    await this.pause('Press the return key, and it happens.');
    this.#since = Date.now();
  }

  /** Waits for whoever presents. */
  async pause(text: string): Promise<void> {
    if (!this.#waits) return;
    this.#write(`\n  ${text} `);
    await this.#terminal.returnKey();
  }

  /** Says what has happened, with the seconds since the chapter's beginning. */
  happened(text: string): void {
    const seconds = Math.round((Date.now() - this.#since) / 1000);
    this.#write(`  ${`${seconds} s`.padStart(6)}  ${text}\n`);
  }

  #write(text: string): void {
    this.#terminal.stdout(text);
  }
}

/** Lines of at most 80 characters. */
function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > 80) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
