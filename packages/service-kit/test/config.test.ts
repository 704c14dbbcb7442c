import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { configTable } from '../src/config-table.ts';
import { flag, httpUrl, integer, oneOf, postgresUrl, secret, text } from '../src/config-validators.ts';
import { serverVars } from '../src/server-vars.ts';

const vars = {
  ...serverVars(3001),
  DATABASE_URL: postgresUrl({ desc: 'the database', example: 'postgresql://user:password@host/name' }),
  PEER_URL: httpUrl({ desc: 'the peer', example: 'http://peer:3000', default: undefined }),
  SWITCH: flag({ desc: 'a switch', example: 'true', default: false }),
  KEY: secret({ minLength: 8 })({ desc: 'a key', example: 'a long random text', default: undefined }),
};
const good = { DATABASE_URL: 'postgresql://shop:hunter2@localhost/shop' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(vars, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('reading the environment', () => {
  test('fills in defaults and converts types', () => {
    expect(
      readConfig(vars, { ...good, PORT: '8080', TRUSTED_PROXIES: '2', PEER_URL: 'http://peer:1/' }),
    ).toMatchObject({
      PORT: 8080,
      TRUSTED_PROXIES: 2,
      LOG_LEVEL: 'info',
      PEER_URL: 'http://peer:1',
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig(vars, { ...good, PORT: '' }).PORT).toBe(3001);
  });

  test('a missing variable is named with its purpose and an example', () => {
    expect(problemsOf({})).toEqual([
      '- DATABASE_URL (the database) is not set. Example: DATABASE_URL=postgresql://user:password@host/name',
    ]);
  });

  test.each([
    ['PORT', '70000', 'must be a whole number from 0 to 65535, but is "70000"'],
    ['PORT', '3001x', 'must be a whole number'],
    ['PORT', '1e3', 'must be a whole number'],
    ['TRUSTED_PROXIES', 'all', 'must be a whole number from 0 to 10, but is "all"'],
    ['SWITCH', 'yes', 'must be true or false, but is "yes"'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent, but is "loud"'],
    ['ENVIRONMENT', 'a b', 'must be a short name'],
    ['INSTANCE', 'a b', 'must be a name without spaces'],
    ['BUILT_AT', 'yesterday', 'must be a time in ISO 8601'],
    ['DATABASE_URL', 'mysql://localhost/shop', 'must be a PostgreSQL address that names a database'],
    ['DATABASE_URL', 'postgresql://localhost', 'must be a PostgreSQL address that names a database'],
    ['PEER_URL', 'ftp://peer', 'must be an http or https address'],
    ['PEER_URL', 'http://me:secret@peer', 'must be an http or https address without credentials'],
    ['PEER_URL', 'peer', 'must be an http or https address'],
    ['KEY', 'short', 'must have at least 8 characters'],
  ])('%s=%s is refused with a reason and an example', (name, value, reason) => {
    const [problem, ...others] = problemsOf({ ...good, [name]: value });
    expect(others).toEqual([]);
    expect(problem).toContain(`- ${name} (`);
    expect(problem).toContain(reason);
    expect(problem).toContain(`Example: ${name}=`);
  });

  test('all problems are told at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', PEER_URL: 'z' });
    expect(problems.map((problem) => problem.split(' ')[1])).toEqual([
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'PEER_URL',
    ]);
  });

  test('a secret is never repeated', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://shop:hunter2@db/shop', KEY: 'hunter2' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hunter2');
  });
});

test('the table of variables marks what is required and hides nothing', () => {
  const table = configTable({
    NEEDED: text(/./, 'some text')({ desc: 'what is needed', example: 'this' }),
    COUNT: integer({ min: 0, max: 9 })({ desc: 'a count', example: '3', default: 2 }),
    MODE: oneOf(['a', 'b'])({ desc: 'a mode', example: 'b', default: 'a' }),
    SWITCH: flag({ desc: 'a switch', example: 'true', default: undefined }),
  });
  expect(table.split('\n').slice(2)).toEqual([
    '| `NEEDED` | what is needed | _required_ | `this` |',
    '| `COUNT` | a count | `2` | `3` |',
    '| `MODE` | a mode | `a` | `b` |',
    '| `SWITCH` | a switch | _none_ | `true` |',
  ]);
});
