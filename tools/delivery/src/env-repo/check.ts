import { readBlobs } from '../git/read-blobs.ts';
import { PlainError } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import { releasePath } from './env-repo.ts';
import { readHistory } from './history.ts';
import { sharedHostnames } from './hostnames.ts';
import type { Problem } from './problem.ts';
import { readReleaseFile } from './release-file.ts';
import { Values } from './values-schema.ts';
import { readYaml } from './yaml-file.ts';

/**
 * Holds the whole env-repo against its schemas, its policy and the rule of one writer per file.
 *
 * @param repo with its history
 */
export async function checkEnvRepo(repo: EnvRepo): Promise<Problem[]> {
  const files = await listFiles(repo);
  const contents = await readFiles(repo, files);
  const problems = [
    ...checkContents(repo, files, contents),
    ...sharedHostnames(repo, contents),
    ...missingFiles(repo, files),
  ];
  for (const environment of repo.policy.environments) {
    for (const service of repo.policy.services) {
      const file = releasePath(environment.name, service);
      if (files.has(file)) problems.push(...(await checkRelease(repo, environment.name, service)));
    }
  }
  return [...problems, ...(await checkWriters(repo, files))];
}

/** The files below `envs/`, by their path in the env-repo, with their mode. */
async function listFiles({ git, commit, path }: EnvRepo): Promise<Map<string, string>> {
  const entries = await git.parts(['ls-tree', '-r', '-z', commit, '--', `${path('envs')}/`]);
  const prefix = path('');
  return new Map(
    entries.map((entry) => {
      const [mode = '', name = ''] = entry.split(/ .*?\t/s);
      return [name.slice(prefix.length), mode];
    }),
  );
}

function missingFiles({ policy, path }: EnvRepo, files: ReadonlyMap<string, string>): Problem[] {
  const wanted = policy.environments.flatMap(({ name }) => [
    `envs/${name}/values.yaml`,
    ...policy.services.map((service) => `envs/${name}/${service}/values.yaml`),
  ]);
  return wanted
    .filter((file) => !files.has(file))
    .map((file) => ({ file: path(file), problem: 'is missing. Add it; a comment alone will do.' }));
}

/** What is in each file. */
async function readFiles(
  { git, commit, path }: EnvRepo,
  files: ReadonlyMap<string, string>,
): Promise<Map<string, Buffer>> {
  const names = [...files.keys()];
  const contents = await readBlobs(
    git,
    names.map((file) => `${commit}:${path(file)}`),
  );
  return new Map(names.map((name, index) => [name, contents[index] ?? Buffer.of()]));
}

function checkContents(
  repo: EnvRepo,
  files: ReadonlyMap<string, string>,
  contents: ReadonlyMap<string, Buffer>,
): Problem[] {
  const { services, environments } = repo.policy;
  return [...contents].flatMap(([name, content]) => {
    const file = repo.path(name);
    const [, environment = '', service, kind] =
      /^envs\/([^/]+)\/(?:([^/]+)\/)?(values|release)\.yaml$/.exec(name) ?? [];
    const isKnown =
      environments.some((known) => known.name === environment) &&
      (service === undefined ? kind === 'values' : services.includes(service));
    if (!isKnown) {
      return [
        { file, problem: 'has no place here. policy.yaml says which environments and services there are.' },
      ];
    }
    if (files.get(name) !== '100644')
      return [{ file, problem: 'is a link or a program. Make it a plain file.' }];
    return problemsOf(file, () => {
      if (kind === 'release') readReleaseFile(content, service ?? '', file);
      else if (!isOnlyComments(content)) checkValues(content, environment, file);
    });
  });
}

/** Values begin as a copy of those of another environment, whose name they would tell the world. */
function checkValues(content: Buffer, environment: string, file: string): void {
  const { environment: said } = readYaml(Values, content, file);
  if (said !== undefined && said !== environment)
    throw new PlainError(
      `${file} is of ${environment}, and says ${said}. Write environment: ${environment}.`,
    );
}

/** A service that has no value of its own in an environment. */
function isOnlyComments(content: Buffer): boolean {
  return content
    .toString()
    .split('\n')
    .every((line) => /^\s*(#.*)?$/.test(line));
}

/**
 * What is in an environment must have been in the one before, to the byte; or in the one before that, where the one
 * between them is younger than what is there.
 */
async function checkRelease(repo: EnvRepo, environment: string, service: string): Promise<Problem[]> {
  const file = repo.path(releasePath(environment, service));
  const names = repo.policy.environments.map(({ name }) => name);
  const earlier = names.slice(0, names.indexOf(environment)).reverse();
  const content = await repo.read(releasePath(environment, service));
  const [before] = earlier;
  if (before === undefined || content === undefined) return [];
  for (const name of earlier) {
    const history = await readHistory(repo, name, service);
    if (history.some((past) => past.content?.equals(content) === true)) return [];
    const first = history.at(-1);
    const [arrival] = await readHistory(repo, environment, service);
    if (first && arrival && Date.parse(first.at) <= Date.parse(arrival.at)) break;
  }
  return [
    {
      file,
      problem: `was never in ${before}. Promote or roll back with the delivery tool; what is tested is what ships.`,
    },
  ];
}

/** Whether the last to write each file was one who may: machines `release.yaml`, people all others. */
async function checkWriters(repo: EnvRepo, files: ReadonlyMap<string, string>): Promise<Problem[]> {
  const { git, commit, path, policy } = repo;
  const problems: Problem[] = [];
  for (const name of files.keys()) {
    const file = path(name);
    const author = await git.text(['log', '-1', '--no-merges', '--format=%aE', commit, '--', file], {
      env: { GIT_LITERAL_PATHSPECS: '1' },
    });
    const isMachine = policy.machines.includes(author);
    if (name.endsWith('/release.yaml') && !isMachine && !(await isAsMachinesLeftIt(repo, file))) {
      problems.push({
        file,
        problem: `was last written by ${author}. Only machines write it: take the edit back, and deploy or promote.`,
      });
    } else if (!name.endsWith('/release.yaml') && isMachine) {
      problems.push({
        file,
        problem: `was last written by ${author}, a machine. Only people write it: take the edit back.`,
      });
    }
  }
  return problems;
}

/** Whether a person has only taken back what people had changed. */
async function isAsMachinesLeftIt({ git, commit, policy }: EnvRepo, file: string): Promise<boolean> {
  const authors = policy.machines.map((email) => `--author=<${email}>`);
  const written = await git.text(
    ['log', '-1', '--no-merges', '--fixed-strings', ...authors, '--format=%H', commit, '--', file],
    { env: { GIT_LITERAL_PATHSPECS: '1' } },
  );
  if (written === '') return false;
  const [before, now] = await readBlobs(git, [`${written}:${file}`, `${commit}:${file}`]);
  return before !== undefined && now?.equals(before) === true;
}

function problemsOf(file: string, check: () => void): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return [{ file, problem: error.message.replace(`${file} `, '') }];
  }
}
