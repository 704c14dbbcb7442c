import { mayReload } from './reload-guard.ts';

// Answered in place of the script of another version: the page is from before a rollout, or from after it. Loaded anew
// it is likely to come from where its script is. The address is asked for again, never a form sent again.
if (mayReload()) location.replace(location.href);
