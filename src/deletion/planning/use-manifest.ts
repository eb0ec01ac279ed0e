import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { someAtOnce } from '../../../core/contract/some-at-once.ts';
import type { AffectedVersion } from '../../../core/deletion/plan.ts';
import { serverNow } from '../../api/prefetch/server-clock.ts';
import { modelDetailQuery } from '../../api/queries/models/models.ts';
import { useProject } from '../../session/session-hooks.ts';
import { explainError } from '../../ui/errors/explain-error.ts';
import { type ManifestEntry, manifestAsCsv, manifestAsJson } from './manifest.ts';

/** How many versions are asked for at the same time. */
const AT_ONCE = 4;

/** How long the browser is given to take the file before its address is let go. In ms. */
const TAKEN_WITHIN_MS = 60_000;

/** How far the reading has come; `missing` are the versions of which not all could be read. */
export type ManifestReading = { read: number; outOf: number; isDone: boolean; missing: number };

/** Reads every field of some versions, and saves them as a file. */
export function useManifest(versions: readonly AffectedVersion[]) {
  const cache = useQueryClient();
  const project = useProject();
  const [reading, setReading] = useState<ManifestReading>();

  const entryOf = async ({
    model_id,
    model_name,
    model_version,
  }: AffectedVersion): Promise<ManifestEntry> => {
    try {
      const { raw } = await cache.fetchQuery(modelDetailQuery(project, model_id));
      return JSON.parse(raw);
    } catch (error) {
      return { model_id, model_name, model_version, not_read: explainError(error).whatHappened };
    }
  };

  const save = async (format: 'csv' | 'json') => {
    const outOf = versions.length;
    let read = 0;
    setReading({ read, outOf, isDone: false, missing: 0 });
    const entries = await someAtOnce(versions, AT_ONCE, async (version) => {
      const entry = await entryOf(version);
      read += 1;
      setReading({ read, outOf, isDone: false, missing: 0 });
      return entry;
    });
    const missing = entries.filter((entry) => 'not_read' in entry).length;
    const text = format === 'csv' ? manifestAsCsv(entries) : manifestAsJson(project, serverNow(), entries);
    saveFile(`coppice-manifest.${format}`, format === 'csv' ? 'text/csv' : 'application/json', text);
    setReading({ read, outOf, isDone: true, missing });
  };

  return { reading, save };
}

/** Hands a text to the browser as a file to keep. */
function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_WITHIN_MS);
}
