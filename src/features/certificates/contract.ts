import { z } from 'zod'
import { defineProblem, notFound, tooManyRequests } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'
import { readCode, readHolder } from './rules.ts'
import { isSignature, longestStrokes, readStrokes } from './signature.ts'

/** A name that is typed or drawn; who signs chooses. */
export const signatureInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('typed'),
    name: z
      .string()
      .max(80)
      .transform((text, context) => {
        const name = readHolder(text)
        if (name === null) context.addIssue('请填写姓名，2 至 40 个字，只用文字。')
        return name ?? z.NEVER
      }),
  }),
  z.object({
    kind: z.literal('drawn'),
    strokes: z
      .string()
      .max(longestStrokes, '签名太复杂，请清除后重签。')
      .refine((text) => isSignature(readStrokes(text) ?? []), '请在框内签下姓名。'),
  }),
])
export type SignatureInput = z.output<typeof signatureInput>

export const certificateOfAnother = defineProblem(
  'certificate-of-another',
  403,
  '证书只能在签署或者答题时用的那台设备上下载。',
)

const codeParam = z
  .string()
  .max(40)
  .transform((text, context) => {
    const code = readCode(text)
    if (code === null) context.addIssue('证书编号为 16 位字母和数字。')
    return code ?? z.NEVER
  })
const params = campaignParams.extend({ code: codeParam })
const page = { method: 'GET', access: 'public', produces: 'text/html' } as const
const file = { method: 'GET', access: 'participant', params } as const

/** Type a code, see whether there is such a certificate. */
export const findCertificatePage = defineRoute({
  ...page,
  path: '/p/:campaign/certificates',
  summary: '证书核验',
  params: campaignParams,
  query: z.object({ code: z.string().max(80).optional() }),
  problems: [notFound],
})

/** Whole for its holder's device; for everybody else what proves it, with the name masked. */
export const showCertificate = defineRoute({
  ...page,
  path: '/p/:campaign/certificates/:code',
  summary: '证书',
  params: campaignParams.extend({ code: z.string().max(80) }),
  problems: [notFound],
})

export const certificatePdf = defineRoute({
  ...file,
  path: '/p/:campaign/certificates/:code/certificate.pdf',
  summary: '下载证书（PDF）',
  produces: 'application/pdf',
  problems: [notFound, certificateOfAnother, tooManyRequests],
})

export const certificatePng = defineRoute({
  ...file,
  path: '/p/:campaign/certificates/:code/certificate.png',
  summary: '下载证书（图片）',
  produces: 'image/png',
  problems: [notFound, certificateOfAnother, tooManyRequests],
})

/** What the public check shows, for the office. */
export const lookUpCertificate = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/certificates/:code',
  summary: '按编号查证书',
  access: { permission: 'certificate.read', on: 'scope' },
  params,
  reply: z.object({
    code: z.string(),
    title: z.string(),
    /** Masked; null where the signature was drawn, or is gone because it was taken back. */
    holder: z.string().nullable(),
    drawn: z.boolean(),
    unit: unitReference,
    day: z.iso.date(),
    issuer: z.string(),
    withdrawnAt: z.iso.datetime().nullable(),
  }),
  problems: [notFound],
})
