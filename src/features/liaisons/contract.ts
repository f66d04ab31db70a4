import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { notFound } from '../../platform/shared/problem.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

const instant = z.iso.datetime()

/** Values by field key of the form's list `liaisons` (`name`, `mobile`, …). */
export const liaison = z.record(z.string(), z.string())

/** A field of one liaison, in the form's order; headings of page and files. */
export const liaisonField = z.object({ key: z.string(), label: z.string() })

export const liaisonEntry = unitReference.extend({
  address: z.string().nullable(),
  /** Of the liaison report: reported, returned for correction, or not made yet. */
  standing: z.enum(['none', 'submitted', 'checked', 'accepted', 'returned']),
  submittedAt: instant.nullable(),
  submissionId: z.uuid().nullable(),
  liaisons: z.array(liaison),
  /** Personal data are shown as 王* and 138****0000. */
  masked: z.boolean(),
  /** The reader may ask for them in clear (`reveal=true`, which is recorded). */
  mayReveal: z.boolean(),
})
export type LiaisonEntry = z.infer<typeof liaisonEntry>

const filter = z.object({
  unit: z.string().max(64).optional(),
  /** Shows personal data in clear where the reader may see them, and records that. */
  reveal: z.enum(['true', 'false']).optional(),
})

export const listLiaisons = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/liaisons',
  summary: '联络员名录（个人信息默认隐去，查看明文会留痕）',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: filter.extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({
    fields: z.array(liaisonField),
    items: z.array(liaisonEntry),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})

function liaisonFile(extension: 'xlsx' | 'vcf', produces: string) {
  return defineRoute({
    method: 'GET',
    path: `/api/campaigns/:campaign/liaisons.${extension}`,
    summary: `联络员名录下载（.${extension}）`,
    access: { permission: 'report.read', on: 'unit' },
    params: campaignParams,
    query: filter,
    produces,
    problems: [notFound],
  })
}
export const liaisonsXlsx = liaisonFile(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
)
export const liaisonsVcf = liaisonFile('vcf', 'text/vcard')

export const readLiaisonHistory = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/liaisons/:unit/history',
  summary: '一个单位历次联络员表，新的在前',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams.extend({ unit: z.string().max(64) }),
  query: z.object({ reveal: z.enum(['true', 'false']).optional() }),
  reply: z.object({
    unit: unitReference,
    fields: z.array(liaisonField),
    masked: z.boolean(),
    mayReveal: z.boolean(),
    items: z.array(
      z.object({
        submissionId: z.uuid(),
        revision: z.number(),
        submittedAt: instant,
        submittedBy: z.string(),
        liaisons: z.array(liaison),
        /** Names that this revision has and the one before had not, and the other way round. */
        added: z.array(z.string()),
        removed: z.array(z.string()),
      }),
    ),
  }),
  problems: [notFound],
})
