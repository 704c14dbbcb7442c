import type { SuiteResult } from './report.ts';
import type { ShopService } from './shop-service.ts';

/** What every suite works with. */
export interface Bench {
  /** Makes an empty database on a PostgreSQL with its usual settings, so with durable commits; answers its URL. */
  database: (name: string) => Promise<string>;
  /** The bundled services, by name. */
  services: Record<'catalog' | 'voting' | 'recommendation' | 'frontend', ShopService>;
  /** Tells what is being done. */
  say: (message: string) => void;
}

/** Measures, and says what it found. A suite ends the processes that it starts. */
export type Suite = (bench: Bench) => Promise<SuiteResult>;
