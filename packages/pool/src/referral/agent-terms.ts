/** What is frozen of an agent's terms when a sale begins; the agents' shares are computed from it when codes are delivered. */
export interface AgentTerms {
  /** What the agent added to the price of each unit. */
  unit_markup_minor: number;
  /** Who brought the agent in, and who brought them in: two at most, nearest first. */
  uplines: Upline[];
}

export interface Upline {
  agent_id: string;
  /** Of the price without the markup, out of the operator's part. */
  bps: number;
}
