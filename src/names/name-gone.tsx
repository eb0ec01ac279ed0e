import { IconMapOff, IconTrash } from '@tabler/icons-react';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { PageState } from '../ui/errors/page-state.tsx';

/**
 * In place of versions where a name has none: that they are gone, or that there never were any as far as is known.
 *
 * @param deletions how many there are of the name; undefined until that is known.
 */
export function NameGone({ name, deletions }: { name: string; deletions: number | undefined }) {
  const isMirrored = useIsMirrored();
  if (deletions === undefined) return null;
  if (deletions > 0) {
    return (
      <PageState icon={IconTrash} title={m.name_none_left_title()} text={m.name_none_left_text({ name })} />
    );
  }
  return (
    <PageState
      icon={IconMapOff}
      title={m.name_never_title()}
      text={isMirrored ? m.name_never_copy_text({ name }) : m.name_never_text({ name })}
    >
      <ButtonLink to={paths.models} variant="default">
        {m.go_to_models()}
      </ButtonLink>
    </PageState>
  );
}
