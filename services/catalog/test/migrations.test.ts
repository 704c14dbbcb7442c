import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { migrate } from '@foldline/service-kit/postgres/migrate';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationsDirectory } from '../src/migrations.ts';
import { prepareDatabase } from '../src/prepare-database.ts';
import { categories } from '../src/seed/categories.ts';
import { products as seed } from '../src/seed/products.ts';
import { page, send } from './api.ts';
import { startCatalog } from './catalog.ts';

let database: TestDatabase;
let client: Client;

// Each test starts from a database without anything in it.
beforeEach(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

function prepare(): Promise<void> {
  return prepareDatabase({
    config: { DATABASE_URL: database.url, SEED_PRODUCTS: true },
    logger: quietLogger,
  });
}

async function count(table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::integer FROM ${table}`);
  return rows[0]?.count ?? Number.NaN;
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsDirectory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

test('preparing a database twice changes nothing the second time', async () => {
  await prepare();
  const { rows: before } = await client.query('SELECT * FROM products ORDER BY id');
  await prepare();
  const { rows: after } = await client.query('SELECT * FROM products ORDER BY id');
  expect(after).toEqual(before);
  expect(after).toHaveLength(seed.length);
  expect(await count('_prisma_migrations')).toBe((await migrationNames()).length);
});

test('a database may be prepared several times at once', async () => {
  await Promise.all(Array.from({ length: 4 }, prepare));
  expect(await count('products')).toBe(seed.length);
  expect(await count('categories')).toBe(categories.length);
  expect(await count('_prisma_migrations')).toBe((await migrationNames()).length);
});

test('a shop that has products of its own keeps them', async () => {
  await prepare();
  await client.query('DELETE FROM products WHERE slug <> $1', ['swan']);
  await prepare();
  expect(await count('products')).toBe(1);
});

test('without SEED_PRODUCTS a new database stays empty', async () => {
  await prepareDatabase({
    config: { DATABASE_URL: database.url, SEED_PRODUCTS: false },
    logger: quietLogger,
  });
  expect(await count('products')).toBe(0);
});

test('a database of the first version keeps its products, and they can be found', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const [first = ''] = await migrationNames();
  await mkdir(path.join(directory, first));
  await cp(path.join(migrationsDirectory, first), path.join(directory, first), { recursive: true });
  await migrate({ connectionString: database.url, directory, logger: quietLogger });
  await rm(directory, { recursive: true });
  await client.query("INSERT INTO categories (slug, name, position) VALUES ('birds', 'Birds', 1)");
  await client.query(
    `INSERT INTO products (slug, name, category_slug, kind, difficulty, summary, description, history,
                           folding_minutes, paper_size_mm, price_cents, currency, picture)
     VALUES ('old-crane', 'Éphémère Crane', 'birds', 'model', 'easy', 'Summary', 'Description', 'History',
             10, 150, 500, 'EUR', '{"layers": []}')`,
  );
  await prepare();
  const catalog = await startCatalog({ databaseUrl: database.url });
  expect((await page(catalog.url, '?q=ephemere')).items.map(({ slug }) => slug)).toEqual(['old-crane']);
  expect((await send(`${catalog.url}/api/products/old-crane`)).status).toBe(200);
  expect(await send(`${catalog.url}/api/categories`)).toMatchObject({
    body: { items: [{ slug: 'birds', products: 1 }] },
  });
  await catalog.close();
});

test('an owner of the database who is no superuser can migrate it', async () => {
  const role = `owner_${path.basename(new URL(database.url).pathname)}`;
  const url = new URL(database.url);
  await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'owner'`);
  await client.query(`ALTER DATABASE "${url.pathname.slice(1)}" OWNER TO ${role}`);
  await client.query('ALTER SCHEMA public OWNER TO pg_database_owner');
  url.username = role;
  url.password = 'owner';
  await prepareDatabase({ config: { DATABASE_URL: url.href, SEED_PRODUCTS: true }, logger: quietLogger });
  expect(await count('products')).toBe(seed.length);
  await client.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER`);
  await client.query(`DROP ROLE ${role}`);
});

test('the Prisma schema describes what the migrations make', async () => {
  await prepare();
  const schema = await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8');
  const { rows: columns } = await client.query<{ text: string }>(
    `SELECT concat_ws(' ', table_name, column_name, udt_name, CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'required' END) AS text
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  );
  expect(modelColumns(schema)).toEqual(columns.map(({ text }) => text).sort());
  const { rows: enums } = await client.query<{ text: string }>(
    `SELECT concat_ws(' ', typname, string_agg(enumlabel, ' ' ORDER BY enumsortorder)) AS text
     FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname`,
  );
  expect(enumValues(schema)).toEqual(enums.map(({ text }) => text).sort());
  // Prisma has no words for GIN indexes over several kinds of columns.
  const { rows: indexes } = await client.query<{ text: string }>(
    `SELECT concat_ws(' ', tablename, regexp_replace(indexdef, '.* USING btree \\((.*)\\)', '\\1')) AS text FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% USING gin %'`,
  );
  expect(modelIndexes(schema)).toEqual(indexes.map(({ text }) => text).sort());
});

