import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from './split-text.ts';

describe('a text whose middle may give way', () => {
  it('is made of both parts, and of nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const parts = splitText(text);
        if (parts) expect(parts.start + parts.end).toBe(text);
      }),
    );
  });

  it.each([
    ['openpose-lightweight-v2', { start: 'openpose-lightwe', end: 'ight-v2' }],
    ['模型姿态模型姿态模型姿态模型姿态', { start: '模型姿态模型姿态模', end: '型姿态模型姿态' }],
    ['posenet', undefined],
    ['مرحبا بالعالم مرحبا بالعالم', undefined],
    ['\u202Etxt.exe-of-some-length', undefined],
    ['family-👨‍👩‍👧‍👦-of-some-length', undefined],
  ])('%s', (text, parts) => {
    expect(splitText(text)).toEqual(parts);
  });
});
