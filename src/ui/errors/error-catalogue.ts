import { type ErrorCode, knownCode } from '../../../core/contract/errors.ts';
import { m } from '../../messages/messages.js';

/** What a code means for an operator; undefined for one that we do not know. */
export function causeOf(code: string): string | undefined {
  const known = knownCode(code);
  return known && WORDS[known].cause();
}

/** What to do about a code; undefined for one that we do not know. */
export function nextStepOf(code: string): string | undefined {
  const known = knownCode(code);
  return known && WORDS[known].next();
}

type Words = { cause: () => string; next: () => string };

const WORDS: Record<ErrorCode, Words> = {
  'ModelArts.0010': { cause: m.error_modelarts_0010, next: m.error_modelarts_0010_next },
  'ModelArts.0101': { cause: m.error_modelarts_0101, next: m.error_modelarts_0101_next },
  'ModelArts.0102': { cause: m.error_modelarts_0102, next: m.error_modelarts_0102_next },
  'ModelArts.0104': { cause: m.error_modelarts_0104, next: m.error_modelarts_0104_next },
  'ModelArts.0107': { cause: m.error_modelarts_0107, next: m.error_modelarts_0107_next },
  'ModelArts.0108': { cause: m.error_modelarts_0108, next: m.error_modelarts_0108_next },
  'ModelArts.0112': { cause: m.error_modelarts_0112, next: m.error_modelarts_0112_next },
  'ModelArts.0201': { cause: m.error_modelarts_0201, next: m.error_modelarts_0201_next },
  'ModelArts.0202': { cause: m.error_modelarts_0202, next: m.error_modelarts_0202_next },
  'ModelArts.0203': { cause: m.error_modelarts_0203, next: m.error_modelarts_0203_next },
  'ModelArts.0204': { cause: m.error_modelarts_0204, next: m.error_modelarts_0204_next },
  'ModelArts.0206': { cause: m.error_modelarts_0206, next: m.error_modelarts_0206_next },
  'ModelArts.0210': { cause: m.error_modelarts_0210, next: m.error_modelarts_0210_next },
  'ModelArts.0212': { cause: m.error_modelarts_0212, next: m.error_modelarts_0212_next },
  'ModelArts.3001': { cause: m.error_modelarts_3001, next: m.error_modelarts_3001_next },
  'ModelArts.3002': { cause: m.error_modelarts_3002, next: m.error_modelarts_3002_next },
  'ModelArts.3009': { cause: m.error_modelarts_3009, next: m.error_modelarts_3009_next },
  'ModelArts.3074': { cause: m.error_modelarts_3074, next: m.error_modelarts_3074_next },
  'ModelArts.3502': { cause: m.error_modelarts_3502, next: m.error_modelarts_3502_next },
  'APIG.0308': { cause: m.error_apig_0308, next: m.error_apig_0308_next },
  'Coppice.0001': { cause: m.error_coppice_0001, next: m.error_coppice_0001_next },
  'Coppice.0002': { cause: m.error_coppice_0002, next: m.error_coppice_0002_next },
  'Coppice.0003': { cause: m.error_coppice_0003, next: m.error_coppice_0003_next },
  'Coppice.0004': { cause: m.error_coppice_0004, next: m.error_coppice_0004_next },
  'Coppice.0005': { cause: m.error_coppice_0005, next: m.error_coppice_0005_next },
  'Coppice.0006': { cause: m.error_coppice_0006, next: m.error_coppice_0006_next },
  'Coppice.0007': { cause: m.error_coppice_0007, next: m.error_coppice_0007_next },
  'Coppice.0008': { cause: m.error_coppice_0008, next: m.error_coppice_0008_next },
  'Coppice.0009': { cause: m.error_coppice_0009, next: m.error_coppice_0009_next },
  'Coppice.0010': { cause: m.error_coppice_0010, next: m.error_coppice_0010_next },
  'Coppice.0011': { cause: m.error_coppice_0011, next: m.error_coppice_0011_next },
  'Coppice.0012': { cause: m.error_coppice_0012, next: m.error_coppice_0012_next },
  'Coppice.0013': { cause: m.error_coppice_0013, next: m.error_coppice_0013_next },
  'Coppice.0014': { cause: m.error_coppice_0014, next: m.error_coppice_0014_next },
  'Coppice.0015': { cause: m.error_coppice_0015, next: m.error_coppice_0015_next },
  'Coppice.0016': { cause: m.error_coppice_0016, next: m.error_coppice_0016_next },
  'Coppice.0017': { cause: m.error_coppice_0017, next: m.error_coppice_0017_next },
  'Coppice.0021': { cause: m.error_coppice_0021, next: m.error_coppice_0021_next },
  'Coppice.0022': { cause: m.error_coppice_0022, next: m.error_coppice_0022_next },
  'Coppice.0023': { cause: m.error_coppice_0023, next: m.error_coppice_0023_next },
  'Coppice.0024': { cause: m.error_coppice_0024, next: m.error_coppice_0024_next },
  'Coppice.0025': { cause: m.error_coppice_0025, next: m.error_coppice_0025_next },
  'Coppice.0026': { cause: m.error_coppice_0026, next: m.error_coppice_0026_next },
  'Coppice.0027': { cause: m.error_coppice_0027, next: m.error_coppice_0027_next },
  'Coppice.0018': { cause: m.error_coppice_0018, next: m.error_coppice_0018_next },
};
