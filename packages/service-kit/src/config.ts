import { cleanEnv, EnvMissingError, type CleanedEnv, type ValidatorSpec } from 'envalid';
import { StartError } from './start-error.ts';

/** The environment variables that a service reads: name to validator, with a description and an example each. */
export type ConfigVars = Record<string, ValidatorSpec<unknown>>;

/** The environment does not hold what the service needs. The message is meant for a person and lists every problem. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads and validates the environment, once.
 *
 * @returns a frozen object with one typed value per variable
 * @throws {ConfigError} naming every bad variable, what is wrong with it and an example of a good value
 */
export function readConfig<Vars extends ConfigVars>(vars: Vars, env: NodeJS.ProcessEnv): CleanedEnv<Vars> {
  // An empty variable counts as absent: that is how compose files and charts leave one out.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return cleanEnv(given, vars, {
    reporter: ({ errors }) => {
      const problems = Object.entries(errors).map(([name, error]) => describe(name, error, vars[name]));
      if (problems.length > 0) throw new ConfigError(problems);
    },
  });
}

function describe(
  name: string,
  error: Error | undefined,
  variable: ValidatorSpec<unknown> | undefined,
): string {
  const problem = error instanceof EnvMissingError ? 'is not set' : (error?.message ?? 'is not valid');
  const purpose = variable?.desc === undefined ? '' : ` (${variable.desc})`;
  const example = variable?.example === undefined ? '' : ` Example: ${name}=${variable.example}`;
  return `- ${name}${purpose} ${problem}.${example}`;
}
