import { loadAsset, type Asset } from './asset.ts';

/** The files that pages load, besides pictures: one style and one script. */
export interface Assets {
  style: Asset;
  script: Asset;
  /** Stands in for the script of another version; see `browser/reload.ts`. */
  reload: Asset;
}

let assets: Assets | undefined;

/** Reads the generated assets into memory, once in the life of the process; throws if they were not generated. */
export function loadAssets(): Assets {
  assets ??= {
    style: loadAsset('style.css'),
    script: loadAsset('script.js'),
    reload: loadAsset('reload.js'),
  };
  return assets;
}
