import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** One of the settings that the OWASP password storage cheat sheet calls equivalent: 32 MB, about 0.2 s. */
const COST = { N: 2 ** 15, r: 8, p: 3 };

/** More than 128 · N · r bytes, which is what scrypt needs. */
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;

/** Compared with when there is no such user, so that the time taken does not reveal it: no password has this hash. */
const NOBODYS = encode(COST, randomBytes(16), randomBytes(32));

/** `scrypt$N$r$p$salt$hash`: the settings travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return encode(COST, salt, hash);
}

/** Whether the password is the one that was hashed. Without a hash, takes the same time and answers false. */
export async function verifyPassword(password: string, encoded: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (encoded ?? NOBODYS).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(actual, expected) && encoded !== undefined;
}

function encode({ N, r, p }: typeof COST, salt: Buffer, hash: Buffer): string {
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
