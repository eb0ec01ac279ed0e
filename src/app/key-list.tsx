import { Kbd, Title } from '@mantine/core';
import { m } from '../messages/messages.js';
import { COMMAND_KEY } from './command-key.ts';
import classes from './key-list.module.css';

/** The keys of the console by where they work. */
export function KeyList({ headingOrder }: { headingOrder: 2 | 3 }) {
  return (
    <div className={classes.groups}>
      {groups().map(({ where, keys }) => (
        <section key={where}>
          <Title order={headingOrder} size="h6" mb={6}>
            {where}
          </Title>
          <dl className={classes.keys}>
            {keys.map(([names, meaning]) => (
              <div key={meaning} className={classes.line}>
                <dt>
                  {names.map((name) => (
                    <Kbd key={name}>{name}</Kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

type Keys = readonly (readonly [names: readonly string[], meaning: string])[];

function groups(): { where: string; keys: Keys }[] {
  return [
    {
      where: m.keys_anywhere(),
      keys: [
        [[`${COMMAND_KEY} + K`], m.key_palette()],
        [['?'], m.key_help()],
        [['Esc'], m.key_escape()],
      ],
    },
    {
      where: m.keys_search(),
      keys: [
        [['/'], m.key_search()],
        [['↓', 'Enter'], m.key_to_list()],
        [['Esc'], m.clear_search()],
      ],
    },
    {
      where: m.keys_list(),
      keys: [
        [['j', '↓'], m.key_down()],
        [['k', '↑'], m.key_up()],
        [['Home', 'End'], m.key_ends()],
        [['Enter', '→'], m.key_open()],
        [['←'], m.key_close()],
        [[`${COMMAND_KEY} + P`], m.key_print()],
        [['x'], m.key_select()],
        [['Shift + x'], m.key_select_range()],
        [['m'], m.key_menu()],
        [['Delete'], m.key_delete()],
      ],
    },
  ];
}
