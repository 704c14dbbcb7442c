import { Prisma } from '../generated/prisma/client.ts';
import type { ProductOrder } from './list-parameters.ts';

/** What a list is sorted by, besides the id, which decides between equals. */
export interface SortKey {
  columns: { name: string; type: string }[];
  descending: boolean;
}

const created = { name: 'created_at', type: 'timestamptz' };
const price = { name: 'price_cents', type: 'integer' };
const name = { name: 'name_key', type: 'text' };
const difficulty = { name: 'difficulty', type: 'difficulty' };

/** The sort key of each order. Each is the tail of two indexes, see prisma/migrations. */
export const sortKeys: Record<ProductOrder, SortKey> = {
  // Within a tier, the newest first.
  relevance: { columns: [created], descending: true },
  newest: { columns: [created], descending: true },
  price: { columns: [price], descending: false },
  '-price': { columns: [price], descending: true },
  name: { columns: [name], descending: false },
  difficulty: { columns: [difficulty, name], descending: false },
};

/** `ORDER BY` what, for a sort key. */
export function orderBy({ columns, descending }: SortKey): Prisma.Sql {
  const direction = Prisma.raw(descending ? ' DESC' : '');
  return Prisma.join(
    [...columns.map(({ name }) => name), 'id'].map((column) => Prisma.sql`${Prisma.raw(column)}${direction}`),
  );
}

/** The condition that a product comes after a position in a list. */
export function after(
  { columns, descending }: SortKey,
  position: { values: string[]; id: string },
): Prisma.Sql {
  const names = Prisma.raw([...columns.map((column) => column.name), 'id'].join(', '));
  const values = columns.map(({ type }, index) => Prisma.sql`${position.values[index]}::${Prisma.raw(type)}`);
  const comparison = Prisma.raw(descending ? '<' : '>');
  return Prisma.sql`(${names}) ${comparison} (${Prisma.join([...values, Prisma.sql`${position.id}::uuid`])})`;
}

/** The columns that a list is sorted by, besides the id. */
export function sortColumns({ columns }: SortKey): Prisma.Sql {
  return Prisma.raw(columns.map(({ name }) => name).join(', '));
}

/** The columns whose values make up a position, as text. */
export function positionColumn({ columns }: SortKey): Prisma.Sql {
  return Prisma.raw(`ARRAY[${columns.map((column) => `${column.name}::text`).join(', ')}]`);
}
