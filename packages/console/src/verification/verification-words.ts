import type { Verification, VerificationResult, VerificationStatus } from '@kameng/contract/desk/verification';
import type { Tone } from '../parts/badge.tsx';
import { words } from '../words/words.ts';

export const verificationWords = words<VerificationStatus>({
  submitted: ['已提交', 'Submitted'],
  in_review: ['审核中', 'In review'],
  needs_action: ['需要补充', 'Needs something more'],
  verified: ['已认证', 'Verified'],
  refused: ['未通过', 'Refused'],
});
export const verificationTones: Record<VerificationStatus, Tone> = {
  submitted: 'plain',
  in_review: 'plain',
  needs_action: 'attention',
  verified: 'good',
  refused: 'danger',
};
export const subjectWords = words<Verification['subject']>({
  company: ['企业', 'Company'],
  person: ['个人', 'Person'],
});
export const resultWords = words<VerificationResult>({
  passed: ['通过', 'Passed'],
  failed: ['不符', 'Failed'],
  unclear: ['无法确定', 'Unclear'],
});
