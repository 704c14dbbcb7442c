interface Candidate {
  id: string;
}

/**
 * The product of a date, by rendezvous hashing (highest random weight): each product gets a weight from the hash of
 * date and id, and the heaviest is it. So everybody gets the same one; among n products a new one takes over about one
 * day in n + 1 and moves no other; one that leaves gives up its own days only. No rule keeps a product from winning two
 * days running: a pick that depended on yesterday's would let one new product move days that it does not win.
 *
 * D. G. Thaler and C. V. Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM Transactions on
 * Networking 6(1), 1998, https://doi.org/10.1109/90.663936.
 *
 * @param date `YYYY-MM-DD`
 * @returns `undefined` if there are no products
 */
export function pickOfTheDay<Product extends Candidate>(
  date: string,
  products: Iterable<Product>,
): Product | undefined {
  const seed = fnv1a(date);
  let winner: Product | undefined;
  let winningWeight = -1;
  for (const product of products) {
    const weight = mix(fnv1a(product.id, seed));
    // Equal weights are rare, and go to the smaller id, so that the order in which products come does not matter.
    if (weight > winningWeight || (weight === winningWeight && winner && product.id < winner.id)) {
      winner = product;
      winningWeight = weight;
    }
  }
  return winner;
}

/** FNV-1a with 32 bits (RFC 9923): cheap enough to hash every product for every request. */
function fnv1a(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/**
 * MurmurHash3's finaliser `fmix32` (https://github.com/aappleby/smhasher): spreads each bit over all others. By FNV-1a
 * alone, products whose ids differ only at the end would have very unequal shares of the days.
 *
 * @returns an unsigned integer of 32 bits
 */
function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
