import { Link } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { namesInShort } from '../list/receipt-names.tsx';
import classes from './receipt.module.css';

/** Where a receipt is: under the deletions, and among those of its name. */
export function ReceiptTrail({ names }: { names: readonly string[] }) {
  const [name = ''] = names;
  return (
    <nav aria-label={m.breadcrumb()} className={classes.trail}>
      <ol>
        <li>
          <Link to={paths.deletions}>{m.deletions()}</Link>
        </li>
        <li>
          {names.length === 1 ? (
            <Link to={paths.deletionsOf(name)} title={m.deletions_of({ name })}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            namesInShort(names)
          )}
        </li>
      </ol>
    </nav>
  );
}
