import { z } from 'zod';
import { ref } from '../checkout.ts';
import { organisationKind, type OrganisationKind, role } from '../desk-roles.ts';
import { idSchema } from '../id.ts';
import { cursor, language, oneId, page, pageLimit, timestamp } from '../page.ts';

export const personId = idSchema('person');
export const organisationId = idSchema('organisation');
const shortText = (max: number) => z.string().trim().min(1).max(max);
const emailAddress = z.email().max(254);

export const organisation = z
  .object({ id: organisationId, kind: organisationKind, name: z.string(), created_at: timestamp })
  .meta({ id: 'organisation' });
export type Organisation = z.infer<typeof organisation>;

/** Kinds that anybody can begin as; the operator is made by whoever runs the pool. */
export const ownKinds = ['supplier', 'agent', 'shop'] as const satisfies readonly OrganisationKind[];
export type OwnKind = (typeof ownKinds)[number];
export const createOrganisationBody = z
  .object({
    kind: z.enum(ownKinds),
    name: shortText(60).meta({ description: 'The name under which the organisation trades' }),
    language,
    invited_by: ref.optional().meta({ description: 'Of an agent: referral ID of the agent who brought it in' }),
  })
  .strict()
  .meta({ id: 'create_organisation', example: { kind: 'supplier', name: 'Harbour Lane Digital', language: 'en' } });

export const me = z
  .object({
    person: z.object({
      id: personId,
      name: z.string(),
      email: z.string(),
      has_password: z.boolean(),
      has_second_factor: z.boolean(),
      passkeys: z.int().min(0),
    }),
    organisations: z.array(organisation.extend({ role })),
    session_id: idSchema('session'),
    stepped_up_until: timestamp.nullable().meta({ description: 'Until when keys, members and money may be changed' }),
  })
  .meta({ id: 'me' });
export type Me = z.infer<typeof me>;

export const session = z
  .object({
    id: idSchema('session'),
    current: z.boolean(),
    device: z.string().nullable().meta({ description: 'The User-Agent as it was sent' }),
    address: z.string().nullable(),
    created_at: timestamp,
    expires_at: timestamp,
  })
  .meta({ id: 'session' });
export const sessionList = z.object({ data: z.array(session) }).meta({ id: 'session_list' });
export const sessionParams = z.object({ id: idSchema('session') });

export const stepUpBody = z
  .object({
    password: z.string().min(1).max(128).optional(),
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional()
      .meta({ description: 'Of the authenticator app; needed by whoever has one' }),
  })
  .strict()
  .meta({ id: 'step_up' });
export const stepUpAnswer = z.object({ stepped_up_until: timestamp }).meta({ id: 'stepped_up' });

export const setPasswordBody = z
  .object({ password: z.string().min(10).max(128) })
  .strict()
  .meta({ id: 'set_password' });

export const member = z
  .object({
    id: idSchema('member'),
    person_id: personId,
    name: z.string(),
    email: z.string(),
    role,
    created_at: timestamp,
  })
  .meta({ id: 'member' });
export type Member = z.infer<typeof member>;
export const memberList = z.object({ data: z.array(member) }).meta({ id: 'member_list' });
export const memberParams = z.object({ id: idSchema('member') });
export const changeMemberBody = z.object({ role }).strict().meta({ id: 'change_member' });

export const invitation = z
  .object({ id: idSchema('invitation'), email: z.string(), role, created_at: timestamp, expires_at: timestamp })
  .meta({ id: 'invitation' });
export type Invitation = z.infer<typeof invitation>;
export const invitationList = z.object({ data: z.array(invitation) }).meta({ id: 'invitation_list' });
export const invitationParams = z.object({ id: idSchema('invitation') });
export const inviteBody = z
  .object({ email: emailAddress, role, language: language.optional() })
  .strict()
  .meta({ id: 'invite' });
export const acceptInvitationBody = z
  .object({ token: z.string().min(20).max(128) })
  .strict()
  .meta({ id: 'accept_invitation' });

export const deskKey = z
  .object({
    id: idSchema('apiKey'),
    name: z.string(),
    role,
    hint: z.string().meta({ description: 'Enough of the key to recognise it' }),
    key: z.string().optional().meta({ description: 'dk_…, shown once' }),
    created_at: timestamp,
  })
  .meta({ id: 'desk_key' });
export type DeskKey = z.infer<typeof deskKey>;
export const deskKeyList = z.object({ data: z.array(deskKey) }).meta({ id: 'desk_key_list' });
export const deskKeyParams = z.object({ id: idSchema('apiKey') });
export const createDeskKeyBody = z
  .object({ name: shortText(60), role })
  .strict()
  .meta({ id: 'create_desk_key' });

/** Who changed what, from what to what, and why. */
export const auditEntry = z
  .object({
    id: idSchema('auditEntry'),
    action: z.string().meta({ example: 'member.role_changed' }),
    object_id: z.string(),
    by: z.object({ kind: z.enum(['person', 'key', 'job']), id: z.string(), name: z.string() }),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    reason: z.string().nullable(),
    request_id: z.string().nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'audit_entry' });
export type AuditEntry = z.infer<typeof auditEntry>;
export const auditQuery = z.object({
  limit: pageLimit,
  cursor: cursor.optional(),
  action: z.string().min(1).max(64).optional(),
  object_id: oneId,
  actor_id: oneId.meta({ description: 'Only what this person or key did' }),
});
export const auditPage = page(auditEntry).meta({ id: 'audit_page' });
