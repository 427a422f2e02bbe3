import { send } from './send.ts';

/** Signing in and out, at /v1/auth. Each throws Refusal. */
export const auth = {
  /** @returns whether a code is still needed */
  password: async (email: string, password: string): Promise<boolean> => {
    const answer = await post<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password });
    return answer.twoFactorRedirect === true;
  },
  code: (code: string) => post('/two-factor/verify-totp', { code }),
  backupCode: (code: string) => post('/two-factor/verify-backup-code', { code }),
  sendLink: (email: string, language: string) => post('/sign-in/magic-link', { email, metadata: { language } }),
  link: (token: string) => send('GET', '/v1/auth/magic-link/verify', { query: { token } }),
  signOut: () => post('/sign-out', {}),
  enableCode: (password: string | undefined) =>
    post<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password }),
  disableCode: (password: string | undefined) => post('/two-factor/disable', { password }),

  async passkey(): Promise<void> {
    const options = await send<PublicKeyCredentialRequestOptionsJSON>(
      'GET',
      '/v1/auth/passkey/generate-authenticate-options',
      {},
    );
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    await post('/passkey/verify-authentication', { response: (credential as PublicKeyCredential).toJSON() });
  },
  async addPasskey(name: string): Promise<void> {
    const options = await send<PublicKeyCredentialCreationOptionsJSON>(
      'GET',
      '/v1/auth/passkey/generate-register-options',
      {},
    );
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    await post('/passkey/verify-registration', { response: (credential as PublicKeyCredential).toJSON(), name });
  },
  passkeys: () =>
    send<{ id: string; name?: string; createdAt: string }[]>('GET', '/v1/auth/passkey/list-user-passkeys', {}),
  removePasskey: (id: string) => post('/passkey/delete-passkey', { id }),
};

function post<Answer = unknown>(path: string, body: object): Promise<Answer> {
  return send('POST', `/v1/auth${path}`, { body });
}
