import { Skeleton, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSeedling } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Cleanup } from '../../core/console-api/models/cleanup.ts';
import type { CleanupSettings } from '../../core/housekeeping/suggest.ts';
import { cleanupQuery } from '../api/queries/models/cleanup.ts';
import { paths } from '../app/paths.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { lazyPart } from '../ui/load-code.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import classes from './cleanup.module.css';
import { type CleanupAddress, useCleanupAddress } from './cleanup-address.ts';
import { Exclusions } from './exclusions/exclusions.tsx';
import { Headline } from './headline.tsx';
import { largestOf } from './largest.ts';
import { ReasonCards } from './reason-cards.tsx';
import { SuggestionSection } from './suggestion.tsx';

const DeleteDialog = lazyPart(() => import('../deletion/delete-dialog.tsx'), 'DeleteDialog');
const SyncLine = lazyPart(() => import('../sync-status/sync-line.tsx'), 'SyncLine');
const SyncTrouble = lazyPart(() => import('../sync-status/sync-trouble.tsx'), 'SyncTrouble');

/** How long figures are still before they are asked for. In ms. */
const STILL_MS = 150;

/** What can go: reasons with what each frees, its versions, and the way to a plan. Nothing is deleted from here. */
export function CleanupPage() {
  useTabTitle(m.cleanup_title());
  const address = useCleanupAddress();
  const [settings] = useDebouncedValue(address.settings, STILL_MS);
  const { cleanup, said } = useCleanup(settings);
  const isMirrored = useIsMirrored();
  const [scope, setScope] = useState<DeletionScope>();
  useFocusBackToPlace(scope !== undefined);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {m.cleanup_title()}
        </Title>
        <Suspense>{isMirrored && <SyncLine />}</Suspense>
        <ButtonLink to={paths.rules} size="xs" variant="default" className={classes.toRules}>
          {m.rules()}
        </ButtonLink>
      </div>
      <Suspense>{isMirrored && <SyncTrouble hasRows={cleanup.data !== undefined} />}</Suspense>
      {cleanup.isError && (
        <ErrorNotice
          title={said ? m.cleanup_tuned_failed() : m.cleanup_failed()}
          error={cleanup.error}
          onRetry={() => cleanup.refetch()}
        />
      )}
      {cleanup.isPending && <Waiting />}
      {said && <Filled {...said} address={address} onPlan={setScope} />}
      {/* Beside what is suggested: as its deletion goes on, that becomes less, and nothing at the end. */}
      <Suspense>{scope && <DeleteDialog scope={scope} onClose={() => setScope(undefined)} />}</Suspense>
    </div>
  );
}

/** What can go, and the figures by which. */
type Said = { cleanup: Cleanup; settings: CleanupSettings };

/** What can go by these figures; what was said last stays with its own where they cannot be asked for. */
function useCleanup(settings: CleanupSettings) {
  const cleanup = useQuery(cleanupQuery(settings));
  const [last, setLast] = useState<Said>();
  const said = cleanup.data && { cleanup: cleanup.data, settings };
  const isNew = last?.cleanup !== cleanup.data || last?.settings !== settings;
  if (said && !cleanup.isPlaceholderData && isNew) setLast(said);
  return { cleanup, said: said ?? last };
}

function Filled(props: {
  cleanup: Cleanup;
  address: CleanupAddress;
  settings: CleanupSettings;
  onPlan: (scope: DeletionScope) => void;
}) {
  const { cleanup, address, settings, onPlan } = props;
  const largest = largestOf(cleanup.suggestions);
  // What is the largest by now may be another one: nobody's choice changes under their hands.
  const [atFirst] = useState(largest?.reason ?? 'failed');
  const chosen = address.reason ?? atFirst;
  const [gigabytes, setGigabytes] = useState<number | string>('');
  if (cleanup.copy && !cleanup.copy.are_services_known) return <NotKnown />;
  const excluded = cleanup.excluded.names + cleanup.excluded.versions;
  const guarded = cleanup.protected.names + cleanup.protected.versions;
  if (cleanup.free.versions + excluded + guarded === 0)
    return (
      <PageState icon={IconSeedling} title={m.cleanup_nothing_title()} text={m.cleanup_nothing_text()}>
        <ToModels />
      </PageState>
    );
  return (
    <>
      <Headline cleanup={cleanup} largest={largest} />
      <ReasonCards
        suggestions={cleanup.suggestions}
        settings={address.settings}
        chosen={chosen}
        onChoose={address.choose}
        onTune={address.tune}
      />
      <Exclusions count={excluded} />
      <SuggestionSection
        key={chosen}
        reason={chosen}
        settings={settings}
        suggestion={cleanup.suggestions[chosen]}
        hasExclusions={excluded > 0}
        wish={{ gigabytes, setGigabytes }}
        onPlan={onPlan}
      />
    </>
  );
}

/** Where it is not known of every service what it uses, nothing is known not to be in use. */
function NotKnown() {
  return (
    <PageState icon={IconSeedling} title={m.cleanup_unknown_title()} text={m.cleanup_unknown_text()}>
      <ToModels />
    </PageState>
  );
}

function ToModels() {
  return (
    <ButtonLink to={paths.models} variant="default">
      {m.go_to_models()}
    </ButtonLink>
  );
}

/** As high as what comes in its place. */
function Waiting() {
  return (
    <>
      <Placeholder height={70} radius="md" />
      <Skeleton height={190} radius="md" />
      <Skeleton height={320} radius="md" />
    </>
  );
}
