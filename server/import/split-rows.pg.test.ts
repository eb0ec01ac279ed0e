import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRows } from './split-rows.ts';

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function split(text: string, size = 7) {
  const elements = [];
  for await (const { line, text: element } of splitRows(inPieces(text, size))) {
    elements.push({ line, value: JSON.parse(element) });
  }
  return elements;
}

describe('splitting a JSON array', () => {
  it('gives any array back, however it is written and cut', async () => {
    const spaces = fc.constantFrom(undefined, 1, '\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        spaces,
        fc.integer({ min: 1, max: 40 }),
        async (array, space, size) => {
          const text = JSON.stringify(array, null, space);
          const elements = await split(text, size);
          expect(elements.map((element) => element.value)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('knows the line that each element begins on', async () => {
    const elements = await split('\uFEFF[\n {"a":\n "],\\"}"},\n\n 2 , 3\n]\n');
    expect(elements).toEqual([
      { line: 2, value: { a: '],"}' } },
      { line: 5, value: 2 },
      { line: 5, value: 3 },
    ]);
  });

  it('does not wait for the end of an element that has none', async () => {
    for (const begin of ['[1,\n{"a": "', '\n{"a": "', '{"models":[\n{"a": "']) {
      const endless = begin + 'x'.repeat(17_000_000);
      await expect(split(endless, 1_000_000)).rejects.toThrow(
        'Line 2: what begins here is too long for a model',
      );
    }
  });

  it.each([
    ['', 'Line 1: the file is empty'],
    ['\n"a"', 'Line 2: a JSON array of models was expected'],
    ['{}\n[]', 'Line 2: a JSON array of models was expected'],
    ['\n{"models":[{}]', 'Line 2: the file ends before the object does'],
    ['{"models":[{"a":1}', 'Line 1: the file ends before the array does'],
    ['{"models":[1,\n]}', 'Line 2: a model was expected before "]"'],
    ['[1,\n]', 'Line 2: a model was expected before "]"'],
    ['[1,,2]', 'Line 1: a model was expected before ","'],
    ['[\n{"a":1', 'Line 2: the file ends before the array does'],
    ['[1]\n[2]', "Line 2: there is more after the array's end"],
  ])('says where %j is wrong', async (text, message) => {
    await expect(split(text)).rejects.toThrow(message);
  });
});

/** As a list answer has its rows, in one of its fields. */
function answerOf(rows: readonly unknown[], space: string | number | undefined) {
  return JSON.stringify(
    { total_count: rows.length, note: '"models":[', models: rows, page: { models: [1] } },
    null,
    space,
  );
}

describe('splitting what else is read', () => {
  const rows = fc.array(fc.object());
  const spaces = fc.constantFrom(undefined, 1, '\t');
  const size = fc.integer({ min: 1, max: 40 });

  it('gives the rows of answers back, and what is around them, however they are written and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rows, { minLength: 1, maxLength: 3 }),
        spaces,
        size,
        async (answers, space, cut) => {
          const text = answers.map((answer) => answerOf(answer, space)).join('\n');
          const pieces = await piecesOf(text, cut);
          const said = pieces.filter(({ kind }) => kind === 'row');
          expect(said.map((piece) => piece.value)).toEqual(JSON.parse(JSON.stringify(answers.flat())));
          expect(new Set(said.map(({ list }) => list))).toEqual(
            new Set(answers.flat().length ? ['models'] : []),
          );
          const around = pieces.filter(({ kind }) => kind === 'answer').map(({ value }) => value);
          expect(around).toEqual(
            answers.map((answer) => ({
              total_count: answer.length,
              note: '"models":[',
              models: [],
              page: { models: [1] },
            })),
          );
        },
      ),
    );
  });

  it('gives objects back that follow each other, one a line or over several', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.object(), { minLength: 1 }), spaces, size, async (objects, space, cut) => {
        const text = objects.map((one) => JSON.stringify({ ...one, models: 1 }, null, space)).join('\r\n');
        const pieces = await piecesOf(text, cut);
        expect(pieces.map(({ value }) => value)).toEqual(
          JSON.parse(JSON.stringify(objects.map((one) => ({ ...one, models: 1 })))),
        );
      }),
    );
  });

  it('knows the line that each row begins on', async () => {
    const pieces = await piecesOf('\n{"a":1}\n{"models":[\n {"b":1},\n {"c":1}\n]}\n{"d":\n1}', 5);
    expect(pieces.map(({ kind, line }) => [kind, line])).toEqual([
      ['row', 2],
      ['row', 4],
      ['row', 5],
      ['answer', 3],
      ['row', 7],
    ]);
  });
});

async function piecesOf(text: string, size: number) {
  const pieces = [];
  for await (const { text: piece, ...rest } of splitRows(inPieces(text, size))) {
    pieces.push({ ...rest, value: JSON.parse(piece) });
  }
  return pieces;
}
