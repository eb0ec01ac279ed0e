/** React-admin's data provider over the gateway's list, as far as the list needs it. */
export const modelGroups = {
  getList: async (_resource, { filter, signal }) => {
    const answer = await fetch(`/api/model-groups?${new URLSearchParams(filter)}`, { signal });
    const { groups, total, next_cursor } = await answer.json();
    return {
      data: groups.map((group) => ({ ...group, id: group.model_name })),
      total: total.names,
      pageInfo: { hasNextPage: next_cursor !== null, hasPreviousPage: false },
    };
  },
  supportAbortSignal: true,
};
