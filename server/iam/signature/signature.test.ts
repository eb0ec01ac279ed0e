import { stringify } from 'node:querystring';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { must } from '../../../core/testing/must.ts';
import type { SignedParts } from './canonical-request.ts';
import { hashBody, isSignatureOf, readAuthorization, readDate, signRequest } from './signature.ts';

const KEY = { access_key: 'AKAKAKAKAKAKAKAKAKAK', secret_key: 'a secret that nobody knows' };

/** A request as a client of Huawei Cloud's SDK for Node.js describes it. */
type Asked = {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: unknown;
};

const AskedHeaders = z.record(z.string(), z.string());

/** The SDK's own signature, and the request as it then goes over the wire. */
function signedBySdk({ method, path, query, headers, body }: Asked) {
  const credentials = new BasicCredentials().withAk(KEY.access_key).withSk(KEY.secret_key);
  const request = {
    method,
    endpoint: `http://registry.example:4600${path}`,
    queryParams: structuredClone(query),
    headers,
    ...(body !== undefined && { data: body }),
  };
  const sent = AskedHeaders.parse(AKSKSigner.sign(request, credentials));
  const wire = Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value] as const);
  const { authorization: header = '', ...signed } = Object.fromEntries(wire);
  // As axios and Node's URL write what the SDK hands them.
  const address = new URL(path, 'http://registry.example:4600');
  const text = stringify(query);
  const parts: SignedParts = {
    method,
    target: address.pathname + (text === '' ? '' : `?${text}`),
    headers: signed,
    bodyHash: hashBody(body === undefined ? '' : JSON.stringify(body)),
  };
  const authorization = readAuthorization(header);
  if (!authorization) throw new Error(`The SDK wrote another header: ${header}`);
  return { parts, authorization, date: must(signed['x-sdk-date']) };
}

// Without the apostrophe: the SDK signs it as if it went out escaped, and sends it as it is.
const word = fc.string({
  unit: fc.constantFrom(...'azAZ09-._~!$&()*+,:;=@', 'é', '模', '🦊'),
  maxLength: 8,
});
const anyText = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => text.isWellFormed());
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  path: fc
    .array(fc.oneof(word, fc.constantFrom('a%2Fb', '%20', 'x%25y')), { maxLength: 5 })
    // A segment of dots alone is resolved by every client before it is sent.
    .map((segments) => `/${segments.filter((segment) => !/^\.+$/.test(segment)).join('/')}`)
    .filter((path) => !path.startsWith('//')),
  query: fc.dictionary(
    anyText.filter((name) => name !== '' && name !== '__proto__'),
    fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(
    fc.constantFrom('content-type', 'X-Project-Id', 'x-extra', 'If-Match'),
    fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/),
  ),
  body: fc.option(fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.boolean())), { nil: undefined }),
});

describe('the signature of a request', () => {
  it("is known again when Huawei Cloud's SDK made it, whatever the request", () => {
    fc.assert(
      fc.property(asked, (request) => {
        const { parts, authorization, date } = signedBySdk(request);
        expect(isSignatureOf(parts, authorization, date, KEY.secret_key)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the one that the SDK makes of the same request', () => {
    // The SDK escapes what is escaped once more; only without escapes do all signers agree.
    const plain = asked.filter(({ path }) => !path.includes('%'));
    fc.assert(
      fc.property(plain, (request) => {
        const { parts, authorization, date } = signedBySdk(request);
        const signed = signRequest(parts, KEY, readDate(date) ?? 0);
        expect(readAuthorization(signed.authorization)).toEqual(authorization);
      }),
      { numRuns: 1000 },
    );
  });

  it('that we make is known again', () => {
    fc.assert(
      fc.property(
        asked,
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (request, at) => {
          const { parts } = signedBySdk(request);
          const { authorization, 'x-sdk-date': date } = signRequest(parts, KEY, at.getTime());
          const sent = { ...parts, headers: { ...parts.headers, 'x-sdk-date': date } };
          const read = readAuthorization(authorization);
          expect(read && isSignatureOf(sent, read, date, KEY.secret_key)).toBe(true);
        },
      ),
    );
  });

  it('is of no other request, no other moment and no other key', () => {
    const changes: ((parts: SignedParts) => SignedParts)[] = [
      (parts) => ({ ...parts, method: parts.method === 'GET' ? 'DELETE' : 'GET' }),
      (parts) => ({ ...parts, target: parts.target.replace(/^\//, '/more/') }),
      (parts) => ({ ...parts, target: `${parts.target}${parts.target.includes('?') ? '&' : '?'}one=more` }),
      (parts) => ({ ...parts, headers: { ...parts.headers, host: 'elsewhere.example' } }),
      (parts) => ({ ...parts, bodyHash: hashBody('another body') }),
    ];
    fc.assert(
      fc.property(asked, fc.constantFrom(...changes), (request, change) => {
        const { parts, authorization, date } = signedBySdk(request);
        expect(isSignatureOf(change(parts), authorization, date, KEY.secret_key)).toBe(false);
        expect(isSignatureOf(parts, authorization, '20200101T000000Z', KEY.secret_key)).toBe(false);
        expect(isSignatureOf(parts, authorization, date, 'another secret')).toBe(false);
      }),
    );
  });
});

describe('an Authorization header', () => {
  const signature = 'a'.repeat(64);

  it('is read with and without spaces after its commas', () => {
    const expected = { access_key: 'AK', signedHeaders: ['host', 'x-sdk-date'], signature };
    for (const comma of [', ', ',']) {
      const header = `SDK-HMAC-SHA256 Access=AK${comma}SignedHeaders=host;x-sdk-date${comma}Signature=${signature}`;
      expect(readAuthorization(header)).toEqual(expected);
    }
  });

  it.each([
    '',
    'SDK-HMAC-SHA256',
    `SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=${signature}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=, Signature=${signature}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${signature}a`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${signature.toUpperCase()}`,
    `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${'a;'.repeat(2000)}, Signature=${signature}`,
    `SDK-HMAC-SHA256 Access=${'A'.repeat(65)}, SignedHeaders=host, Signature=${signature}`,
  ])('is not read when it is malformed: %#', (header) => {
    expect(readAuthorization(header)).toBeUndefined();
  });
});

describe('a date', () => {
  it('is read to the second', () => {
    expect(readDate('20261124T140322Z')).toBe(Date.UTC(2026, 10, 24, 14, 3, 22));
  });

  it.each([
    '',
    '2026-11-24T14:03:22Z',
    '20261124T140322',
    '20261324T140322Z',
    '20260230T000000Z',
    '20261124T250000Z',
  ])('is not read from %j', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});
