import { jsonText, parseJson } from '../json-text.ts';

/** The fields of a version's detail on its API and runtime. Source: contract.md, Detail. */
export function configOf(detail: Readonly<Record<string, unknown>>) {
  // The request that registers a version calls it `initial_config`.
  const config = jsonText(detail['config'] || detail['initial_config'], '{}');
  const { input_params, output_params } = detail;
  return {
    config,
    apis: jsonText(detail['apis'] ?? fieldOf(parseJson(config), 'apis'), '[]'),
    input_params: Array.isArray(input_params) ? input_params.map(describedInJson) : [],
    output_params: Array.isArray(output_params) ? output_params.map(describedInJson) : [],
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** A parameter of an API; its schema is JSON in a string. */
function describedInJson(param: unknown): unknown {
  return isRecord(param) ? { ...param, param_desc: jsonText(param['param_desc'], '{}') } : param;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
