import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useOutletContext, useParams } from 'react-router-dom';
import type { ListedNames } from '../../../core/contract/listed-names.ts';
import type { ModelListItem } from '../../../core/contract/model.ts';
import { versionsOfNamesQuery } from '../../api/queries/models.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete, useProject } from '../../session/session-hooks.ts';
import { CopyButton } from '../../ui/copy/copy-button.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { ModelStatus } from '../../ui/model-status.tsx';
import { formatAtLeast, sizeOf } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import classes from '../list/cells.module.css';
import type { ModelsOutlet } from '../models-page.tsx';
import { deletionsOfName } from '../selection/deletions-of-name.ts';
import { OverList } from './over-list.tsx';

/** A name with all of its versions, over the list. */
export function NameDrawer() {
  const { name = '' } = useParams();
  const versions = useQuery(versionsOfNamesQuery(useProject(), [name]));
  return (
    <OverList title={<bdi>{name}</bdi>}>
      {versions.isPending && <Skeleton height={320} aria-label={m.loading()} />}
      {versions.isError && <ErrorNotice error={versions.error} onRetry={() => versions.refetch()} />}
      {versions.data && <NameDetails name={name} found={versions.data} />}
    </OverList>
  );
}

function NameDetails({ name, found }: { name: string; found: ListedNames }) {
  const newestFirst = found.listed.toSorted((a, b) => (b.create_at ?? 0) - (a.create_at ?? 0));
  const [newest] = newestFirst;
  const { onDelete } = useOutletContext<ModelsOutlet>();
  const mayDelete = useMayDelete();
  const isAtLeast = found.unsure.size > 0;
  if (!newest) return <Text>{isAtLeast ? m.name_short({ name }) : m.name_gone({ name })}</Text>;
  const count = newestFirst.length;
  const size = sizeOf(newestFirst);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {m.count_versions({ count, shown: formatAtLeast(count, isAtLeast) })}
          {size !== undefined && ` · ${size}`}
        </Text>
        <CopyButton text={name} label={m.copy_name()} />
      </Group>
      <Group gap="sm">
        {!mayDelete && (
          <Text size="sm" c="dimmed">
            {m.viewer_cannot_delete()}
          </Text>
        )}
        {deletionsOfName(name, count, newest.model_version).map(({ label, scope }) => (
          <Button
            key={label}
            color="red"
            variant="light"
            disabled={!mayDelete}
            onClick={() => onDelete(scope)}
          >
            {label}
          </Button>
        ))}
      </Group>
      <VersionsOfName name={name} versions={newestFirst} />
    </Stack>
  );
}

function VersionsOfName({ name, versions }: { name: string; versions: readonly ModelListItem[] }) {
  const { search } = useLocation();
  return (
    <Table verticalSpacing={6} horizontalSpacing="xs" aria-label={m.versions_of({ name })}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{m.column_version()}</Table.Th>
          <Table.Th scope="col">{m.column_status()}</Table.Th>
          <Table.Th scope="col" ta="right">
            {m.column_size()}
          </Table.Th>
          <Table.Th scope="col">{m.column_created()}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ whiteSpace: 'nowrap' }}>
        {versions.map((version) => (
          <Table.Tr key={version.model_id}>
            <Table.Td>
              <Link to={paths.version(name, version.model_version) + search} className={classes.versionLink}>
                <bdi>{version.model_version}</bdi>
              </Link>
            </Table.Td>
            <Table.Td>
              <ModelStatus status={version.model_status} />
            </Table.Td>
            <Table.Td ta="right">
              <ByteSize bytes={version.model_size} />
            </Table.Td>
            <Table.Td>
              <TimeStamp at={version.create_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
