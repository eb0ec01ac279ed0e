/** The security headers of every answer, as options of @fastify/helmet. */
export const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'img-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'script-src': ["'self'"],
      // Mantine writes style attributes and a style element.
      'style-src': ["'self'", "'unsafe-inline'"],
    },
  },
  // Coppice runs on http://localhost as well; a proxy that adds TLS adds this header too.
  hsts: false,
  xFrameOptions: { action: 'deny' },
  // Said to Internet Explorer, Flash and filters that are no more, with every answer.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const;
