import type { VerificationResult } from '@kameng/contract/desk/verification';

/** Who somebody says they are. Never kept beyond the decision. */
export interface IdentityClaim {
  subject: 'person' | 'company';
  country: string;
  legal_name: string;
  number: string;
}

/** A service that knows whether a name and a number belong together. The operator decides, whatever it says. */
export interface VerificationProvider {
  id: string;
  /** Throws when the service does not answer; it is asked again later. `about` is the same for the same verification. */
  check(claim: IdentityClaim, about: string): Promise<{ result: VerificationResult; reference: string }>;
}
