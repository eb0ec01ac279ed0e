-- What the stored data directory of the first edition holds; see make-first-edition.ts.
insert into accounts values ('acme', 'acme'), ('globex', 'globex');
insert into projects values ('vision', 'acme', 'vision'), ('speech', 'acme', 'speech'), ('lab', 'globex', 'lab');
insert into users values
  ('u-maria', 'acme', 'maria', 'scrypt$not$a$real$hash', 1700000000001),
  ('u-kim', 'globex', 'kim', 'scrypt$not$a$real$hash', 1700000000002);
insert into memberships values
  ('vision', 'u-maria', 'operator'), ('speech', 'u-maria', 'viewer'), ('lab', 'u-kim', 'operator');
insert into tokens values
  ('hash-of-a-token', 'u-maria', 'vision', 1700000000000, 1700086400000),
  ('hash-of-another', 'u-kim', null, 1700000000000, 1700086400000);
insert into sessions values ('hash-of-a-session', 'a sealed token', 1700000000000, 1700086400000);

insert into models
select
  (array['vision', 'vision', 'speech'])[1 + number % 3], 'id-' || number,
  (array['pose', 'yolo', 'Größe 模型'])[1 + number % 3] || (array['', '-tiny'])[1 + number % 2],
  '1.' || number % 7 || '.' || number, 10000 + number % 7 * 100 + number,
  (array['Custom', 'PyTorch'])[1 + number % 2], case when number % 5 = 0 then 'failed' else 'published' end,
  1000000000000 + number, 'the description of "' || number || E'"\\\n', 'u-maria', 'acme',
  1700000000000 + number, case when number % 11 = 0 then 'subscribed-' || number end,
  jsonb_build_object('source_location', '/bucket/' || number, 'metrics', '{"f1": 0.123456789012345678901}'::jsonb)
from generate_series(1, 90) as number;
insert into services values
  ('vision', 's-1', 'front door', 'real-time', 'running', 'u-maria', 'acme', '', 1700000000000, 1700000001000),
  ('vision', 's-2', 'archive', 'batch', 'stopped', 'u-maria', 'acme', 'nightly', 1700000000000, 1700000001000);
insert into service_models
select 'vision', case when number % 2 = 0 then 's-1' else 's-2' end, model_id, 50
from (select model_id, row_number() over (order by model_id) as number from models where project_id = 'vision') as numbered
where number <= 8;
insert into model_groups
select
  models.project_id, model_name, count(*), sum(model_size),
  jsonb_build_object('published', count(*)), jsonb_build_array('Custom'),
  (
    select count(distinct service_id) from service_models join models used using (project_id, model_id)
    where used.project_id = models.project_id and used.model_name = models.model_name
  ),
  (array_agg(model_version order by create_at desc, version_rank desc))[1], max(create_at)
from models group by models.project_id, model_name;

-- A receipt that was settled by one list, one that was ended without, and one that was cut off in the middle of a call.
insert into deletions
select 'vision', deletion_id, source, 'u-maria', 'maria', 1700000002000, ended_at, ending, plan::jsonb, verified::jsonb,
  '["gone"]', 'gone', 3, '{}', 0, 'some'
from
  (select '{"calls": [{"model_id": "a", "cascade": true, "covers": ["a", "b", "c"]}], "affected": [' || string_agg(
    '{"model_id": "' || id || '", "model_name": "gone", "model_version": "1.0.0", "subscribed": false, "services": [], '
    || '"verdict": "beyond-limit"}', ', ') || ']}' as plan from unnest(array['a', 'b', 'c']) as id) as planned,
  (values
    ('d-settled', 'console', 1700000003000, 'halted', '{"at": 1700000002500, "present": ["b", "c"]}'),
    ('d-unsettled', 'api', 1700000003000, 'halted', null),
    ('d-cut-off', 'console', null, null, null)
  ) as runs (deletion_id, source, ended_at, ending, verified);
insert into deletion_calls
select 'vision', deletion_id, 1, '{"model_id": "a", "cascade": true, "covers": ["a", "b", "c"]}', 1700000002100,
  answered_at, status, body, null
from (values
  ('d-settled', 1700000002200, 200,
    '{"delete_success_list": ["a"], "delete_failed_list": [{"model_id": "b", "error_code": "ModelArts.3911", "error_msg": "in use"}]}'),
  ('d-unsettled', 1700000002200, 500, 'no JSON'),
  ('d-cut-off', null, null, '')
) as answers (deletion_id, answered_at, status, body);
