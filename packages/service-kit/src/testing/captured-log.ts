import { createLogger, type Logger } from '../logger.ts';

export interface CapturedLog {
  logger: Logger;
  /** All lines so far, parsed. */
  lines: () => Record<string, unknown>[];
  /** All that was written so far, as it was written. */
  text: () => string;
}

/** A logger whose lines a test can read. */
export function captureLog(level = 'info'): CapturedLog {
  const written: string[] = [];
  const logger = createLogger({ service: 'test', level }, { write: (line) => void written.push(line) });
  return {
    logger,
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(''),
  };
}
