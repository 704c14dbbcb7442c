/** Tells what is being done, and how long it took. */
export class Progress {
  readonly #write: (text: string) => void;
  readonly #start = Date.now();

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Does a piece of work, and tells of its end: in a line with the time since the beginning, and its own. */
  async step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    const begin = Date.now();
    this.say(`${title} …`);
    const result = await work();
    this.say(`${title}: done (${seconds(begin)} s)`);
    return result;
  }

  /** A line with the time since the beginning. */
  say(text: string): void {
    const total = seconds(this.#start);
    const clock = `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`;
    this.#write(`${clock.padStart(6)}  ${text}\n`);
  }
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
