import { prettyFactory } from 'pino-pretty';

/** One line of a service's output, and where it came from. */
export interface OutputLine {
  service: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

/** Turns a line of output into what is printed, without the end of the line. */
export type LogFormat = (line: OutputLine) => string;

/**
 * JSON, one object a line: a service's records as they came. What is no record, such as the stack of a crash, becomes
 * one; every record has the name of its service.
 */
export const jsonFormat: LogFormat = (line) => {
  const record = parseRecord(line.text);
  return record?.['service'] === line.service ? line.text : JSON.stringify(asRecord(line, record));
};

/** ANSI colours that are legible on dark and on light: cyan, magenta, yellow, green, blue. */
const colours = [36, 35, 33, 32, 34];

/** What every record has and no reader of a terminal needs again in every line. */
const ignored = 'service,hostname,requestId,traceId,instance';

/**
 * For a terminal: a line each, with the name of the service in front.
 *
 * @param services all names there are, to align the columns and to give each a colour
 */
export function prettyFormat(services: readonly string[], colour: boolean): LogFormat {
  const width = Math.max(...services.map((name) => name.length));
  const pretty = prettyFactory({
    colorize: colour,
    translateTime: 'SYS:HH:MM:ss',
    ignore: ignored,
    singleLine: true,
    customColors: { message: 'reset' },
    useOnlyCustomProps: false,
  });
  return (line) => {
    const code = colours[services.indexOf(line.service) % colours.length] ?? 0;
    const name = line.service.padEnd(width);
    const prefix = `${colour ? `\u001B[${code}m${name}\u001B[0m` : name}  `;
    return pretty(asRecord(line, parseRecord(line.text)))
      .trimEnd()
      .replaceAll(/^/gm, prefix);
  };
}

/** A line as a record of its service; one that holds none becomes the message of a new one. */
function asRecord(
  { service, stream, text }: OutputLine,
  record: Record<string, unknown> | undefined,
): Record<string, unknown> {
  if (record !== undefined) return { service, ...record };
  const level = stream === 'stderr' ? 'error' : 'info';
  return { level, time: new Date().toISOString(), service, msg: text };
}

/** The record that a line holds: a JSON object with a level. */
function parseRecord(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return 'level' in value ? value : undefined;
  } catch {
    return undefined;
  }
}
