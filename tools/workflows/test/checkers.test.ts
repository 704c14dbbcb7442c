import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { loadLanguageService, type LanguageService } from './load-language-service.ts';
import { actions, repository, workflowOf, workflows } from './workflow-files.ts';

const has = inject('has');

describe("GitHub's language service has no finding", () => {
  let service: LanguageService;
  beforeAll(async () => {
    service = await loadLanguageService();
  });

  const findings = async (path: string, text: string): Promise<string[]> => {
    const document = service.TextDocument.create(`file:///${path}`, 'yaml', 1, text);
    const found = await service.validate(document, {
      fileProvider: {
        getFileContent: ({ path: file }) =>
          Promise.resolve({ name: file, content: workflowOf(file.replace('.github/workflows/', '')).text }),
      },
    });
    return found.map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`);
  };

  test.each(workflows.map(({ file, text }) => [file, text]))('in %s', async (file, text) => {
    expect(await findings(`.github/workflows/${file}`, text)).toEqual([]);
  });

  test.each(actions.map(({ name, text }) => [name, text]))('in %s', async (name, text) => {
    expect(await findings(`${name.slice(2)}/action.yml`, text)).toEqual([]);
  });

  test('but it would: in a call that forgets an input, and an expression of nothing', async () => {
    const { text } = workflowOf('catalog.yml');
    const broken = text.replace('service: catalog', 'srvice: ${{ nothing.here }}');
    expect(await findings('.github/workflows/broken.yml', broken)).toHaveLength(3);
  });
});

test.runIf(has.actionlint)('actionlint has no finding', async () => {
  await promisify(execFile)('actionlint', [], { cwd: repository });
});

test.runIf(has.zizmor)('zizmor has no finding', async () => {
  const args = ['--offline', '--no-progress', '--quiet', '--strict-collection', '.'];
  await promisify(execFile)('zizmor', args, { cwd: repository });
});
