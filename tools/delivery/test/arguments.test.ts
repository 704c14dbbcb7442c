import { expect, test } from 'vitest';
import { openShop } from './shop.ts';

test('what could leave its place is not taken', async () => {
  const shop = await openShop();
  const answers: [string, RegExp][] = [
    ['deploy ../x --version 1.0.0', /'\.\.\/x' is invalid/],
    ['deploy catalog --version 1.0.0\n2', /three numbers/],
    ['deploy catalog --version 1.0.0-rc.1', /three numbers/],
    ['deploy catalog --version 1.0.0 --digest sha256:1', /64 hexadecimal/],
    ['deploy catalog --version 1.0.0 --repository -x --digest y', /repository is its name/],
    ['deploy --upload-pack=x --version 1.0.0', /unknown option/],
    ['promote catalog --to ../prod', /invalid/],
    ['history catalog --env prod/x', /invalid/],
    ['plan catalog --commit --output=/tmp/x', /invalid/],
    ['nothing', /unknown command/],
  ];
  for (const [args, message] of answers) {
    const { code, stderr } = await shop.deliver(args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stderr).toMatch(message);
  }
});

test('what comes from the environment is held to the same', async () => {
  const shop = await openShop();
  const environments: [NodeJS.ProcessEnv, RegExp][] = [
    [{ ENV_REF: '--upload-pack=x' }, /ENV_REF must be the name of a branch/],
    [{ ENV_PATH: '/etc' }, /ENV_PATH must be a folder in the repository/],
    [{ ENV_PATH: 'a/../../b' }, /ENV_PATH must be/],
    [{ FORGE: 'gitlab' }, /FORGE must be github or gitea/],
    [
      { FORGE_API: 'https://user:password@forge.example' },
      /FORGE_API must be an http or https address without/,
    ],
    [{ ENV_TOKEN: 'a\nX-Other: header' }, /ENV_TOKEN must be one line/],
    [{ DELIVERY_RUN: 'run\nActor: somebody' }, /DELIVERY_RUN must be one line/],
  ];
  for (const [env, message] of environments) {
    const { code, stderr } = await shop.deliver('status', env);
    expect({ env, code }).toEqual({ env, code: 2 });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/password|X-Other/);
  }
});

test('every command has help', async () => {
  const shop = await openShop();
  for (const command of [
    'title',
    'affected',
    'paths',
    'plan',
    'release',
    'deploy',
    'promote',
    'rollback',
    'status',
    'history',
    'diff',
    'running',
    'check',
    'rehearse',
  ]) {
    const { code, stdout } = await shop.run(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: delivery ${command} [^]*\\nJSON: \\{`));
  }
  const { code, stdout } = await shop.run('--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done[^]*ENV_REPO/);
});
