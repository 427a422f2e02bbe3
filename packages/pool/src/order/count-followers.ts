import { ApiError } from '../api-error.ts';

/** Open streams in one process, and of them on one order: a buyer has a few tabs, not a hundred. */
export const followersMax = 2000;
export const followersPerOrderMax = 8;

const followers = new Map<string, number>();
let total = 0;

/** Counts one more follower until the returned function is called. Throws `overloaded` when there are too many. */
export function countFollower(orderId: string): () => void {
  const ofOrder = followers.get(orderId) ?? 0;
  if (total >= followersMax || ofOrder >= followersPerOrderMax) throw new ApiError('overloaded', { retryAfterS: 5 });
  followers.set(orderId, ofOrder + 1);
  total += 1;
  return () => {
    const left = (followers.get(orderId) ?? 1) - 1;
    if (left === 0) followers.delete(orderId);
    else followers.set(orderId, left);
    total -= 1;
  };
}
