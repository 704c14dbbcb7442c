import type { Readable } from 'node:stream';

/** No record of a log is longer; what is, comes in pieces. */
const maxLength = 1_000_000;

/** The lines of a stream, without their ends. Reading stops while the consumer is busy. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > maxLength) {
      yield rest;
      rest = '';
    }
  }
  if (rest !== '') yield rest;
}
