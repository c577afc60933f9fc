import { z } from 'zod';
import { durationS, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';

/** Who serves at a point: its own officers, those transferred from the city, lawyers, volunteers of a campaign. */
export const staffRoles = ['officer', 'transferred', 'lawyer', 'volunteer'] as const;

const people = z.int().min(0).max(10_000);

/** How many are on duty at a service point, role by role; nobody's name. */
export const staff = defineKind({
  kind: 'staff',
  assetKinds: ['point', 'branch', 'hotline'],
  expectedIntervalS: null,
  types: {
    on_duty: defineType({
      data: z.strictObject({
        role: z.enum(staffRoles),
        present: people,
        /** The sample this one closes and how long it held; absent on the first sample or after a gap. */
        prior: z.strictObject({ present: people, heldS: durationS }).optional(),
      }),
      metrics: {
        'staff.present': { unit: 'person', perAsset: true, dims: ['role'] },
        'staff.present_person_ms': { unit: 'person_ms', perAsset: true, dims: ['role'] },
        'staff.present_held_ms': { unit: 'ms', perAsset: true, dims: ['role'] },
      },
      measure: ({ present, prior }) => {
        const measured: Measurement[] = [{ metric: 'staff.present', value: present }];
        if (prior) {
          const heldMs = toMs(prior.heldS);
          measured.push({ metric: 'staff.present_person_ms', value: prior.present * heldMs });
          measured.push({ metric: 'staff.present_held_ms', value: heldMs });
        }
        return measured;
      },
      facts: ({ role, present }) => [{ set: `staff.${role}`, value: { present } }],
    }),
  },
});
