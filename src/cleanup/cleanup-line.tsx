import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { USUAL_SETTINGS } from '../../core/housekeeping/suggest.ts';
import { cleanupQuery } from '../api/queries/models/cleanup.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { formatSize } from '../ui/text/format.ts';
import classes from './cleanup-line.module.css';
import { largestOf } from './largest.ts';

/** In the overview: what could be freed, with the way there, and its room until then; nothing where that is nothing, or not known. */
export function CleanupLine() {
  const cleanup = useQuery(cleanupQuery(USUAL_SETTINGS));
  const largest = cleanup.data && largestOf(cleanup.data.suggestions);
  if (cleanup.isPending) return <span className={classes.line} />;
  if (!largest || largest.suggestion.model_size === 0) return null;
  return (
    <Link to={paths.cleanupBy(largest.reason)} className={classes.line}>
      {m.cleanup_headline({ size: formatSize(largest.suggestion.model_size) })}
    </Link>
  );
}
