import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { HeldVersion } from '../../core/console-api/models/services.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ModelStatus } from '../ui/model-status.tsx';
import { ByteSize } from '../ui/text/sizes.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import classes from './services.module.css';

/** The versions that a service holds, with how many of its requests go to each. */
export function HeldTable({ versions, service }: { versions: readonly HeldVersion[]; service: string }) {
  const label = m.services_held_by({ service });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.rows} tabIndex={0} aria-label={label}>
      <Table aria-label={label} highlightOnHover verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{m.column_name()}</Table.Th>
            <Table.Th scope="col">{m.column_version()}</Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.column_status()}
            </Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.column_created()}
            </Table.Th>
            <Table.Th scope="col" className={classes.number}>
              {m.services_column_weight()}
            </Table.Th>
            <Table.Th scope="col" className={classes.number}>
              {m.column_size()}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <HeldRow key={version.model_id} version={version} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function HeldRow({ version }: { version: HeldVersion }) {
  const { model_name: name, model_version: number } = version;
  return (
    <Table.Tr>
      <Table.Td className={classes.service}>
        <Anchor component={Link} to={paths.name(name)} size="sm">
          <bdi>{name}</bdi>
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.when}>
        <Anchor
          component={Link}
          to={paths.version(name, number)}
          size="sm"
          aria-label={m.details_of({ name, version: number })}
        >
          <bdi>{number}</bdi>
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.wide}>
        <ModelStatus status={version.model_status} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.when}`}>
        <TimeStamp at={version.create_at} tabIndex={0} />
      </Table.Td>
      <Table.Td className={classes.number}>{m.services_weight({ weight: version.weight })}</Table.Td>
      <Table.Td className={classes.number}>
        <ByteSize bytes={version.model_size} />
      </Table.Td>
    </Table.Tr>
  );
}
