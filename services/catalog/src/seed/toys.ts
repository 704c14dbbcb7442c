import {
  fortuneTeller,
  jumpingFrog,
  kabuto,
  pajarita,
  paperBoat,
  paperPlane,
  yakko,
} from './drawings/toys.ts';
import type { SeedProduct } from './seed-product.ts';

export const toys: readonly SeedProduct[] = [
  {
    id: '73130666-0b68-4ec8-9dd4-301c5721c622',
    slug: 'paper-boat',
    name: 'Paper Boat',
    category: 'toys',
    kind: 'model',
    difficulty: 'beginner',
    summary: 'The boat of every puddle and every bath, in sea-green paper.',
    description:
      'One folded boat, wide enough to float. From hat to diamond to boat is one continuous movement of the hands. Waxed paper makes it last longer on water.',
    history:
      'Friedrich Fröbel made paper folding part of the kindergarten in the nineteenth century, and simple folds travelled with it around the world.',
    foldingMinutes: 4,
    paperSizeMm: 210,
    priceCents: 290,
    currency: 'EUR',
    picture: paperBoat,
  },
  {
    id: 'f485a9bd-2191-4b75-b708-ec6b21cb3a2a',
    slug: 'paper-plane-kit',
    name: 'Paper Plane Kit',
    category: 'toys',
    kind: 'kit',
    difficulty: 'beginner',
    summary: 'Forty sheets that want to fly, and a card on how to trim them.',
    description:
      'Forty crisp sheets in four colours and a card with the classic dart, a glider, and the small bends at the wing that make it turn or climb. Good for a corridor, better for a balcony.',
    history:
      'Paper darts are older than aeroplanes: English books for boys described them in the nineteenth century.',
    foldingMinutes: 3,
    paperSizeMm: 210,
    priceCents: 990,
    currency: 'EUR',
    picture: paperPlane,
  },
  {
    id: 'c9cfa353-1ae9-4a55-8989-4fbb6705cfa8',
    slug: 'kabuto-helmet',
    name: 'Kabuto Helmet',
    category: 'toys',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A samurai helmet with golden horns, small enough for a shelf.',
    description:
      'One folded helmet in indigo with an ochre back. The horns and the band are the second side of the paper, turned out. From a sheet of newspaper the same fold fits a head.',
    history:
      'The kabuto is folded for Children’s Day on 5 May. Real helmets often bore a pair of tall crests, which the two points recall.',
    foldingMinutes: 6,
    paperSizeMm: 240,
    priceCents: 590,
    currency: 'EUR',
    picture: kabuto,
  },
  {
    id: '5d62619f-1523-4c5c-a31c-656ab920b915',
    slug: 'yakko-san',
    name: 'Yakko-san',
    category: 'toys',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A cheerful servant with wide sleeves, all squares and diamonds.',
    description:
      'One folded figure in plum paper. All corners go to the centre three times, turning the sheet over in between; then three of the four pockets open to sleeves and coat, and the last stays as the head.',
    history:
      'Yakko were servants of samurai houses. The square crests on their coats also gave their name to cold tofu cut in cubes, hiyayakko.',
    foldingMinutes: 7,
    paperSizeMm: 150,
    priceCents: 390,
    currency: 'EUR',
    picture: yakko,
  },
  {
    id: 'f1d208d2-d507-4f65-ac46-1887bc73f88f',
    slug: 'fortune-teller-kit',
    name: 'Fortune Teller Kit',
    category: 'toys',
    kind: 'kit',
    difficulty: 'beginner',
    summary: 'Pick a colour, pick a number: twenty papers and a pencil.',
    description:
      'Twenty squares in vermilion, a pencil and a card with ideas for what to write inside. Corners to the centre, turn over, corners to the centre again: then four fingers bring it to life.',
    history:
      'It goes by many names. Stood on a table and filled, it is a salt cellar; in North America children call it a cootie catcher.',
    foldingMinutes: 4,
    paperSizeMm: 150,
    priceCents: 790,
    currency: 'EUR',
    picture: fortuneTeller,
  },
  {
    id: 'ef8406eb-bf43-48ff-99fc-477f985b3d9e',
    slug: 'jumping-frog',
    name: 'Jumping Frog',
    category: 'toys',
    kind: 'model',
    difficulty: 'easy',
    summary: 'Press its back, let go, and it leaps.',
    description:
      'One folded frog in moss green. A pleat like a spring below the body stores the push of a finger. Crisp paper jumps best.',
    history:
      'The jumping frog is an action fold, made to be played with. In Japanese kaeru means both frog and to return, so frogs are carried as charms.',
    foldingMinutes: 8,
    paperSizeMm: 150,
    priceCents: 490,
    currency: 'EUR',
    picture: jumpingFrog,
  },
  {
    id: 'd7d6e06c-4e8f-410a-9763-ced727570621',
    slug: 'pajarita',
    name: 'Pajarita',
    category: 'toys',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'The little paper bird of Spain, in ochre.',
    description:
      'One folded bird, all right angles and diagonals. It comes from the windmill base: three corners are pulled to legs and tail, the fourth is turned inside out for the head.',
    history:
      'The pajarita is the emblem of paper folding in Spain. The writer Miguel de Unamuno folded them and wrote a mock treatise about them in 1902.',
    foldingMinutes: 10,
    paperSizeMm: 150,
    priceCents: 590,
    currency: 'EUR',
    picture: pajarita,
  },
];
