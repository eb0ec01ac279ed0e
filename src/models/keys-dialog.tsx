import { Kbd, Modal, Table } from '@mantine/core';
import { m } from '../messages/messages.js';

/** The keys that work in the list. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={m.keys_title()} closeButtonProps={{ 'aria-label': m.close() }}>
      <Table>
        <Table.Tbody>
          {KEYS().map(([keys, meaning]) => (
            <Table.Tr key={meaning}>
              <Table.Td>
                {keys.map((key) => (
                  <Kbd key={key} mr={6}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

const KEYS = (): [string[], string][] => [
  [['/'], m.key_search()],
  [['j', '↓'], m.key_down()],
  [['k', '↑'], m.key_up()],
  [['Enter', '→'], m.key_open()],
  [['←'], m.key_close()],
  [['x'], m.key_select()],
  [['Shift + x'], m.key_select_range()],
  [['m'], m.key_menu()],
  [['Delete'], m.key_delete()],
  [['?'], m.key_help()],
];
