import { PlainError } from './plain-error.ts';

export interface Command {
  /** `dev` starts a service again when its source changes. */
  mode: 'start' | 'dev';
  /** The one service to run; without it, the whole shop. */
  only: string | undefined;
}

const usage = 'Usage: shop start [service], or shop dev [service]';

/** @throws PlainError with the usage */
export function parseCommandLine(args: readonly string[]): Command {
  const [mode, only, ...rest] = args;
  if ((mode !== 'start' && mode !== 'dev') || rest.length > 0) throw new PlainError(usage);
  if (only?.startsWith('-')) throw new PlainError(`There is no option ${only}. ${usage}`);
  return { mode, only };
}

/** What a person types to run a command again, with an environment variable set. */
export function commandWith(variable: string, value: string, { mode, only }: Command): string {
  const command = {
    start: only === undefined ? 'npm start' : `npm start -- ${only}`,
    dev: only === undefined ? 'npm run dev' : `npm run dev -w services/${only}`,
  }[mode];
  return process.platform === 'win32'
    ? `$env:${variable}='${value}'; ${command}`
    : `${variable}=${value} ${command}`;
}
