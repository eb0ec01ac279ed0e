import { IconMapOff } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { paths } from './paths.ts';

/** An address that leads nowhere. */
export function NotFound() {
  useTabTitle(m.not_found_title());
  return (
    <PageState icon={IconMapOff} title={m.not_found_title()} text={m.not_found_text()}>
      <ButtonLink to={paths.models}>{m.go_to_models()}</ButtonLink>
    </PageState>
  );
}
