import type { Kubectl } from '../kubectl.ts';
import type { Progress } from '../progress.ts';

/** The Gitea that has the demo's repository. */
export interface Forge {
  /** Its address for this machine. */
  url: string;
  /** Its address for Argo CD and Kargo. */
  clusterUrl: string;
  /** The same place by another name: Argo CD takes no two revisions of one address. */
  otherClusterUrl: string;
  user: string;
  /** A token that may do all that the account may. */
  token: string;
}

/** Where a person or a program of this machine reaches the shop of an environment. */
export interface ShopAddress {
  url: string;
  /** The header `Host` that the address needs where this machine does not resolve its name. */
  host?: string;
  close: () => void;
}

/** The containers' store of the cluster's node. */
export interface ImageStore {
  /** Takes in an archive of images, as `docker save` writes it. */
  load: (archive: string) => Promise<void>;
  /** Runs containerd's ctr, and answers what it printed. */
  ctr: (args: readonly string[]) => Promise<string>;
}

/** A cluster with Argo CD, Kargo and a forge: what the demo needs, and the only place that knows how it came to be. */
export interface Platform {
  kubectl: Kubectl;
  /** Brings it up, or finds it; anything that is missing is put right. */
  install: (progress: Progress) => Promise<void>;
  /** Takes away what {@link install} has brought. */
  remove: (progress: Progress) => Promise<void>;
  /** Whether it ends with {@link remove}, and everything in it. */
  isOurs: boolean;
  /** Known once it is installed. */
  forge: () => Promise<Forge>;
  images: ImageStore;
  /** Whether there is a Gateway that leads to the shop. */
  hasGateway: boolean;
  /** The name by which the gateway knows an environment's shop. */
  hostName: (environment: string) => string;
  shop: (namespace: string, environment: string) => Promise<ShopAddress>;
  /** What there is to open, by its name, with the account that opens it. */
  addresses: () => Promise<Address[]>;
}

export interface Address {
  place: string;
  url: string;
  /** The command that makes it lead there, where one has to run meanwhile. */
  through?: string;
  /** Such as `admin, password 1234`. */
  login?: string;
}
