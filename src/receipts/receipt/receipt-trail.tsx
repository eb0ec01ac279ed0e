import { Link } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { Trail } from '../../ui/trail/trail.tsx';
import { namesInShort } from '../list/receipt-names.tsx';

/** Where a receipt is: under the deletions, and among those of its name. */
export function ReceiptTrail({ names }: { names: readonly string[] }) {
  const [name = ''] = names;
  return (
    <Trail to={paths.deletions} above={m.deletions()}>
      {names.length === 1 ? (
        <Link to={paths.deletionsOf(name)} title={m.deletions_of({ name })}>
          <bdi>{name}</bdi>
        </Link>
      ) : (
        namesInShort(names)
      )}
    </Trail>
  );
}
