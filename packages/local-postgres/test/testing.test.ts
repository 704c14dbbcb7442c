import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../src/databases.ts';
import { createTestDatabase } from '../src/testing.ts';

async function freshDatabase(): Promise<string> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database.url;
}

test('a test database has what the setup prepared', async () => {
  const { rows } = await withClient(await freshDatabase(), (client) =>
    client.query('SELECT * FROM prepared'),
  );

  expect(rows).toEqual([{ state: 'folded' }]);
});

test('what one database is told, no other hears', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);

  await withClient(one, (client) => client.query("UPDATE prepared SET state = 'torn'"));

  const { rows } = await withClient(other, (client) => client.query('SELECT * FROM prepared'));
  expect(rows).toEqual([{ state: 'folded' }]);
});

test('a dropped database is gone, also while it is used', async () => {
  const database = await createTestDatabase();

  await withClient(database.url, async (client) => {
    await database.drop();

    await expect(client.query('SELECT 1')).rejects.toThrow();
  }).catch(() => undefined);

  await expect(withClient(database.url, () => Promise.resolve())).rejects.toThrow(/does not exist/);
});
