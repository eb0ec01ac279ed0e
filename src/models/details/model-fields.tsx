import { Anchor, Code, Group, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ModelDetail } from '../../../core/contract/model.ts';
import { m } from '../../messages/messages.js';
import { CopyButton } from '../../ui/copy/copy-button.tsx';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ModelStatus } from '../../ui/model-status.tsx';
import { formatExactSize, formatSize, formatTime, isTime } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';

/** Every field of a version in words, and the JSON as it came. */
export function ModelFields(props: {
  model: ModelDetail;
  raw: string | undefined;
  /** What the owner signs in as, where that is known. */
  ownerName: string | undefined;
}) {
  const { model, raw, ownerName } = props;
  return (
    <>
      <Table variant="vertical" layout="fixed" verticalSpacing={6} aria-label={m.fields()}>
        <Table.Tbody>
          {fieldsOf(model, ownerName).map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={140} fw={500} c="dimmed">
                {label}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {raw && (
        <Disclosure label={m.raw_json()}>
          <CopyButton text={raw} label={m.copy_json()} mb="xs" />
          <Code block tabIndex={0} mah={360} style={{ overflow: 'auto' }}>
            {raw}
          </Code>
        </Disclosure>
      )}
    </>
  );
}

/** Label and value of what is there; fields that the registry left out are left out. */
function fieldsOf(model: ModelDetail, ownerName: string | undefined): [string, ReactNode][] {
  const text = (value: string | undefined) => (value ? <bdi>{value}</bdi> : undefined);
  const list = (value: readonly string[] | undefined) => text(value?.join(', '));
  const all: [string, ReactNode][] = [
    [m.field_id(), <CopyId key="id" id={model.model_id} full />],
    [m.field_status(), <ModelStatus key="status" status={model.model_status} />],
    [m.field_type(), text(model.model_type)],
    [m.field_size(), model.model_size === undefined ? undefined : sizeText(model.model_size)],
    [
      m.field_created(),
      isTime(model.create_at) ? (
        <TimeStamp key="created" at={model.create_at} format={formatTime} tabIndex={0} />
      ) : undefined,
    ],
    [m.field_description(), text(model.description)],
    [m.field_labels(), list(model.model_labels)],
    [m.field_install(), list(model.install_type)],
    [m.field_source(), text(model.model_source)],
    [m.field_location(), placeOf(model.source_location)],
    [m.field_runtime(), text(model.runtime)],
    [m.field_algorithm(), text(model.model_algorithm)],
    [m.field_image(), text(model.image_address)],
    [m.field_code(), text(model.execution_code)],
    [m.field_metrics(), metricsOf(model.model_metrics)],
    [m.field_subscription(), text(model.subscription_id)],
    [m.field_owner(), model.owner ? <Owner key="owner" id={model.owner} name={ownerName} /> : undefined],
    [m.field_account(), text(model.tenant)],
    [m.field_workspace(), text(model.workspace_id)],
  ];
  return all.filter(([, value]) => value !== undefined);
}

/** By name, with the id at hand; by the id alone where nobody here is known by it. */
function Owner({ id, name }: { id: string; name: string | undefined }) {
  if (name === undefined) return <CopyId id={id} full />;
  return (
    <Group gap={8} component="span">
      <bdi>{name}</bdi> <CopyId id={id} />
    </Group>
  );
}

/** Where the files are: a link where that is an address of the web, and else as it came. */
function placeOf(location: string | undefined): ReactNode {
  if (!location) return undefined;
  if (!/^https?:\/\//.test(location)) return <bdi>{location}</bdi>;
  return (
    <Anchor href={location} target="_blank" rel="noopener noreferrer" size="sm">
      <bdi>{location}</bdi>
    </Anchor>
  );
}

/** Metrics that were measured: what is written where none were is no metric. */
function metricsOf(metrics: string | undefined): ReactNode {
  return !metrics || /^\s*(\{\s*\}|\[\s*\])\s*$/.test(metrics) ? undefined : <bdi>{metrics}</bdi>;
}

function sizeText(bytes: number): string {
  return `${formatSize(bytes)} (${formatExactSize(bytes)})`;
}
