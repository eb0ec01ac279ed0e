import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceAddress } from './service-address.ts';

const TEMPLATE = 'https://console.example.com/modelarts/services/{service_id}?tab=models';
const service = { service_id: 'a1-b2', service_name: 'voice gateway & co', status: '', infer_type: '' };

describe('a service leads', () => {
  it('to the other console, where one is known', () => {
    expect(serviceAddress(service, TEMPLATE)).toEqual({
      isOutside: true,
      to: 'https://console.example.com/modelarts/services/a1-b2?tab=models',
    });
  });

  it('to its page here, otherwise', () => {
    expect(serviceAddress(service, null)).toEqual({ isOutside: false, to: '/services/a1-b2' });
    expect(serviceAddress({ ...service, service_id: 'a/b' }, TEMPLATE)?.to).toBe('/services/a%2Fb');
  });

  it('nowhere, when nothing is known of it', () => {
    expect(serviceAddress({ ...service, service_id: '' }, TEMPLATE)).toBeUndefined();
  });

  it('never anywhere else in the other console, whatever its id is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '../x', '?', '#', '$&', '%2e%2e')),
        (service_id) => {
          const address = serviceAddress({ ...service, service_id }, TEMPLATE);
          if (!address?.isOutside) return;
          const { origin, pathname, search } = new URL(address.to);
          expect([origin, search]).toEqual(['https://console.example.com', '?tab=models']);
          expect(pathname).toBe(`/modelarts/services/${service_id}`);
        },
      ),
    );
  });
});
