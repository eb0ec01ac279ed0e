import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../core/console-api/csv.ts';
import { countCases } from '../../core/testing/count-cases.ts';
import { issueToken } from '../iam/tokens/tokens.ts';
import { createUser } from '../iam/users/create-user.ts';
import { openDeletionOf } from '../testing/fixtures/open-deletion-of.ts';
import { setUpGateway } from '../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();

/** What a spreadsheet takes for a formula, by the first character that it looks at. */
const RUNS = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

describe('a field of an exported CSV file', () => {
  it('never begins like a formula, whatever it holds, and keeps what it holds', () => {
    const came = countCases('like a formula');
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝', '"=', "'=", 'a');
    const field = fc.tuple(start, fc.string({ unit: 'binary' })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const read = readCsv(csvLine(fields));
        if (fields.some((text) => RUNS.test(text))) came('like a formula');
        expect(read.map((text) => text.replace(/^'/, ''))).toEqual(
          fields.map((text) => text.replace(/^'/, '')),
        );
        for (const text of read) expect(text).not.toMatch(RUNS);
      }),
    );
  });

  it.each(['/export?format=csv', '/ID/export?format=csv'])('does not run: %s', async (path) => {
    const { account, project, project_id } = ctx.project;
    const person = { account, project, user: '=cmd|calc', role: 'operator', password_hash: 'none' } as const;
    const { user_id } = await ctx.gateway.store.transaction().execute((trx) => createUser(trx, person));
    const { token } = await issueToken(ctx.gateway.store, { user_id, project_id });
    const version = { model_id: '-1', model_name: "=HYPERLINK('x')", model_version: '@SUM(1)' };
    const deletion_id = await openDeletionOf(ctx.gateway, project_id, token, version);

    const exported = await ctx.gateway.http('GET', `/api/deletions${path.replace('ID', deletion_id)}`, {
      token,
    });
    const lines = String(exported.body).trim().split('\r\n').map(readCsv);
    for (const text of lines.flat()) expect(text).not.toMatch(RUNS);
    expect(lines[1]).toEqual(expect.arrayContaining(["'=HYPERLINK('x')", "'@SUM(1)", "'-1"]));
    expect(exported.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
  });
});

/** The fields of one line of CSV. Source: RFC 4180. */
function readCsv(line: string): string[] {
  const fields = line.replace(/\r\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/gy);
  return [...fields].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}
