import { expect, it } from 'vitest';
import { deletionClient } from '../../testing/clients/deletion-client.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';

const ctx = setUpGateway();
const { api, planned, send } = deletionClient(ctx);

it('exports CSV that no spreadsheet runs, and JSON', async () => {
  const { deletion, ids } = await planned(1);
  await send(deletion, ids[0] ?? '');
  await ctx.gateway.store
    .updateTable('deletion_calls')
    .set({
      body: JSON.stringify({
        delete_success_list: [],
        delete_failed_list: [{ model_id: ids[0], error_code: '=1+1', error_msg: '@SUM("a"),b\nc' }],
      }),
    })
    .where('deletion_id', '=', deletion)
    .execute();
  const csv = await api('GET', `/${deletion}/export?format=csv`);
  expect(csv.headers.get('content-disposition')).toBe(
    `attachment; filename="coppice-deletion-${deletion}.csv"`,
  );
  expect(csv.body).toBe(
    `outcome,model_name,model_version,model_id,code,message,rule\r\nfailed,pose,1.0.0,${ids[0]},'=1+1,"'@SUM(""a""),b\nc",\r\n`,
  );
  expect((await api('GET', `/${deletion}/export?format=json`)).body).toMatchObject({
    receipt: { deletion_id: deletion },
  });
});
