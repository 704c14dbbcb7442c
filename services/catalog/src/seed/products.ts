import { birds } from './birds.ts';
import { boxes } from './boxes.ts';
import { flowers } from './flowers.ts';
import { insects } from './insects.ts';
import { landAnimals } from './land-animals.ts';
import { modular } from './modular.ts';
import { seaLife } from './sea-life.ts';
import type { SeedProduct } from './seed-product.ts';
import { toys } from './toys.ts';

/** Everything the shop opens with, category by category. */
export const products: readonly SeedProduct[] = [
  ...birds,
  ...landAnimals,
  ...seaLife,
  ...insects,
  ...flowers,
  ...boxes,
  ...toys,
  ...modular,
];