interface Block {
  kind: string;
  table: string;
  lines: string[];
}

function blocks(schema: string, kind: 'model' | 'enum'): Block[] {
  return [...schema.matchAll(/^(model|enum) \w+ \{\n(.*?)^\}/gms)]
    .filter(([, found]) => found === kind)
    .map(([, found = '', body = '']) => ({
      kind: found,
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '',
      lines: body
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('//')),
    }));
}

const udtNames: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
};

function columnType(type: string, attributes: string): string {
  if (attributes.includes('@db.Uuid')) return 'uuid';
  if (attributes.includes('@db.Timestamptz')) return 'timestamptz';
  const unsupported = /^Unsupported\("(\w+)"\)/.exec(type)?.[1];
  return unsupported ?? udtNames[type] ?? type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}

/** Lines of a model that are columns: its relations are not. */
function fields({ lines }: Block): { name: string; column: string; type: string; attributes: string }[] {
  return lines
    .filter((line) => !line.startsWith('@@') && !/@relation|\[\]/.test(line))
    .map((line) => {
      const [name = '', type = '', ...attributes] = line.split(/\s+/);
      const text = attributes.join(' ');
      return { name, type, attributes: text, column: /@map\("(\w+)"\)/.exec(text)?.[1] ?? name };
    });
}

function modelColumns(schema: string): string[] {
  return blocks(schema, 'model')
    .flatMap((block) =>
      fields(block).map(({ column, type, attributes }) => {
        const isNullable = type.endsWith('?');
        const udtName = columnType(type.replace(/\?$/, ''), attributes);
        return [block.table, column, udtName, isNullable ? 'null' : 'required'].join(' ');
      }),
    )
    .sort();
}

function modelIndexes(schema: string): string[] {
  return blocks(schema, 'model')
    .flatMap((block) => {
      const columnOf = new Map(fields(block).map(({ name, column }) => [name, column]));
      const unique = fields(block)
        .filter(({ attributes }) => /@id|@unique/.test(attributes))
        .map(({ column }) => column);
      const indexes = block.lines
        .map((line) => /^@@index\(\[(.*?)\]/.exec(line)?.[1])
        .filter((names) => names !== undefined)
        .map((names) =>
          names
            .split(', ')
            .map((name) => columnOf.get(name))
            .join(', '),
        );
      return [...unique, ...indexes].map((columns) => `${block.table} ${columns}`);
    })
    .sort();
}

function enumValues(schema: string): string[] {
  return blocks(schema, 'enum')
    .map(({ table, lines }) => [table, ...lines.filter((line) => !line.startsWith('@@'))].join(' '))
    .sort();
}
