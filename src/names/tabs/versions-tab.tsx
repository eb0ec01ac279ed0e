import { Anchor, Table, VisuallyHidden } from '@mantine/core';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { VersionRow } from '../../../core/console-api/models/model-groups.ts';
import { versionsOfNameQuery } from '../../api/queries/models/names.ts';
import { paths } from '../../app/paths.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import type { Arrival } from '../../models/details/over-list.tsx';
import { NoService } from '../../models/list/no-service.tsx';
import { useMayDelete } from '../../session/session-hooks.ts';
import { useAreServicesKnown } from '../../sync-status/use-are-services-known.ts';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { copyText } from '../../ui/copy/copy-text.ts';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';
import { ModelStatus } from '../../ui/model-status.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ServiceMark } from '../../ui/service/service-mark.tsx';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import ui from '../../ui/ui.module.css';
import classes from '../names.module.css';

type OnDelete = (scope: DeletionScope) => void;

/** Every version of a name, newest first, a page at a time. */
export function VersionsTab({ name, onDelete }: { name: string; onDelete: OnDelete }) {
  const list = useInfiniteQuery(versionsOfNameQuery(name));
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? [];
  const label = m.versions_of({ name });
  if (list.isPending) return <Placeholder height={320} />;
  if (!list.data) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.rows} tabIndex={0} aria-label={label}>
        <Table aria-label={label} highlightOnHover verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{m.column_version()}</Table.Th>
              <Table.Th scope="col" className={classes.wide}>
                {m.column_id()}
              </Table.Th>
              <Table.Th scope="col" className={classes.wide}>
                {m.column_status()}
              </Table.Th>
              <Table.Th scope="col" className={classes.number}>
                {m.column_size()}
              </Table.Th>
              <Table.Th scope="col" className={classes.wide}>
                {m.column_services()}
              </Table.Th>
              <Table.Th scope="col" className={classes.wide}>
                {m.column_created()}
              </Table.Th>
              <Table.Th scope="col">
                <VisuallyHidden>{m.column_actions()}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map((version) => (
              <Row key={version.model_id} version={version} onDelete={onDelete} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <LoadMore list={list} label={m.load_older()} />
    </>
  );
}

function Row({ version, onDelete }: { version: VersionRow; onDelete: OnDelete }) {
  const { model_id, model_name: name, model_version: number } = version;
  const areServicesKnown = useAreServicesKnown();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={paths.version(name, number)}
          state={{ isFromName: true } satisfies Arrival}
          size="sm"
          fw={600}
        >
          <bdi>{number}</bdi>
        </Anchor>
        <div className={classes.type}>{version.model_type}</div>
        <div className={classes.narrow}>
          <ModelStatus status={version.model_status} />
          <div className={classes.type}>
            <TimeStamp at={version.create_at} />
          </div>
          <Services version={version} />
        </div>
      </Table.Td>
      <Table.Td className={classes.wide}>
        <CopyId id={model_id} />
      </Table.Td>
      <Table.Td className={classes.wide}>
        <ModelStatus status={version.model_status} />
      </Table.Td>
      <Table.Td className={classes.number}>
        <ByteSize bytes={version.model_size} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.services}`}>
        {version.services.length === 0 && <NoService isKnown={areServicesKnown} />}
        <Services version={version} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.when}`}>
        <TimeStamp at={version.create_at} tabIndex={0} />
      </Table.Td>
      <Table.Td className={classes.menu}>
        <Actions version={version} onDelete={onDelete} />
      </Table.Td>
    </Table.Tr>
  );
}

function Services({ version }: { version: VersionRow }) {
  return version.services.map((service) => (
    <div key={service.service_id}>
      <ServiceMark service={service} opensIn="place" />
    </div>
  ));
}

function Actions({ version, onDelete }: { version: VersionRow; onDelete: OnDelete }) {
  const { model_id, model_name: name, model_version: number } = version;
  const mayDelete = useMayDelete();
  const entries = (): MenuEntry[] => [
    { kind: 'action', label: m.copy_id(), icon: IconCopy, act: () => void copyText(model_id) },
    { kind: 'divider', label: '' },
    {
      kind: 'action',
      label: m.delete_ellipsis(),
      icon: IconTrash,
      isDangerous: true,
      isDisabled: !mayDelete,
      act: () => onDelete({ kind: 'name', name, targetId: model_id }),
    },
    ...(mayDelete ? [] : [{ kind: 'remark', label: m.viewer_cannot_delete() } as const]),
  ];
  const label = m.actions_for_version({ name, version: number });
  return (
    <IntentMenu
      entries={entries}
      width={230}
      button={
        <button type="button" className={ui.iconButton} aria-label={label}>
          <IconDots size={16} />
        </button>
      }
    />
  );
}
