import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  AppliedRules,
  ApplyRulesBody,
  RuleBody,
  SavedRule,
  SavedRules,
} from '../../core/console-api/deletions/rules.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { listRules, readRule } from './read-rules.ts';
import { addRule, applyRules, changeRule, removeRule } from './write-rules.ts';

/** The parameters of every address below `/api/rules/:rule_id`. */
export const RuleParams = z.object({ rule_id: z.string().min(1).max(64) });

/** As many rules as there can be, with all that they can say. In bytes. */
const MAX_RULES_BYTES = 10 * 1024 * 1024;

/** The rules of a project: everybody in it reads them, operators write them. */
export function ruleRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/rules',
      { schema: { summary: 'List rules', response: { 200: SavedRules } } },
      async (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return { rules: await listRules(store, project_id) };
      },
    );

    const readSchema = { summary: 'Read a rule', params: RuleParams, response: { 200: SavedRule } };
    app.get('/api/rules/:rule_id', { schema: readSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return readRule(store, project_id, request.params.rule_id);
    });

    const addSchema = { summary: 'Add a rule', body: RuleBody, response: { 201: SavedRule } };
    app.post('/api/rules', { schema: addSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const rule_id = await addRule(store, caller, request.body.rule);
      return reply.code(201).send(await readRule(store, caller.project_id, rule_id));
    });

    const applySchema = {
      summary: 'Add and change rules by their names',
      body: ApplyRulesBody,
      response: { 200: AppliedRules },
    };
    app.post('/api/rules/apply', { bodyLimit: MAX_RULES_BYTES, schema: applySchema }, (request) =>
      applyRules(store, callerOf(request, 'modelarts:model:delete'), request.body.rules),
    );

    const changeSchema = {
      summary: 'Change a rule',
      params: RuleParams,
      body: RuleBody,
      response: { 200: SavedRule },
    };
    app.put('/api/rules/:rule_id', { schema: changeSchema }, async (request) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const { rule_id } = request.params;
      await changeRule(store, caller, { rule_id, rule: request.body.rule });
      return readRule(store, caller.project_id, rule_id);
    });

    const removeSchema = { summary: 'Remove a rule', params: RuleParams, response: { 204: z.null() } };
    app.delete('/api/rules/:rule_id', { schema: removeSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      await removeRule(store, caller, request.params.rule_id);
      return reply.code(204).send(null);
    });
  };
}
