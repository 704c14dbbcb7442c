import manifest from '../../package.json' with { type: 'json' };

/** Where services are: a variable of the configuration for each, such as `CATALOG_URL`. */
export type AddressVariables = Record<`${string}_URL`, string | undefined>;

/** The services that the frontend calls, by package.json; with `undefined` where the shop was started without one. */
export function peerAddresses(config: AddressVariables): Record<string, string | undefined> {
  return Object.fromEntries(
    manifest.foldline.peers.map((peer) => [peer, config[`${peer.toUpperCase().replaceAll('-', '_')}_URL`]]),
  );
}
