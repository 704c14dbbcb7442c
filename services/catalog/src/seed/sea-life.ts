import { crab, goldfish, koi, turtle, whale } from './drawings/sea-life.ts';
import type { SeedProduct } from './seed-product.ts';

export const seaLife: readonly SeedProduct[] = [
  {
    id: '2f59d8f2-3fed-4254-b2d4-ee453831a5f6',
    slug: 'whale',
    name: 'Whale',
    category: 'sea-life',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A deep blue whale with a pale belly and its tail in the air.',
    description:
      'One folded whale in indigo paper. The belly is the back of the sheet, turned outwards in one fold, and the tail is split along the middle and opened. It rests on its keel.',
    history:
      'The Japanese word for whale is kujira. Like many simple animals, it needs little more than a kite base and a good eye for proportion.',
    foldingMinutes: 8,
    paperSizeMm: 150,
    priceCents: 590,
    currency: 'EUR',
    picture: whale,
  },
  {
    id: 'e8900ce0-b9ea-44b5-9a87-c9f184c581b1',
    slug: 'kingyo-goldfish',
    name: 'Kingyo Goldfish',
    category: 'sea-life',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A broad-finned goldfish that began as a samurai helmet.',
    description:
      'One folded goldfish in persimmon paper. The classic way is to fold a helmet first, then open it sideways and pull the brim out into a tail, which takes a short cut. We add separate fins and an eye.',
    history:
      'The goldfish, kingyo, is the traditional surprise at the end of folding a kabuto: a few more steps turn the hat into a fish.',
    foldingMinutes: 10,
    paperSizeMm: 150,
    priceCents: 490,
    currency: 'EUR',
    picture: goldfish,
  },
  {
    id: '999381ea-db64-413c-aec9-bf6b4cd0f13d',
    slug: 'koi-carp',
    name: 'Koi Carp',
    category: 'sea-life',
    kind: 'model',
    difficulty: 'expert',
    summary: 'A vermilion and white carp, seen from above as it turns in the pond.',
    description:
      'One folded carp from a large two-coloured square. The patches of the coat are the two sides of the sheet, changed back and forth with narrow pleats that also bend the body. Fins and tail are drawn from its edges.',
    history:
      'Carp streamers, koinobori, fly over Japanese houses around Children’s Day on 5 May. The carp stands for strength, as it swims against the stream.',
    foldingMinutes: 120,
    paperSizeMm: 300,
    priceCents: 3400,
    currency: 'EUR',
    picture: koi,
  },
  {
    id: '91b89b98-4879-4adf-90be-8ca973b31c31',
    slug: 'kani-crab',
    name: 'Kani Crab',
    category: 'sea-life',
    kind: 'model',
    difficulty: 'expert',
    summary: 'Eight bent legs, two stalked eyes and a pair of claws ready to pinch.',
    description:
      'One folded crab in vermilion paper. Narrow points for the legs are thinned with many sinks, then bent at the knee one by one. The eyes are dots of dark paper.',
    history:
      'Kani is the Japanese word for crab. The shells of one kind, the heikegani, are said to bear the faces of warriors who fell at Dan-no-ura in 1185.',
    foldingMinutes: 90,
    paperSizeMm: 240,
    priceCents: 2600,
    currency: 'EUR',
    picture: crab,
  },
  {
    id: 'e0f7f330-e312-4060-bb28-84543ec5cc66',
    slug: 'kame-turtle',
    name: 'Kame Turtle',
    category: 'sea-life',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'A turtle with a faceted green shell and sand-coloured flippers.',
    description:
      'One folded turtle from paper that is moss green on one side and sand on the other. The shell is creased to a low dome, and the flippers show the second colour.',
    history:
      'A Japanese saying gives the crane a thousand years and the turtle, kame, ten thousand. Both stand for a long life.',
    foldingMinutes: 45,
    paperSizeMm: 200,
    priceCents: 1590,
    currency: 'EUR',
    picture: turtle,
  },
];
