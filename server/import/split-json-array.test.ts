import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitJsonArray } from './split-json-array.ts';

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function split(text: string, size = 7) {
  const elements = [];
  for await (const { line, text: element } of splitJsonArray(inPieces(text, size))) {
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
    const endless = `[1,\n{"a": "${'x'.repeat(17_000_000)}`;
    await expect(split(endless, 1_000_000)).rejects.toThrow(
      'Line 2: what begins here is too long for a model',
    );
  });

  it.each([
    ['', 'Line 1: the file is empty'],
    ['\n{}', 'Line 2: a JSON array was expected'],
    ['[1,\n]', 'Line 2: a model was expected before "]"'],
    ['[1,,2]', 'Line 1: a model was expected before ","'],
    ['[\n{"a":1', 'Line 2: the file ends before the array does'],
    ['[1]\n[2]', "Line 2: there is more after the array's end"],
  ])('says where %j is wrong', async (text, message) => {
    await expect(split(text)).rejects.toThrow(message);
  });
});
