import helmet from 'helmet';
import type { RequestHandler } from 'express';

const applyToAll = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'"],
      'connect-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  // With no-referrer a browser sends the shop's own forms with `Origin: null`, and nothing could be told by it.
  referrerPolicy: { policy: 'same-origin' },
  strictTransportSecurity: false,
});
const strictTransportSecurity = helmet.strictTransportSecurity();

// A browser that once saw this header at http://localhost would refuse every other program there.
const applyToHttps: RequestHandler = (request, response, next) => {
  if (request.secure) strictTransportSecurity(request, response, next);
  else next();
};

/** The security headers of every answer. Pages may load the shop's own style, script and pictures, and nothing else. */
export const securityHeaders: RequestHandler[] = [applyToAll, applyToHttps];
